// What must stand in every watched frame before the page's first script: the listeners, and the wire to the main world. When
// the document is parsed, a lookout says what has to wait here; where the page is one of the packs, the reader comes in and
// takes over.
import { tagOf } from '@/lib/adapters/dom';
import { readAhead } from './ahead';
import type { Ahead, Reads } from './ahead';
import { capture, stop } from './capture';
import { createChannel } from './channel';
import type { Channel } from './channel';
import type { Asked, Question } from './wire';

/** The reader, once it is here: sees everything, decides everything. */
export interface Inside {
  event(event: Event): void;
  /** True: it may go. */
  asked(question: Question, asked: Asked, form: Element | null): boolean;
}
/** How long something may wait for the reader, in ms from its beginning; 0: it goes. */
export interface Lookout {
  /** The reader is here. */
  relieved(): void;
  event(event: Event): number;
  asked(question: Question, asked: Asked, form: Element | null): number;
}
export interface Door {
  channel: Channel;
  /** What was read of the briefing; replaced when the index changes. */
  ahead: Ahead;
  /** Before the reader is here. */
  post(lookout: Lookout): void;
  /** The lookout sees something else than before: what waits is looked at again. */
  turned(): void;
  /** The reader is here. Returns how many commits went on before, because it did not come in time. */
  enter(inside: Inside): number;
  isEntered(): boolean;
  /** A newer watcher took this frame over, or the extension is gone: everything passes. */
  leave(): void;
  left: AbortSignal;
}
/** The door's name on the isolated world's global object. */
export const DOOR = '__hulanDoor';

/** A commit before the briefing was read, and nobody yet knows whether it is one. */
export const UNTOLD_MS = 150;
const GIVE_UP_MS = 10_000;
const PRESSABLE =
  'button,input[type=submit],input[type=button],input[type=image],[role=button],[onclick],a[href^="javascript:"]';

interface Wait {
  goOn(): void;
  /** The lookout's word on it, as of now. */
  ms(): number;
  since: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export function createDoor(win: Window & typeof globalThis, store: Reads): Door {
  const gone = new AbortController();
  const waits = new Set<Wait>();
  let inside: Inside | undefined,
    lookout: Lookout | undefined,
    passing = false,
    missed = 0,
    given = false;
  const timer = setTimeout(() => {
    given = true;
  }, GIVE_UP_MS);
  const isOpen = (): boolean => passing || given || gone.signal.aborted;

  /** Goes on once the reader is here, or the lookout says so, or it waited long enough. */
  const wait = (goOn: () => void, ms: () => number): void => {
    const it: Wait = { goOn, ms, since: performance.now(), timer: undefined };
    waits.add(it);
    look(it);
  };
  function look(it: Wait): void {
    clearTimeout(it.timer);
    const ms = inside ? 0 : it.ms();
    if (!ms) end(it);
    else it.timer = setTimeout(() => expire(it, ms), it.since + ms - performance.now());
  }
  function expire(it: Wait, ms: number): void {
    missed++;
    // The page was recognised and the reader still did not come: nobody waits for it twice.
    given ||= ms > UNTOLD_MS;
    end(it);
  }
  function end(it: Wait): void {
    waits.delete(it);
    passing = !inside;
    try {
      it.goOn();
    } finally {
      passing = false;
    }
  }

  const early = (event: Event): void => {
    const ms = (): number => (lookout ? lookout.event(event) : UNTOLD_MS);
    const now = ms();
    if (isOpen() || !now || (event.type !== 'click' && event.type !== 'submit')) return;
    if (event instanceof SubmitEvent) {
      const { target, submitter } = event;
      if (!(target instanceof Element) || tagOf(target) !== 'form') return;
      stop(event);
      wait(() => {
        if (submitter) channel.act('form', target);
        channel.act('submit', submitter ?? target);
      }, ms);
    } else if (event instanceof MouseEvent && event.isTrusted && !(event.ctrlKey || event.shiftKey || event.metaKey)) {
      const control = event.composedPath().find((n): n is Element => n instanceof Element && n.matches(PRESSABLE));
      // A submit is caught as one; pressing it here as well would lose its being real.
      if (!control || control.matches('form [type=submit],form button:not([type])')) return;
      stop(event);
      wait(() => {
        channel.act('click', control, event);
      }, ms);
    }
  };
  const asked = (question: Question, ask: Asked, form: Element | null): boolean => {
    if (isOpen()) return true;
    if (inside) return inside.asked(question, ask, form);
    const ms = (): number =>
      lookout ? lookout.asked(question, ask, form) : ask.method.toUpperCase() === 'GET' ? 0 : UNTOLD_MS;
    if (!ms()) return true;
    if (question === 'peek') return false;
    if (!ask.wait) {
      missed++;
      return true;
    }
    wait(() => {
      if (asked('ask', ask, form)) channel.answer({ id: ask.id, ok: true });
    }, ms);
    return false;
  };

  const arm = capture(
    win,
    (event) => {
      if (gone.signal.aborted) return;
      if (inside) inside.event(event);
      else early(event);
    },
    gone.signal,
  );
  const channel = createChannel(win.document, { asked, opened: arm });
  const turned = (): void => {
    for (const it of [...waits]) look(it);
  };
  return {
    channel,
    ahead: readAhead(win, store),
    left: gone.signal,
    isEntered: () => !!inside,
    turned,
    post(now) {
      clearTimeout(timer);
      given = false;
      lookout = now;
      turned();
    },
    enter(now) {
      clearTimeout(timer);
      given = false;
      inside = now;
      lookout?.relieved();
      lookout = undefined;
      const before = missed;
      turned();
      return before;
    },
    leave: () => gone.abort(),
  };
}
