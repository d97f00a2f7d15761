// Main world: reports and holds script-driven fetch, XHR, beacon and form.submit(). It holds no decision; it asks the watcher.
// Everything it needs is taken at document start, before a page script can bend it.
import { DO, pointOf, SAY } from './wire';
import type { Answered, Asked, Question } from './wire';

type Page = Window & typeof globalThis;
const BODY_MAX = 1_000_000;

export function installHook(win: Page): void {
  const { apply } = Reflect;
  const { parse, stringify } = win.JSON;
  const { slice } = win.String.prototype;
  const {
    document: doc,
    CustomEvent: CE,
    MouseEvent: ME,
    PointerEvent: PTE,
    KeyboardEvent: KE,
    ProgressEvent: PE,
    TypeError: TE,
    Promise: P,
    FormData: FD,
    URLSearchParams: USP,
    Request: RQ,
    Blob: BB,
    ArrayBuffer: AB,
    XMLSerializer: XS,
    encodeURIComponent: encode,
  } = win;
  const dispatch = win.EventTarget.prototype.dispatchEvent;
  const proto = {
    form: win.HTMLFormElement.prototype,
    xhr: win.XMLHttpRequest.prototype,
    nav: win.Navigator.prototype,
    rq: RQ.prototype,
    doc: win.Document.prototype,
  };
  const nativeFetch = win.fetch,
    submit = proto.form.submit,
    requestSubmit = proto.form.requestSubmit;
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
  const blobText = BB.prototype.text,
    serialize = XS.prototype.serializeToString,
    { TextDecoder: TD } = win,
    { decode } = TD.prototype,
    isView = AB.isView;
  const blobSize = get<number>(BB.prototype, 'size');
  const rqMethod = get<string>(proto.rq, 'method'),
    rqUrl = get<string>(proto.rq, 'url'),
    baseOf = get<string>(win.Node.prototype, 'baseURI');
  const formAction = get<string>(proto.form, 'action'),
    formMethod = get<string>(proto.form, 'method');
  const fonts = doc.fonts;
  let node: EventTarget | undefined,
    form: Element | null = null,
    serial = 0;
  const waiting = new Map<number, (ok: boolean) => void>();
  const wGet = waiting.get.bind(waiting),
    wSet = waiting.set.bind(waiting),
    wDrop = waiting.delete.bind(waiting);

  const tell = (event: Event): boolean => !node || apply(dispatch, node, [event]);
  /** True: it may go. */
  const ask = (question: Question, asked: Asked): boolean =>
    tell(new CE(question, { cancelable: true, detail: stringify({ __proto__: null, ...asked }) }));
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

  // Text, not a list: a page may have put a setter or a toJSON on every array.
  const bodyOf = (body: unknown): Pick<Asked, 'text'> => {
    let text = '';
    const add = (value: unknown, key: string): void => {
      text += `${encode(key)}=${typeof value === 'string' ? encode(value) : ''}&`;
    };
    if (typeof body === 'string') text = body;
    else if (body instanceof USP) apply(eachParam, body, [add]);
    else if (body instanceof FD) apply(eachData, body, [add]);
    else if (body instanceof win.Document) text = apply(serialize, new XS(), [body]);
    else if ((body instanceof AB || isView(body)) && body.byteLength <= BODY_MAX)
      text = apply(decode, new TD(), [body]);
    else return {};
    return { text: apply(slice, text, [0, BODY_MAX]) };
  };

  /** A blob has to be read first; everything else is there at once. */
  const withText = (body: unknown, use: (said: Pick<Asked, 'text'>) => void): void => {
    if (!(body instanceof BB) || blobSize(body) > BODY_MAX) use(bodyOf(body));
    else apply(then, apply(blobText, body, []), [(text: string) => use(bodyOf(text)), () => use({})]);
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
    const held = (body: unknown): Promise<Response> =>
      new P((resolve, reject) => {
        withText(body, (said) =>
          gate(
            { ...asked, ...said },
            () => resolve(go()),
            () => reject(new TE('Failed to fetch')),
          ),
        );
      });
    if (isRequest && init?.body === undefined && asked.method !== 'GET')
      return apply(then, apply(readBody, apply(clone, input, []), []), [(text: string) => held(text)]);
    return held(init?.body);
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
    const ready = (said: Pick<Asked, 'text'>): void =>
      gate(
        { ...asked, ...said },
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
          if (!asked.wait) throw new win.DOMException('A network error occurred.', 'NetworkError');
          Object.defineProperty(this, 'readyState', { value: 4, configurable: true });
          for (const type of ['readystatechange', 'error', 'loadend']) apply(dispatch, this, [new PE(type)]);
        },
      );
    if (asked.wait) withText(body, ready);
    else ready(bodyOf(body));
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

  // document.open() takes every listener off the window. Ours are back before the page's next line can add its own.
  for (const name of ['open', 'write', 'writeln'] as const) {
    const native = proto.doc[name];
    Reflect.set(proto.doc, name, function (this: Document, ...given: unknown[]): unknown {
      const opened: unknown = apply(native, this, given);
      tell(new CE(SAY.opened));
      return opened;
    });
  }

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
  /** By hand instead of `click()`: that one forgets the point and the keys held down. */
  const press = (el: Element, like: Event, ...types: string[]): void => {
    for (const type of types) {
      const init: MouseEventInit = { ...pointOf(like), bubbles: true, cancelable: true, composed: true, view: win };
      // Only a pointer's own events count no presses.
      if (types.length > 1) init.detail = type[0] === 'p' ? 0 : 1;
      apply(dispatch, el, [type[0] === 'm' ? new ME(type, init) : new PTE(type, init)]);
    }
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
  const work: Record<string, (el: Element, like: Event) => void> = {
    [DO.click]: (el, like) => press(el, like, 'click'),
    [DO.form]: (el) => {
      form = el;
    },
    [DO.submit]: (el) => {
      const f = form ?? el;
      form = null;
      apply(requestSubmit, f, f === el ? [] : [el]);
    },
    [DO.raw]: (el) => apply(submit, el, []),
    [DO.mouse]: (el, like) => press(el, like, 'mousedown', 'pointerup', 'mouseup', 'click'),
    [DO.pointer]: (el, like) => press(el, like, 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'),
    [DO.enter]: (el) => {
      for (const type of ['keydown', 'keypress', 'keyup']) key(el, type, 'Enter');
    },
    [DO.space]: (el) => {
      for (const type of ['keydown', 'keyup']) key(el, type, ' ');
    },
  };

  const take = (given: EventTarget): void => {
    node = given;
    for (const type in work)
      given.addEventListener(type, (event) => {
        const el = relatedOf(event);
        if (el && blockedIn(() => work[type]?.(el, event))) event.preventDefault();
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
