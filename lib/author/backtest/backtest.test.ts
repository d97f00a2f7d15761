import { beforeAll, describe, expect, it } from 'vitest';
import type { Entry, FieldValue, Pack, Reading, Readings, Rule } from '@/lib/model';
import { computeFacts, judge } from '@/lib/rules';
import type { HistoryEvent } from '@/lib/rules';
import { allPacks } from '@/tests/support/sources';
import { actOf } from '../editor/preview';
import { createBacktest } from '.';
import type { BacktestResult } from '.';

let packs: Pack[];
beforeAll(() => {
  packs = allPacks();
}, 60_000);
const START = Date.UTC(2026, 5, 1, 1);
const DAY = 86_400_000;

function ruleOf(id: string): { rule: Rule; pack: Pack } {
  for (const pack of packs) for (const rule of pack.rules) if (rule.id === id) return { rule, pack };
  throw new Error(`our packs have ${id}`);
}
const around = (pack: Pack) => ({
  pack: pack.id,
  scheme: pack.scheme,
  calendar: pack.calendar,
  actions: packs.flatMap((p) => p.actions),
});

let seq = 0;
const entry = (
  kind: Entry['skeleton']['kind'],
  body: Record<string, unknown>,
  more: Partial<Entry> & { re?: number } = {},
): Entry => ({
  skeleton: {
    v: 1,
    desk: 'desk-1',
    seq: seq++,
    at: 0,
    mono: 0,
    boot: 'b',
    kind,
    ...(more.re === undefined ? {} : { re: more.re }),
    body,
    parts: {},
  },
  leaf: '',
  parts: more.parts ?? {},
});
/** As the worker writes it: numbers of persons stand masked in a part of their own, their tokens in another. */
function act(
  action: string,
  at: number,
  fields: Readings,
  clients: Record<string, string> = {},
  login = 'wangmin',
): Entry {
  const value = (part: unknown) => ({ salt: '', value: part });
  const masked = Object.fromEntries(
    Object.keys(clients).map((id) => [id, read({ kind: 'uscc', masked: '91**', valid: true, same: [] })]),
  );
  const tokens = Object.fromEntries(Object.entries(clients).map(([id, token]) => [id, [token]]));
  const parts = { clerk: value({ login }), fields: value({ fields: masked }), tokens: value({ key: 'k', tokens }) };
  return entry('event', { id: `act-${seq}`, action, at, fields }, { parts });
}
const read = (value: FieldValue): Reading => ({ kind: 'read', value });
const spend = (amount: number, day: number, login?: string): Entry =>
  act('expense.submit', START + day * DAY, { amount: read(amount), minutes_no: read(null) }, {}, login);

function run(entries: Entry[], draft: Rule, before: Rule | undefined, pack: Pack): BacktestResult {
  const test = createBacktest({ draft, ...(before ? { before } : {}), ...around(pack) });
  test.take(entries);
  const running = test.run();
  for (let step = running.next(); ; step = running.next()) if (step.done) return step.value;
}

/** A tax that falls due on that day, begun and perhaps never dunned for. */
const due = (client_id: string, day: number): Entry =>
  act(
    'tax.due',
    START + day * DAY,
    { tax_period: read('2026-05'), due_date: read('2026-06-05'), owed_amount: read(100) },
    { client_id },
  );

