import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTexts, ACTION, HEAD, RULE } from '@/tests/support/packs';
import { MAX_PACK_BYTES, mergePacks, readPack } from '.';

const built = () => {
  const { pack } = buildTexts('trial', {
    'pack.yaml': HEAD('trial'),
    'actions/a.yaml': ACTION,
    'rules/trial-rule.yaml': RULE('amount > 0'),
  });
  if (!pack) throw new Error('the trial pack must build');
  return pack;
};

describe('reading a pack', () => {
  it('gives back what was built', () => {
    const pack = built();

    expect(readPack(new TextEncoder().encode(JSON.stringify(pack)))).toEqual({ ok: true, pack });
  });

  it.each([
    ['too_large', ' '.repeat(MAX_PACK_BYTES + 1)],
    ['not_json', '{'],
    ['unknown_format', '{"format": 2}'],
    ['unknown_format', 'null'],
    ['wrong_shape', '{"format": 1}'],
    ['foreign_key', '{"format": 1, "__proto__": {"polluted": true}}'],
    ['foreign_key', '{"format": 1, "posts": {"constructor": {"zh": "a", "en": "b"}}}'],
    ['foreign_key', '{"format": 1, "posts": {"\\u0063onstructor": {"zh": "a", "en": "b"}}}'],
    ['too_deep', `{"format": 1, "x": ${'['.repeat(200)}${']'.repeat(200)}}`],
  ])('refuses %s by name', (refused, text) => {
    expect(readPack(text)).toMatchObject({ ok: false, refused });
  });

  it('takes such words and brackets where they are only said', () => {
    const pack = built();
    const zh = `"constructor" 与 prototype${'[{'.repeat(100)}\\"\u0007`;

    expect(readPack(JSON.stringify({ ...pack, title: { zh, en: '"__proto__"' } }))).toMatchObject({
      ok: true,
      pack: { title: { zh, en: '"__proto__"' } },
    });
  });

  it.each([
    [20, 'wrong_shape'],
    [200, 'too_deep'],
  ])('refuses a parameter of tables in tables, %i deep', (deep, refused) => {
    const pack = built();
    const value = JSON.parse(`${'['.repeat(deep)}${']'.repeat(deep)}`);
    const rules = pack.rules.map((rule) => ({ ...rule, params: { p: { value } } }));

    expect(readPack(JSON.stringify({ ...pack, rules }))).toMatchObject({ ok: false, refused });
  });

  it('refuses bytes that are no text', () => {
    expect(readPack(new Uint8Array([0xff, 0xfe, 0x00]))).toMatchObject({ ok: false, refused: 'not_text' });
  });

  it('refuses an operator nobody knows, a level and an action that are not there', () => {
    const pack = built();
    const [rule] = pack.rules;
    if (!rule) throw new Error('one rule');

    expect(
      readPack(
        JSON.stringify({
          ...pack,
          rules: [{ ...rule, condition: { ...rule.condition, tree: { op: 'eval', args: [] } } }],
        }),
      ),
    ).toMatchObject({ ok: false, refused: 'wrong_shape' });
    expect(readPack(JSON.stringify({ ...pack, rules: [{ ...rule, level: 'purple' }] }))).toMatchObject({
      ok: false,
      refused: 'broken_reference',
    });
    expect(readPack(JSON.stringify({ ...pack, actions: [] }))).toMatchObject({
      ok: false,
      refused: 'broken_reference',
    });
  });

  it('neither throws nor touches a prototype, whatever is put in its place', () => {
    const text = JSON.stringify(built());
    const spots = [...text.matchAll(/"[a-zA-Z_]+":/g)].map((m) => m.index);
    const junk = fc.oneof(
      fc.constantFrom('"__proto__":{"polluted":1},', '"constructor":{"prototype":{"polluted":1}},', '"toString":1,'),
      fc.string(),
    );

    fc.assert(
      fc.property(fc.nat(spots.length - 1), junk, (spot, put) => {
        const at = spots[spot] ?? 0;
        const result = readPack(text.slice(0, at) + put + text.slice(at));
        expect(Reflect.has({}, 'polluted')).toBe(false);
        return typeof result.ok === 'boolean';
      }),
      { numRuns: 300 },
    );
  });

  it('neither throws on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => readPack(JSON.stringify(value)).ok === false),
      { numRuns: 300 },
    );
  });
});

describe('merging packs', () => {
  it('names what two packs say differently, and keeps the first', () => {
    const one = built();
    const two = { ...one, id: 'other', rules: one.rules.map((r) => ({ ...r, version: 2 })) };

    const library = mergePacks([one, two]);

    expect(library?.rules).toMatchObject([{ id: 'trial-rule', version: 1, pack: 'trial' }]);
    expect(library?.conflicts).toEqual([{ kind: 'rule', id: 'trial-rule', kept: 'trial', dropped: 'other' }]);
  });

  it('an action that two packs define otherwise is the first one’s, whichever rules use it, and is named', () => {
    const one = built();
    const [action] = one.actions;
    const other = { ...one, id: 'a-later-one', rules: [], actions: [{ ...action, fields: {} }] } as typeof one;

    const library = mergePacks([one, other]);

    expect(library?.actions).toEqual(one.actions);
    expect(library?.conflicts).toEqual([{ kind: 'action', id: action?.key, kept: 'trial', dropped: 'a-later-one' }]);
  });

  it('says nothing of the same action in two packs', () => {
    const one = built();

    expect(mergePacks([one, { ...one, id: 'other', rules: [] }])?.conflicts).toEqual([]);
  });

  it('puts a rule of another scheme at the level of the same severity, its ask unchanged', () => {
    const one = built();
    const scheme = {
      ...one.scheme,
      id: 'ours',
      levels: one.scheme.levels.map((l) => ({ ...l, key: `ours-${l.key}`, defaultAsk: 'observe' as const })),
    };

    const [rule] = mergePacks([one], { scheme })?.rules ?? [];

    expect(rule?.level).toBe('ours-caution');
    expect(rule?.ask).toBe(one.scheme.levels.find((l) => l.key === 'caution')?.defaultAsk);
  });
});
