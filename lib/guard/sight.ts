// How much of each system is seen: pages recognised ÷ opened, fields read ÷ named, acts captured ÷ commits sent. A drop after an
// upgrade of the system is journalled within some pages, once a day and figure, and named in the console.
import type { Gap } from '@/lib/model';
import type { MessageBody } from '@/lib/messages';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';

export const FIGURES = ['pages', 'fields', 'commits'] as const;
export type Figure = (typeof FIGURES)[number];
export interface Share {
  seen: number;
  of: number;
}
/** Of one adapter: what its last looks showed, and the sums before them. */
interface Tally {
  before: Share;
  /** The newest last; at most {@link RECENT}. */
  recent: Share[];
  /** Civil day (UTC+8) of the last alarm. */
  alarmed?: string;
}
type Tallies = Partial<Record<string, Record<Figure, Tally> & { faults?: Fault[] }>>;
/** What the last look at a page did not find, until a look finds it all. */
export interface Fault {
  page: string;
  /** Locators that name the page, and ids of fields. */
  anchors: string[];
  fields: string[];
  at: number;
  tab?: number;
}

export type GapTeller = (gap: Gap) => Promise<unknown>;
export interface Sight {
  page(state: MessageBody<'page.state'>, tab?: number): Promise<void>;
  /** A commit request left; was its act captured? */
  commit(adapter: string, seen: boolean): Promise<void>;
  /** Shares by adapter and figure: over all looks, and over the last ones. */
  /** By adapter, the pages that were not found whole when last looked at. */
  faults(): Promise<Record<string, Fault[]>>;
  shares(): Promise<Record<string, Record<Figure, { all: Share; recent: Share; looks: number[]; dropped: boolean }>>>;
}

const KEY = 'sight';
/** Looks that count as now; looks before them that a drop is measured against; how many points it takes. */
const RECENT = 20,
  ENOUGH_NOW = 8,
  ENOUGH_BEFORE = 20,
  DROP = 0.2;
/** Older sums count half when they grow past this, so that a mended adapter is not held against its past. */
const FADES_AT = 4000;
const MOST_FAULTS = 20;

/** A page that was found whole is no fault any more. */
function faultsAfter(before: readonly Fault[] = [], now: Fault): Fault[] {
  const others = before.filter(({ page }) => page !== now.page);
  return now.anchors.length || now.fields.length ? [now, ...others].slice(0, MOST_FAULTS) : others;
}

const rate = ({ seen, of }: Share): number => (of ? seen / of : 1);
const sum = (list: readonly Share[]): Share =>
  list.reduce((a, b) => ({ seen: a.seen + b.seen, of: a.of + b.of }), { seen: 0, of: 0 });
const empty = (): Tally => ({ before: { seen: 0, of: 0 }, recent: [] });

function add({ before, recent, ...rest }: Tally, look: Share): Tally {
  const next = [...recent, look];
  const past = sum([before, ...next.splice(0, Math.max(next.length - RECENT, 0))]);
  const fade = past.of > FADES_AT ? 2 : 1;
  return { ...rest, before: { seen: past.seen / fade, of: past.of / fade }, recent: next };
}
/** Commits should all be seen; pages and fields as often as before. */
function isDropped(figure: Figure, { before, recent }: Tally): boolean {
  if (recent.length < ENOUGH_NOW) return false;
  if (figure === 'commits') return rate(sum(recent)) < 1 - DROP;
  return before.of >= ENOUGH_BEFORE && rate(sum(recent)) < rate(before) - DROP;
}

export function createSight(deps: {
  clock: Pick<Platform['clock'], 'now'>;
  memory: Pick<Store['memory'], 'get' | 'put'>;
  gap: GapTeller;
}): Sight {
  const { clock, memory } = deps;
  let turn: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<Tallies> => ((await memory.get(KEY)) as Tallies | undefined) ?? {};
  const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

  /** One after the other: two frames of a page tell at the same moment. */
  function look(adapter: string, looks: Partial<Record<Figure, Share>>, fault?: Fault): Promise<void> {
    const run = turn.then(async () => {
      const all = await read();
      const own = all[adapter] ?? { pages: empty(), fields: empty(), commits: empty() };
      const at = clock.now();
      if (fault) own.faults = faultsAfter(own.faults, fault);
      for (const figure of FIGURES) {
        const share = looks[figure];
        if (!share?.of) continue;
        const tally = add(own[figure], share);
        own[figure] = tally;
        if (!isDropped(figure, tally) || tally.alarmed === dayOf(at)) continue;
        tally.alarmed = dayOf(at);
        const percent = (one: Share): string => `${Math.round(rate(one) * 100)}%`;
        await deps.gap({
          reason: 'coverage_drop',
          at,
          adapter,
          detail: `${figure} ${percent(sum(tally.recent))} < ${figure === 'commits' ? '100%' : percent(tally.before)}`,
        });
      }
      await memory.put(KEY, { ...all, [adapter]: own });
    });
    turn = run.catch(() => undefined);
    return run;
  }

  return {
    page: ({ adapter, page, state, fieldsNamed, fieldsRead, anchorsMissing, fieldsUnread = [] }, tab) =>
      look(
        adapter,
        {
          pages: { seen: state === 'recognised' ? 1 : 0, of: 1 },
          fields: { seen: fieldsRead, of: fieldsNamed },
        },
        page === null
          ? undefined
          : {
              page,
              anchors: anchorsMissing,
              fields: [...new Set(fieldsUnread)],
              at: clock.now(),
              ...(tab === undefined ? {} : { tab }),
            },
      ),
    commit: (adapter, seen) => look(adapter, { commits: { seen: seen ? 1 : 0, of: 1 } }),
    async faults() {
      return Object.fromEntries(Object.entries(await read()).map(([adapter, own]) => [adapter, own?.faults ?? []]));
    },
    async shares() {
      const list = Object.entries(await read()).flatMap(([adapter, own]) => (own ? [[adapter, own] as const] : []));
      const told = (figure: Figure, tally: Tally) => ({
        all: sum([tally.before, ...tally.recent]),
        recent: sum(tally.recent),
        looks: tally.recent.map(rate),
        dropped: isDropped(figure, tally),
      });
      return Object.fromEntries(
        list.map(([adapter, own]) => [
          adapter,
          {
            pages: told('pages', own.pages),
            fields: told('fields', own.fields),
            commits: told('commits', own.commits),
          },
        ]),
      );
    },
  };
}
