// Up to four signals of one human act (pointer, click, synthetic click, submit, request) are one event. Who belongs to whom.
import type { ActionEvent, Reading, Readings, Signal } from '@/lib/model';

export type ActState = 'open' | 'going' | 'declined';
export interface Act {
  event: ActionEvent;
  subject: string | undefined;
  control: Element | null;
  /** The last press of a person before it; signals of the same press belong together. */
  gesture: number;
  state: ActState;
  /** Monotonic ms: begun, ended (passed, released, declined), commit seen. */
  at: number;
  endedAt: number;
  committedAt: number | undefined;
  signals: Set<Signal>;
  /** Held requests that came after the act's first signal. */
  waiting: ((ok: boolean) => void)[];
  /** The next real press goes through as this act: pages that refuse a replay, requests that cannot wait. */
  repeat: boolean;
}

export interface Arrival {
  action: string;
  kind: Signal;
  gesture: number;
  control: Element | null;
  trusted: boolean;
  /** MouseEvent.detail: 2 is the second click of a double click. */
  detail: number;
  at: number;
  subject(): string | undefined;
  fields(): Readings;
}

const DOUBLE_MS = 700,
  AGAIN_MS = 2000,
  DECLINED_MS = 400,
  LONG_MS = 10 * 60_000;
const isPress = (kind: Signal): boolean => kind === 'click' || kind === 'key' || kind === 'pointer';

export interface Acts {
  find(a: Arrival): Act | undefined;
  add(act: Act): void /** This frame's own. */;
  open(): Act[];
}

/** Shared by the frames of one origin in a tab: a button here submits a form there, and that is one act. */
export interface Book {
  acts: Act[];
  gesture: number;
}
const BOOK = '__hulanActs';
/** Kept in the topmost frame that can be reached. */
export function bookOf(win: Window): Book {
  let at = win;
  for (let up = 0; up < 8 && at.parent !== at; up++) {
    try {
      void at.parent.location.href;
      at = at.parent;
    } catch {
      break;
    }
  }
  const found: unknown = Reflect.get(at, BOOK);
  if (isBook(found)) return found;
  const book: Book = { acts: [], gesture: 0 };
  Object.defineProperty(at, BOOK, { value: book, configurable: true });
  return book;
}
const isBook = (x: unknown): x is Book => typeof x === 'object' && x !== null && 'acts' in x;

export function createActs(book: Book): Acts {
  const own = new WeakSet<Act>();
  return {
    find: (a) => book.acts.find((act) => belongs(act, a)),
    add(act) {
      own.add(act);
      book.acts = [act, ...book.acts.filter((x) => x.state === 'open' || act.at - x.at < LONG_MS)].slice(0, 40);
    },
    open: () => book.acts.filter((a) => a.state === 'open' && own.has(a)),
  };
}

function belongs(act: Act, a: Arrival): boolean {
  if (act.event.action !== a.action || a.at - act.at > LONG_MS) return false;
  const subject = a.subject();
  if (act.subject !== undefined && subject !== undefined && act.subject !== subject && !act.event.items) return false;
  if (act.state === 'open') return true;
  if (act.state === 'declined') return act.gesture === a.gesture && a.at - act.endedAt < DECLINED_MS;
  if (act.repeat) return true;
  if (act.gesture === a.gesture && (act.committedAt === undefined || !isPress(a.kind)))
    return act.committedAt === undefined || a.at - act.committedAt < AGAIN_MS;
  if (a.trusted && isPress(a.kind)) {
    if (a.detail > 1 && a.at - act.at < DOUBLE_MS) return true;
    // The page's own question, answered: another control of the same, not yet committed act.
    return (
      act.committedAt === undefined &&
      act.control !== null &&
      a.control !== act.control &&
      sameFacts(act.event.fields, a.fields())
    );
  }
  // A commit a while after the press: the page asked something first. Only while what was judged still stands there.
  return act.committedAt === undefined
    ? sameFacts(act.event.fields, a.fields())
    : a.at - act.committedAt < AGAIN_MS && act.gesture === a.gesture;
}

/** Nothing that both could read differs. */
export function sameFacts(a: Readings, b: Readings): boolean {
  return Object.entries(a).every(([id, was]) => {
    const is = b[id];
    return was.kind === 'unread' || !is || is.kind === 'unread' || sameReading(was, is);
  });
}
export const sameReading = (a: Reading, b: Reading): boolean =>
  a.kind === 'read' && b.kind === 'read' ? JSON.stringify(a.value) === JSON.stringify(b.value) : a.kind === b.kind;

export function subjectOf(fields: Readings, subject: string | undefined): string | undefined {
  const reading = subject ? fields[subject] : undefined;
  return reading?.kind === 'read' && reading.value !== null ? JSON.stringify(reading.value) : undefined;
}
