// The tamper list: every row says who can do it (docs/attackers.md) and by what word it is named.
import { beforeAll, describe, expect, it } from 'vitest';
import { aDraft, aJournal, aSigner, exported, forged } from '@/tests/support/exports';
import type { Kept, Parts } from '@/tests/support/exports';
import type { Entry } from '@/lib/model';
import { checkExport, checkpointsIn, fromBase64url, sentenceOf } from '.';
import { base64url, utf8 } from './bytes';
import { leafOf } from './seal';

const DRAFTS = Array.from({ length: 34 }, (_, i) => aDraft(i + 1));
let kept: Kept;
let other: Kept;
let file: Uint8Array;
beforeAll(async () => {
  kept = await aJournal(DRAFTS);
  other = await aJournal(DRAFTS.slice(0, 20), { desk: 'desk-2' });
  file = await exported(kept);
});

const named = async (bytes: Uint8Array, options = {}): Promise<string[]> =>
  (await checkExport(bytes, options)).findings.filter((f) => f.grave).map((f) => `${f.code} ${f.seq ?? ''}`.trim());
const at = (parts: Parts, seq: number): Entry => {
  const entry = parts.entries[seq];
  if (!entry) throw new Error('no such entry');
  return entry;
};
/** Changes an entry so that it is whole in itself, as somebody does who knows the format. */
async function rehash(entry: Entry): Promise<Entry> {
  return { ...entry, leaf: base64url(await leafOf(entry.skeleton)) };
}
const edited = (entry: Entry): Entry => ({
  ...entry,
  skeleton: { ...entry.skeleton, body: { ...entry.skeleton.body, amount: 1 } },
});

describe('an export that nobody touched', () => {
  it('is whole, and says how far its signatures reach', async () => {
    expect(await checkExport(file)).toMatchObject({
      whole: true,
      entries: 35,
      findings: [],
      signed: { size: 35, checkpoints: 4 },
    });
  });
});

describe('file access only, on an export: named at once', () => {
  it.each<[string, (parts: Parts) => unknown, string[]]>([
    ['an entry edited', (p) => p.entries.splice(7, 1, edited(at(p, 7))), ['leaf 7']],
    ['a time moved', (p) => (at(p, 7).skeleton.at -= 86_400_000), ['leaf 7']],
    [
      'a personal part edited',
      (p) => (at(p, 7).parts.fields = { salt: 'AAAAAAAAAAAAAAAAAAAAAA', value: { payer: '别人' } }),
      ['part 7'],
    ],
    ['a personal part taken out', (p) => delete at(p, 7).parts.fields, ['part_missing 7']],
    ['a personal part put in', (p) => (at(p, 7).parts.more = { salt: 'AAAA', value: 1 }), ['part_foreign 7']],
    [
      'a part erased without an entry that says so',
      (p) => (at(p, 7).parts.fields = { erasedAt: 5 }),
      ['unrecorded_erasure 7'],
    ],
    ['entries deleted in the middle', (p) => p.entries.splice(7, 2), ['missing 7', 'manifest']],
    ['the head cut', (p) => p.entries.splice(0, 5), ['missing_head 0', 'manifest']],
    ['the tail cut', (p) => p.entries.splice(30), ['cut 30', 'manifest']],
    [
      'the tail cut with its checkpoints',
      (p) => {
        p.entries.splice(30);
        p.checkpoints.splice(3);
      },
      ['manifest'],
    ],
    ['all entries taken out', (p) => p.entries.splice(0), ['cut 0', 'cut 0', 'cut 0', 'cut 0', 'manifest']],
    ['two entries changed about', (p) => p.entries.splice(7, 2, at(p, 8), at(p, 7)), ['missing 7', 'order 7']],
    ['an entry twice', (p) => p.entries.splice(7, 0, at(p, 6)), ['duplicate 6', 'manifest']],
    ['an entry put in at the end', (p) => p.entries.push({ ...at(p, 3) }), ['order 3', 'manifest']],
    [
      'an entry of another desk put in',
      (p) => p.entries.splice(7, 1, other.entries[7] ?? at(p, 7)),
      ['desk 7', 'missing 7'],
    ],
    ['entries of another desk after these', (p) => p.entries.push(...other.entries), ['desk 0', 'manifest']],
    [
      'a checkpoint altered',
      (p) => (p.checkpoints[1] = (p.checkpoints[1] ?? '').replace('\n20\n', '\n19\n')),
      ['signature 18'],
    ],
    ['a checkpoint of another desk put in', (p) => p.checkpoints.push(other.checkpoints[0] ?? ''), ['desk 9']],
    ['a checkpoint that is no note', (p) => p.checkpoints.push('x'), ['signature']],
    ['the manifest altered', (p) => (p.manifest.to = 30), ['manifest', 'manifest']],
    ['the manifest of another desk', (p) => (p.manifest.desk = 'desk-2'), ['manifest', 'desk 0']],
    [
      'a line that is no entry',
      (p) => p.entries.splice(34, 1, { no: 'entry' } as unknown as Entry),
      ['file', 'cut 34', 'manifest'],
    ],
  ])('%s', async (_, change, codes) => {
    const found = await named(forged(file, change));

    for (const code of codes) expect(found.join('\n')).toContain(code);
  });

  it('an entry edited and its fingerprint computed again', async () => {
    const one = await rehash(edited(kept.entries[7] as Entry));

    expect(await named(forged(file, (p) => p.entries.splice(7, 1, one)))).toContain('root 0');
  });

  it('a suffix written anew with the same length: the first checkpoint beyond it does not fit', async () => {
    const anew = await aJournal(
      DRAFTS.slice(11).map((draft) => ({ ...draft, body: { ...draft.body, amount: 0 } })),
      {
        from: await until(kept, 12),
      },
    );

    expect(await named(forged(file, (p) => p.entries.splice(0, 35, ...anew.entries)))).toContain('root 10');
  });

  it('a whole journal made anew with another key: the checkpoints are signed by a key it does not name', async () => {
    const anew = await aJournal(DRAFTS, { desk: kept.desk });

    const found = await named(forged(file, (p) => p.entries.splice(0, 35, ...anew.entries)));

    expect(found).toContain('key_unknown 9');
  });

  it('garbage, a cut file, and another archive', async () => {
    expect(await named(utf8('garbage'))).toEqual(['not_export']);
    expect(await named(file.slice(0, file.length / 2))).toEqual(['not_export']);
    expect(await named(forged(file, (p) => (p.files['manifest.json'] = '{}')))).toContain('manifest');
  });
});

