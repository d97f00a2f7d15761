import type { Desk } from './db';
import type { KeyRow, PinRow, TicketRow } from './rows';

/** Keys that cannot be exported, PIN hashes, and the tickets of second persons. */
export interface Secrets {
  /** The desk's key; made by `make` if there is none yet. */
  deskKey(make: () => Promise<KeyRow>): Promise<KeyRow>;
  /** Keys that make tokens, the one in use first: the newest of the bureau, older ones, the desk's own. */
  identityKeys(): Promise<KeyRow[]>;
  /** A bureau's key. The same id again says the same key and changes nothing. */
  addBureauKey(row: KeyRow): Promise<void>;
  /** The key that signs checkpoints; the newest one is in use. Made by `make` if there is none yet, and then `isNew`. */
  signer(make: () => Promise<KeyRow>): Promise<{ row: KeyRow; isNew: boolean }>;
  pin(person: string): Promise<PinRow | undefined>;
  /** Persons who have set one. */
  withPin(): Promise<string[]>;
  putPin(row: PinRow): Promise<void>;
  /** Changes a PIN row in one transaction, so that two attempts at once are both counted. */
  changePin(person: string, change: (row: PinRow) => PinRow): Promise<PinRow | undefined>;
  ticket(ticket: string): Promise<TicketRow | undefined>;
  ticketsOf(event: string): Promise<TicketRow[]>;
  ticketOfWindow(window: number): Promise<TicketRow | undefined>;
  putTicket(row: TicketRow): Promise<void>;
  ticketWindow(ticket: string, window: number): Promise<void>;
  /** Ends an open ticket; undefined if it was ended already. */
  endTicket(ticket: string, end: Partial<TicketRow> & Pick<TicketRow, 'state'>): Promise<TicketRow | undefined>;
  openTickets(): Promise<TicketRow[]>;
}

export const secretsOf = (desk: Desk): Secrets => ({
  deskKey: async (make) => {
    const known = (await desk.keys.toArray()).find((row) => row.scope === 'desk');
    if (known) return known;
    const made = await make();
    return desk.transaction('rw', desk.keys, async () => {
      const other = (await desk.keys.toArray()).find((row) => row.scope === 'desk');
      if (other) return other;
      await desk.keys.add(made);
      return made;
    });
  },
  identityKeys: async () => {
    const rank = (row: KeyRow): number => (row.scope === 'bureau' ? 0 : 1);
    const rows = (await desk.keys.toArray()).filter(({ scope }) => scope !== 'signer');
    return rows.sort((a, b) => rank(a) - rank(b) || b.at - a.at);
  },
  addBureauKey: (row) =>
    desk.transaction('rw', desk.keys, async () => {
      if (!(await desk.keys.get(row.id))) await desk.keys.add(row);
    }),
  signer: async (make) => {
    const known = await newestSigner(desk);
    if (known) return { row: known, isNew: false };
    const made = await make();
    return desk.transaction('rw', desk.keys, async () => {
      const other = await newestSigner(desk);
      if (other) return { row: other, isNew: false };
      await desk.keys.add(made);
      return { row: made, isNew: true };
    });
  },
  pin: (person) => desk.pins.get(person),
  withPin: () => desk.pins.toCollection().primaryKeys(),
  putPin: async (row) => {
    await desk.pins.put(row);
  },
  changePin: (person, change) =>
    desk.transaction('rw', desk.pins, async () => {
      const row = await desk.pins.get(person);
      if (!row) return undefined;
      const changed = change(row);
      await desk.pins.put(changed);
      return changed;
    }),
  ticket: (ticket) => desk.tickets.get(ticket),
  ticketsOf: (event) => desk.tickets.where('event').equals(event).toArray(),
  ticketOfWindow: (window) => desk.tickets.where('window').equals(window).last(),
  putTicket: async (row) => {
    await desk.tickets.put(row);
  },
  ticketWindow: async (ticket, window) => {
    await desk.tickets.update(ticket, { window });
  },
  endTicket: (ticket, end) =>
    desk.transaction('rw', desk.tickets, async () => {
      const row = await desk.tickets.get(ticket);
      if (row?.state !== 'open') return undefined;
      const ended = { ...row, ...end };
      await desk.tickets.put(ended);
      return ended;
    }),
  openTickets: async () => (await desk.tickets.toArray()).filter((row) => row.state === 'open'),
});

const newestSigner = async (desk: Desk): Promise<KeyRow | undefined> =>
  (await desk.keys.toArray()).filter((row) => row.scope === 'signer').sort((a, b) => b.at - a.at)[0];
