// Backtest of one rule over a journal: reading of entries and judging, beside one pass that only looks at each entry.
import { createBacktest } from '@/lib/author/backtest';
import type { Entry, Identity, Rule } from '@/lib/model';
import { buildFolder } from '@/tools/hulan/sources';
import { figure } from '../figure';
import type { Bench, Figure } from '../figure';
import { seeded } from '../engine/seeded';

const SLICE = 5_000;
const GOAL_MS_A_MILLION = 10_000;
/** Of a desk's entries some two in five are acts; the rest are answers, endings, receipts. */
const ACTS_IN_TEN = 4;

export const backtest: Bench = {
  name: 'backtest',
  async run({ full }) {
    const count = full ? 1_000_000 : 100_000;
    return [
      ...one('tax-defer-repeat', ['deferral.approve'], count),
      ...one('quota-drop', ['quota.submit'], count),
      // By timer: what was not dunned ten days after it was due.
      ...one('dun-absent', ['tax.due', 'tax.due', 'tax.due', 'tax.dun'], count),
    ];
  },
};

function one(id: string, actions: string[], count: number): Figure[] {
  const { pack } = buildFolder('tax');
  const rule = pack?.rules.find((r) => r.id === id);
  if (!pack || !rule) throw new Error(`the tax pack has ${id}`);
  const draft: Rule = { ...rule, version: rule.version + 1 };
  const test = createBacktest({ draft, before: rule, pack: pack.id, ...pack });
  // Entries are made slice by slice and are not timed: a console reads them from its store.
  let takeMs = 0;
  let lookMs = 0;
  let seen = 0;
  for (let from = 0; from < count; from += SLICE) {
    const slice = entriesOf(from, Math.min(SLICE, count - from), actions);
    const started = performance.now();
    test.take(slice);
    takeMs += performance.now() - started;
    const looked = performance.now();
    for (const entry of slice)
      if (entry.skeleton.kind === 'event' && actions.includes(String(entry.skeleton.body.action))) seen++;
    lookMs += performance.now() - looked;
  }
  const started = performance.now();
  const running = test.run();
  let longest = 0;
  let last = started;
  for (let step = running.next(); !step.done; step = running.next()) {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  const total = takeMs + performance.now() - started;
  const million = (1_000_000 / count) * total;
  return [
    figure(
      `${id} over ${count} entries, by the million`,
      million,
      'ms',
      { atMost: GOAL_MS_A_MILLION },
      {
        peer: `a bare look at each entry ${((1_000_000 / count) * lookMs).toFixed(0)} ms (${seen} of the rule's action)`,
        ratio: lookMs / total,
      },
    ),
    figure(`${id}: longest step between two chances to stop`, longest, 'ms', { atMost: 1_000 }),
  ];
}

const clientOf = (n: number): Identity => ({ kind: 'uscc', masked: '91**', valid: true, same: [], token: `c${n}` });
const ACTIONS = ['filing.accept', 'invoice.issue', 'payment.post', 'refund.approve', 'registration.change'];
const START = Date.UTC(2025, 0, 2, 1);

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A year's entries: one act in ten is of the rule's own actions, over two thousand clients. */
function entriesOf(from: number, count: number, actions: readonly string[]): Entry[] {
  const random = seeded(from + 1);
  const pick = (list: readonly string[]): string => list[Math.floor(random.next() * list.length)] ?? '';
  return Array.from({ length: count }, (_, i): Entry => {
    const seq = from + i;
    const isAct = seq % 10 < ACTS_IN_TEN;
    const own = random.next() < 0.1;
    const at = START + seq * 31_000;
    const body = isAct
      ? {
          id: `act-${seq}`,
          action: pick(own ? actions : ACTIONS),
          at,
          fields: {
            client_id: { kind: 'read', value: clientOf(Math.floor(random.next() * 2_000)) },
            case_id: { kind: 'read', value: `k${seq}` },
            amount: { kind: 'read', value: Math.floor(random.next() * 1_000_000) },
            owed_amount: { kind: 'read', value: 1 + Math.floor(random.next() * 1_000_000) },
            tax_period: { kind: 'read', value: dayOf(at).slice(0, 7) },
            due_date: { kind: 'read', value: dayOf(at) },
          },
        }
      : { event: `act-${seq}`, kind: 'acknowledge' };
    return {
      skeleton: {
        v: 1,
        desk: 'bench',
        seq,
        at: START,
        mono: 0,
        boot: 'b',
        kind: isAct ? 'event' : 'answer',
        body,
        parts: {},
      },
      leaf: '',
      parts: isAct ? { clerk: { salt: '', value: { login: `u${seq % 40}` } } } : {},
    };
  });
}
