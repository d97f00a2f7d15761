// Random histories of one desk: acts that come late, are withdrawn, taken up again or erased; a clock that jumps; workers that
// stop; rules that change. What the rings say is compared with going through every act.
import Dexie from 'dexie';
import type { ActionEvent, FieldValue, Readings } from '@/lib/model';
import { computeFacts, ringsFor } from '@/lib/rules';
import type { FactAnswer, Rings } from '@/lib/rules';
import type { PackedRule } from '@/lib/rules/weigh';
import { Desk } from '@/lib/store/db';
import { plainly } from '@/lib/store/plain';
import type { Tx } from '@/lib/store/plain';
import { COUNTED_IN, countAnew, countedOf, marksBySeq, readyIn } from '@/lib/store/rings';
import type { Keeping } from '@/lib/store/rings';
import type { EventRow } from '@/lib/store/rows';
import { aRule, anAction, condition, OFFICE } from './rules';

const FIELDS = {
  client: 'id',
  case_id: 'id',
  amount: 'money',
  clean: 'bool',
  serial: 'int',
  from: 'date',
  to: 'date',
  hands: 'ids',
} as const;
const ACTIONS = ['relief.approve', 'relief.close', 'loan.approve'].map((key) => anAction({ ...FIELDS }, { key }));

const value = (text: string) => condition(text);
type Facts = PackedRule['facts'];

/** Every kind of fact, in windows of minutes, of a day, of days, and of all time. */
const factsOf = (least: number): Facts => ({
  n: { kind: 'count', key: ['client'], window: '7d' },
  big: { kind: 'count', key: ['client'], window: '7d', where: value(`amount >= ${least}`) },
  before: { kind: 'count', key: ['client', '$action'], window: '3d', earlier: true },
  sum: { kind: 'sum', key: ['client'], window: '7d', value: value('amount') },
  ever: { kind: 'sum', key: ['client'], window: 'all', value: value('amount') },
  kinds: { kind: 'distinct', key: ['client'], window: '30d', value: value('case_id') },
  middle: { kind: 'median', key: ['client'], window: '7d', value: value('amount') },
  ratio: { kind: 'ratio_median', key: ['client'], window: '7d', value: value('amount / serial'), earlier: true },
  clean: { kind: 'share', key: ['client'], window: '7d', value: value('clean') },
  soon: { kind: 'count', key: ['client'], window: '10m' },
  cases: { kind: 'count', key: ['client'], window: '7d', once: 'case_id' },
  paid: { kind: 'sum', key: ['client'], window: '7d', once: 'case_id', value: value('amount') },
  run: { kind: 'streak', key: ['client'], window: '7d', value: value('serial') },
  last: { kind: 'last', key: ['client'], window: '7d', value: value('amount') },
  first: { kind: 'first', key: ['client'], window: 'all' },
  none: { kind: 'absence', of: ['relief.close'], key: ['client'], window: '2d', earlier: false },
  order: { kind: 'sequence', of: ['loan.approve'], until: ['relief.close'], key: ['client'], window: '7d' },
  shares: { kind: 'overlap', key: ['client'], window: 'all', value: value('[from, to]') },
  same: { kind: 'count', key: ['client'], window: '7d', where: value('amount == t.amount'), earlier: true },
  met: { kind: 'count', key: ['client'], window: '7d', each: 'hands' },
});
const timers: Facts = {
  open: {
    kind: 'open',
    of: ['relief.approve'],
    until: ['relief.close'],
    key: ['case_id'],
    window: 'all',
    where: value('hoursBetween(eventAt(), now()) > 24'),
  },
  held: {
    kind: 'open',
    of: ['loan.approve'],
    until: ['relief.close'],
    key: ['client'],
    window: 'all',
    pick: 'each',
    value: value('amount'),
  },
  late: {
    kind: 'open',
    of: ['loan.approve'],
    until: ['relief.close'],
    untilWhere: value('true'),
    key: ['client'],
    window: 'all',
    pick: 'first',
    where: value('from < today() && amount > 1'),
  },
};

const rulesOf = (least: number): PackedRule[] => [
  aRule('true', { id: 'windows', on: ['relief.approve', 'loan.approve'], facts: factsOf(least) }),
  aRule('true', { id: 'timers', on: ['tick'], when: 'timer', facts: timers }),
];

