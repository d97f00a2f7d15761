// Main world: reports and holds script-driven fetch, XHR, beacon and form.submit(). It holds no decision; it asks the watcher.
// Everything it needs is taken at document start, before a page script can bend it.
import { DO, SAY } from './wire';
import type { Answered, Asked, Question } from './wire';

type Page = Window & typeof globalThis;
const BODY_MAX = 1_000_000;

export function installHook(win: Page): void {
  const { apply } = Reflect;
  const { parse, stringify } = win.JSON;
  const {
    document: doc,
    CustomEvent: CE,
    MouseEvent: ME,
    KeyboardEvent: KE,
    ProgressEvent: PE,
    DOMException: DE,
    TypeError: TE,
    Promise: P,
    FormData: FD,
    URLSearchParams: USP,
    Request: RQ,
  } = win;
  const dispatch = win.EventTarget.prototype.dispatchEvent;
  const proto = {
    form: win.HTMLFormElement.prototype,
    xhr: win.XMLHttpRequest.prototype,
    nav: win.Navigator.prototype,
    rq: RQ.prototype,
  };
  const nativeFetch = win.fetch,
    submit = proto.form.submit,
    requestSubmit = proto.form.requestSubmit,
    click = win.HTMLElement.prototype.click;
  const { open, send } = proto.xhr,
    beacon = proto.nav.sendBeacon,
    { clone, text: readBody } = proto.rq;
  const then = P.prototype.then,
    eachData = FD.prototype.forEach,
    eachParam = USP.prototype.forEach;
  const get = <T>(of: object, key: string): ((target: unknown) => T) => {
    const g = Object.getOwnPropertyDescriptor(of, key)?.get;
    return (t) => apply(g ?? (() => undefined), t, []);
  };
  const detailOf = get<string>(win.CustomEvent.prototype, 'detail'),
    relatedOf = get<Element | null>(win.MouseEvent.prototype, 'relatedTarget');
  const rqMethod = get<string>(proto.rq, 'method'),
    rqUrl = get<string>(proto.rq, 'url'),
    baseOf = get<string>(win.Node.prototype, 'baseURI');
  const formAction = get<string>(proto.form, 'action'),
    formMethod = get<string>(proto.form, 'method');
  const fonts = doc.fonts;
  let node: Element | undefined,
    form: Element | null = null,
    serial = 0;
  const waiting = new Map<number, (ok: boolean) => void>();
  const wGet = waiting.get.bind(waiting),
    wSet = waiting.set.bind(waiting),
    wDrop = waiting.delete.bind(waiting);

  const tell = (event: Event): boolean => !node || apply(dispatch, node, [event]);
  /** True: it may go. */
  const ask = (question: Question, asked: Asked): boolean =>
    tell(new CE(question, { cancelable: true, detail: stringify(asked) }));
  const absolute = (url: unknown): string => {
    try {
      return String(new win.URL(String(url), baseOf(doc)));
    } catch {
      return '';
    }
  };

  /** Goes at once where the watcher has nothing to say; else when it answers. */
  const gate = (asked: Asked, go: () => void, refuse: () => void): void => {
    if (ask('ask', asked)) {
      go();
      return;
    }
    if (!asked.wait) {
      refuse();
      return;
    }
    wSet(asked.id, (ok) => (ok ? go() : refuse()));
  };

  const bodyOf = (body: unknown): Pick<Asked, 'text' | 'entries'> => {
    if (typeof body === 'string') return { text: body.slice(0, BODY_MAX) };
    if (body instanceof USP) {
      const entries: [string, string][] = [];
      apply(eachParam, body, [
        (v: string, k: string) => {
          entries[entries.length] = [k, v];
        },
      ]);
      return { entries };
    }
    if (body instanceof FD) {
      const entries: [string, string][] = [];
      apply(eachData, body, [
        (v: unknown, k: string) => {
          entries[entries.length] = [k, typeof v === 'string' ? v : ''];
        },
      ]);
      return { entries };
    }
    return {};
  };

  win.fetch = function fetch(this: unknown, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const given: [RequestInfo | URL, RequestInit?] = arguments.length > 1 ? [input, init] : [input];
    const go = (): Promise<Response> => apply(nativeFetch, win, given);
    const isRequest = input instanceof RQ;
    const asked: Asked = {
      id: ++serial,
      kind: 'fetch',
      wait: true,
      method: String(init?.method ?? (isRequest ? rqMethod(input) : 'GET')),
      url: isRequest ? rqUrl(input) : absolute(input),
    };
    if (ask('peek', asked)) return go();
    const held = (body: Pick<Asked, 'text' | 'entries'>): Promise<Response> =>
      new P((resolve, reject) => {
        gate(
          { ...asked, ...body },
          () => resolve(go()),
          () => reject(new TE('Failed to fetch')),
        );
      });
    if (isRequest && init?.body === undefined && asked.method !== 'GET')
      return apply(then, apply(readBody, apply(clone, input, []), []), [(text: string) => held(bodyOf(text))]);
    return held(bodyOf(init?.body));
  };

  const opened = new WeakMap<XMLHttpRequest, { method: string; url: string; wait: boolean }>();
  const oGet = opened.get.bind(opened),
    oSet = opened.set.bind(opened);
  proto.xhr.open = function (this: XMLHttpRequest, ...given: unknown[]) {
    oSet(this, { method: String(given[0]), url: absolute(given[1]), wait: given.length < 3 || !!given[2] });
    delete (this as { readyState?: number }).readyState;
    return apply(open, this, given);
  };
  proto.xhr.send = function (this: XMLHttpRequest, body?: unknown) {
    const was = oGet(this);
    const go = (): void => {
      apply(send, this, [body ?? null]);
    };
    if (!was) return go();
    const asked: Asked = { id: ++serial, kind: 'xhr', ...was };
    if (ask('peek', asked)) return go();
    gate(
      { ...asked, ...bodyOf(body) },
      () => {
        // Held, then aborted by the page: nothing is left to send.
        if (asked.wait)
          try {
            go();
          } catch {
            /* aborted meanwhile */
          }
        else go();
      },
      () => {
        if (!asked.wait) throw new DE('A network error occurred.', 'NetworkError');
        Object.defineProperty(this, 'readyState', { value: 4, configurable: true });
        for (const type of ['readystatechange', 'error', 'loadend']) apply(dispatch, this, [new PE(type)]);
      },
    );
  };

  if (beacon)
    proto.nav.sendBeacon = function (this: Navigator, url: string | URL, data?: BodyInit | null) {
      const asked: Asked = { id: ++serial, kind: 'beacon', wait: false, method: 'POST', url: absolute(url) };
      return (
        (ask('peek', asked) || ask('ask', { ...asked, ...bodyOf(data) })) &&
        apply(beacon, this, arguments.length > 1 ? [url, data] : [url])
      );
    };

  proto.form.submit = function (this: HTMLFormElement) {
    tell(new ME(SAY.form, { relatedTarget: this }));
    gate(
      { id: ++serial, kind: 'form_submit', wait: true, method: formMethod(this).toUpperCase(), url: formAction(this) },
      () => apply(submit, this, []),
      () => undefined,
    );
  };

  /** Whether the page tried to open a window in there and was not allowed to. */
  const blockedIn = (work: () => void): boolean => {
    const was = win.open;
    let blocked = false;
    const watched = function (this: unknown, ...given: unknown[]): Window | null {
      const opened: Window | null = apply(was, win, given);
      if (!opened && !/noopener|noreferrer/.test(String(given[2] ?? ''))) blocked = true;
      return opened;
    };
    win.open = watched;
    try {
      work();
    } finally {
      if (win.open === watched) win.open = was;
    }
    return blocked;
  };
  const mouse = (el: Element, type: string): void => {
    apply(dispatch, el, [new ME(type, { bubbles: true, cancelable: true, composed: true, view: win })]);
  };
  const key = (el: Element, type: string, name: string): void => {
    const code = name === ' ' ? 32 : 13;
    apply(dispatch, el, [
      new KE(type, {
        key: name,
        code: name === ' ' ? 'Space' : 'Enter',
        keyCode: code,
        which: code,
        bubbles: true,
        cancelable: true,
        composed: true,
      } as KeyboardEventInit),
    ]);
  };
  const work: Record<string, (el: Element) => void> = {
    [DO.click]: (el) => (el instanceof win.HTMLElement ? apply(click, el, []) : mouse(el, 'click')),
    [DO.form]: (el) => {
      form = el;
    },
    [DO.submit]: (el) => {
      const f = form ?? el;
      form = null;
      apply(requestSubmit, f, f === el ? [] : [el]);
    },
    [DO.raw]: (el) => apply(submit, el, []),
    [DO.mouse]: (el) => {
      for (const type of ['mousedown', 'mouseup']) mouse(el, type);
      apply(click, el, []);
    },
    [DO.enter]: (el) => {
      for (const type of ['keydown', 'keypress', 'keyup']) key(el, type, 'Enter');
    },
    [DO.space]: (el) => {
      for (const type of ['keydown', 'keyup']) key(el, type, ' ');
    },
  };

  const take = (given: Element): void => {
    node = given;
    for (const type in work)
      given.addEventListener(type, (event) => {
        const el = relatedOf(event);
        if (el && blockedIn(() => work[type]?.(el))) event.preventDefault();
      });
    given.addEventListener(SAY.answer, (event) => {
      const { id, ok }: Answered = parse(detailOf(event));
      const settle = wGet(id);
      wDrop(id);
      settle?.(ok);
    });
    apply(dispatch, given, [new CE(SAY.port)]);
  };
  // Over `document.fonts`: a listener on window or document could be put there by a hostile parent frame beforehand.
  fonts.addEventListener(
    SAY.hs,
    function shake(event) {
      event.stopImmediatePropagation();
      fonts.removeEventListener(SAY.hs, shake, true);
      const given = relatedOf(event);
      if (given && !node) take(given);
    },
    true,
  );
  if (!node) apply(dispatch, fonts, [new win.Event(SAY.hello)]);
}
