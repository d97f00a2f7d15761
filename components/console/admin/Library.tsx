// The risk library: every point of a power tree in the order of its score, and one of them beside.
import { useState } from 'preact/hooks';
import type { LibraryView, PointLine, Tree } from '@/lib/messages/admin-views';
import { Banner, Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { useLoaded } from '@/components/ui/useLoaded';
import { goTo } from '../route';
import { Ready } from '../shell';
import { LibraryTable } from './LibraryTable';
import { PointSheet } from './PointSheet';
import type { AdminProps } from './index';

const TREES: Tree[] = ['enforcement', 'administrative', 'business', 'judicial'];
interface Filter {
  text: string;
  tree: Tree | 'all';
  post: string;
  tier: string;
  guard: string;
  draft: string;
}
const ALL = 'all';

const fits = (filter: Filter, p: PointLine): boolean =>
  (filter.tree === ALL || p.tree === filter.tree) &&
  (filter.post === ALL || p.posts.includes(filter.post)) &&
  (filter.tier === ALL || p.tier === filter.tier) &&
  (filter.guard === ALL || (filter.guard === 'some') === p.rules > 0) &&
  (filter.draft === ALL || p.draft === filter.draft) &&
  filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => p.words.includes(word));

export const Library = (props: AdminProps & { chosen?: string }) => {
  const { api, language, say, a, chosen } = props;
  const [loaded, again] = useLoaded(() => api.library(language), [api, language], 60_000);
  return (
    <Ready loaded={loaded} again={again} say={say}>
      {({ view }) =>
        view ? (
          <Shown {...props} view={view} again={again} {...(chosen ? { chosen } : {})} />
        ) : (
          <>
            <h1>{a('lib.title')}</h1>
            <Empty title={a('lib.none')} />
          </>
        )
      }
    </Ready>
  );
};

const Shown = ({
  view,
  again,
  chosen,
  ...props
}: AdminProps & { view: LibraryView; again: () => void; chosen?: string }) => {
  const { api, a } = props;
  const tree = view.points.find((p) => p.id === chosen)?.tree ?? TREES.find((t) => view.trees[t]) ?? 'enforcement';
  const clear: Filter = { text: '', tree, post: ALL, tier: ALL, guard: ALL, draft: ALL };
  const [filter, setFilter] = useState(clear);
  const [exported, setExported] = useState<number>();
  const set = (change: Partial<Filter>): void => setFilter((f) => ({ ...f, ...change }));
  const points = view.points.filter((p) => fits(filter, p));
  const pick = (key: 'post' | 'tier' | 'guard' | 'draft', options: [string, string][]) => (
    <select
      class="in"
      aria-label={a(`lib.${key}`)}
      value={filter[key]}
      onChange={(e) => set({ [key]: e.currentTarget.value })}
    >
      {options.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <header class="row wrap">
        <h1>{a('lib.title')}</h1>
        <span class="m2">{a('lib.lead', { n: view.points.length, pack: view.pack })}</span>
        <span class="sp" />
        <Button onPress={() => void api.exportScores().then(setExported, () => setExported(0))}>
          {a('lib.export', { n: view.changed })}
        </Button>
      </header>
      {exported !== undefined && (
        <Banner>{exported ? a('lib.export.done', { n: exported }) : a('lib.export.none')}</Banner>
      )}
      <div class="filters">
        <input
          class="in libsearch"
          type="search"
          value={filter.text}
          placeholder={a('lib.search')}
          aria-label={a('lib.search')}
          onInput={(e) => set({ text: e.currentTarget.value })}
        />
        <select
          class="in"
          aria-label={a('lib.tree')}
          value={filter.tree}
          onChange={(e) => set({ tree: (TREES.find((t) => t === e.currentTarget.value) ?? ALL) as Filter['tree'] })}
        >
          {TREES.filter((t) => view.trees[t]).map((t) => (
            <option key={t} value={t}>
              {a(`tree.${t}`, { n: view.trees[t] ?? 0 })}
            </option>
          ))}
          <option value={ALL}>{a('tree.all', { n: view.points.length })}</option>
        </select>
        {pick('post', [[ALL, a('lib.post.all')], ...view.posts.map(({ id, title }): [string, string] => [id, title])])}
        {pick('tier', [
          [ALL, a('lib.tier.all')],
          ['high', a('tier.high')],
          ['general', a('tier.general')],
          ['low', a('tier.low')],
        ])}
        {pick('guard', [
          [ALL, a('lib.guard.all')],
          ['some', a('lib.guard.some')],
          ['none', a('lib.guard.none')],
        ])}
        {pick('draft', [
          [ALL, a('lib.draft.all')],
          ['one', a('lib.draft.one')],
          ['apart', a('lib.draft.apart')],
          ['agreed', a('lib.draft.agreed')],
        ])}
      </div>
      <div class={`library${chosen ? ' open' : ''}`}>
        <section class="scroll" aria-label={a('lib.title')}>
          {points.length ? (
            <LibraryTable
              points={points}
              isTree={filter.tree !== ALL}
              a={a}
              onOpen={(id) => goTo(`#/library/${id}`)}
              {...(chosen ? { chosen } : {})}
            />
          ) : (
            <Empty title={a('lib.empty')}>
              <Button size="small" onPress={() => setFilter(clear)}>
                {a('lib.clear')}
              </Button>
            </Empty>
          )}
          <p class="f12 m libnote">{a('lib.note')}</p>
        </section>
        {chosen ? (
          <PointSheet key={chosen} {...props} id={chosen} trees={view.trees} saved={again} />
        ) : (
          <aside class="panelbox libhint m">{a('lib.choose')}</aside>
        )}
      </div>
    </>
  );
};
