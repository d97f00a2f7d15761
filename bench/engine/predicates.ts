import { seeded } from './seeded';
import type { Random } from './seeded';

/**
 * Rules in no engine's own language: a conjunction of predicates over the fields of ./events. Every engine's translation
 * starts from here, so all run the same rules.
 */
export type Predicate =
  | { is: 'above' | 'below'; field: string; value: number }
  | { is: 'equals'; field: string; value: string }
  | { is: 'among'; field: string; values: string[] }
  | { is: 'same'; field: string; other: string }
  | { is: 'exceeds'; field: string; other: string }
  | { is: 'days'; from: string; to: string; more: number }
  | { is: 'listed'; field: string; list: string }
  | { is: 'valid' | 'invalid'; field: string }
  | { is: 'contains'; field: string; part: string }
  | { is: 'yes' | 'no'; field: string };

export interface PlainRule {
  id: string;
  action: string;
  predicates: Predicate[];
}

export const RULES = 10_000;
export const SEED = 20_261;
export const ACTIONS = 100;
export const actionKey = (n: number): string => `act${n}.approve`;

export const AMOUNTS = Array.from({ length: 6 }, (_, i) => `amount_${i}`);
export const COUNTS = Array.from({ length: 4 }, (_, i) => `count_${i}`);
export const KINDS = Array.from({ length: 4 }, (_, i) => `kind_${i}`);
export const PEOPLE = Array.from({ length: 4 }, (_, i) => `person_${i}`);
export const DATES = Array.from({ length: 4 }, (_, i) => `date_${i}`);
export const TEXTS = ['remark', 'customer'];
export const LISTS = ['attendees', 'approvers'];
export const NUMBERS = ['applicant', 'agent'];
export const FLAGS = ['urgent', 'renewed'];
/** 30 fields. */
export const FIELDS = [...AMOUNTS, ...COUNTS, ...KINDS, ...PEOPLE, ...DATES, ...TEXTS, ...LISTS, ...NUMBERS, ...FLAGS];

export const CODES = ['new', 'renewal', 'transfer', 'closure', 'refund', 'deferral', 'waiver', 'penalty'];
export const STAFF = Array.from({ length: 12 }, (_, i) => `u${1000 + i}`);
export const WORDS = ['减免', '退税', '展期', '代办', '补录', '核销'];

const MAKERS: { weight: number; make(random: Random): Predicate }[] = [
  {
    weight: 30,
    make: (r) => ({ is: r.chance(0.5) ? 'above' : 'below', field: r.pick([...AMOUNTS, ...COUNTS]), value: 0 }),
  },
  { weight: 15, make: (r) => ({ is: 'equals', field: r.pick(KINDS), value: r.pick(CODES) }) },
  { weight: 10, make: (r) => ({ is: 'among', field: r.pick([...KINDS]), values: r.some(CODES, 3) }) },
  { weight: 8, make: (r) => ({ is: 'same', field: 'person_0', other: r.pick(PEOPLE.slice(1)) }) },
  { weight: 6, make: (r) => ({ is: 'exceeds', field: AMOUNTS[0] ?? '', other: r.pick(AMOUNTS.slice(1)) }) },
  { weight: 9, make: (r) => ({ is: 'days', from: 'date_0', to: r.pick(DATES.slice(1)), more: r.whole(-60, 60) }) },
  { weight: 6, make: (r) => ({ is: 'listed', field: r.pick(PEOPLE), list: r.pick(LISTS) }) },
  { weight: 6, make: (r) => ({ is: r.chance(0.5) ? 'valid' : 'invalid', field: r.pick(NUMBERS) }) },
  { weight: 4, make: (r) => ({ is: 'contains', field: r.pick(TEXTS), part: r.pick(WORDS) }) },
  { weight: 6, make: (r) => ({ is: r.chance(0.5) ? 'yes' : 'no', field: r.pick(FLAGS) }) },
];
/** Each kind as often as it weighs. */
const URN = MAKERS.flatMap((maker) => Array<typeof maker>(maker.weight).fill(maker));

function predicate(random: Random): Predicate {
  const maker = random.pick(URN);
  const made = maker.make(random);
  return made.is === 'above' || made.is === 'below'
    ? { ...made, value: made.field.startsWith('amount') ? random.whole(1, 99) * 1_000_000 : random.whole(1, 99) }
    : made;
}

/** `count` rules spread evenly over the actions given, 3 to 6 predicates each. */
export function makeRules(count: number, actions: number, seed: number): PlainRule[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: `rule-${i}`,
    action: actionKey(i % actions),
    predicates: Array.from({ length: random.whole(3, 6) }, () => predicate(random)),
  }));
}
