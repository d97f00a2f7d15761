import type { ActionEvent, Language, Rule } from '@/lib/model';
import { computeFacts } from '@/lib/rules';
import type { HistoryEvent } from '@/lib/rules';
import { fill } from '@/lib/rules/fill';
import { matchesAction } from '@/lib/rules/reach';
import { scopeOf } from '@/lib/rules/scope';
import { tryCase } from '@/lib/packs/trial';
import type { Context } from './context';
import { readCases } from './context';
import type { Preview } from './view';

/** The clerk's sentence on the latest act of this machine that the rule looks at; else on the first case that fires. */
export function previewOf(
  rule: Rule,
  context: Context,
  language: Language,
  { acts, cases }: { acts: readonly HistoryEvent[]; cases: string },
): Preview {
  const packed = { ...rule, pack: context.pack };
  const latest = acts.findLast((act) => rule.on.some((on) => matchesAction(on, act.action)));
  const actions = [...context.actions.values()];
  if (latest) {
    const event = actOf(latest);
    const facts = computeFacts({ rule: packed, event, history: acts, actions, calendar: context.calendar });
    const action = context.actions.get(event.action);
    const scope = scopeOf({ event, fields: event.fields, rule, action, office: context.calendar, facts });
    return { text: fill(rule.sentence[language], language, { scope, rule, action }), at: latest.at, from: 'journal' };
  }
  for (const kase of readCases('cases', cases).cases) {
    if (kase.fires !== true) continue;
    const flag = tryCase(packed, kase, context)?.verdict.flags[0];
    if (flag) return { text: flag.sentence[language], at: 0, from: 'case' };
  }
  return undefined;
}

/** A past act as the judge takes it. */
export const actOf = ({ id, action, at, fields, items, login, dwellMs, pageChars }: HistoryEvent): ActionEvent => ({
  id,
  action,
  at,
  fields,
  ...(items ? { items } : {}),
  ...(login ? { login } : {}),
  ...(dwellMs === undefined ? {} : { dwellMs }),
  ...(pageChars === undefined ? {} : { pageChars }),
  system: 'past',
  adapter: { id: 'past', version: 1 },
  page: 'past',
  signals: ['click'],
});
