import type { ActionSpec, Calendar, LevelScheme, Rule, RuleCase, Verdict } from '@/lib/model';
import { computeFacts, judge } from '@/lib/rules';
import { because } from '@/lib/rules/explain';
import { carriersText } from './trace';
import { playCase, withParams } from './example';

export type Outcome = 'fires' | 'silent' | 'undetermined';
export interface Trial {
  outcome: Outcome /** why, in Chinese and English, from the tree */;
  why: { zh: string; en: string };
  verdict: Verdict;
}

/** Runs one case of a rule through the judge with its history counted exactly. Undefined: a time in it does not exist. */
export function tryCase(
  rule: Rule & { pack: string },
  kase: Pick<RuleCase, 'events' | 'params'>,
  around: { actions: ReadonlyMap<string, ActionSpec>; scheme: LevelScheme; calendar: Calendar },
): Trial | undefined {
  const played = playCase(kase.events, around.actions);
  if (!played) return undefined;
  const own = { ...withParams(rule, kase.params), pack: rule.pack, status: 'active' as const };
  const actions = [...around.actions.values()];
  const facts = (r: Rule & { pack: string }, event: typeof played.event) =>
    computeFacts({ rule: r, event, history: played.history, actions, calendar: around.calendar });
  const verdict = judge({
    event: played.event,
    rules: [own],
    scheme: around.scheme,
    calendar: around.calendar,
    actions,
    facts,
    explain: because,
  });
  const outcome: Outcome = verdict.flags.length ? 'fires' : verdict.undetermined.length ? 'undetermined' : 'silent';
  return {
    outcome,
    verdict,
    why: carriersText({
      rule: own,
      event: played.event,
      actions,
      calendar: around.calendar,
      answer: facts(own, played.event),
      outcome,
      verdict,
    }),
  };
}
