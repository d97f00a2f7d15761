import type { ActionSpec, Flag, Readings, Text } from '@/lib/model';
import { dueOf, turnsOf } from '@/lib/rules/deadline';
import type { Due } from '@/lib/rules/deadline';
import type { Store } from '@/lib/store';
import type { InForce } from '../deps';

/** A time-limited matter of one clerk: what, when, which matter, on which page. */
export interface Deadline extends Due {
  id: string;
  what: Text;
  matter?: string;
  /** Action on whose page it was seen, and the actions that end it. */
  action: string;
  until: string[];
  tab?: number;
  who: string;
  seenAt: number;
}

export interface Deadlines {
  /** Fields of a recognised page, or of an act. */
  seen(what: { action: string; fields: Readings; who: string; at: number; tab?: number }): Promise<void>;
  /** A rule's own deadline, told to the clerk with its flag. */
  flagged(flag: Flag, act: { action: string; fields: Readings; who: string; at: number; tab?: number }): Promise<void>;
  /** The act was done: what it ends is no longer due. */
  done(act: { action: string; fields: Readings }): Promise<void>;
  /** One clerk's, nearest first. */
  of(isMine: (who: string) => boolean): Promise<Deadline[]>;
}

const KEY = 'deadlines';
const MOST = 300;
const DAY = 86_400_000;
/** What is over for so long is no longer shown. */
const FORGET_MS = 30 * DAY;

export function createDeadlines({ store, inForce }: { store: Store; inForce(): Promise<InForce> }): Deadlines {
  let turn: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<Deadline[]> => {
    const kept = await store.memory.get(KEY).catch(() => undefined);
    return Array.isArray(kept) ? (kept as Deadline[]) : [];
  };
  /** One change after the other: two frames of a page speak at once. */
  const change = (work: (kept: Deadline[]) => Deadline[]): Promise<void> => {
    const run = turn.then(async () => {
      const before = await read();
      const after = work(before);
      if (JSON.stringify(after) !== JSON.stringify(before)) await store.memory.put(KEY, after.slice(0, MOST));
    });
    turn = run.catch(() => undefined);
    return run;
  };
  const put = (fresh: readonly Deadline[]): Promise<void> =>
    change((kept) => {
      const ids = new Set(fresh.map(({ id }) => id));
      const now = Math.max(...fresh.map(({ seenAt }) => seenAt));
      return [...fresh, ...kept.filter((one) => !ids.has(one.id) && one.due > now - FORGET_MS)];
    });

  return {
    async seen({ action, fields, who, at, tab }) {
      const { library } = await inForce();
      const spec = library.actions.find((a) => a.key === action);
      const matter = subjectText(spec, fields);
      const fresh = (spec?.deadlines ?? []).flatMap((term): Deadline[] => {
        const reading = fields[term.field];
        const due = reading?.kind === 'read' ? dueOf(term, reading.value, library.calendar) : undefined;
        if (!due || due.due < at - FORGET_MS) return [];
        const id = `${action}:${term.field}:${matter ?? due.due}`.slice(0, 80);
        return [
          {
            ...due,
            id,
            what: term.what,
            action,
            until: term.until,
            who,
            seenAt: at,
            ...(matter === undefined ? {} : { matter }),
            ...(tab === undefined ? {} : { tab }),
          },
        ];
      });
      if (fresh.length) await put(fresh);
    },
    async flagged(flag, { action, fields, who, at, tab }) {
      if (!flag.deadline) return;
      const { library } = await inForce();
      const matter = subjectText(
        library.actions.find((a) => a.key === action),
        fields,
      );
      await put([
        {
          ...turnsOf(flag.deadline.at, library.calendar),
          id: `${flag.rule}:${matter ?? flag.deadline.at}`.slice(0, 80),
          what: flag.deadline.label,
          action,
          until: [action],
          who,
          seenAt: at,
          ...(matter === undefined ? {} : { matter }),
          ...(tab === undefined ? {} : { tab }),
        },
      ]);
    },
    async done({ action, fields }) {
      const { library } = await inForce();
      const matter = subjectText(
        library.actions.find((a) => a.key === action),
        fields,
      );
      if (matter !== undefined)
        await change((kept) => kept.filter((one) => one.matter !== matter || !one.until.includes(action)));
    },
    of: async (isMine) => (await read()).filter((one) => isMine(one.who)).sort((a, b) => a.due - b.due),
  };
}

function subjectText(spec: ActionSpec | undefined, fields: Readings): string | undefined {
  const reading = spec?.subject ? fields[spec.subject] : undefined;
  return reading?.kind === 'read' && typeof reading.value === 'string' && reading.value ? reading.value : undefined;
}
