import type { MessageBody, MessageName, Reply } from '@/lib/messages';
import type { GroupView, MatterDone, OfficeView, QueueLine, QueueView, RuleRates } from '@/lib/messages/office-views';
import type { QueueFilter } from '@/lib/model';
import { groupsOf, Queue } from '@/lib/review';
import type { QueueRow } from '@/lib/review';
import type { MatterRow, Office, StateRow } from '@/lib/store';

export type Send = <N extends MessageName>(name: N, body: MessageBody<N>) => Promise<Reply<N>>;

export interface QueueDesk {
  office(): Promise<OfficeView>;
  /** Shows the list as it was left; true: there was one. */
  open(): Promise<boolean>;
  /** Reads every desk's new entries into the list. `told` gets entries read and their number, desk by desk. True: something changed. */
  refresh(told?: (done: number, of: number) => void): Promise<boolean>;
  page(filter: QueueFilter, offset: number, limit: number): Promise<QueueView>;
  ids(filter: QueueFilter): string[];
  count(filter: QueueFilter): number;
  rates(rule: string): RuleRates;
  /** The group a matter belongs to, and others of its subject. */
  group(id: string): Promise<GroupView | undefined>;
  act(body: MessageBody<'matter.do'>): Promise<MatterDone>;
  /** After a desk was dropped: everything is read again. */
  reread(): Promise<void>;
}

const MONTH_DAYS = 30;
/** As many changed matters are merged into the columns that were kept; with more, the columns are built anew. */
const MERGED = 20_000;
const SLICE = 5_000;
const SHOWN = 20;

