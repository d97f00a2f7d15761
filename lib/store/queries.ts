import type { Desk } from './db';
import type { AnswerState, EventRow, FlagRow } from './rows';

export interface FlagsAsked {
  before?: number;
  limit: number;
  rule?: string;
  severity?: number;
  answer?: AnswerState;
}

/**
 * Every question that screens and history ask, with the index that answers it. A test runs each one and looks which index the
 * database was asked for.
 */
export interface Queries {
  /** Acts of these actions in (since, until], oldest first, at most `limit` of the latest an action. */
  actsBetween(actions: readonly string[], since: number, until: number, limit?: number): Promise<EventRow[]>;
  actById(id: string): Promise<EventRow | undefined>;
  /** How many acts since. */
  actsSince(since: number): Promise<number>;
  /** First entry of acts since, for counting flags by sequence. */
  firstSeqSince(since: number): Promise<number | undefined>;
  /** One clerk's acts, newest first. */
  actsOf(who: string, before: number | undefined, limit: number): Promise<EventRow[]>;
  /** Sequence numbers of acts, newest first. */
  actsBefore(before: number | undefined, limit: number): Promise<number[]>;
  countOf(who: string): Promise<number>;
  /** Flags, newest first, by any of rule, severity and answer. */
  flags(asked: FlagsAsked): Promise<FlagRow[]>;
  countFlags(asked: Omit<FlagsAsked, 'before' | 'limit'>): Promise<number>;
  flagsFrom(seq: number, answer?: AnswerState): Promise<number>;
  gaps(limit: number): Promise<number[]>;
  /** Entries about a person that are no acts: sign-ins, PINs, learning; newest first. */
  about(person: string): Promise<number[]>;
  /** When something was handed out, newest first. */
  exports(limit: number): Promise<number[]>;
}

export const INDEX_OF: Record<keyof Queries, readonly string[]> = {
  actsBetween: ['[action+at]'],
  actById: ['id'],
  actsSince: ['at'],
  firstSeqSince: ['at'],
  actsOf: ['[who+seq]'],
  actsBefore: [':primary'],
  countOf: ['[who+seq]'],
  flags: ['[of+seq]', '[of+severity+seq]', '[of+answer+seq]', '[of+severity+answer+seq]'],
  countFlags: ['[of+seq]', '[of+severity+seq]', '[of+answer+seq]', '[of+severity+answer+seq]'],
  flagsFrom: ['[of+seq]', '[of+answer+seq]'],
  gaps: ['[kind+seq]'],
  about: ['[kind+seq]'],
  exports: ['[kind+seq]'],
};

/** Kinds that name a person in the part `person`. */
const ABOUT = ['sign_in', 'pin', 'learning'] as const;
/** So many of each kind are looked at. */
const MOST_ABOUT = 2_000;
const END = Number.MAX_SAFE_INTEGER;

export function queriesOf(desk: Desk): Queries {
  /** Chooses the index that fits what was asked and bounds its last part. */
  const flagRange = ({ rule, severity, answer, before }: Omit<FlagsAsked, 'limit'>) => {
    const asked: [string, string | number][] = [['of', rule ?? '*']];
    if (severity !== undefined) asked.push(['severity', severity]);
    if (answer !== undefined) asked.push(['answer', answer]);
    const values = asked.map(([, value]) => value);
    return desk.flags
      .where(`[${asked.map(([name]) => name).join('+')}+seq]`)
      .between([...values, 0], [...values, before ?? END], true, false);
  };

  return {
    async actsBetween(actions, since, until, limit = 20_000) {
      const found = await Promise.all(
        actions.map((action) =>
          desk.events
            .where('[action+at]')
            .between([action, since], [action, until], false, true)
            .reverse()
            .limit(limit)
            .toArray(),
        ),
      );
      return found.flat().sort((a, b) => a.at - b.at || a.seq - b.seq);
    },
    actById: (id) => desk.events.where('id').equals(id).first(),
    actsSince: (since) => desk.events.where('at').aboveOrEqual(since).count(),
    firstSeqSince: async (since) => (await desk.events.where('at').aboveOrEqual(since).first())?.seq,
    actsOf: (who, before, limit) =>
      desk.events
        .where('[who+seq]')
        .between([who, 0], [who, before ?? END], true, false)
        .reverse()
        .limit(limit)
        .toArray(),
    actsBefore: (before, limit) =>
      desk.events
        .where('seq')
        .below(before ?? END)
        .reverse()
        .limit(limit)
        .primaryKeys(),
    countOf: (who) => desk.events.where('[who+seq]').between([who, 0], [who, END]).count(),
    flags: (asked) => flagRange(asked).reverse().limit(asked.limit).toArray(),
    countFlags: (asked) => flagRange(asked).count(),
    flagsFrom: (seq, answer) => {
      const values = answer === undefined ? ['*'] : ['*', answer];
      return desk.flags
        .where(answer === undefined ? '[of+seq]' : '[of+answer+seq]')
        .between([...values, seq], [...values, END])
        .count();
    },
    exports: async (limit) =>
      await desk.entries
        .where('[kind+seq]')
        .between(['export', 0], ['export', END])
        .reverse()
        .limit(limit)
        .primaryKeys(),
    gaps: async (limit) =>
      await desk.entries.where('[kind+seq]').between(['gap', 0], ['gap', END]).reverse().limit(limit).primaryKeys(),
    about: async (person) => {
      const lists = await Promise.all(
        ABOUT.map((kind) =>
          desk.entries.where('[kind+seq]').between([kind, 0], [kind, END]).reverse().limit(MOST_ABOUT).primaryKeys(),
        ),
      );
      const seqs = lists.flat().sort((a, b) => b - a);
      const parts = await desk.parts.bulkGet(seqs.map((seq): [number, string] => [seq, 'person']));
      return seqs.filter((_, i) => {
        const part = parts[i]?.part;
        return part && 'value' in part && part.value === person;
      });
    },
  };
}
