import type { Condition, Expr, PastAct } from '@/lib/model';
import { openOf } from '../facts/open';
import { holdsFor, pastScope } from '../facts/gather';
import type { Asked } from '../facts/gather';
import { dayAt, midnight } from '../days';
import { nodes } from '../fields';
import { askedOf } from './marks';
import type { Plan, Plans } from './plan';

const DAY = 86_400_000;
/** Later than any matter is waited for: fifty years. */
const HORIZON = 50 * 365 * DAY;

/**
 * When a key must next be looked at by timer: the first millisecond at which one of its open matters may be due. Never later
 * than that; earlier only costs a look. Undefined: nothing is open. What lies after `now` (the clock was put back) is looked
 * at again when it is reached.
 */
export function dueAt(
  plan: Plan,
  key: string,
  past: readonly PastAct[],
  now: number,
  plans: Plans,
): number | undefined {
  const known = past.filter((act) => act.at <= now);
  const times = past.filter((act) => act.at > now).map((act) => act.at);
  const { where, untilWhere } = plan.spec;
  const act = clockAct(now);
  // Whether an end counts may depend on the moment too; then every beginning is waited for.
  const until = untilWhere && isTimely(untilWhere) ? [] : plan.spec.until;
  const plain: Plan = { ...plan, spec: { ...plan.spec, until, where: undefined, holding: undefined } };
  for (const { event } of openOf(askedOf(plain, act, plans), key, known))
    times.push(firstHolding(where, plan, event, plans));
  const soonest = times.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return Number.isFinite(soonest) ? soonest : undefined;
}

const clockAct = (at: number): PastAct => ({ id: 'tick', action: 'tick', at, fields: {} });

/** The first moment at which the test of a matter is not clearly false. */
/** How long after its day's beginning a matter of the fact last fell due, ms. */
const terms = new WeakMap<Plan, number>();

const steady = new WeakMap<Plan, boolean>();
/** Once it holds it goes on to hold. */
function isSteady(where: Condition, plan: Plan): boolean {
  const is = steady.get(plan) ?? (!hasDated(where, plan) && onlyGrows(where.tree));
  steady.set(plan, is);
  return is;
}

function firstHolding(where: Condition | undefined, plan: Plan, event: PastAct, plans: Plans): number {
  if (!where) return event.at;
  const mayHold = (at: number): boolean => {
    const asked: Asked = askedOf(plan, clockAct(at), plans);
    return holdsFor(where, pastScope(asked, event)) !== false;
  };
  if (!isSteady(where, plan) || mayHold(event.at)) return event.at;
  // Most matters of a fact run out alike, counted from their day.
  const today = midnight(dayAt(event.at));
  const guess = today + (terms.get(plan) ?? 0);
  if (guess > event.at + 1 && mayHold(guess) && !mayHold(guess - 1)) return guess;
  // Most terms are short: leaps twice as long each time find the term, halves its day.
  let leap = DAY;
  while (leap < HORIZON && !mayHold(event.at + leap)) leap *= 2;
  let late = event.at + Math.min(leap, HORIZON);
  let early = leap > DAY ? event.at + leap / 2 : event.at;
  if (!mayHold(late)) return Number.POSITIVE_INFINITY;
  const look = (at: number): void => {
    if (mayHold(at)) late = at;
    else early = at;
  };
  while (late - early > DAY) look(early + Math.ceil((late - early) / DAY / 2) * DAY);
  // Most run out at a day's midnight, or so many hours after the act.
  for (const at of [early + 1, midnight(dayAt(late)) - 1, midnight(dayAt(late))]) if (at > early && at < late) look(at);
  while (late - early > 1) look(Math.floor((early + late) / 2));
  terms.set(plan, late - today);
  return late;
}

const hasDated = (where: Condition, plan: Plan): boolean =>
  [...nodes(where.tree)].some((n) => n.op === 'param' && plan.rule.params[n.id]?.dated !== undefined);

const TIMELY = new Set(['now', 'today', 'inOffice']);
const isTimelyTree = (tree: Expr): boolean => [...nodes(tree)].some((n) => n.op === 'call' && TIMELY.has(n.fn));
const isTimely = (condition: Condition): boolean => isTimelyTree(condition.tree);

/** A test that, once it holds, holds for ever: only then may its first moment be searched for by halves. */
export function onlyGrows(tree: Expr): boolean {
  if (!isTimelyTree(tree)) return true;
  switch (tree.op) {
    case '&&':
    case '||':
      return tree.args.every(onlyGrows);
    case '>':
    case '>=':
      return grows(tree.args[0]) && isStill(tree.args[1]);
    case '<':
    case '<=':
      return isStill(tree.args[0]) && grows(tree.args[1]);
    default:
      return false;
  }
}

const isStill = (tree: Expr | undefined): boolean => tree !== undefined && !isTimelyTree(tree);
const SINCE = new Set(['hoursBetween', 'minutesBetween', 'daysBetween', 'workdaysBetween']);

/** A figure that time only makes greater. */
function grows(tree: Expr | undefined): boolean {
  if (!tree) return false;
  if (!isTimelyTree(tree)) return true;
  if (tree.op === '-') return grows(tree.args[0]) && isStill(tree.args[1]);
  if (tree.op === '+') return tree.args.every(grows);
  if (tree.op !== 'call') return false;
  if (tree.fn === 'now' || tree.fn === 'today') return true;
  return SINCE.has(tree.fn) && isStill(tree.args[0]) && grows(tree.args[1]);
}