export function createQueueDesk({
  office,
  send,
}: {
  office: Pick<Office, 'matters' | 'states' | 'lines' | 'sources' | 'kept' | 'isKept' | 'keep' | 'changed'>;
  send: Send;
}): QueueDesk {
  let view: OfficeView | undefined;
  let queue = new Queue();
  let stamp: string | undefined;
  let isOpen: Promise<boolean> | undefined;

  async function look(): Promise<OfficeView> {
    const seen = await send('view.office', {});
    view = seen;
    queue.readBy(seen.reader?.id);
    return seen;
  }

  /** Columns as they were kept: no row is read before the first page is drawn. */
  async function readKept(): Promise<boolean> {
    const [kept] = await Promise.all([office.kept(), view ?? look()]);
    if (!kept) return false;
    queue = new Queue([], kept.row.columns);
    queue.readBy(view?.reader?.id);
    stamp = kept.row.stamp;
    if (kept.changed.length > MERGED) await build();
    else await merge(kept.changed.map(({ id }) => id));
    return true;
  }

  async function merge(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += SLICE) {
      const lines = await office.lines(ids.slice(from, from + SLICE));
      queue.put(lines.map(({ row, state }) => rowOf(row, state)));
    }
  }

  async function build(): Promise<void> {
    const [matters, known] = await Promise.all([office.matters(), office.states()]);
    const states = new Map(known.map((s) => [s.id, s]));
    queue = new Queue(matters.map((m) => rowOf(m, states.get(m.id))));
    queue.readBy(view?.reader?.id);
  }

  /** Takes in what changed, or reads all rows where the columns are not whole or that is less work; and keeps the columns. */
  async function keep(now: OfficeView, isWhole: boolean): Promise<void> {
    const changed = await office.changed();
    if (isWhole && changed.length <= MERGED) await merge(changed.map(({ id }) => id));
    else await build();
    stamp = now.stamp;
    await office.keep({ stamp: now.stamp, columns: queue.kept() }, changed);
  }

  async function foldAll(own: string, told: ((done: number, of: number) => void) | undefined): Promise<boolean> {
    let isNew = false;
    for (const desk of new Set([own, ...(await office.sources()).map((s) => s.desk)])) {
      for (let last = -1; ; ) {
        const { folded, entries } = await send('office.fold', { desk });
        told?.(folded, entries);
        isNew ||= last >= 0;
        // Nobody moves: what is missing in the middle of an export is not waited for.
        if (folded >= entries || folded === last) break;
        last = folded;
      }
    }
    return isNew || (await office.changed()).length > 0;
  }

  const line = ({ row, words, state }: Awaited<ReturnType<Office['lines']>>[number]): QueueLine => {
    const levels = view?.levels ?? [];
    const level = levels.find((l) => l.key === words?.level.key) ?? levels.find((l) => l.severity === row.severity);
    const due = state ? state.due : row.due;
    return {
      id: row.id,
      at: row.at,
      severity: row.severity,
      level: level?.mark ?? { mark: 'yellow', word: '' },
      sentence: words?.sentence[view?.language ?? 'zh'] ?? view?.words.rule[row.rule] ?? row.rule,
      more: Math.max(0, (words?.rules.length ?? 1) - 1),
      subject: row.subject,
      operator: row.operator,
      answer: row.answer,
      stage: state?.stage ?? 'new',
      own: view?.reader !== undefined && row.involved.includes(view.reader.id),
      rule: row.rule,
      risk: row.risk,
      ...(state?.closedAs ? { closedAs: state.closedAs } : {}),
      ...(due === undefined ? {} : { due }),
    };
  };

  const open = (): Promise<boolean> => {
    isOpen ??= readKept().catch((fault: unknown) => {
      isOpen = undefined;
      throw fault;
    });
    return isOpen;
  };

  return {
    office: look,
    open,
    async refresh(told) {
      const wasKept = await open();
      const now = await look();
      const isReckoned = stamp === now.stamp;
      for (let after: string | undefined = isReckoned ? undefined : ''; after !== undefined; )
        ({ after } = await send('office.reckon', { after }));
      const isNew = await foldAll(now.ownDesk, told);
      const isWhole = wasKept && isReckoned && (await office.isKept());
      if (isNew || !isWhole) await keep(now, isWhole);
      return isNew || !isWhole;
    },
    async page(filter, offset, limit) {
      const { total, ids, counts } = queue.page(filter, offset, limit);
      return { total, all: queue.size, counts, lines: (await office.lines(ids)).map(line) };
    },
    ids: (filter) => queue.all(filter),
    count: (filter) => queue.count(filter),
    async group(id) {
      await open();
      const same = queue.sameSubject(id);
      if (!same.length) return undefined;
      const lines = new Map((await office.lines(same.map((m) => m.id))).map((l) => [l.row.id, l]));
      const by = {
        split: new Set([...lines.values()].flatMap(({ state }) => (state?.split ? [state.id] : []))),
        joined: new Map(
          [...lines.values()].flatMap(({ state }): [string, string][] =>
            state?.joined === undefined ? [] : [[state.id, state.joined]],
          ),
        ),
      };
      const group = groupsOf(same, by).find((g) => g.members.includes(id));
      if (!group) return undefined;
      const shown = (wanted: (one: string) => boolean): QueueLine[] =>
        same.flatMap((m) => {
          const found = m.id !== id && wanted(m.id) ? lines.get(m.id) : undefined;
          return found ? [line(found)] : [];
        });
      const newestFirst = (list: QueueLine[]): QueueLine[] => list.sort((a, b) => b.at - a.at).slice(0, SHOWN);
      const { family } = group;
      return {
        subject: group.subject,
        family: view?.words.risk[family] ?? view?.words.rule[family] ?? family,
        from: group.from,
        to: group.to,
        days: MONTH_DAYS,
        members: newestFirst(shown((one) => group.members.includes(one))),
        others: newestFirst(shown((one) => !group.members.includes(one))),
        isSplit: by.split.has(id),
        isJoined: by.joined.has(id),
      };
    },
    rates: (rule) => queue.rates(rule, MONTH_DAYS),
    async act(body) {
      const done = await send('matter.do', body);
      if (done.ok) queue.change(body.matter, { stage: done.stage, due: done.due, verdict: done.verdict ?? '' });
      return done;
    },
    async reread() {
      await keep(view ?? (await look()), false);
    },
  };
}

function rowOf(matter: MatterRow, state: StateRow | undefined): QueueRow {
  const { due: firstDue, desk: _, seq: __, ...counted } = matter;
  const due = state ? state.due : firstDue;
  return {
    ...counted,
    stage: state?.stage ?? 'new',
    ...(state?.verdict ? { verdict: state.verdict } : {}),
    ...(due === undefined ? {} : { due }),
  };
}
