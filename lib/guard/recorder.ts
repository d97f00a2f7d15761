import type { Draft, GapReason } from '@/lib/model';
import { canonical, planAppend, TILE } from '@/lib/journal';
import type { Platform } from '@/lib/platform/types';
import type { Head, Store } from '@/lib/store';

/** A draft that names its act by event id; the sequence number is looked up when it is written. */
export type Note = Draft & { of?: string };

export interface Recorder {
  /** Writes notes together, durably, in order. Undefined: the journal is out of reach; they are kept and written with the next success. */
  write(notes: readonly Note[]): Promise<number | undefined>;
  state(): { failingSince?: number; kept: number };
}

const KEPT = 'kept:journal';
const MAX_KEPT = 500;
const STEP_MS = 2_000;

interface Kept {
  since: number;
  reason: GapReason;
  lost: number;
  notes: Note[];
}

/** The one writer of this worker: everything that becomes an entry goes through its queue. */
export function createRecorder({
  platform,
  store,
  grown,
}: {
  platform: Platform;
  store: Store;
  /** Called with the new head after each write. */
  grown?: (head: Head) => void;
}): Recorder {
  const boot = platform.random(9);
  const bootedAt = platform.clock.now() - platform.clock.mono();
  let head: Head | undefined;
  let kept: Kept | undefined;
  /** How far wall and monotonic clock had parted at the last write; undefined before the first. */
  let step: number | undefined;
  let tail: Promise<unknown> = platform.local.get([KEPT]).then(
    (found) => {
      kept = keptOf(found[KEPT]);
    },
    () => undefined,
  );

  function write(notes: readonly Note[]): Promise<number | undefined> {
    const run = tail.then(() => attempt(notes));
    tail = run.catch(() => undefined);
    return run;
  }

  async function attempt(notes: readonly Note[]): Promise<number | undefined> {
    // Still out of reach, or one of the kept cannot be written: the new ones are tried by themselves.
    if (kept) await flush(kept).catch(() => undefined);
    if (!notes.length) return undefined;
    try {
      const seq = await append(notes);
      if (kept) await rescue(kept).catch(() => undefined);
      return seq;
    } catch (fault) {
      await keep(notes, fault);
      return undefined;
    }
  }

  async function flush(waiting: Kept): Promise<void> {
    await append([...(await unwritten(waiting)), gapOf(waiting)]);
    await empty();
  }
  /** The journal is in reach, so one of the kept notes is at fault: each is written alone, the faulty ones are counted. */
  async function rescue(waiting: Kept): Promise<void> {
    let lost = waiting.lost;
    for (const note of await unwritten(waiting)) await append([note]).catch(() => lost++);
    await append([gapOf({ ...waiting, lost })]);
    await empty();
  }
  async function empty(): Promise<void> {
    kept = undefined;
    await platform.local.remove([KEPT]).catch(() => undefined);
  }

  /** Returns the sequence number of the first note. */
  async function append(notes: readonly Note[]): Promise<number> {
    // A full disk closes the database for good: when there is room again it must be opened again.
    await store.open();
    const clock = await clockNotes();
    for (let tries = 0; tries < 20; tries++) {
      head ??= await store.journal.head(() => platform.random(9));
      const { desk, frontier } = head;
      const drafts = await addressed([...clock.notes, ...notes], frontier.size);
      const plan = await planAppend({
        desk,
        frontier,
        drafts,
        moment: { at: platform.clock.now(), mono: platform.clock.mono(), boot },
        salt: () => platform.random(16),
      });
      const nodes = plan.made.filter((node) => node.level % TILE === 0);
      head = undefined;
      const { before, after, entries } = plan;
      if ((await store.journal.append({ before, after, entries, nodes })) === 'moved') continue;
      head = { desk, frontier: after };
      grown?.(head);
      step = clock.step;
      return frontier.size + clock.notes.length;
    }
    throw new Error('the head of the journal keeps moving');
  }

  /** `of` becomes `re`: an act of the same batch, or one that is in the journal. */
  async function addressed(notes: readonly Note[], size: number): Promise<Draft[]> {
    const batch = new Map(
      notes.flatMap((note, i) =>
        note.kind === 'event' && typeof note.body.id === 'string' ? [[note.body.id, size + i] as const] : [],
      ),
    );
    return Promise.all(
      notes.map(async ({ of, ...draft }) => {
        if (of === undefined || draft.re !== undefined) return draft;
        const re = batch.get(of) ?? (await store.queries.actById(of))?.seq;
        return re === undefined ? draft : { ...draft, re };
      }),
    );
  }

  /**
   * A wall clock that no longer runs along with the monotonic one is noted, once a step; the first write of a worker looks
   * whether it went back since the last entry.
   */
  async function clockNotes(): Promise<{ notes: Note[]; step: number }> {
    const now = platform.clock.now() - platform.clock.mono() - bootedAt;
    if (step === undefined) {
      const backMs = ((await store.journal.last())?.skeleton.at ?? 0) - platform.clock.now();
      return { notes: backMs > STEP_MS ? [{ kind: 'clock', body: { backMs } }] : [], step: now };
    }
    const stepMs = now - step;
    return Math.abs(stepMs) < STEP_MS
      ? { notes: [], step }
      : { notes: [{ kind: 'clock', body: { stepMs } }], step: now };
  }

  async function keep(notes: readonly Note[], fault: unknown): Promise<void> {
    const since = platform.clock.now();
    kept ??= { since, reason: (await isFull(platform, fault)) ? 'storage_full' : 'store_failed', lost: 0, notes: [] };
    const room = Math.max(0, MAX_KEPT - kept.notes.length);
    kept.notes.push(...notes.slice(0, room).map((note) => ({ ...note, body: { ...note.body, keptSince: since } })));
    kept.lost += Math.max(0, notes.length - room);
    await platform.local.set({ [KEPT]: kept }).catch(() => undefined);
  }

  /** Kept notes less those that a worker killed half way has already written. */
  async function unwritten(waiting: Kept): Promise<Note[]> {
    const late: Note[] = [];
    for (const note of waiting.notes) if (!(await isWritten(store, note))) late.push(note);
    return late;
  }

  return { write, state: () => ({ ...(kept ? { failingSince: kept.since } : {}), kept: kept?.notes.length ?? 0 }) };
}

