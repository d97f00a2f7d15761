import type { ActionEvent, ActMark, Found, Need, PastAct, RingDay } from '@/lib/model';
import { dayAt, midnight } from '../days';
import { UNTOLD } from '../facts/figures';
import { count, isAmong } from '../facts/gather';
import { windowMs } from '../facts/window';
import { factFrom } from '../history';
import type { FactValue } from '../scope';
import { askedOf, lookUpRings, ringsOf } from './marks';
import type { Plan, Plans } from './plan';
import { factOf, merged, NOTHING, tallyOf } from './tally';

type Act = Pick<ActionEvent, 'id' | 'action' | 'at' | 'fields' | 'login' | 'dwellMs' | 'pageChars'>;

const spanOf = ({ rule, spec }: Plan, at: number): number | undefined => windowMs(spec.window, rule, at);

/** What must be read for one fact at an act: nothing where its key or window cannot be told. */
export function needsOf(plan: Plan, act: Act, plans: Plans): Need[] {
  if (plan.mode === 'due') return [{ kind: 'due', population: plan.of.id, upto: act.at }];
  const kind = plan.mode;
  const span = spanOf(plan, act.at);
  if (span === undefined) return [];
  return lookUpRings(plan, act, plans).map((ring) => ({ kind, ring, after: act.at - span, upto: act.at }));
}

/** The fact itself, from what was read: the same as going through every act there ever was. */
export function factAt(plan: Plan, act: Act, found: readonly Found[], plans: Plans): FactValue {
  const marks = found.flatMap((f) => f.marks).filter((mark) => mark.past.id !== act.id);
  if (plan.mode === 'fold')
    return folded(
      plan,
      act,
      found.flatMap((f) => f.days),
      marks,
      plans,
    );
  const { rule, spec } = plan;
  const history = marks.map(({ past, n }) => (n ? { ...past, id: `${past.id}#${n}` } : past));
  return factFrom({ rule, event: act, history, actions: plans.actions, calendar: plans.calendar }, spec);
}

function folded(plan: Plan, act: Act, days: readonly RingDay[], marks: readonly ActMark[], plans: Plans): FactValue {
  const { spec, rule } = plan;
  const span = spanOf(plan, act.at);
  if (span === undefined || !ringsOf(plan, act, plans).length) return { value: UNTOLD };
  const asked = askedOf(plan, act, plans, span);
  const own = !spec.earlier && isAmong(spec.of ?? rule.on, act.action) ? count(asked, act, true) : undefined;
  // The act itself must be one of those counted; otherwise there is nothing to count for it.
  if (own && !own.length) return factOf(NOTHING, spec, false);
  const apart = marks
    .filter(({ at }) => at > act.at - span && (spec.earlier ? at < act.at : at <= act.at))
    .map((mark) => ({ at: mark.at, tally: tallyOfMark(plan, mark.past, plans) }));
  const parts = [...apart, ...days.map(({ day, tally }) => ({ at: midnight(day), tally }))].sort((a, b) => a.at - b.at);
  const past = parts.reduce((sum, part) => merged(sum, part.tally), NOTHING);
  const [now] = own ?? [];
  const all = now ? merged(past, tallyOf(now, [asked])) : past;
  return factOf(all, spec, now !== undefined && !now.certain);
}

function tallyOfMark(plan: Plan, past: PastAct, plans: Plans) {
  const [counted] = count(askedOf(plan, past, plans), past, false);
  return counted
    ? tallyOf(
        counted,
        plan.of.plans.map((p) => askedOf(p, past, plans)),
      )
    : NOTHING;
}

/** The days of marks in order of time, for every fact that shares the ring. */
export function foldDays(plan: Plan, marks: readonly ActMark[], plans: Plans): RingDay[] {
  const days: RingDay[] = [];
  for (const { at, past } of marks) {
    const day = dayAt(at);
    const last = days.at(-1);
    const tally = tallyOfMark(plan, past, plans);
    if (last?.day === day) last.tally = merged(last.tally, tally);
    else days.push({ day, tally });
  }
  return days;
}
