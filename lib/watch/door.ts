// What must stand in every watched frame before the page's first script: the listeners, and the wire to the main world. The
// reader (adapters, rules, holds) comes when the document is parsed and takes over; until then a commit waits at the door.
import { readAhead } from './ahead';
import type { Ahead, Reads } from './ahead';
import { capture, stop } from './capture';
import { createChannel } from './channel';
import type { Channel } from './channel';
import { tagOf } from '@/lib/adapters/dom';
import type { Asked, Question } from './wire';

export interface Inside {
  event(event: Event): void;
  /** True: it may go. */
  asked(question: Question, asked: Asked, form: Element | null): boolean;
}
export interface Door {
  channel: Channel;
  ahead: Ahead;
  /** The reader is here. Returns how many commits went on before, because it did not come in time. */
  enter(inside: Inside): number;
  /** A newer watcher took this frame over, or the extension is gone: everything passes. */
  leave(): void;
  left: AbortSignal;
}
/** The door's name on the isolated world's global object. */
export const DOOR = '__hulanDoor';

const WAIT_MS = 150,
  GIVE_UP_MS = 10_000;
const PRESSABLE =
  'button,input[type=submit],input[type=button],input[type=image],[role=button],[onclick],a[href^="javascript:"]';

export function createDoor(win: Window & typeof globalThis, store: Reads): Door {
  const gone = new AbortController();
  const came = new Set<() => void>();
  let inside: Inside | undefined,
    passing = false,
    missed = 0,
    given = false;
  const timer = setTimeout(() => {
    given = true;
  }, GIVE_UP_MS);
  const isOpen = (): boolean => passing || given || gone.signal.aborted;

  /** Once the reader is here, or after 150 ms without it. */
  const soon = (then: () => void): void => {
    const go = (): void => {
      clearTimeout(late);
      came.delete(go);
      if (!inside) {
        missed++;
        passing = true;
      }
      try {
        then();
      } finally {
        passing = false;
      }
    };
    const late = setTimeout(go, WAIT_MS);
    came.add(go);
  };

  const early = (event: Event): void => {
    if (isOpen() || (event.type !== 'click' && event.type !== 'submit')) return;
    if (event instanceof SubmitEvent) {
      const { target, submitter } = event;
      if (!(target instanceof Element) || tagOf(target) !== 'form') return;
      stop(event);
      soon(() => {
        if (submitter) channel.act('form', target);
        channel.act('submit', submitter ?? target);
      });
    } else if (event instanceof MouseEvent && event.isTrusted && !(event.ctrlKey || event.shiftKey || event.metaKey)) {
      const control = event.composedPath().find((n): n is Element => n instanceof Element && n.matches(PRESSABLE));
      // A submit is caught as one; pressing it here as well would lose its being real.
      if (!control || control.matches('form [type=submit],form button:not([type])')) return;
      stop(event);
      soon(() => {
        channel.act('click', control, event);
      });
    }
  };
  const asked = (question: Question, ask: Asked, form: Element | null): boolean => {
    if (inside) return isOpen() || inside.asked(question, ask, form);
    if (isOpen() || ask.method.toUpperCase() === 'GET') return true;
    if (!ask.wait) {
      if (question === 'ask') missed++;
      return question === 'ask';
    }
    if (question === 'ask')
      soon(() => {
        if (!inside || inside.asked('ask', ask, form)) channel.answer({ id: ask.id, ok: true });
      });
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
  return {
    channel,
    ahead: readAhead(win, store),
    left: gone.signal,
    enter(now) {
      clearTimeout(timer);
      given = false;
      inside = now;
      const before = missed;
      for (const go of [...came]) go();
      return before;
    },
    leave: () => gone.abort(),
  };
}
