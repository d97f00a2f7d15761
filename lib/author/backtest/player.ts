import type { ActionEvent, Rule, Text } from '@/lib/model';
import { holds as holdsAct } from '@/lib/rules';
import type { PackedRule } from '@/lib/rules';
import { truth } from '@/lib/rules/evaluate';
import { because } from '@/lib/rules/explain';
import { createPast } from '@/lib/rules/past';
import type { Past } from '@/lib/rules/past';
import { matchesAction } from '@/lib/rules/reach';
import { actScope, ruleScope } from '@/lib/rules/scope';
import type { BacktestInput } from '.';
import { actOf } from '../editor/preview';
import type { PastAct } from './acts';
import { createTimers } from './timers';
import type { Timers } from './timers';

export type Judged = boolean | 'unknown';

/** One rule over the acts of a journal, in the order of time. */
export interface Player {
  holds: boolean;
  judge(act: PastAct): Judged;
  /** Of an act it flags. */
  why(act: PastAct): Text;
  /** The act is past from now on. */
  add(act: PastAct): void;
  /** Of a rule that runs by timer. */
  timers?: Timers;
}

export function playerOf(rule: Rule, input: BacktestInput): Player {
  const packed: PackedRule = { ...rule, pack: input.pack, status: rule.status === 'retired' ? 'retired' : 'active' };
  const level = input.scheme.levels.find((l) => l.key === rule.level);
  const past: Past = createPast([packed], input);
  const timers = rule.on.includes('tick') ? createTimers(packed, input) : undefined;
  const specs = new Map(input.actions.map((action) => [action.key, action]));
  const isSensitive = (action: string): boolean => !rule.sensitiveOnly || specs.get(action)?.sensitive === true;
  const reached = new Map<string, boolean>();
  const reaches = (action: string): boolean => {
    const kept = reached.get(action) ?? (rule.on.some((on) => matchesAction(on, action)) && isSensitive(action));
    reached.set(action, kept);
    return kept;
  };
  const scopesOf = (act: PastAct) => {
    const event = actOf(act);
    const action = specs.get(act.action);
    const each: ActionEvent['fields'][] = event.items?.length
      ? event.items.map((item) => ({ ...event.fields, ...item }))
      : [event.fields];
    return each.map((fields) => {
      const one: ActionEvent = { ...event, fields };
      const facts = past.facts(packed, one);
      return {
        action,
        scope: ruleScope(actScope({ event: one, fields, action, office: input.calendar }), packed, facts),
      };
    });
  };
  return {
    holds: rule.when === 'before' && holdsAct(rule.ask ?? level?.defaultAsk ?? 'notice') && rule.status !== 'observe',
    ...(timers ? { timers } : {}),
    judge(act) {
      if (rule.status === 'retired' || !reaches(act.action)) return false;
      let open = false;
      for (const { scope } of scopesOf(act)) {
        const value = truth(rule.condition.tree, scope);
        if (value === true) return true;
        if (value !== false) open = true;
      }
      return open ? 'unknown' : false;
    },
    why(act) {
      for (const { scope, action } of reaches(act.action) ? scopesOf(act) : [])
        if (truth(rule.condition.tree, scope) === true) return because(rule.condition.tree, { rule, action, scope });
      return rule.title;
    },
    add(act) {
      past.add(act);
      timers?.add(act);
    },
  };
}
