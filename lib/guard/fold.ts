import type { BriefingIndex, PageSpec, StoredIndex, StoredPage, StoredRequests, SystemBrief } from '@/lib/model';

/** The index as it is stored; `unfold` in lib/watch/ahead is its counterpart. */
export function foldIndex({ systems, ...rest }: BriefingIndex): { index: StoredIndex; requests: StoredRequests } {
  return {
    index: { ...rest, systems: systems.map(({ adapter, pages }) => ({ adapter, pages: pages.map(foldPage) })) },
    requests: Object.fromEntries(systems.map((system) => [system.adapter.id, foldRequests(system)])),
  };
}

function foldPage({ id, when: { url, has, not, ...more } }: Pick<PageSpec, 'id' | 'when'>): StoredPage {
  const { path = '', ...address } = url ?? {};
  const rest = {
    ...more,
    ...(Object.keys(address).length ? { url: address } : {}),
    ...(not.length ? { not } : {}),
  };
  return Object.keys(rest).length ? [id, path, has, rest] : [id, path, has];
}

function foldRequests({ pages, requests }: SystemBrief): StoredRequests[string] {
  return requests.map(({ page, action, match: { method = '', path = '', ...rest } }) => {
    const place = pages.findIndex(({ id }) => id === page);
    return Object.keys(rest).length ? [place, action, method, path, rest] : [place, action, method, path];
  });
}
