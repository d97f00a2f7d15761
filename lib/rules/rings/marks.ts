import type { ActMark, PastAct, Readings } from '@/lib/model';
import { count, keyIn, pastScope } from '../facts/gather';
import type { Asked } from '../facts/gather';
import { entries, isUnknown, keyOf } from '../value';
import type { Plan, Plans, Population } from './plan';

const APART = '\u0001';
/** An act whose list could not be read may belong to any entry. */
const ANY = '?';

export const ringOf = (population: Population, key: string): string => `${population.id}${APART}${key}`;
export const keyOfRing = (ring: string): string => ring.slice(ring.indexOf(APART) + 1);
export const idOfRing = (ring: string): string => ring.slice(0, ring.indexOf(APART));

/** What a fact is asked about an act, with nothing to go through yet. */
export function askedOf(plan: Plan, trigger: PastAct, plans: Plans, windowMs = Number.POSITIVE_INFINITY): Asked {
  return {
    rule: plan.rule,
    spec: plan.spec,
    windowMs,
    trigger,
    history: [],
    actions: plans.actions,
    calendar: plans.calendar,
  };
}

/** The rings an act belongs to by its own key: none where a part of it was not read; several for a list. */
export function ringsOf(plan: Plan, past: PastAct, plans: Plans): string[] {
  const asked = askedOf(plan, past, plans);
  const key = keyIn(asked, past);
  if (key === undefined) return [];
  const { each } = plan.spec;
  if (each === undefined) return [ringOf(plan.of, key)];
  const list = pastScope(asked, past).field(each);
  const parts = isUnknown(list) ? [ANY] : [...new Set(entries(list).map((one) => `=${keyOf(one)}`))];
  return parts.map((part) => ringOf(plan.of, `${key}${APART}${part}`));
}

/** Where an act looks for its history: under its own keys, and among acts whose list could not be read. */
export function lookUpRings(plan: Plan, past: PastAct, plans: Plans): string[] {
  const own = ringsOf(plan, past, plans);
  const key = plan.spec.each === undefined ? undefined : keyIn(askedOf(plan, past, plans), past);
  return key === undefined ? own : [...new Set([...own, ringOf(plan.of, `${key}${APART}${ANY}`)])];
}

type Act = PastAct & { seq: number; items?: Readings[] };

/** Every mark of an act. */
export function marksOf(plans: Plans, event: Act): ActMark[] {
  const marks: ActMark[] = [];
  for (const population of plans.populations) {
    const [plan] = population.plans;
    if (!plan || !population.actions.has(event.action)) continue;
    for (const [n, fields] of (event.items?.length ? event.items : [{}]).entries()) {
      const past = narrowed(event, { ...event.fields, ...fields }, population.names);
      if (population.mode === 'fold' && !count(askedOf(plan, past, plans), past, false).length) continue;
      marks.push(...ringsOf(plan, past, plans).map((ring) => ({ ring, at: event.at, seq: event.seq, n, past })));
    }
  }
  return marks;
}

function narrowed(event: Act, fields: Readings, names: readonly string[]): PastAct {
  const kept: Readings = {};
  for (const name of names) {
    const reading = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (reading) kept[name] = reading;
  }
  const { seq, id, action, at, login, dwellMs, pageChars } = event;
  return {
    seq,
    id,
    action,
    at,
    fields: kept,
    ...(login !== undefined && names.includes('operator_id') ? { login } : {}),
    ...(dwellMs !== undefined && names.includes('dwell_ms') ? { dwellMs } : {}),
    ...(pageChars !== undefined && names.includes('page_chars') ? { pageChars } : {}),
  };
}
