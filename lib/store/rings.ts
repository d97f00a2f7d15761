import type { ActMark, Counting, Found, Need, Ring } from '@/lib/model';
import type { Desk } from './db';
import { plainly, span } from './plain';
import type { TableName, Tx } from './plain';
import type { EventRow, MetaRow } from './rows';

/** What history is counted from: kept up with every act, read by key, made again from acts where it is not there. */
export interface Counted {
  /** What is counted from now on. Asked for before each write; a failure leaves the marks to the next `prepare`. */
  use(counting: () => Promise<Counting>): void;
  /** Makes what is not counted yet from the acts, and throws away what no rule counts. `again`: all of it. */
  prepare(counting: Counting, now: number, again?: boolean): Promise<void>;
  /** Populations that are whole. */
  ready(): Promise<ReadonlySet<string>>;
  /** What was asked for, need by need, and the populations that were whole at that moment. */
  read(counting: Counting, needs: readonly Need[]): Promise<{ found: Found[]; ready: ReadonlySet<string> }>;
  /** Who did each of these acts; '' where nobody was named. */
  owners(seqs: readonly number[]): Promise<Map<number, string>>;
  /** When a timer must next look, epoch ms. */
  nextDue(after: number): Promise<number | undefined>;
}

/** Keeps marks, rings and due times up to an act, inside the transaction that writes it. */
export interface Keeping {
  counting: Counting | undefined;
  ready: ReadonlySet<string>;
  now: number;
}

const READY = 'rings/ready';
const SLICE = 500;
/** Rings made in one transaction, so that an act in between does not wait long. */
const AT_ONCE = 100;
const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
const dayAt = (at: number): number => Math.floor((at + SHANGHAI) / DAY);
const DEAR = '\uffff';
const populationOf = (ring: string): string => ring.slice(0, ring.indexOf('\u0001'));
const keyOf = (ring: string): string => ring.slice(ring.indexOf('\u0001') + 1);

const readyFrom = (row: MetaRow | undefined): ReadonlySet<string> =>
  new Set(Array.isArray(row?.value) ? row.value.filter((id): id is string => typeof id === 'string') : []);

/** Populations that are whole, as the transaction sees them. */
export const readyIn = async (tx: Tx): Promise<ReadonlySet<string>> => readyFrom(await tx.get('meta', READY));

/** Where it is kept what was counted. */
export const COUNTED_IN = ['marks', 'rings', 'due', 'meta'] as const satisfies readonly TableName[];

/**
 * Acts come to be counted, once however often they are said, or are no history any more: withdrawn, or their parts erased.
 * Each ring they concern is folded once, when all marks stand.
 */
export async function countAnew(
  tx: Tx,
  { come = [], gone = [] }: { come?: readonly EventRow[]; gone?: readonly ActMark[] },
  { counting, ready, now }: Keeping,
): Promise<void> {
  for (const { ring, at, seq, n } of gone) tx.remove('marks', [ring, at, seq, n]);
  if (!counting) {
    for (const ring of new Set(gone.map((mark) => mark.ring))) tx.remove('rings', ring);
    if (come.length && ready.size) tx.put('meta', { key: READY, value: [] });
    return;
  }
  const marks = come.flatMap((act) => counting.marksOf(asAct(act)));
  for (const mark of marks) tx.put('marks', mark);
  if (marks.length || gone.length) await keepAllUp(tx, [...gone, ...marks], { counting, ready, now });
}

/** Marks of acts `from … to − 1`. */
export const marksBySeq = (tx: Tx, from: number, to: number): Promise<ActMark[]> =>
  tx.all('marks', span(from, to, { upper: true }), 'seq');

/** Every ring the marks came to or went from. One that is still to be made is left to `prepare`, which will find the marks. */
async function keepAllUp(
  tx: Tx,
  marks: readonly ActMark[],
  { counting, ready, now }: Keeping & { counting: Counting },
): Promise<void> {
  const byRing = new Map<string, ActMark[]>();
  for (const mark of marks) {
    const list = byRing.get(mark.ring);
    if (list) list.push(mark);
    else byRing.set(mark.ring, [mark]);
  }
  const rings = [...byRing.keys()].filter((ring) => counting.keeps(ring));
  if (!rings.length) return;
  const known = await tx.gets('rings', rings);
  await Promise.all(
    rings.map(async (ring, i) => {
      const kept = known[i];
      const isFold = counting.reach(ring) !== undefined;
      if (kept || !isFold || ready.has(populationOf(ring)))
        await keepUp(tx, counting, { ring, kept, touched: byRing.get(ring) ?? [], now });
    }),
  );
}

