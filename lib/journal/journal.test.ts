import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Draft, Entry } from '@/lib/model';
import { canonical, EMPTY, planAppend, verifyJournal } from '.';
import type { Frontier } from '.';

let salts = 0;
const salt = (): string => `salt${String(salts++).padStart(18, '0')}`;
beforeEach(() => {
  salts = 0;
});

const draft = (n: number): Draft => ({
  kind: 'event',
  body: { action: 'relief.approve', amount: n * 100 },
  parts: { fields: { name: `某某${n}` } },
});
const moment = { at: 1_790_000_000_000, mono: 12, boot: 'boot-1' };

async function journalOf(drafts: Draft[]): Promise<{ entries: Entry[]; head: Frontier }> {
  const plan = await planAppend({ desk: 'desk-1', frontier: EMPTY, drafts, moment, salt });
  return { entries: plan.entries, head: plan.after };
}

describe('canonical', () => {
  it('writes the same text whatever the order of the keys', () => {
    expect(canonical({ b: 1, a: { d: [1, '二'], c: null } })).toBe('{"a":{"c":null,"d":[1,"二"]},"b":1}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [() => 1]])('refuses %s', (value) => {
    expect(() => canonical({ value })).toThrow(TypeError);
  });
});

describe('journal', () => {
  it('numbers entries without holes and keeps personal parts out of the skeleton', async () => {
    const { entries } = await journalOf([draft(1), draft(2)]);

    expect(entries.map((e) => e.skeleton.seq)).toEqual([0, 1]);
    expect(JSON.stringify(entries.map((e) => e.skeleton))).not.toContain('某某');
    expect(entries[0]?.parts.fields).toMatchObject({ value: { name: '某某1' } });
  });

  it('is the same tree whether written at once or entry by entry', async () => {
    const drafts = [1, 2, 3, 4, 5].map(draft);
    const { head } = await journalOf(drafts);
    salts = 0;
    let frontier = EMPTY;
    for (const one of drafts)
      frontier = (await planAppend({ desk: 'desk-1', frontier, drafts: [one], moment, salt })).after;

    expect(frontier).toEqual(head);
  });

  it('verifies what it wrote, and says which parts were erased when', async () => {
    const { entries, head } = await journalOf([
      draft(1),
      draft(2),
      { kind: 'erase', re: 0, body: { parts: ['fields'] } },
    ]);
    const erased = entries.map((e, i) => (i === 0 ? { ...e, parts: { fields: { erasedAt: 77 } } } : e));

    expect(await verifyJournal({ desk: 'desk-1', entries, head })).toMatchObject({ entries: 3, erased: [] });
    expect(await verifyJournal({ desk: 'desk-1', entries: erased, head })).toEqual({
      entries: 3,
      root: expect.any(String),
      erased: [{ seq: 0, part: 'fields', at: 77 }],
    });
  });

  it('names the first entry that was tampered with', async () => {
    const { entries, head } = await journalOf([1, 2, 3, 4, 5, 6].map(draft));
    const tamper: [string, (e: Entry) => Entry | undefined, number, string][] = [
      ['body changed', (e) => ({ ...e, skeleton: { ...e.skeleton, body: { action: 'other.act' } } }), 3, 'leaf'],
      ['time changed', (e) => ({ ...e, skeleton: { ...e.skeleton, at: 1 } }), 3, 'leaf'],
      ['part changed', (e) => ({ ...e, parts: { fields: { salt: 'AAAA', value: { name: 'x' } } } }), 3, 'part'],
      ['salt broken', (e) => ({ ...e, parts: { fields: { salt: '%%%', value: { name: 'x' } } } }), 3, 'part'],
      ['part taken away', (e) => ({ ...e, parts: {} }), 3, 'part_missing'],
      ['part added', (e) => ({ ...e, parts: { ...e.parts, more: { salt: 'AAAA', value: 1 } } }), 3, 'part_foreign'],
      ['part erased in silence', (e) => ({ ...e, parts: { fields: { erasedAt: 5 } } }), 3, 'unrecorded_erasure'],
      ['entry taken out', () => undefined, 3, 'missing'],
    ];
    for (const [note, change, seq, why] of tamper) {
      const changed = entries.flatMap((e, i) => (i === 3 ? (change(e) ?? []) : e));
      expect((await verifyJournal({ desk: 'desk-1', entries: changed, head })).broken, note).toMatchObject({
        seq,
        why,
      });
    }
  });

  it('notices a cut tail, a journal of another desk, and one rebuilt from scratch', async () => {
    const { entries, head } = await journalOf([1, 2, 3].map(draft));
    const rebuilt = await journalOf([1, 9, 3].map(draft));

    expect((await verifyJournal({ desk: 'desk-1', entries: entries.slice(0, 2), head })).broken).toEqual({
      seq: 2,
      why: 'size',
    });
    expect((await verifyJournal({ desk: 'desk-2', entries, head })).broken).toEqual({ seq: 0, why: 'desk' });
    expect((await verifyJournal({ desk: 'desk-1', entries: rebuilt.entries, head })).broken).toEqual({
      seq: 2,
      why: 'root',
    });
  });
});
