import { base64 } from '@/lib/journal';
import { SEGMENT } from '@/lib/journal/lines';
import { keysOf, peaksAt } from '@/lib/evidence/start';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Settings } from './deps';
import type { Recorder } from './recorder';

export interface Keeping {
  /** Seals what is old, erases what is due, removes what is over; a few segments at a time. */
  tend(): Promise<void>;
  /** Erases all personal parts of an act and of what belongs to it. `held`: it is under hold. */
  erase(seq: number, why: string): Promise<'erased' | 'held'>;
  /** Keeps an act from being erased or removed until the hold is lifted. */
  hold(seq: number, on: boolean, why: string): Promise<void>;
  isHeld(seq: number): Promise<boolean>;
}

interface Deps {
  platform: Platform;
  store: Store;
  recorder: Recorder;
  settings(): Promise<Settings>;
}
const DAY = 86_400_000;
const SEAL_AFTER = 90 * DAY;
/** Segments at a time: some 50 ms each, while nobody waits. */
const AT_ONCE = 20;
const HOLDS = 'holds';
const ERASED_TO = 'erasedTo';

/**
 * Two clocks: personal parts go first, the skeletons of entries later, both by days that the bureau sets. Each erasure is an
 * entry of its own, written before it is done, so that a verification can tell it from a loss.
 */
export function createKeeping({ platform, store, recorder, settings }: Deps): Keeping {
  const { journal, memory } = store;

  /** Acts under hold, each with the entries that belong to it: act → entries. */
  async function holds(): Promise<Map<number, number[]>> {
    const kept = await memory.get(HOLDS);
    return new Map(Array.isArray(kept) ? kept.filter(isHold) : []);
  }
  const heldSeqs = async (): Promise<Set<number>> =>
    new Set([...(await holds())].flatMap(([act, own]) => [act, ...own]));
  const withBelonging = async (seq: number): Promise<number[]> => [
    seq,
    ...(await journal.belonging(seq)).map((entry) => entry.skeleton.seq),
  ];

  /** First entry that is not older than this; times run with the numbers but for a clock that was set. */
  async function boundary(before: number): Promise<number> {
    let low = await journal.first();
    let high = (await journal.head(() => platform.random(9))).frontier.size;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const at = (await journal.entry(middle))?.skeleton.at ?? 0;
      if (at < before) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async function seal(now: number): Promise<void> {
    const end = await boundary(now - SEAL_AFTER);
    for (let n = 0; n < AT_ONCE; n++) {
      const from = await journal.sealedTo();
      if (from + SEGMENT > end || !(await journal.seal(from, from + SEGMENT))) return;
    }
  }

  async function eraseDue(now: number): Promise<void> {
    const { keepPersonalDays } = await settings();
    const known = await memory.get(ERASED_TO);
    const from = Math.max(await journal.first(), typeof known === 'number' ? known : 0);
    const to = Math.min(await boundary(now - keepPersonalDays * DAY), from + AT_ONCE * SEGMENT);
    if (to <= from) return;
    const except = [...(await heldSeqs())].filter((seq) => seq >= from && seq < to).sort((a, b) => a - b);
    const written = await recorder.write([{ kind: 'erase', body: { from, to, except, why: 'retention' } }]);
    if (written === undefined) return;
    await journal.eraseRange(from, to, new Set(except), now);
    await memory.put(ERASED_TO, to);
  }

  async function trim(now: number): Promise<void> {
    const { keepDays } = await settings();
    const due = Math.min(await boundary(now - keepDays * DAY), await journal.sealedTo(), ...(await heldSeqs()));
    const before = due - (due % SEGMENT);
    if (before <= (await journal.first())) return;
    const peaks = (await peaksAt(journal, before)).map(base64);
    const body = { before, peaks, keys: await keysOf(journal), why: 'retention' };
    if ((await recorder.write([{ kind: 'erase', body }])) !== undefined) await journal.trim(before);
  }

  async function eraseNow(seqs: readonly number[], why: string): Promise<void> {
    const now = platform.clock.now();
    const entries = (await journal.entries(seqs)).flatMap((entry) => entry ?? []);
    const due = entries.flatMap(({ skeleton, parts }) => {
      const names = Object.keys(parts).filter((name) => !('erasedAt' in (parts[name] ?? {})));
      return names.length ? [{ seq: skeleton.seq, parts: names }] : [];
    });
    const notes = due.map(({ seq, parts }) => ({ kind: 'erase' as const, re: seq, body: { parts, why } }));
    if (!notes.length || (await recorder.write(notes)) === undefined) return;
    for (const { seq, parts } of due) await journal.erase(seq, parts, now);
  }

  return {
    async tend() {
      const now = platform.clock.now();
      await seal(now);
      await eraseDue(now);
      await trim(now);
    },
    async erase(seq, why) {
      const seqs = await withBelonging(seq);
      const held = await heldSeqs();
      if (seqs.some((each) => held.has(each))) return 'held';
      await eraseNow(seqs, why);
      return 'erased';
    },
    async hold(seq, on, why) {
      const all = await holds();
      const own = all.get(seq) ?? (await withBelonging(seq)).slice(1);
      if (on) all.set(seq, own);
      else all.delete(seq);
      await recorder.write([{ kind: 'setting', re: seq, body: { hold: on }, parts: { reason: why } }]);
      await memory.put(HOLDS, [...all]);
      // Its time may have come while it was held.
      const erasedTo = await memory.get(ERASED_TO);
      if (!on && typeof erasedTo === 'number')
        await eraseNow(
          [seq, ...own].filter((each) => each < erasedTo),
          'retention',
        );
    },
    isHeld: async (seq) => (await holds()).has(seq),
  };
}

const isHold = (value: unknown): value is [number, number[]] =>
  Array.isArray(value) && typeof value[0] === 'number' && Array.isArray(value[1]);