interface Touched {
  ring: string;
  kept: Ring | undefined;
  touched: readonly ActMark[];
  now: number;
}

/** Folds the days that were touched anew from their marks, and waits for what came or went. */
async function keepUp(tx: Tx, counting: Counting, on: Touched): Promise<void> {
  const reach = counting.reach(on.ring);
  if (reach !== undefined) await foldAgain(tx, counting, on, reach);
  else await waitFor(tx, counting, on);
}

async function foldAgain(tx: Tx, counting: Counting, { ring, kept, touched }: Touched, reach: number): Promise<void> {
  if (!kept) {
    const marks = await between(tx, ring, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    if (marks.length) tx.put('rings', whole(counting, ring, marks));
    return;
  }
  const days = new Map(kept.days.map((d) => [d.day, d]));
  await Promise.all(
    [...new Set(touched.map((mark) => dayAt(mark.at)))].map(async (day) => {
      const start = day * DAY - SHANGHAI;
      const [folded] = counting.fold(ring, await between(tx, ring, start - 1, start + DAY - 1));
      if (folded) days.set(day, folded);
      else days.delete(day);
    }),
  );
  const newest = Math.max(kept.newest, ...touched.map((mark) => mark.at));
  const from = Math.max(kept.from, Number.isFinite(reach) ? dayAt(newest) - reach : Number.NEGATIVE_INFINITY);
  const left = [...days.values()].filter((d) => d.day >= from).sort((a, b) => a.day - b.day);
  tx.put('rings', { ring, newest, from, days: left });
}

const whole = (counting: Counting, ring: string, marks: readonly ActMark[]): Ring => ({
  ring,
  newest: marks.at(-1)?.at ?? 0,
  from: Number.NEGATIVE_INFINITY,
  days: counting.fold(ring, marks),
});

async function waitFor(tx: Tx, counting: Counting, { ring, now }: Touched): Promise<void> {
  const of = populationOf(ring);
  const key = keyOf(ring);
  const marks = await between(tx, ring, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const due = counting.due(ring, marks, now);
  if (due === undefined) tx.remove('due', [of, key, 0]);
  else tx.put('due', { of, key, n: 0, due });
}

/** Marks of a ring with `after < at ≤ upto`, oldest first. */
const between = (tx: Tx, ring: string, after: number, upto: number): Promise<ActMark[]> =>
  tx.all(
    'marks',
    span([ring, after, Number.POSITIVE_INFINITY, 0], [ring, upto, Number.POSITIVE_INFINITY, 0], { upper: true }),
  );

const asAct = ({ seq, id, action, at, fields, items, who, dwellMs, pageChars }: EventRow) => ({
  seq,
  id,
  action,
  at,
  fields,
  ...(items ? { items } : {}),
  ...(who ? { login: who } : {}),
  ...(dwellMs === undefined ? {} : { dwellMs }),
  ...(pageChars === undefined ? {} : { pageChars }),
});

export function countedOf(desk: Desk, hold: (counting: () => Promise<Counting>) => void): Counted {
  let preparing: Promise<void> = Promise.resolve();
  const ready = async (): Promise<ReadonlySet<string>> => readyFrom(await desk.meta.get(READY));

  async function prepare(counting: Counting, now: number, again: boolean): Promise<void> {
    const whole = again ? new Set<string>() : await ready();
    const lacking = counting.populations.filter((id) => !whole.has(id));
    const kept = counting.populations.filter((id) => whole.has(id));
    if (!lacking.length && kept.length === whole.size) return;
    await desk.meta.put({ key: READY, value: kept });
    await dropOthers(kept);
    if (!lacking.length) return;
    const rings = [...(await markAll(counting, new Set(lacking)))];
    for (let from = 0; from < rings.length; from += AT_ONCE)
      await plainly(desk, 'write', ['marks', 'rings', 'due'], (tx) =>
        Promise.all(
          rings
            .slice(from, from + AT_ONCE)
            .map((ring) => keepUp(tx, counting, { ring, kept: undefined, touched: [], now })),
        ),
      );
    await desk.meta.put({ key: READY, value: [...counting.populations] });
  }

  /** Gives the rings that want folding, or waiting for. */
  async function markAll(counting: Counting, lacking: ReadonlySet<string>): Promise<Set<string>> {
    const touched = new Set<string>();
    let from = -1;
    for (;;) {
      const read = await plainly(desk, 'write', ['events', 'marks'], async (tx) => {
        const rows = await tx.all('events', IDBKeyRange.lowerBound(from, true), undefined, SLICE);
        const marks = rows
          .filter((row) => !row.undone)
          .flatMap((row) => counting.marksOf(asAct(row)))
          .filter((mark) => lacking.has(populationOf(mark.ring)));
        for (const mark of marks) tx.put('marks', mark);
        for (const { ring } of marks) if (counting.keeps(ring)) touched.add(ring);
        return rows;
      });
      const last = read.at(-1);
      if (!last) return touched;
      from = last.seq;
    }
  }

  /** Deletes what belongs to no population that is kept. */
  async function dropOthers(kept: readonly string[]): Promise<void> {
    let from = '';
    for (const id of [...kept].sort()) {
      await dropRange(from, id);
      from = `${id}${DEAR}`;
    }
    await dropRange(from, DEAR);
  }
  const dropRange = (from: string, to: string): Promise<unknown> =>
    plainly(desk, 'write', ['marks', 'rings', 'due'], async (tx) => {
      tx.remove('marks', span([from], [to], { upper: true }));
      tx.remove('rings', span(from, to, { upper: true }));
      tx.remove('due', span([from], [to], { upper: true }));
    });

  return {
    use: hold,
    prepare: (counting, now, again = false) => (preparing = preparing.then(() => prepare(counting, now, again))),
    ready,
    read: (counting, needs) =>
      plainly(desk, 'read', COUNTED_IN, async (tx) => {
        const whole = readyIn(tx);
        const keys = [...new Set(needs.flatMap((n) => (n.kind === 'fold' ? n.ring : [])))];
        const rings = new Map((await tx.gets('rings', keys)).flatMap((r) => (r ? [[r.ring, r]] : [])));
        const found = await Promise.all(needs.map((need) => readOne(tx, counting, need, rings)));
        return { found, ready: await whole };
      }),
    owners: async (seqs) =>
      new Map(
        (await desk.events.bulkGet([...seqs])).flatMap((row): [number, string][] => (row ? [[row.seq, row.who]] : [])),
      ),
    nextDue: async (after) => {
      const rows = await Promise.all(
        [...(await ready())].map((of) =>
          desk.due.where('[of+due]').between([of, after], [of, Number.MAX_SAFE_INTEGER], false).first(),
        ),
      );
      const times = rows.flatMap((row) => (row ? [row.due] : []));
      return times.length ? Math.min(...times) : undefined;
    },
  };
}

async function readOne(tx: Tx, counting: Counting, need: Need, rings: ReadonlyMap<string, Ring>): Promise<Found> {
  if (need.kind === 'due') {
    const { population, upto } = need;
    const rows = await tx.all('due', span([population, Number.NEGATIVE_INFINITY], [population, upto]), '[of+due]');
    const marks = await Promise.all(
      rows.map(({ of, key }) => between(tx, `${of}\u0001${key}`, Number.NEGATIVE_INFINITY, upto)),
    );
    return { days: [], marks: marks.flat() };
  }
  const ring = need.kind === 'fold' ? rings.get(need.ring) : undefined;
  const { days, ranges } = ring ? counting.cut(ring, need) : { days: [], ranges: [[need.after, need.upto] as const] };
  const marks = await Promise.all(ranges.map(([after, upto]) => between(tx, need.ring, after, upto)));
  return { days, marks: marks.flat() };
}
