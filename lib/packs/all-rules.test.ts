import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldSpec, FieldValue, Reading, Readings } from '@/lib/model';
import { computeFacts, holds, judge, weighAct } from '@/lib/rules';
import type { HistoryEvent, JudgeInput } from '@/lib/rules';
import { because } from '@/lib/rules/explain';
import { anEvent } from '@/tests/support/rules';
import { buildFolder, packNames } from '@/tools/hulan/sources';
import { mergePacks, readPack } from '.';

const packs = packNames().flatMap((name) => buildFolder(name).pack ?? []);
const library = mergePacks(packs);
if (!library) throw new Error('packs/ holds at least one pack that builds');
const { rules, actions, scheme, calendar } = library;
const keys = [...actions.map((a) => a.key), 'tick'];

const text = fc.constantFrom(
  '',
  ' ',
  'a',
  'b',
  '—',
  '0.00',
  '2024-03-01',
  '2023-02-29',
  '__proto__',
  'GA00000001',
  '\u202e他行已查',
  'x'.repeat(400),
);
const figure = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(500000, 1e12, 0.1, 1e300, -0, Number.NaN, Number.MAX_SAFE_INTEGER),
);
const who = fc.record({
  kind: fc.constant('resident_id' as const),
  masked: text,
  valid: fc.boolean(),
  same: fc.constant<string[]>([]),
  token: fc.constantFrom('t1', 't2'),
});
const anything: fc.Arbitrary<FieldValue> = fc.oneof(
  text,
  figure,
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  who,
  fc.array(who, { maxLength: 2 }),
);

function fitting(spec: FieldSpec): fc.Arbitrary<FieldValue> {
  switch (spec.type) {
    case 'money':
    case 'int':
    case 'number':
    case 'datetime':
      return figure;
    case 'bool':
      return fc.boolean();
    case 'date':
      return fc.constantFrom('2024-02-29', '2024-03-01', '2024-03-05', '2023-12-31');
    case 'enum':
      return fc.constantFrom(...Object.keys(spec.values ?? { none: 1 }));
    case 'ids':
      return fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
    case 'identity':
      return who;
    case 'identities':
      return fc.array(who, { maxLength: 3 });
    default:
      return text;
  }
}
function readingsFor(key: string): fc.Arbitrary<Readings> {
  const specs = Object.entries(actions.find((a) => a.key === key)?.fields ?? {});
  const reading = (spec: FieldSpec): fc.Arbitrary<Reading | undefined> =>
    fc.oneof(
      { weight: 6, arbitrary: fitting(spec).map((value): Reading => ({ kind: 'read', value })) },
      { weight: 1, arbitrary: anything.map((value): Reading => ({ kind: 'read', value })) },
      { weight: 1, arbitrary: fc.constant<Reading>({ kind: 'unread', reason: 'ambiguous' }) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
  return fc
    .tuple(...specs.map(([id, spec]) => reading(spec).map((r): [string, Reading][] => (r ? [[id, r]] : []))))
    .map((list) => Object.fromEntries(list.flat()));
}
const NOW = Date.parse('2024-03-05T10:00:00+08:00');
const past = fc.constantFrom(...keys).chain((action) =>
  fc.record({
    action: fc.constant(action),
    ago: fc.constantFrom(0, 1, 60_000, 86_400_000, 30 * 86_400_000),
    fields: readingsFor(action),
    id: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5'),
  }),
);
const act = fc.constantFrom(...keys).chain((action) =>
  fc.record({
    action: fc.constant(action),
    fields: readingsFor(action),
    items: fc.option(fc.array(readingsFor(action), { maxLength: 3 }), { nil: undefined }),
  }),
);

describe('every rule of every pack', () => {
  it('is read back from the built pack', () => {
    for (const pack of packs) expect(readPack(JSON.stringify(pack))).toEqual({ ok: true, pack });
  });

  it('gives a verdict on any act and history, and the light half agrees with it', () => {
    fc.assert(
      fc.property(act, fc.array(past, { maxLength: 6 }), ({ action, fields, items }, before) => {
        const event = anEvent({}, { action, fields, at: NOW, ...(items ? { items } : {}) });
        const history: HistoryEvent[] = before.map((e, i) => ({
          seq: i,
          id: e.id,
          action: e.action,
          at: NOW - e.ago,
          fields: e.fields,
        }));
        const facts: JudgeInput['facts'] = (rule, at) => computeFacts({ rule, event: at, history, actions, calendar });
        const input: JudgeInput = { event, rules, scheme, calendar, actions, facts, explain: because, deskOnly: true };

        const verdict = judge(input);
        const weighed = weighAct(input);

        const held = [...verdict.flags, ...verdict.undetermined.flatMap((u) => u.flag ?? [])].some(
          (f) => f.when === 'before' && holds(f.ask),
        );
        const bulk = Boolean(items?.length);
        expect(verdict.undetermined.filter((u) => u.why === 'error')).toEqual([]);
        if (!bulk) expect(weighed.holds).toBe(held);
        for (const flag of verdict.flags)
          for (const said of [flag.sentence, flag.because]) expect(said.zh && said.en).toBeTruthy();
      }),
      { numRuns: 600 },
    );
  });
});