describe('a draft over past acts', () => {
  it('says what it would flag more and less than what is in force, what officers decided, and holds a clerk and week', () => {
    const { rule, pack } = ruleOf('spend-5000');
    const draft: Rule = { ...rule, params: { ...rule.params, a: { ...rule.params.a, value: 800_000 } } };
    const entries = [spend(400_000, 0), spend(600_000, 1), spend(900_000, 8, 'sunli'), spend(700_000, 14)];
    const falseAlarm = entry('disposition', {
      matter: `desk-1/${entries[1]?.skeleton.seq}`,
      do: 'verdict',
      verdict: 'false_alarm',
    });

    const result = run([falseAlarm, ...entries], draft, rule, pack);

    expect(result).toMatchObject({
      acts: 4,
      before: { flagged: 3 },
      draft: { flagged: 1 },
      more: 0,
      less: 2,
      decidedGone: { false_alarm: 1 },
      holds: { clerks: 2, weeks: 2, before: 0.75, draft: 0.25 },
    });
    expect(result.gone.map((d) => [d.at, d.verdict])).toEqual([
      [START + DAY, 'false_alarm'],
      [START + 14 * DAY, undefined],
    ]);
    expect(result.gone[0]?.why.zh).toMatch(/金额/);
  });

  it('counts a new rule as all more', () => {
    const { rule, pack } = ruleOf('spend-5000');

    expect(run([spend(900_000, 0), spend(1, 1)], rule, undefined, pack)).toMatchObject({
      more: 1,
      less: 0,
      before: { flagged: 0 },
    });
  });

  it('flags exactly what the judge flags with all history before it, over random acts', () => {
    const { rule, pack } = ruleOf('tax-defer-repeat');
    const random = mulberry(7);
    const clients: string[] = [];
    const entries = Array.from({ length: 300 }, () => {
      const client = `c${Math.floor(random() * 60)}`;
      clients.push(client);
      const matter = random() < 0.3 ? `k${Math.floor(random() * 40)}` : null;
      const at = START + Math.floor(random() * 500) * DAY;
      return act('deferral.approve', at, { case_id: read(matter) }, { client_id: client });
    });

    const result = run(entries, rule, undefined, pack);

    const history = entries
      .map(({ skeleton: { seq: at, body } }, i): HistoryEvent => {
        const past = body as unknown as HistoryEvent;
        const own = { kind: 'uscc' as const, masked: '91**', valid: true, same: [], token: clients[i] };
        return { ...past, fields: { ...past.fields, client_id: read(own) }, seq: at };
      })
      .sort((a, b) => a.at - b.at || (a.seq ?? 0) - (b.seq ?? 0));
    const { actions, calendar, scheme } = around(pack);
    const packed = { ...rule, pack: pack.id, status: 'active' as const };
    let flagged = 0;
    for (const [i, past] of history.entries()) {
      const event = actOf(past);
      const facts = computeFacts({ rule: packed, event, history: history.slice(0, i), actions, calendar });
      if (judge({ event, rules: [packed], scheme, calendar, actions, facts: () => facts }).flags.length) flagged++;
    }
    expect(flagged).toBeGreaterThan(20);
    expect(flagged).toBeLessThan(280);
    expect(result.draft).toEqual({ flagged, undetermined: 0 });
  });

  it('finds by timer what was begun and not ended in time', () => {
    const { rule, pack } = ruleOf('dun-absent');
    const dunned = act('tax.dun', START + 8 * DAY, { tax_period: read('2026-05') }, { client_id: 'b' });
    const entries = [due('a', 0), due('b', 0), dunned, due('z', 60)];

    expect(run(entries, rule, undefined, pack)).toMatchObject({ draft: { flagged: 1 }, more: 1 });
  });

  it('plays the timer up to the journal’s last entry, and says what the draft tells sooner', () => {
    const { rule, pack } = ruleOf('dun-absent');
    const draft: Rule = { ...rule, params: { ...rule.params, n: { ...rule.params.n, value: 3 } } };
    const last = entry('setting', {});
    last.skeleton.at = START + 20 * DAY;
    const dunned = act('tax.dun', START + 9 * DAY, { tax_period: read('2026-05') }, { client_id: 'b' });
    const begun = due('b', 1);
    const flagged = entry('event', {
      id: 'due-1',
      action: 'tick',
      at: START + 15 * DAY,
      fields: {},
      flags: [{ rule: 'dun-absent', evidence: [begun.skeleton.seq] }],
    });
    const verdict = entry('disposition', {
      matter: `desk-1/${flagged.skeleton.seq}`,
      do: 'verdict',
      verdict: 'dispose',
    });

    const result = run([due('a', 0), begun, dunned, last, flagged, verdict], draft, rule, pack);

    expect(result).toMatchObject({
      acts: 3,
      before: { flagged: 1, undetermined: 0 },
      draft: { flagged: 2, undetermined: 0 },
      more: 1,
      less: 0,
      sooner: 1,
      later: 0,
      decidedAdded: { dispose: 1 },
    });
    expect(result.added[0]?.why.zh).toContain('未催缴户次');
  });

  it('counts an act whose words were erased as one it cannot tell', () => {
    const { rule, pack } = ruleOf('tax-defer-repeat');
    const erased = entry(
      'event',
      { id: 'gone', action: 'deferral.approve', at: START, fields: {} },
      { parts: { fields: { erasedAt: 1 } } },
    );

    expect(run([erased], rule, undefined, pack).draft).toEqual({ flagged: 0, undetermined: 1 });
  });
});

function mulberry(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
