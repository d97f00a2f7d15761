// What the door reports, made into signals for the conductor; and the wait for a briefing that is still being read.
import { pathOf } from '@/lib/adapters';
import type { Hit, ReadScope } from '@/lib/adapters';
import type { Book } from './acts';
import type { Conductor, SignalIn } from './conduct';
import { within } from './deps';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';
import { UNTOLD_MS } from './door';
import type { Known, Pages } from './pages';

/** What is known of a signal before it is known whether it belongs to an act. */
export type Given = Pick<SignalIn, 'kind' | 'trusted' | 'detail' | 'hold' | 'resume'>;
export interface Late {
  find(known: Known): SignalIn | null;
  /** The page has no such act: true where it is taken all the same. */
  otherwise?(): boolean;
  /** The press or submit that goes on is made anew, upon this element. */
  on?: Element;
  goOn(): void;
}
export interface Intake {
  book: Book;
  scopeOf(control: Element | null): ReadScope;
  signalOf(known: Known, hit: Hit, given: Given, more?: Partial<ReadScope>): SignalIn;
  /** A real press begins here; what follows by script belongs to it. */
  begins(el: Element | undefined): void;
  /** The element of that press, while it is the last one. */
  pressed(): Element | null;
  /** The briefing is still being read: 150 ms, then the act goes on and the journal says so. */
  late(ready: Promise<void>, late: Late): void;
  /** The press or submit our hand makes now on this element is no act; what the page's own handlers do then may be one. */
  unheard(el: Element, doing: () => void): void;
  /** Is this the event our hand is making? */
  isOurs(event: Event): boolean;
  submitOn(form: Element, by: Element | null): void;
}

export interface IntakeRooms {
  book: Book;
  pages: Pages;
  desk: Desk;
  conductor: Conductor;
}

export function createIntake(deps: WatchDeps, { book, pages, desk, conductor }: IntakeRooms): Intake {
  const { channel } = deps.door;
  let making: Element | undefined, last: { el: Element; gesture: number } | undefined;
  const scopeOf = (control: Element | null): ReadScope => ({
    doc: deps.win.document,
    url: pages.url(),
    control,
    at: deps.clock.now(),
  });
  const pressed = (): Element | null => (last?.gesture === book.gesture && last.el.isConnected ? last.el : null);
  const unheard = (el: Element, doing: () => void): void => {
    making = el;
    try {
      doing();
    } finally {
      making = undefined;
    }
  };
  async function late(ready: Promise<void>, { find, otherwise, on, goOn }: Late): Promise<void> {
    await within(ready, UNTOLD_MS);
    const again = pages.now(1000);
    if (again.kind === 'waiting') await within(again.ready, UNTOLD_MS);
    const now = pages.now(1000);
    const found = now.kind === 'page' ? find(now.known) : null;
    if (found) {
      conductor.take({ ...found, stopped: true });
      return;
    }
    if (now.kind === 'waiting') desk.gap('briefing_late');
    else if (otherwise?.()) return;
    if (on) unheard(on, goOn);
    else goOn();
  }

  return {
    book,
    scopeOf,
    pressed,
    unheard,
    isOurs(event) {
      if (!making || pathOf(event)[0] !== making) return false;
      making = undefined;
      return true;
    },
    begins(el) {
      book.gesture++;
      if (el) last = { el, gesture: book.gesture };
    },
    signalOf(known, hit, given, more) {
      const control = hit.control ?? pressed();
      return {
        ...given,
        action: hit.action,
        trigger: hit.trigger,
        control,
        brief: known.brief,
        missing: known.missing,
        gesture: book.gesture,
        scope: { ...scopeOf(control), ...more },
      };
    },
    late: (ready, what) => void late(ready, what),
    submitOn(form, by) {
      if (by) channel.act('form', form);
      channel.act('submit', by ?? form);
    },
  };
}
