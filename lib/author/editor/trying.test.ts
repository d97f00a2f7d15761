import { beforeEach, describe, expect, it } from 'vitest';
import type { Rule } from '@/lib/model';
import { allPacks, allSources } from '@/tests/support/sources';
import { createEditor } from './index';
import type { KeptDraft } from './index';

const REF = { pack: 'tax', id: 'tax-defer-repeat' };

/** What the worker was told to try, latest last. */
let told: string[];
let editor: ReturnType<typeof createEditor>;
beforeEach(() => {
  told = [];
  const drafts = new Map<string, KeptDraft>();
  editor = createEditor({
    packs: async () => allPacks(),
    sources: async () => allSources(),
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
    entries: async function* () {},
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
