import type { ActionEvent, ActionSpec, Calendar, Rule, Text, Verdict } from '@/lib/model';
import { explain, whyNot } from '@/lib/rules/explain';
import { matchesAction } from '@/lib/rules/reach';
import { scopeOf } from '@/lib/rules/scope';
import type { FactAnswer } from '@/lib/rules/scope';

/** In words: what held, what stood in the way, or what could not be told. */
export function carriersText(input: {
  rule: Rule & { pack: string };
  event: ActionEvent;
  actions: readonly ActionSpec[];
  calendar: Calendar;
  answer: FactAnswer;
  outcome: string;
  verdict: Verdict;
}): Text {
  const { rule, event, actions, calendar, answer, verdict } = input;
  const action = actions.find((a) => a.key === event.action);
  const [flag] = verdict.flags;
  if (flag) return flag.because;
  if (!rule.on.some((p) => matchesAction(p, event.action)))
    return { zh: `规则不看动作 ${event.action}`, en: `the rule does not judge ${event.action}` };
  const scope = scopeOf({ event, fields: event.fields, rule, action, office: calendar, facts: answer });
  const figures =
    answer === 'unknown'
      ? ''
      : Object.entries(answer)
          .map(([id, f]) => `${id}=${JSON.stringify(f.value)}`)
          .join(' ');
  const [open] = verdict.undetermined;
  const base = open
    ? explain(rule.condition.tree, { rule, action, scope })
    : whyNot(rule.condition.tree, { rule, action, scope });
  const unread = open ? Object.keys(open.fields).join(', ') : '';
  const tail = [figures, unread && `unread: ${unread}`, open && `why: ${open.why}`].filter(Boolean).join(' · ');
  return { zh: `${base.zh}${tail ? ` [${tail}]` : ''}`, en: `${base.en}${tail ? ` [${tail}]` : ''}` };
}
