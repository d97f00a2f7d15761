import { DIMENSIONS } from '@/components/console/admin/dimensions';
import type { PointLine, Tier } from '@/lib/messages/admin-views';
import type { Say } from '@/components/texts';
import type { AdminKey } from '@/components/texts/zh/admin';
import { Said } from '@/components/ui/Said';

type A = Say<AdminKey>;
const BARS: Record<Tier, number> = { high: 3, general: 2, low: 1 };

/** Three bars in ink: a tier is a rank, no level, and has no colour. */
export const TierMark = ({ tier, a }: { tier: Tier; a: A }) => (
  <span class="tier">
    <span class="tb3" aria-hidden="true">
      {[1, 2, 3].map((n) => (
        <i key={n} class={n <= BARS[tier] ? 'f' : ''} />
      ))}
    </span>
    {a(`tier.${tier}`)}
  </span>
);

const Blocks = ({ n, a }: { n: number; a: A }) => (
  <span class="sb" role="img" aria-label={a('lib.of5', { n })}>
    {[1, 2, 3, 4, 5].map((i) => (
      <i key={i} class={i <= n ? 'f' : ''} />
    ))}
  </span>
);

const Moved = ({ n, a }: { n: number; a: A }) =>
  n === 0 ? (
    <span class="m" title={a('lib.moved.none')}>
      —
    </span>
  ) : (
    <span class="nw">
      <span aria-hidden="true">{n > 0 ? '▲' : '▼'} </span>
      <span class="vh">{a(n > 0 ? 'lib.moved.up' : 'lib.moved.down', { n: Math.abs(n) })}</span>
      <span aria-hidden="true">{Math.abs(n)}</span>
    </span>
  );

/** Inside one tree the list is cut at the tiers; over several trees there is no common rank. */
export const LibraryTable = ({
  points,
  isTree,
  chosen,
  a,
  onOpen,
}: {
  points: PointLine[];
  isTree: boolean;
  chosen?: string;
  a: A;
  onOpen: (id: string) => void;
}) => {
  const step = (e: KeyboardEvent): void => {
    const by = e.key === 'ArrowDown' || e.key === 'j' ? 1 : e.key === 'ArrowUp' || e.key === 'k' ? -1 : 0;
    if (!by || e.isComposing || e.ctrlKey || e.altKey || e.metaKey) return;
    const links = [...(e.currentTarget as HTMLElement).querySelectorAll<HTMLAnchorElement>('tbody th a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = links[at + by];
    if (at < 0 || !next) return;
    e.preventDefault();
    next.focus();
  };
  return (
    <table class="list plain lib" onKeyDown={step}>
      <thead>
        <tr>
          <th class="end">{a('lib.rank')}</th>
          <th>{a('lib.point')}</th>
          {DIMENSIONS.map((d) => (
            <th key={d}>{a(`lib.${d}`)}</th>
          ))}
          <th class="end">{a('lib.impact')}</th>
          <th class="end">{a('lib.frequency')}</th>
          <th class="end">{a('lib.score')}</th>
          <th class="end">{a('lib.moved')}</th>
          <th class="end">{a('lib.rules')}</th>
          <th class="end">{a('lib.flags')}</th>
        </tr>
      </thead>
      {groupsOf(points, isTree).map(({ tier, lines, first }) => (
        <tbody key={tier ?? ''}>
          {tier && (
            <tr class="sep">
              <th colSpan={12} scope="rowgroup">
                <TierMark tier={tier} a={a} /> {a('tier.range', { from: first, to: first + lines.length - 1 })}
              </th>
            </tr>
          )}
          {lines.map((p) => (
            <tr key={p.id} aria-selected={p.id === chosen ? 'true' : undefined} onClick={() => onOpen(p.id)}>
              <td class="end n">{p.rank}</td>
              <th scope="row">
                <a href={`#/library/${p.id}`} aria-current={p.id === chosen ? 'true' : undefined}>
                  <Said text={p.title} max={60} />
                </a>
                {p.draft !== 'none' && <span class="tag">{a(`lib.draft.${p.draft}`)}</span>}
              </th>
              {DIMENSIONS.map((d) => (
                <td key={d}>
                  <Blocks n={p[d]} a={a} />
                </td>
              ))}
              <td class="end n">{p.impact.toFixed(1)}</td>
              <td class="end n">{p.frequency.toFixed(1)}</td>
              <td class="end n w">{p.score.toFixed(2)}</td>
              <td class="end n">
                <Moved n={p.moved} a={a} />
              </td>
              <td class="end n">{p.rules || '—'}</td>
              <td class="end n">{p.flags || '—'}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
};

interface Group {
  tier?: Tier;
  lines: PointLine[];
  /** Place of its first line, from 1; those left out by a filter are not counted. */
  first: number;
}
function groupsOf(points: PointLine[], isTree: boolean): Group[] {
  if (!isTree) return [{ lines: points, first: 1 }];
  let first = 1;
  return (['high', 'general', 'low'] as const).flatMap((tier) => {
    const lines = points.filter((p) => p.tier === tier);
    const group = { tier, lines, first };
    first += lines.length;
    return lines.length ? [group] : [];
  });
}