/** Is this note in the journal already? Acts by their id, what belongs to them by its very words. */
export async function isWritten(store: Store, note: Note): Promise<boolean> {
  if (note.kind === 'event') return !!(await store.queries.actById(String(note.body.id)));
  if (note.of === undefined) return false;
  const act = await store.queries.actById(note.of);
  const said = await (act ? store.journal.belonging(act.seq) : store.journal.early(note.of));
  const words = canonical(note.body);
  return said.some((entry) => entry.skeleton.kind === note.kind && canonical(entry.skeleton.body) === words);
}

const gapOf = ({ reason, since, notes, lost }: Kept): Note => ({
  kind: 'gap',
  body: { reason, at: since, detail: `${notes.length} kept, ${lost} lost` },
});

/** Less room than this, and a database cannot even begin to write. */
const FULL_BYTES = 1_000_000;

/** Where the disk itself is full, Chromium has only an unknown error to say; what is left it says when asked. */
async function isFull(platform: Platform, fault: unknown): Promise<boolean> {
  if (isQuota(fault)) return true;
  const left = await platform.roomLeft().catch(() => undefined);
  return left !== undefined && left < FULL_BYTES;
}

function isQuota(fault: unknown): boolean {
  const names: string[] = [];
  for (
    let at = fault, deep = 0;
    typeof at === 'object' && at !== null && deep < 4;
    deep++, at = Reflect.get(at, 'inner')
  )
    names.push(String(Reflect.get(at, 'name')));
  return names.includes('QuotaExceededError');
}

/** What an earlier worker left; its own words, read back with the least trust. */
function keptOf(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { since, reason, lost, notes } = value as Partial<Record<keyof Kept, unknown>>;
  if (typeof since !== 'number' || !Array.isArray(notes)) return undefined;
  return {
    since,
    reason: reason === 'storage_full' ? reason : 'store_failed',
    lost: typeof lost === 'number' ? lost : 0,
    notes: notes as Note[],
  };
}
