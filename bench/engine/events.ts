import {
  ACTIONS,
  actionKey,
  AMOUNTS,
  CODES,
  COUNTS,
  DATES,
  FLAGS,
  KINDS,
  LISTS,
  NUMBERS,
  PEOPLE,
  STAFF,
  TEXTS,
  WORDS,
} from './predicates';
import { seeded } from './seeded';

/** What a field holds, before any engine's own form. Identity numbers: whether they are valid. */
export type PlainValue = number | string | boolean | string[];
export interface PlainEvent {
  id: string;
  action: string;
  values: Record<string, PlainValue>;
}

const NAMES = ['洛阳宏图商贸有限公司', '嵩县大章镇供销社', '宜阳县韩城农机经营部', '新安县石寺建材厂'];

/** Events spread evenly over the actions, every field filled. */
export function makeEvents(count: number, seed: number, actions = ACTIONS): PlainEvent[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const values: Record<string, PlainValue> = {};
    for (const field of AMOUNTS) values[field] = random.whole(1, 100_000_000);
    for (const field of COUNTS) values[field] = random.whole(0, 100);
    for (const field of KINDS) values[field] = random.pick(CODES);
    for (const field of PEOPLE) values[field] = random.pick(STAFF.slice(0, 3));
    for (const field of DATES)
      values[field] = new Date(Date.UTC(2026, 0, random.whole(1, 90))).toISOString().slice(0, 10);
    for (const field of TEXTS)
      values[field] = `${random.pick(NAMES)}${random.pick(WORDS)}申请，经办人已核对${random.pick(WORDS)}材料`;
    for (const field of LISTS) values[field] = random.some(STAFF, 5);
    for (const field of [...NUMBERS, ...FLAGS]) values[field] = random.chance(0.5);
    return { id: `event-${String(i).padStart(8, '0')}`, action: actionKey(i % actions), values };
  });
}