/** A repeatable stream of numbers below `n`. */
export function dice(seed: number): (n: number) => number {
  let state = seed >>> 0 || 1;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const DAY = 86_400_000;
const START = Date.parse('2024-02-26T09:00:00+08:00');
const QUARTER = 15 * 60_000;

function fieldsAt(roll: (n: number) => number, at: number): Readings {
  const day = (shift: number): string => new Date(at + 8 * 3_600_000 + shift * DAY).toISOString().slice(0, 10);
  const values: Record<string, FieldValue> = {
    client: `c${roll(2)}`,
    case_id: `k${roll(3)}`,
    amount: roll(4),
    clean: roll(2) === 0,
    serial: roll(6),
    from: day(roll(5) - 2),
    to: day(roll(5)),
    hands: [`h${roll(3)}`, `h${roll(3)}`],
  };
  const readings: Readings = {};
  for (const [id, of] of Object.entries(values)) {
    const chance = roll(14);
    if (chance === 0) continue;
    readings[id] = chance === 1 ? { kind: 'read', value: null } : { kind: 'read', value: of };
  }
  return readings;
}

export interface Trial {
  /** What rings and scan disagree about; undefined: nothing. */
  wrong?: string;
  asked: number;
}

/** Plays one history and asks at every step. */
export async function playHistory(seed: number, steps = 14): Promise<Trial> {
  const roll = dice(seed);
  const name = `history-${seed}`;
  let desk = new Desk(name);
  let counted = countedOf(desk, () => undefined);
  let rules = rulesOf(2);
  let rings = ringsFor(rules, { actions: ACTIONS, calendar: OFFICE });
  let now = START;
  let seq = 0;
  let asked = 0;
  await counted.prepare(rings, now);
  const written = (work: (tx: Tx, keeping: Keeping) => Promise<void>) =>
    plainly(desk, 'write', ['events', ...COUNTED_IN], async (tx) =>
      work(tx, { counting: rings, ready: await readyIn(tx), now }),
    );
  try {
    for (let step = 0; step < steps; step++) {
      now += roll(3) === 0 ? roll(9) * DAY : roll(60) * QUARTER;
      const move = roll(12);
      if (move === 0) now -= roll(6) * DAY;
      else if (move === 1) {
        desk.close();
        desk = new Desk(name);
        counted = countedOf(desk, () => undefined);
      } else if (move === 2) {
        rules = rulesOf(1 + roll(3));
        rings = ringsFor(rules, { actions: ACTIONS, calendar: OFFICE });
        await counted.prepare(rings, now, roll(3) === 0);
      } else if (move <= 4 && seq > 0) {
        const act = roll(seq);
        await written(async (tx, keeping) => {
          const row = await tx.get('events', act);
          if (!row) return;
          tx.put('events', { ...row, undone: !row.undone });
          if (row.undone) await countAnew(tx, { come: [{ ...row, undone: false }] }, keeping);
          else await countAnew(tx, { gone: await marksBySeq(tx, act, act + 1) }, keeping);
        });
      } else {
        const at = roll(5) === 0 ? now - roll(12) * DAY - roll(5) : now;
        const row: EventRow = {
          seq,
          id: `act-${seq}`,
          action: ACTIONS[roll(3)]?.key ?? '',
          at,
          who: '',
          fields: fieldsAt(roll, at),
          ...(roll(9) === 0 ? { items: [fieldsAt(roll, at), fieldsAt(roll, at)] } : {}),
        };
        seq++;
        await written(async (tx, keeping) => {
          tx.put('events', row);
          await countAnew(tx, { come: [row] }, keeping);
        });
      }
      if (move === 0) await counted.prepare(rings, now, true);
      for (const rule of rules) {
        asked++;
        const act = actAt(rule, now, roll, step);
        const wrong = await differs({ desk, rings, rule, act, read: counted.read });
        if (wrong) return { wrong: `seed ${seed} step ${step} ${rule.id}: ${wrong}`, asked };
      }
    }
    return { asked };
  } finally {
    desk.close();
    await Dexie.delete(name);
  }
}

function actAt(rule: PackedRule, now: number, roll: (n: number) => number, step: number): ActionEvent {
  const isTimer = rule.on.includes('tick');
  const action = isTimer ? 'tick' : (['relief.approve', 'loan.approve'][roll(2)] ?? '');
  return {
    id: `asked-${step}`,
    action,
    system: 'oa',
    adapter: { id: 'oa', version: 1 },
    page: 'p',
    at: now,
    fields: isTimer ? {} : fieldsAt(roll, now),
    signals: ['click'],
  };
}

async function differs(input: {
  desk: Desk;
  rings: Rings;
  rule: PackedRule;
  act: ActionEvent;
  read: ReturnType<typeof countedOf>['read'];
}): Promise<string | undefined> {
  const { desk, rings, rule, act } = input;
  const needs = Object.values(rings.needs(rule, act)).flat();
  const { found } = await input.read(rings, needs);
  const nameOf = (need: (typeof needs)[number]): string => JSON.stringify(need);
  const byName = new Map(needs.map((need, i) => [nameOf(need), found[i] ?? { days: [], marks: [] }]));
  const byRings = rings.facts(rule, act, (need) => byName.get(nameOf(need)) ?? { days: [], marks: [] });
  const acts = (await desk.events.orderBy('at').toArray()).filter((row) => !row.undone);
  const history = acts.map(({ who: _, ...row }) => row).sort((a, b) => a.at - b.at || a.seq - b.seq);
  const byScan = computeFacts({ rule, event: act, history, actions: ACTIONS, calendar: OFFICE });
  return firstDifference(byRings, byScan);
}

function firstDifference(a: FactAnswer, b: FactAnswer): string | undefined {
  if (a === 'unknown' || b === 'unknown') return 'not told';
  for (const [id, { value: wanted, evidence }] of Object.entries(b)) {
    const got = a[id];
    const plain = (list: readonly number[] | undefined): string =>
      [...new Set(list ?? [])].sort((x, y) => x - y).join();
    if (JSON.stringify(got?.value) !== JSON.stringify(wanted))
      return `${id}: rings ${JSON.stringify(got?.value)}, scan ${JSON.stringify(wanted)}`;
    if (plain(got?.evidence) !== plain(evidence))
      return `${id}: evidence ${plain(got?.evidence)} against ${plain(evidence)}`;
  }
  return undefined;
}
