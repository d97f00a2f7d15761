import type { MessageBody, MessageName, Reply } from '@/lib/messages';
import type { MatterDone, OfficeView, QueueLine, QueueView, RuleRates } from '@/lib/messages/office-views';
import type { QueueFilter } from '@/lib/model';
import { groupsOf, Queue } from '@/lib/review';
import type { QueueRow } from '@/lib/review';
import type { MatterRow, MatterWords, Office, StateRow } from '@/lib/store';

export type Send = <N extends MessageName>(name: N, body: MessageBody<N>) => Promise<Reply<N>>;

export interface QueueDesk {
  office(): Promise<OfficeView>;
  /** Reads every desk's new entries into the list. `told` gets entries read and their number, desk by desk. */
  refresh(told?: (done: number, of: number) => void): Promise<void>;
  page(filter: QueueFilter, offset: number, limit: number): Promise<QueueView>;
  ids(filter: QueueFilter): string[];
  count(filter: QueueFilter): number;
  rates(rule: string): RuleRates;
  /** Other matters of the same subject and family of rules, no more than thirty days apart. */
  related(id: string): Promise<QueueLine[]>;
  act(body: MessageBody<'matter.do'>): Promise<MatterDone>;
}

const MONTH = 30 * 86_400_000;

export function createQueueDesk({
  office,
  send,
  now,
}: {
  office: Pick<Office, 'matters' | 'states' | 'words' | 'sources'>;
  send: Send;
  now: () => number;
}): QueueDesk {
  let view: OfficeView | undefined;
  let rows: MatterRow[] = [];
  let states = new Map<string, StateRow>();
  let byId = new Map<string, MatterRow>();
  let queue = new Queue([]);

  const isOwn = (matter: MatterRow): boolean => view?.reader !== undefined && matter.involved.includes(view.reader.id);
  const rowOf = (matter: MatterRow): QueueRow => {
    const state = states.get(matter.id);
    const { due: firstDue, ...counted } = matter;
    const due = state ? state.due : firstDue;
    return {
      ...counted,
      stage: state?.stage ?? 'new',
      own: isOwn(matter),
      ...(due === undefined ? {} : { due }),
    };
  };
  const build = (): void => {
    queue = new Queue(rows.map(rowOf));
  };

  async function read(): Promise<void> {
    const [matters, known] = await Promise.all([office.matters(), office.states()]);
    rows = matters;
    byId = new Map(matters.map((m) => [m.id, m]));
    states = new Map(known.map((s) => [s.id, s]));
    build();
  }

  const line = (id: string, words: MatterWords | undefined): QueueLine | undefined => {
    const matter = byId.get(id);
    if (!matter || !view) return undefined;
    const state = states.get(id);
    const { language } = view;
    const level =
      view.levels.find((l) => l.key === words?.level.key) ?? view.levels.find((l) => l.severity === matter.severity);
    const due = state ? state.due : matter.due;
    return {
      id,
      at: matter.at,
      severity: matter.severity,
      level: level?.mark ?? { mark: 'yellow', word: '' },
      sentence: words?.sentence[language] ?? view.words.rule[matter.rule] ?? matter.rule,
      more: Math.max(0, (words?.rules.length ?? 1) - 1),
      subject: matter.subject,
      operator: matter.operator,
      answer: matter.answer,
      stage: state?.stage ?? 'new',
      own: isOwn(matter),
      rule: matter.rule,
      risk: matter.risk,
      ...(state?.closedAs ? { closedAs: state.closedAs } : {}),
      ...(due === undefined ? {} : { due }),
    };
  };

  return {
    async office() {
      view = await send('view.office', {});
      return view;
    },
    async refresh(told) {
      view = await send('view.office', {});
      const desks = new Set([view.ownDesk, ...(await office.sources()).map((s) => s.desk)]);
      for (const desk of desks) {
        for (;;) {
          const { folded, entries } = await send('office.fold', { desk });
          told?.(folded, entries);
          if (folded >= entries) break;
        }
      }
      await read();
    },
    async page(filter, offset, limit) {
      const { total, ids, counts } = queue.page(filter, offset, limit);
      const words = await office.words(ids);
      return {
        total,
        all: queue.size,
        counts,
        lines: ids.flatMap((id, i) => line(id, words[i]) ?? []),
      };
    },
    ids: (filter) => queue.all(filter),
    count: (filter) => queue.count(filter),
    async related(id) {
      if (rows.length === 0) await read();
      view ??= await send('view.office', {});
      const one = byId.get(id);
      if (!one?.subject) return [];
      const same = rows.filter((m) => m.subject === one.subject && m.risk === one.risk);
      const group = groupsOf(
        same.map((m) => ({ id: m.id, at: m.at, subject: m.subject, family: m.risk || m.rule })),
        { split: new Set(), joined: new Map() },
      ).find((g) => g.members.includes(id));
      const ids = (group?.members ?? []).filter((member) => member !== id).slice(-20);
      const words = await office.words(ids);
      return ids.flatMap((member, i) => line(member, words[i]) ?? []);
    },
    rates(rule) {
      const last = rows.reduce((latest, m) => Math.max(latest, m.at), 0) || now();
      const of = rows.filter((m) => m.rule === rule && m.at > last - MONTH);
      const judged = of.flatMap((m) => states.get(m.id)?.verdict ?? []);
      return {
        fired: of.length,
        wentOn: of.filter((m) => m.answer === 'continue').length,
        falseAlarms: judged.filter((v) => v === 'false_alarm').length,
        judged: judged.length,
      };
    },
    async act(body) {
      const done = await send('matter.do', body);
      if (done.ok) {
        const { ok: _, seq: __, ...standing } = done;
        states.set(body.matter, { id: body.matter, ...standing });
        build();
      }
      return done;
    },
  };
}
