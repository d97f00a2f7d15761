import type { ActMark, Counting, Found, Need, Ring } from '@/lib/model';
import type { Desk } from './db';
import type { EventRow } from './rows';

/** What history is counted from: kept up with every act, read by key, made again from acts where it is not there. */
export interface Counted {
  /** What is counted from now on. Asked for before each write; a failure leaves the marks to the next `prepare`. */
  use(counting: () => Promise<Counting>): void;
  /** Makes what is not counted yet from the acts, and throws away what no rule counts. `again`: all of it. */
  prepare(counting: Counting, now: number, again?: boolean): Promise<void>;
  /** Populations that are whole. */
  ready(): Promise<ReadonlySet<string>>;
  read(counting: Counting, needs: readonly Need[]): Promise<Found[]>;
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

export const readySet = async (desk: Desk): Promise<ReadonlySet<string>> => {
  const value = (await desk.meta.get(READY))?.value;
  return new Set(Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []);
};

/** The act is counted: once, however often it is said. */
export async function addMarks(desk: Desk, act: EventRow, { counting, ready, now }: Keeping): Promise<void> {
  if (!counting) {
    if (ready.size) await desk.meta.put({ key: READY, value: [] });
    return;
  }
  const marks = counting.marksOf(asAct(act));
  if (!marks.length) return;
  await desk.marks.bulkPut(marks);
  await keepAllUp(desk, marks, { counting, ready, now });
}

/** Acts `from … to − 1` are no history (any more): withdrawn, or their parts erased. */
export async function dropMarks(
  desk: Desk,
  { from, to, except }: { from: number; to: number; except?: ReadonlySet<number> },
  { counting, ready, now }: Keeping,
): Promise<void> {
  const marks = (await desk.marks.where('seq').between(from, to).toArray()).filter((mark) => !except?.has(mark.seq));
  if (!marks.length) return;
  await desk.marks.bulkDelete(
    marks.map(({ ring, at, seq, n }): [string, number, number, number] => [ring, at, seq, n]),
  );
  if (counting) await keepAllUp(desk, marks, { counting, ready, now });
  else await desk.rings.bulkDelete([...new Set(marks.map((mark) => mark.ring))]);
}

/** Every ring the marks came to or went from. One that is still to be made is left to `prepare`, which will find the marks. */
async function keepAllUp(
  desk: Desk,
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
  const known = await desk.rings.bulkGet(rings);
  for (const [i, ring] of rings.entries()) {
    const kept = known[i];
    const isFold = counting.reach(ring) !== undefined;
    if (kept || !isFold || ready.has(populationOf(ring)))
      await keepUp(desk, counting, ring, kept, byRing.get(ring) ?? [], now);
  }
}

/** Folds the days that were touched anew from their marks, and waits for what came or went. */
async function keepUp(
  desk: Desk,
  counting: Counting,
  ring: string,
  kept: Ring | undefined,
  touched: readonly ActMark[],
  now: number,
): Promise<void> {
  const reach = counting.reach(ring);
  if (reach !== undefined) await foldAgain(desk, counting, { ring, kept, touched, reach });
  else await waitFor(desk, counting, ring, now);
}

async function foldAgain(
  desk: Desk,
  counting: Counting,
  { ring, kept, touched, reach }: { ring: string; kept: Ring | undefined; touched: readonly ActMark[]; reach: number },
): Promise<void> {
  if (!kept) {
    const marks = await between(desk, ring, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    if (marks.length) await desk.rings.put(whole(counting, ring, marks));
    return;
  }
  const days = new Map(kept.days.map((d) => [d.day, d]));
  for (const day of new Set(touched.map((mark) => dayAt(mark.at)))) {
    const start = day * DAY - SHANGHAI;
    const [folded] = counting.fold(ring, await between(desk, ring, start - 1, start + DAY - 1));
    if (folded) days.set(day, folded);
    else days.delete(day);
  }
  const newest = Math.max(kept.newest, ...touched.map((mark) => mark.at));
  const from = Math.max(kept.from, Number.isFinite(reach) ? dayAt(newest) - reach : Number.NEGATIVE_INFINITY);
  const left = [...days.values()].filter((d) => d.day >= from).sort((a, b) => a.day - b.day);
  await desk.rings.put({ ring, newest, from, days: left });
}

const whole = (counting: Counting, ring: string, marks: readonly ActMark[]): Ring => ({
  ring,
  newest: marks.at(-1)?.at ?? 0,
  from: Number.NEGATIVE_INFINITY,
  days: counting.fold(ring, marks),
});

async function waitFor(desk: Desk, counting: Counting, ring: string, now: number): Promise<void> {
  const of = populationOf(ring);
  const key = keyOf(ring);
  const marks = await between(desk, ring, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const due = counting.due(ring, marks, now);
  if (due === undefined) await desk.due.delete([of, key, 0]);
  else await desk.due.put({ of, key, n: 0, due });
}

/** Marks of a ring with `after < at ≤ upto`, oldest first. */
const between = (desk: Desk, ring: string, after: number, upto: number): Promise<ActMark[]> =>
  desk.marks
    .where('[ring+at+seq+n]')
    .between([ring, after, Number.POSITIVE_INFINITY, 0], [ring, upto, Number.POSITIVE_INFINITY, 0], true, false)
    .toArray();

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

  async function prepare(counting: Counting, now: number, again: boolean): Promise<void> {
    const ready = again ? new Set<string>() : await readySet(desk);
    const lacking = counting.populations.filter((id) => !ready.has(id));
    const kept = counting.populations.filter((id) => ready.has(id));
    if (!lacking.length && kept.length === ready.size) return;
    await desk.meta.put({ key: READY, value: kept });
    await dropOthers(kept);
    if (!lacking.length) return;
    const rings = [...(await markAll(counting, new Set(lacking)))];
    for (let from = 0; from < rings.length; from += AT_ONCE)
      await desk.transaction('rw', desk.marks, desk.rings, desk.due, async () => {
        for (const ring of rings.slice(from, from + AT_ONCE)) await keepUp(desk, counting, ring, undefined, [], now);
      });
    await desk.meta.put({ key: READY, value: [...counting.populations] });
  }

  /** Gives the rings that want folding, or waiting for. */
  async function markAll(counting: Counting, lacking: ReadonlySet<string>): Promise<Set<string>> {
    const touched = new Set<string>();
    let from = -1;
    for (;;) {
      const read = await desk.transaction('rw', desk.events, desk.marks, async () => {
        const rows = await desk.events.where('seq').above(from).limit(SLICE).toArray();
        const marks = rows
          .filter((row) => !row.undone)
          .flatMap((row) => counting.marksOf(asAct(row)))
          .filter((mark) => lacking.has(populationOf(mark.ring)));
        if (marks.length) await desk.marks.bulkPut(marks);
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
    desk.transaction('rw', desk.marks, desk.rings, desk.due, async () => {
      await desk.marks.where('[ring+at+seq+n]').between([from], [to], true, false).delete();
      await desk.rings.where('ring').between(from, to, true, false).delete();
      await desk.due.where('[of+key+n]').between([from], [to], true, false).delete();
    });

  return {
    use: hold,
    prepare: (counting, now, again = false) => (preparing = preparing.then(() => prepare(counting, now, again))),
    ready: () => readySet(desk),
    read: (counting, needs) =>
      desk.transaction('r', desk.marks, desk.rings, desk.due, async () => {
        const keys = [...new Set(needs.flatMap((n) => (n.kind === 'fold' ? n.ring : [])))];
        const rings = new Map((await desk.rings.bulkGet(keys)).flatMap((r) => (r ? [[r.ring, r]] : [])));
        return Promise.all(needs.map((need) => readOne(desk, counting, need, rings)));
      }),
    owners: async (seqs) =>
      new Map(
        (await desk.events.bulkGet([...seqs])).flatMap((row): [number, string][] => (row ? [[row.seq, row.who]] : [])),
      ),
    nextDue: async (after) => {
      const ready = [...(await readySet(desk))];
      const rows = await Promise.all(
        ready.map((of) =>
          desk.due.where('[of+due]').between([of, after], [of, Number.MAX_SAFE_INTEGER], false).first(),
        ),
      );
      const times = rows.flatMap((row) => (row ? [row.due] : []));
      return times.length ? Math.min(...times) : undefined;
    },
  };
}

async function readOne(desk: Desk, counting: Counting, need: Need, rings: ReadonlyMap<string, Ring>): Promise<Found> {
  if (need.kind === 'due') {
    const rows = await desk.due
      .where('[of+due]')
      .between([need.population, Number.NEGATIVE_INFINITY], [need.population, need.upto], true, true)
      .toArray();
    const marks = await Promise.all(
      rows.map(({ of, key }) => between(desk, `${of}\u0001${key}`, Number.NEGATIVE_INFINITY, need.upto)),
    );
    return { days: [], marks: marks.flat() };
  }
  const ring = need.kind === 'fold' ? rings.get(need.ring) : undefined;
  const { days, ranges } = ring ? counting.cut(ring, need) : { days: [], ranges: [[need.after, need.upto] as const] };
  const marks = await Promise.all(ranges.map(([after, upto]) => between(desk, need.ring, after, upto)));
  return { days, marks: marks.flat() };
}
