import type { Desk } from './db';
import { openedKey } from './project';
import type { CarriedRow, DedupeRow } from './rows';

/** Small things between acts: drafts of reasons, tokens on their way, what was answered lately, settings of this desk. */
export interface Memory {
  keepDraft(key: string, text: string, at: number): Promise<void>;
  draft(key: string): Promise<string | undefined>;
  dropDraft(key: string): Promise<void>;
  carry(row: CarriedRow): Promise<void>;
  carried(event: string): Promise<CarriedRow | undefined>;
  /** Answers of this clerk that went on, of these flags only: what one has seen, another at this desk has not. */
  answered(dedupes: readonly string[], who: string): Promise<DedupeRow[]>;
  /** A hint was acknowledged before its act: the same hint is not shown again while nothing changed. */
  silence(dedupes: readonly string[], who: string, at: number): Promise<void>;
  openedToday(at: number, who: string): Promise<number>;
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  /** All of them in one transaction, or none. */
  putAll(values: Record<string, unknown>): Promise<void>;
  forget(key: string): Promise<void>;
  /** Throws away tokens without an act, old drafts and old dedupes. */
  tidy(now: number): Promise<void>;
}

const DAY = 86_400_000;

export const memoryOf = (desk: Desk): Memory => ({
  keepDraft: async (key, text, at) => {
    await desk.drafts.put({ key, text, at });
  },
  draft: async (key) => (await desk.drafts.get(key))?.text,
  dropDraft: (key) => desk.drafts.delete(key),
  carry: async (row) => {
    await desk.carried.put(row);
  },
  carried: (event) => desk.carried.get(event),
  answered: async (dedupes, who) =>
    (await desk.dedupes.bulkGet([...dedupes])).flatMap((row) => (row && (row.who ?? who) === who ? row : [])),
  silence: async (dedupes, who, at) => {
    await desk.dedupes.bulkPut(dedupes.map((dedupe) => ({ dedupe, at, seq: -1, committed: false, who })));
  },
  openedToday: async (at, who) =>
    (await desk.counters.bulkGet([...new Set([openedKey(at, who), openedKey(at, '')])])).reduce(
      (sum, row) => sum + (row?.n ?? 0),
      0,
    ),
  get: async (key) => (await desk.meta.get(`memory/${key}`))?.value,
  put: async (key, value) => {
    await desk.meta.put({ key: `memory/${key}`, value });
  },
  putAll: async (values) => {
    await desk.transaction('rw', desk.meta, () =>
      desk.meta.bulkPut(Object.entries(values).map(([key, value]) => ({ key: `memory/${key}`, value }))),
    );
  },
  forget: (key) => desk.meta.delete(`memory/${key}`),
  tidy: async (now) => {
    await desk.carried
      .where('at')
      .below(now - DAY / 24)
      .delete();
    await desk.drafts
      .where('at')
      .below(now - 7 * DAY)
      .delete();
    await desk.dedupes
      .where('at')
      .below(now - 2 * DAY)
      .delete();
  },
});
