import type { MessageBody, Replies } from '@/lib/messages';
import type { Done } from '@/lib/messages/views';
import type { Flag, Language } from '@/lib/model';
import { askRank, merge } from '@/lib/rules';
import type { Platform } from '@/lib/platform/types';
import type { Store, TicketRow } from '@/lib/store';
import type { Decider } from './decide';
import type { People } from './people';
import type { Recorder } from './recorder';
import { SECOND } from './words';

export type SecondReply = Replies['second.ask'];

export interface Seconds {
  /** Opens the window and resolves when it was confirmed, refused or closed, or after ten minutes. */
  ask(body: MessageBody<'second.ask'>): Promise<SecondReply>;
  ticket(ticket: string): Promise<TicketRow | undefined>;
  confirm(body: MessageBody<'second.confirm'>): Promise<Done>;
  refuse(body: MessageBody<'second.refuse'>): Promise<Done>;
  windowClosed(window: number): Promise<void>;
  /** Ends tickets whose ten minutes are over while nobody was awake. */
  expire(): Promise<void>;
  /** Did this worker's desk itself see that confirmation? */
  isConfirmed(event: string, ticket: string | undefined, person: string): Promise<boolean>;
}

const TEN_MINUTES = 600_000;
const A_MINUTE = 60_000;
const SIZE = { width: 520, height: 680 };

interface Deps {
  platform: Platform;
  store: Store;
  recorder: Recorder;
  people: People;
  decider: Decider;
  language(): Promise<Language>;
}

export function createSeconds(deps: Deps): Seconds {
  const { platform, store, people } = deps;
  const waiting = new Map<string, Set<(row: TicketRow) => void>>();

  async function ask(body: MessageBody<'second.ask'>): Promise<SecondReply> {
    const language = await deps.language();
    const decided = await deps.decider.decided(body.event);
    const flags = decided ? flagsAskingTwo(decided.verdict) : [];
    if (!decided || !flags.length) return { ok: false, sentence: SECOND.none[language] };
    // A page whose worker was killed asks again: the same window goes on, a confirmation that was given counts.
    const [known] = (await store.secrets.ticketsOf(body.event)).filter(
      (row) => row.state === 'confirmed' || (row.state === 'open' && row.until > platform.clock.now()),
    );
    if (known) return replyOf(known.state === 'open' ? await ended(known) : known, language);
    const ticket = platform.random(16);
    const row: TicketRow = {
      ticket,
      event: body.event,
      window: -1,
      until: platform.clock.now() + TEN_MINUTES,
      state: 'open',
      asked: body.person,
      posts: merge(flags).posts,
      system: decided.system,
      ...(decided.seq === undefined ? {} : { seq: decided.seq }),
      ...(decided.operator ? { operator: decided.operator } : {}),
    };
    // The window asks for its ticket as soon as it is there.
    await store.secrets.putTicket(row);
    const answered = ended(row);
    const window = await platform.windows.open(`second.html?ticket=${ticket}`, SIZE).catch(() => undefined);
    if (window === undefined) await end(ticket, { state: 'closed' });
    else await store.secrets.ticketWindow(ticket, window);
    return window === undefined ? { ok: false, sentence: SECOND.failed[language] } : replyOf(await answered, language);
  }

  function ended(row: TicketRow): Promise<TicketRow> {
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => {
          void end(row.ticket, { state: 'expired' });
        },
        Math.max(0, row.until - platform.clock.now()),
      );
      const done = (now: TicketRow): void => {
        clearTimeout(timer);
        resolve(now);
      };
      waiting.set(row.ticket, (waiting.get(row.ticket) ?? new Set()).add(done));
    });
  }

  async function end(
    ticket: string,
    how: Partial<TicketRow> & Pick<TicketRow, 'state'>,
  ): Promise<TicketRow | undefined> {
    const row = await store.secrets.endTicket(ticket, how);
    if (!row) return undefined;
    for (const done of waiting.get(ticket) ?? []) done(row);
    waiting.delete(ticket);
    if (how.state !== 'closed') await platform.windows.close(row.window).catch(() => undefined);
    return row;
  }

  /** Names the reason, or gives the post under which this person may speak. */
  async function admit(
    ticket: string,
    person: string,
    pin: string,
  ): Promise<{ row: TicketRow; post: string } | Exclude<Done, { ok: true }>> {
    const row = await store.secrets.ticket(ticket);
    if (row?.state !== 'open' || row.until <= platform.clock.now()) return people.refuse('gone');
    if (!(await people.find(person))) return people.refuse('unknown_person');
    const eligible = await people.eligible({ posts: row.posts, system: row.system, operator: row.operator });
    const found = eligible.find((one) => one.person.id === person);
    if (!found || (await wasLast(person))) return people.refuse('not_eligible');
    const known = await people.checkPin(person, pin);
    return known.ok ? { row, post: found.post } : known;
  }
  async function wasLast(person: string): Promise<boolean> {
    const last = await store.memory.get('lastConfirmer').catch(() => undefined);
    return (
      typeof last === 'object' &&
      last !== null &&
      Reflect.get(last, 'person') === person &&
      platform.clock.now() - Number(Reflect.get(last, 'at')) < A_MINUTE
    );
  }

  return {
    ask,
    ticket: (ticket) => store.secrets.ticket(ticket),
    async confirm(body) {
      const admitted = await admit(body.ticket, body.person, body.pin);
      if ('ok' in admitted) return admitted;
      const at = platform.clock.now();
      if (!(await end(body.ticket, { state: 'confirmed', person: body.person, post: admitted.post, at })))
        return people.refuse('gone');
      await store.memory.put('lastConfirmer', { person: body.person, at }).catch(() => undefined);
      return { ok: true };
    },
    async refuse(body) {
      const admitted = await admit(body.ticket, body.person, body.pin);
      if ('ok' in admitted) return admitted;
      if (
        !(await end(body.ticket, {
          state: 'refused',
          person: body.person,
          post: admitted.post,
          at: platform.clock.now(),
          sentence: body.sentence,
        }))
      )
        return people.refuse('gone');
      await deps.recorder.write([
        {
          kind: 'note',
          of: admitted.row.event,
          body: { event: admitted.row.event, note: 'second_refused', post: admitted.post },
          parts: { second: body.person, sentence: body.sentence },
        },
      ]);
      return { ok: true };
    },
    async windowClosed(window) {
      const row = await store.secrets.ticketOfWindow(window);
      if (row?.state === 'open') await end(row.ticket, { state: 'closed' });
    },
    async expire() {
      for (const row of await store.secrets.openTickets())
        if (row.until <= platform.clock.now()) await end(row.ticket, { state: 'expired' });
    },
    async isConfirmed(event, ticket, person) {
      const row = ticket === undefined ? undefined : await store.secrets.ticket(ticket).catch(() => undefined);
      return row?.state === 'confirmed' && row.event === event && row.person === person;
    },
  };
}

const flagsAskingTwo = (verdict: { flags: readonly Flag[] }): Flag[] =>
  verdict.flags.filter((flag) => flag.when === 'before' && askRank(flag.ask) === askRank('second_person'));

function replyOf(row: TicketRow, language: Language): SecondReply {
  if (row.state === 'confirmed' && row.post && row.at !== undefined)
    return { ok: true, ticket: row.ticket, at: row.at, post: row.post };
  if (row.state === 'refused')
    return { ok: false, refused: true, sentence: SECOND.refused(row.sentence ?? '')[language] };
  return { ok: false, sentence: (row.state === 'expired' ? SECOND.expired : SECOND.closed)[language] };
}