describe('use of the device key: named at the next checkpoint that is kept elsewhere', () => {
  it('a rewritten past is whole by itself, and a fork against an earlier export', async () => {
    const drafts = DRAFTS.map((draft, i) => (i === 6 ? { ...draft, body: { amount: 0 } } : draft));
    const anew = await exported(await aJournal(drafts, { signer: kept.signer }));

    expect((await checkExport(anew)).whole).toBe(true);
    expect(await named(anew, { outside: checkpointsIn(file) })).toContain('fork 0');
  });

  it('a cut tail is whole by itself, and cut against an earlier export', async () => {
    const short = await exported(
      await aJournal(DRAFTS.slice(0, 20), { signer: kept.signer, from: await until(kept, 5) }),
    );

    expect((await checkExport(short)).whole).toBe(true);
    expect(await named(short, { outside: checkpointsIn(file) })).toContain('cut 25');
  });

  it('a journal made anew with a key of its own is whole by itself, and not by the key that was given', async () => {
    const anew = await exported(await aJournal(DRAFTS));

    expect((await checkExport(anew)).whole).toBe(true);
    expect(await named(anew, { key: kept.vkey })).toContain('key_foreign');
    expect(await named(anew, { outside: checkpointsIn(file) })).toContain('key_unknown 9');
  });

  it('two desks with one id are two journals', async () => {
    const start = await until(kept, 20);
    const a = await exported(await aJournal(DRAFTS.slice(20, 28), { from: start }));
    const b = await exported(await aJournal(DRAFTS.slice(24, 34), { from: start }));

    expect(await named(b, { outside: checkpointsIn(a) })).toContain('fork 20');
  });

  it('a new key is said, and is no breach where the journal itself names it', async () => {
    const later = await aJournal(DRAFTS.slice(0, 5), { from: kept, signer: await aSigner() });

    const report = await checkExport(await exported(later, { keys: [kept.vkey, later.vkey] }));

    expect(report.whole).toBe(true);
    expect(report.findings).toMatchObject([{ code: 'key_changed', seq: 35, grave: false }]);
  });
});

describe('what is said', () => {
  it('is a sentence in both languages for every finding, with no gap left in it', async () => {
    const { findings } = await checkExport(forged(file, (p) => p.entries.splice(7, 3, edited(at(p, 8)))));

    expect(findings.length).toBeGreaterThan(1);
    for (const finding of findings)
      for (const language of ['zh', 'en'] as const) expect(sentenceOf(finding, language)).not.toMatch(/[{}?]/);
  });
});

/** The journal as it was when it had this many entries. */
async function until(journal: Kept, size: number): Promise<Kept> {
  const { appendLeaf, EMPTY } = await import('./tree');
  let head = EMPTY;
  for (const entry of journal.entries.slice(0, size))
    head = (await appendLeaf(head, fromBase64url(entry.leaf))).frontier;
  return {
    ...journal,
    entries: journal.entries.slice(0, size),
    checkpoints: journal.checkpoints.slice(0, Math.floor(size / 10)),
    head,
  };
}
