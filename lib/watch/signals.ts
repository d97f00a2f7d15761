// What a person does in the page (pointer, key, form): does it belong to an act?
import {
  clickHit,
  clicksByKey,
  formRequest,
  isElement,
  isWatched,
  parseRequest,
  pathOf,
  submitHit,
} from '@/lib/adapters';
import type { Signal } from '@/lib/model';
import { parentOf } from '@/lib/adapters/dom';
import { stop } from './capture';
import type { Conductor, SignalIn } from './conduct';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';
import type { Given, Intake } from './intake';
import type { Known, Pages } from './pages';
import type { Preview } from './preview';
import type { Requests } from './requests';
import type { Doing } from './wire';

/** Elements that may be an act's control; only they are worth a wait while the briefing is still being read. */
const PRESSABLE = 'button,input[type=submit],input[type=button],input[type=image],a,[role=button],[onclick]';
/** What belongs to a press that was stopped already. */
const REST_OF_PRESS = /^(pointerup|mouseup|dblclick|keyup|keypress|auxclick)$/;
/** All that `createSignals` has an ear for; a pointer that moves within one element costs nothing. */
export const isSignal = ({ type }: Event): boolean =>
  /^(pointer(down|over)|mousedown|click|keydown|submit|input|composition(start|end)|change|focusin|pagehide)$/.test(
    type,
  ) || REST_OF_PRESS.test(type);

/** A click this much before its submit was heard by itself. */
const UNHEARD_MS = 1000;

interface Rooms {
  pages: Pages;
  desk: Desk;
  conductor: Conductor;
  preview: Preview;
  intake: Intake;
  requests: Requests;
}

/** The element and all above it, innermost first; a form's field may be called parentElement. */
const upFrom = (from: Element): Element[] => {
  const path: Element[] = [];
  for (let at: Element | null = from; at; at = parentOf(at)) path.push(at);
  return path;
};

export function createSignals(deps: WatchDeps, rooms: Rooms): (event: Event) => void {
  const { pages, desk, conductor, preview, intake, requests } = rooms;
  const { book, scopeOf, signalOf, submitOn } = intake;
  const doc = deps.win.document;
  let stopped = -1,
    clickAt = -1e9;

  function down(event: Event, pointer: boolean): void {
    if (!event.isTrusted) return;
    const path = pathOf(event);
    intake.begins(path[0]);
    pages.press();
    const now = pages.now(pointer ? 0 : 1000);
    if (now.kind === 'page' && isWatched(now.known.brief, path, { doc })) {
      desk.wake();
      preview.ahead(now.known, path);
    }
    if (pointer) press(event, 'pointerdown', 'pointer', 'pointer');
  }
  /** The pointer or the focus comes to a control that may act: the reminder's code is fetched before the press, once a frame. */
  function near(event: Event): void {
    if (!event.isTrusted || deps.surface()) return;
    const path = pathOf(event);
    if (!path.some((el) => el.matches(PRESSABLE))) return;
    const now = pages.now(1000);
    if (now.kind === 'page' && isWatched(now.known.brief, path, { doc })) desk.wake();
  }
  function key(event: Event): void {
    if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
    const doing = event.key === ' ' ? 'space' : 'enter';
    if (!event.repeat) down(event, false);
    press(event, 'keydown', 'key', doing);
    const [el] = pathOf(event);
    // No click follows a key on a fake button: its key is its click.
    if (el && !clicksByKey(el) && !event.defaultPrevented) press(event, 'click', 'key', doing);
  }

  /** One signal of the pointer or the keyboard: does it belong to an act of this page? */
  function press(
    event: Event,
    on: 'click' | 'mousedown' | 'pointerdown' | 'keydown',
    kind: Signal,
    doing: Doing,
  ): void {
    if (stopped === book.gesture && event.isTrusted) {
      stop(event);
      return;
    }
    const path = pathOf(event);
    const now = pages.now(1000);
    if (now.kind === 'none') return;
    const given: Given = {
      kind,
      trusted: event.isTrusted,
      detail: event instanceof UIEvent ? event.detail : 0,
      hold: () => {
        stop(event);
        if (event.isTrusted) stopped = book.gesture;
      },
      resume: { how: 'press', doing, at: path[0] ?? null, like: event },
    };
    const find = (known: Known): SignalIn | null => {
      const hit = pages.recalling(() => clickHit(known.brief, path, on, scopeOf(path[0] ?? null)));
      return hit && signalOf(known, hit, given);
    };
    if (now.kind === 'page') {
      const found = find(now.known);
      if (found) conductor.take(found);
      return;
    }
    const control = path.find((el) => isElement(el) && el.matches(PRESSABLE));
    if (on !== 'click' || !control) return;
    given.hold();
    intake.late(now.ready, { find, on: control, goOn: () => void deps.door.channel.act(doing, control, event) });
  }

  function submit(event: Event): void {
    const form = event.target;
    if (!isElement(form)) return;
    const by = event instanceof SubmitEvent ? event.submitter : null;
    const given: Given = {
      kind: 'submit',
      trusted: event.isTrusted,
      detail: 0,
      hold: () => stop(event),
      resume: { how: 'submit', form, submitter: by, event },
    };
    const otherwise = (): boolean => requests.blind(parseRequest(formRequest(form, by, doc.baseURI)), given);
    // The click on its button went by before the reader was here: the submit speaks for it.
    const unheard = deps.clock.mono() - clickAt > UNHEARD_MS;
    const find = (known: Known): SignalIn | null => {
      const hit = submitHit(known.brief, form, by, scopeOf(by));
      if (hit) return signalOf(known, hit, given, { form, request: hit.request });
      const press = unheard && by ? clickHit(known.brief, upFrom(by), 'click', scopeOf(by)) : null;
      return press && signalOf(known, press, given);
    };
    const now = pages.now(1000);
    if (now.kind === 'waiting') {
      stop(event);
      intake.late(now.ready, { find, otherwise, on: form, goOn: () => submitOn(form, by) });
      return;
    }
    const found = now.kind === 'page' ? find(now.known) : null;
    if (found) conductor.take(found);
    else otherwise();
  }

  return (event) => {
    switch (event.type) {
      case 'pointerdown':
        return down(event, true);
      case 'pointerover':
        return near(event);
      case 'mousedown':
        return press(event, 'mousedown', 'pointer', 'mouse');
      case 'click':
        clickAt = deps.clock.mono();
        return press(event, 'click', event.isTrusted ? 'click' : 'synthetic_click', 'click');
      case 'keydown':
        return key(event);
      case 'submit':
        return submit(event);
      case 'input':
        // Half a character is no value: an input method tells when it is whole.
        if (event instanceof InputEvent && event.isComposing) return;
        return preview.soon();
      case 'compositionstart':
        if (event.isTrusted) preview.wait();
        return;
      case 'compositionend':
      case 'change':
        return preview.soon();
      case 'focusin':
        near(event);
        return preview.soon();
      case 'pagehide':
        // A page may say that it went away; only the browser knows.
        if (event.isTrusted) conductor.gone();
        return;
      default:
        if (stopped === book.gesture && event.isTrusted && REST_OF_PRESS.test(event.type)) stop(event);
    }
  };
}
