import type { ActionEvent, Counting, Found, Need, PastAct, RingDay } from '@/lib/model';
import { dayAt, midnight } from '../days';
import { windowMs } from '../facts/window';
import type { FactValue } from '../scope';
import type { PackedRule } from '../weigh';
import { factAt, foldDays, needsOf } from './answer';
import { dueAt } from './due';
import { idOfRing, keyOfRing, marksOf } from './marks';
import { plansOf } from './plan';
import type { Population } from './plan';

type Act = Pick<ActionEvent, 'id' | 'action' | 'at' | 'fields' | 'login' | 'dwellMs' | 'pageChars'>;

/** History of rules as marks and rings: what to keep of each act, what to read at an act, and the facts from it. */
export interface Rings extends Counting {
  /** What the facts of a rule must read at an act, fact by fact. */
  needs(rule: PackedRule, act: Act): Record<string, Need[]>;
  /** The facts, from what was read. */
  facts(rule: PackedRule, act: Act, found: (need: Need) => Found): Record<string, FactValue>;
  /** Populations a rule rests on. */
  populationsOf(rule: PackedRule): string[];
}

const DAY = 86_400_000;
/** Days kept beyond the longest window, so that a clock put back a little finds them. */
const SLACK = 40;

/** Pure. The same rules count the same populations under the same names. */
export function ringsFor(rules: readonly PackedRule[], around: Parameters<typeof plansOf>[1]): Rings {
  const plans = plansOf(rules, around);
  const byId = new Map(plans.populations.map((p) => [p.id, p]));
  const populationOf = (ring: string): Population | undefined => byId.get(idOfRing(ring));
  return {
    populations: plans.populations.map((p) => p.id),
    populationsOf: (rule) => [...new Set(plans.of(rule).map((plan) => plan.of.id))],
    marksOf: (act) => marksOf(plans, act),
    keeps: (ring) => populationOf(ring)?.mode !== 'marks',
    reach: (ring) => {
      const population = populationOf(ring);
      return population?.mode === 'fold' ? reachOf(population) : undefined;
    },
    fold: (ring, marks) => {
      const [plan] = populationOf(ring)?.plans ?? [];
      return plan ? foldDays(plan, marks, plans) : [];
    },
    cut,
    due: (ring, marks, now) => {
      const population = populationOf(ring);
      const [plan] = population?.plans ?? [];
      if (!plan || population?.mode !== 'due') return undefined;
      return dueAt(plan, keyOfRing(ring), pastOf(marks), now, plans);
    },
    needs: (rule, act) => Object.fromEntries(plans.of(rule).map((plan) => [plan.fact, needsOf(plan, act, plans)])),
    facts: (rule, act, found) =>
      Object.fromEntries(
        plans.of(rule).map((plan) => [plan.fact, factAt(plan, act, needsOf(plan, act, plans).map(found), plans)]),
      ),
  };
}

const pastOf = (marks: readonly { past: PastAct; n: number }[]): PastAct[] =>
  marks.map(({ past, n }) => (n ? { ...past, id: `${past.id}#${n}` } : past));

/** A parameter may set the window; dated ones do not, so any day gives the longest. */
function reachOf({ plans }: Population): number {
  const spans = plans.map(({ rule, spec }) => windowMs(spec.window, rule, 0) ?? Number.POSITIVE_INFINITY);
  return Math.ceil(Math.max(...spans) / DAY) + SLACK;
}

/** The day in which the window begins, and the act's own day if anything in it is later than the act, are looked at one by one. */
const cut: Counting['cut'] = ({ newest, from, days }, { after, upto }) => {
  const first = Number.isFinite(after) ? dayAt(after) : Number.NEGATIVE_INFINITY;
  const last = dayAt(upto);
  if (first < from && Number.isFinite(from)) return { days: [], ranges: [[after, upto]] };
  const has = (day: number): boolean => days.some((d) => d.day === day);
  if (first === last) return { days: [], ranges: has(last) ? [[after, upto]] : [] };
  const isLate = newest >= upto;
  const ranges: [number, number][] = [];
  if (has(first)) ranges.push([after, midnight(first + 1) - 1]);
  if (isLate && has(last)) ranges.push([midnight(last) - 1, upto]);
  return { days: days.filter(({ day }: RingDay) => day > first && (isLate ? day < last : day <= last)), ranges };
};
