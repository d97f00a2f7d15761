// What runs in the page: a desk's store of so many acts, and verdicts of acts that rest on windows.
import Dexie from 'dexie';
import type { ActionEvent, Readings } from '@/lib/model';
import { historyAt } from '@/lib/guard/history';
import type { Library } from '@/lib/packs';
import { indexRules, judge, ringsFor } from '@/lib/rules';
import { createStore } from '@/lib/store';
import { Desk } from '@/lib/store/db';
import type { EventRow } from '@/lib/store/rows';

const DAY = 86_400_000;
const END = Date.parse('2026-11-02T10:00:00+08:00');
const DAYS = 3 * 365;
const CLERKS = 20;
const ACTIONS = ['relief.approve', 'inspection.conclude', 'expense.submit', 'penalty.submit', 'loan.disburse'] as const;
const SLICE = 4_000;

function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const who = (id: string): Readings[string] => ({
  kind: 'read',
  value: { kind: 'resident_id', masked: id, valid: true, same: [], token: id },
});
const read = (value: string | number): Readings[string] => ({ kind: 'read', value });

/** Clerks are busy keys, their clients quiet ones: a store ten times as large has ten times the clients and the acts a clerk. */
function fieldsOf(action: string, roll: (n: number) => number, clients: number): Readings {
  const client = `c${roll(clients)}`;
  const shared = { operator_id: read(`clerk${roll(CLERKS)}`), amount: read(1000 + roll(400_000)) };
  if (action === 'inspection.conclude') return { ...shared, conclusion: read(roll(3) ? 'problem' : 'clean') };
  if (action === 'expense.submit')
    return {
      ...shared,
      org_id: read('o'),
      vendor_id: read(client),
      minutes_no: { kind: 'read', value: null },
      subject: read(`s${roll(1e9)}`),
      invoice_nos: { kind: 'read', value: [`i${roll(1e9)}`] },
    };
  if (action === 'penalty.submit')
    return {
      ...shared,
      violation_code: read(`v${roll(12)}`),
      org_id: read('o'),
      base_amount: read(5000 + roll(9000)),
      procedure: read('normal'),
    };
  if (action === 'loan.disburse')
    return {
      ...shared,
      loan_id: read(`l${roll(1e9)}`),
      payee_hash: who(client),
      borrower_hash: who(`b${roll(1e9)}`),
      card_hash: who(`k${roll(1e9)}`),
    };
  return {
    ...shared,
    client_id: who(client),
    case_id: read(`k${roll(1e9)}`),
    tax_item: read('vat'),
    period_from: { kind: 'read', value: '2026-01-01' },
    period_to: { kind: 'read', value: '2026-01-31' },
  };
}

const actOf = (i: number, at: number, roll: (n: number) => number, clients: number): EventRow => {
  const action = ACTIONS[roll(ACTIONS.length)] ?? 'relief.approve';
  return {
    seq: i,
    id: `e${i}`,
    action,
    at,
    who: `clerk${roll(CLERKS)}`,
    fields: fieldsOf(action, roll, clients),
    dwellMs: 30_000,
    pageChars: 900,
  };
};

interface Measured {
  verdictsMs: number[];
  loadMs: number;
}

/** `packs`: the merged library as JSON. */
async function measure(packs: string, acts: number, verdicts: number, seed: number): Promise<Measured> {
  const library: Library = JSON.parse(packs);
  const name = `window-${acts}`;
  await Dexie.delete(name);
  const clients = Math.max(50, Math.round(acts / 50));
  const rings = ringsFor(library.rules, library);
  const started = performance.now();
  const desk = new Desk(name);
  const roll = dice(seed);
  for (let from = 0; from < acts; from += SLICE) {
    const rows = Array.from({ length: Math.min(SLICE, acts - from) }, (_, i) =>
      actOf(from + i, END - DAYS * DAY + Math.floor(((from + i) / acts) * DAYS * DAY), roll, clients),
    );
    await desk.events.bulkPut(rows);
  }
  desk.close();
  const store = createStore(name);
  await store.open();
  await store.counted.prepare(rings, END);
  const loadMs = performance.now() - started;
  const index = indexRules(library.rules, library.actions);
  const inForce = {
    stamp: 'bench',
    library,
    index,
    rings,
    refused: [],
    from: {},
    observed: [],
    leftOut: {},
    drafts: [],
  };
  const verdictsMs: number[] = [];
  for (let i = 0; i < verdicts + 50; i++) {
    const { action, fields, who: login } = actOf(i, END, roll, clients);
    const event: ActionEvent = {
      id: `asked-${i}`,
      action,
      system: 's',
      adapter: { id: 'a', version: 1 },
      page: 'p',
      at: END + i,
      fields,
      login,
      dwellMs: 30_000,
      pageChars: 900,
      signals: ['click'],
    };
    const begun = performance.now();
    const facts = await historyAt({ store, packs: inForce, rules: index.rulesFor(action), event });
    judge({
      event,
      rules: index.rulesFor(action),
      scheme: library.scheme,
      calendar: library.calendar,
      actions: library.actions,
      facts,
      deskOnly: true,
    });
    if (i >= 50) verdictsMs.push(performance.now() - begun);
  }
  store.close();
  await Dexie.delete(name);
  return { verdictsMs, loadMs };
}

declare global {
  var measureWindow: typeof measure;
}
globalThis.measureWindow = measure;
