// What pages are told of all packs of this repository: small enough to be read at every document start, and whole.
import { describe, expect, it } from 'vitest';
import { briefingsOf, INDEX_BYTES, PAGE_BYTES } from '@/lib/guard/briefing';
import type { PageBriefing, StoredIndex, StoredRequests } from '@/lib/model';
import { mergePacks } from '@/lib/packs';
import { indexRules } from '@/lib/rules';
import { unfold } from '@/lib/watch/ahead';
import { buildFolder, packNames } from '@/tools/hulan/sources';

const library = mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? []));
if (!library) throw new Error('there are no packs');
const { adapters } = library;

describe.each(['zh', 'en'] as const)('briefings in %s', (language) => {
  const { values, large } = briefingsOf({
    library,
    index: indexRules(library.rules, library.actions),
    hosts: adapters.flatMap(({ hosts }) => hosts),
    language,
    stamp: 'packs/one@1,two@2,three@3/0123456789',
  });

  it(`need at most ${INDEX_BYTES} bytes for the index of a system and ${PAGE_BYTES} for a page`, () => {
    expect(Object.keys(values).length).toBeGreaterThan(30);
    expect(large).toEqual([]);
  });

  it('unfold to the pages and requests that the adapters name', () => {
    const { systems } = unfold(values['briefing:index'] as StoredIndex, values['briefing:requests'] as StoredRequests);

    expect(systems.map(({ adapter }) => adapter.id)).toEqual(adapters.map(({ id }) => id));
    for (const [i, { pages, requests }] of systems.entries()) {
      expect(pages).toEqual(adapters[i]?.pages.map(({ id, when }) => ({ id, when })));
      expect(requests).toEqual(
        adapters[i]?.pages.flatMap((page) =>
          page.actions.flatMap(({ action, triggers }) =>
            triggers.flatMap((t) => ('request' in t ? [{ page: page.id, action, match: t.request }] : [])),
          ),
        ),
      );
    }
  });

  it('carry the words of the desk’s language and leave the other one out', () => {
    const pages = Object.entries(values).flatMap(([key, value]) =>
      key.startsWith('briefing:page:') ? [value as PageBriefing] : [],
    );
    const sentences = pages.flatMap(({ rules }) => rules.map(({ sentence }) => sentence));

    expect(sentences.length).toBeGreaterThan(30);
    expect(sentences.every(({ zh, en }) => (language === 'zh' ? zh && !en : en && !zh))).toBe(true);
  });
});
