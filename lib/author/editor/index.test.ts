import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry, Rule } from '@/lib/model';
import { allPacks, allSources } from '@/tests/support/sources';
import { createEditor } from './index';
import type { KeptDraft } from './index';

const SOURCES = allSources();
const PACKS = allPacks().filter(({ id }) => id === 'tax' || id === 'common');
const REF = { pack: 'tax', id: 'tax-defer-repeat' };

/** One client whose payment is put off each month, journal entry by journal entry. */
const deferral = (n: number): Entry => ({
  skeleton: {
    v: 1,
    desk: 'desk-1',
    seq: n,
    at: 0,
    mono: 0,
    boot: 'b',
    kind: 'event',
    body: {
      id: `act-${n}`,
      action: 'deferral.approve',
      at: Date.UTC(2026, 0, 5) + n * 30 * 86_400_000,
      fields: {
        case_id: { kind: 'read', value: `HJ-${n}` },
        client_id: { kind: 'read', value: { kind: 'uscc', masked: '91**', valid: true, same: [], token: 'c1' } },
      },
    },
    parts: {},
  },
  leaf: '',
  parts: {},
});
const SLICES = [0, 1, 2].map((slice) => [0, 1].map((n) => deferral(slice * 2 + n)));

/** What the worker was told to try, latest last. */
let told: string[];
let editor: ReturnType<typeof createEditor>;
beforeEach(() => {
  told = [];
  const drafts = new Map<string, KeptDraft>();
  editor = createEditor({
    packs: async () => PACKS,
    sources: async () => SOURCES,
    drafts: {
      all: async () => [...drafts.values()],
      keep: async (row) => {
        drafts.set(row.id, row);
      },
      drop: async (id) => {
        drafts.delete(id);
      },
    },
    tries: {
      all: async () => [],
      run: async (pack, rule: Rule) => {
        told.push(`run ${pack}/${rule.id} ${rule.sentence.zh}`);
        return true;
      },
      stop: async (pack, rule) => {
        told.push(`stop ${pack}/${rule}`);
      },
    },
    acts: async () => [],
    entries: async function* () {
      for (const [n, entries] of SLICES.entries()) yield { entries, done: (n + 1) * 2, of: 6 };
    },
    now: () => 5,
    save: () => undefined,
  });
});

describe('a draft tried in the author’s browser', () => {
  it('follows every edit, stops with a fault, and with the draft', { timeout: 60_000 }, async () => {
    const { ok, view } = await editor.tryHere(REF, true, 'zh');
    expect(ok).toBe(true);
    expect(view.runs).toEqual({ at: 5 });
    expect((await editor.rules('zh')).filter((rule) => rule.runs).map(({ id }) => id)).toEqual([REF.id]);

    await editor.edit(REF, { kind: 'sentence', language: 'zh', text: '改过的一句' }, 'zh');
    expect(told.at(-1)).toBe(`run tax/${REF.id} 改过的一句`);

    const faulty = await editor.edit(REF, { kind: 'text', file: 'rule', text: 'id: nothing' }, 'zh');
    expect(faulty.runs).toBeUndefined();
    expect(told.at(-1)).toBe(`stop tax/${REF.id}`);

    expect((await editor.tryHere(REF, true, 'zh')).ok).toBe(false);
    await editor.discard(REF, 'zh');
    await editor.tryHere(REF, true, 'zh');
    await editor.edit(REF, { kind: 'sentence', language: 'zh', text: '再改一句' }, 'zh');
    await editor.discard(REF, 'zh');
    expect(told.at(-1)).toBe(`stop tax/${REF.id}`);
    expect((await editor.open(REF, 'zh')).runs).toBeUndefined();
  });
});

describe('a backtest', () => {
  it('tells how far it is, and what the draft flags beside what is in force', { timeout: 60_000 }, async () => {
    const steps: string[] = [];
    const progress = (done: number, of: number): void => void steps.push(`${done}/${of}`);
    const { signal } = new AbortController();
    const { text } = await editor.open(REF, 'zh');
    await editor.edit(REF, { kind: 'text', file: 'rule', text: text.replace('value: 3', 'value: 5') }, 'zh');

    const view = await editor.backtest(REF, 'zh', { progress, signal });

    expect(steps.slice(0, 3)).toEqual(['2/6', '4/6', '6/6']);
    expect(view).toMatchObject({ acts: 6, before: 4, draft: 2, more: 0, less: 2 });
  });

  it('stops where it is when it is told to', { timeout: 60_000 }, async () => {
    const stop = new AbortController();
    let read = 0;
    const progress = (done: number): void => {
      read = done;
      stop.abort();
    };

    await expect(editor.backtest(REF, 'zh', { progress, signal: stop.signal })).rejects.toThrow(/abort/i);
    expect(read).toBe(2);
  });
});
