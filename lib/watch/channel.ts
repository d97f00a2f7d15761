// The watcher's end of the wire to the main world, and the hand-over at document start.
import { isElement } from '@/lib/adapters/dom';
import { DO, pointOf, SAY } from './wire';
import type { Answered, Asked, Doing, Question } from './wire';

export interface Channel {
  /** Presses, submits … in the page's own world, at the point of the event it is `like`. `gone`: no hook there; `blocked`: a window the page opened was not allowed. */
  act(what: Doing, el: Element, like?: Event): 'done' | 'blocked' | 'gone';
  answer(answer: Answered): void;
  ready(): boolean;
}
export interface Listening {
  /** True lets it go. `form` is the form of a form_submit. */
  asked(question: Question, asked: Asked, form: Element | null): boolean;
  /** The page opened its document anew: listeners on window are gone. */
  opened(): void;
}

export function createChannel(doc: Document, listening: Listening): Channel {
  // Not an element: the first of its world costs the page a quarter of a millisecond.
  const node = doc.createTextNode('');
  const { fonts } = doc;
  let linked = false,
    form: Element | null = null;
  node.addEventListener(SAY.port, () => {
    linked = true;
  });
  node.addEventListener(SAY.opened, listening.opened);
  node.addEventListener(SAY.form, (event) => {
    form = event instanceof MouseEvent && isElement(event.relatedTarget) ? event.relatedTarget : null;
  });
  for (const question of ['peek', 'ask'] as const)
    node.addEventListener(question, (event) => {
      if (!(event instanceof CustomEvent)) return;
      const asked: Asked = JSON.parse(String(event.detail));
      const on = asked.kind === 'form_submit' ? form : null;
      form = null;
      if (!listening.asked(question, asked, on)) event.preventDefault();
    });
  const hand = (event?: Event): void => {
    event?.stopImmediatePropagation();
    fonts.dispatchEvent(new MouseEvent(SAY.hs, { relatedTarget: node }));
    if (linked) fonts.removeEventListener(SAY.hello, hand, true);
  };
  fonts.addEventListener(SAY.hello, hand, true);
  hand();
  return {
    ready: () => linked,
    act: (what, el, like) =>
      linked
        ? node.dispatchEvent(new MouseEvent(DO[what], { ...pointOf(like), relatedTarget: el, cancelable: true }))
          ? 'done'
          : 'blocked'
        : 'gone',
    answer: (answer) => {
      node.dispatchEvent(new CustomEvent(SAY.answer, { detail: JSON.stringify(answer) }));
    },
  };
}
