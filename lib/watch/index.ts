// The hallway on the page's side: sees a clerk's act before the page does, has it judged, holds it, reminds, lets it go.
// It promises that no failure of ours keeps the clerk from working, and that none goes unrecorded.
import {
  clickHit,
  clicksByKey,
  formRequest,
  isElement,
  isWatched,
  parseRequest,
  pathOf,
  requestFits,
  requestHit,
  snapshot,
  submitHit,
} from '@/lib/adapters';
import type { Hit, ParsedRequest, ReadScope } from '@/lib/adapters';
import type { Signal } from '@/lib/model';
import { bookOf, createActs } from './acts';
import { stop } from './capture';
import { createConductor } from './conduct';
import type { SignalIn, Snap } from './conduct';
import { within } from './deps';
import type { WatchDeps } from './deps';
import { createDesk } from './desk';
import { createElsewhere } from './elsewhere';
import { createHolder } from './hold';
import { createPages } from './pages';
import type { Known } from './pages';
import { createPreview } from './preview';
import { createReleaser } from './release';
import { createReporter } from './report';
import type { Asked, Doing } from './wire';

export type { WatchDeps } from './deps';

const BRIEFING_MS = 150;
/** Elements that may be an act's control; only they are worth a wait while the briefing is still being read. */
const PRESSABLE = 'button,input[type=submit],input[type=button],input[type=image],a,[role=button],[onclick]';

export function createWatch(deps: WatchDeps): void {
  const { win, clock } = deps;
  const { channel } = deps.door;
  const doc = win.document;
  const book = bookOf(win);
  const acts = createActs(book);
  let stopped = -1,
    free = false,
    pressed: { el: Element; gesture: number } | undefined;
  const pages = createPages(deps, (now) => {
    report.page(now);
    preview.turn(now.kind === 'page' ? now.known : undefined);
  });
  const desk = createDesk(deps, pages.language, (act, at, decision) => preview.afterwards(act, at.control, decision));
  const report = createReporter(deps, desk, pages);
  const snap: Snap = (...of) => pages.recalling(() => snapshot(...of));
  const preview = createPreview(deps, desk, pages, snap);
  const releaser = createReleaser(channel, snap);
  const holder = createHolder(deps, desk, createElsewhere(deps, desk));
  const conductor = createConductor(deps, { acts, desk, holder, releaser, snap, foreseen: preview.foreseen });
  const missed = deps.door.enter({
    event: (event) => {
      if (!deps.surface()?.take?.(event)) heard(event);
    },
    asked: (question, asked, form) => free || (question === 'peek' ? !isInteresting(asked) : mayGo(asked, form)),
  });
  for (let n = 0; n < missed; n++) desk.gap('briefing_late');

  function heard(event: Event): void {
    if (free) return;
    // Reloaded under this page: nobody is left to judge or to record.
    if (!deps.port.alive()) {
      deps.door.leave();
      return;
    }
    switch (event.type) {
      case 'pointerdown':
        return down(event, true);
      case 'mousedown':
        return press(event, 'mousedown', 'pointer', 'mouse');
      case 'click':
        return press(event, 'click', event.isTrusted ? 'click' : 'synthetic_click', 'click');
      case 'keydown':
        return key(event);
      case 'submit':
        return submit(event);
      case 'change':
      case 'focusin':
        return preview.soon();
      case 'pagehide':
        return conductor.gone();
      default:
        if (
          stopped === book.gesture &&
          event.isTrusted &&
          /^(pointerup|mouseup|dblclick|keyup|keypress|auxclick)$/.test(event.type)
        )
          stop(event);
    }
  }

  function down(event: Event, pointer: boolean): void {
    if (!event.isTrusted) return;
    book.gesture++;
    const path = pathOf(event);
    const [el] = path;
    if (el) pressed = { el, gesture: book.gesture };
    const now = pages.now(pointer ? 0 : 1000);
    if (now.kind === 'page' && isWatched(now.known.brief, path, { doc })) {
      desk.wake();
      preview.ahead(now.known, path);
    }
    if (pointer) press(event, 'pointerdown', 'pointer', 'pointer');
  }
  function key(event: Event): void {
    if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
    if (!event.repeat) down(event, false);
    press(event, 'keydown', 'key', event.key === ' ' ? 'space' : 'enter');
    const [el] = pathOf(event);
    // No click follows a key on a fake button: its key is its click.
    if (el && !clicksByKey(el) && !event.defaultPrevented)
      press(event, 'click', 'key', event.key === ' ' ? 'space' : 'enter');
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
    const held = (): void => {
      stop(event);
      if (event.isTrusted) stopped = book.gesture;
    };
    const detail = event instanceof UIEvent ? event.detail : 0;
    const find = (known: Known): SignalIn | null => {
      const scope = scopeOf(path[0] ?? null);
      const hit = pages.recalling(() => clickHit(known.brief, path, on, scope));
      if (!hit) return null;
      return signalOf(known, hit, {
        kind,
        trusted: event.isTrusted,
        detail,
        hold: held,
        resume: { how: 'press', doing, at: path[0] ?? null, like: event },
      });
    };
    if (now.kind === 'page') {
      const found = find(now.known);
      if (found) conductor.take(found);
      return;
    }
    const control = path.find((el) => isElement(el) && el.matches(PRESSABLE));
    if (on !== 'click' || !control) return;
    held();
    void late(now.ready, find, () => {
      channel.act(doing, control, event);
    });
  }

  function submit(event: Event): void {
    const form = event.target;
    if (!isElement(form)) return;
    const by = event instanceof SubmitEvent ? event.submitter : null;
    const now = pages.now(1000);
    if (now.kind === 'none') {
      blind(parseRequest(formRequest(form, by, doc.baseURI)), { kind: 'submit', event, form, by });
      return;
    }
    const find = (known: Known): SignalIn | null => {
      const hit = submitHit(known.brief, form, by, scopeOf(by));
      if (!hit) return null;
      return signalOf(
        known,
        hit,
        {
          kind: 'submit',
          trusted: event.isTrusted,
          detail: 0,
          hold: () => stop(event),
          resume: { how: 'submit', form, submitter: by, event },
        },
        { form, request: hit.request },
      );
    };
    if (now.kind === 'page') {
      const found = find(now.known);
      if (found) conductor.take(found);
      else blind(parseRequest(formRequest(form, by, doc.baseURI)), { kind: 'submit', event, form, by });
      return;
    }
    stop(event);
    void late(now.ready, find, () => {
      submitOn(form, by);
    });
  }

  /** The briefing is still being read: 150 ms, then the act goes on and the journal says so. */
  async function late(ready: Promise<void>, find: (known: Known) => SignalIn | null, goOn: () => void): Promise<void> {
    await within(ready, BRIEFING_MS);
    const again = pages.now(1000);
    if (again.kind === 'waiting') {
      await within(again.ready, BRIEFING_MS);
    }
    const now = pages.now(1000);
    const found = now.kind === 'page' ? find(now.known) : null;
    if (found) {
      conductor.take({ ...found, stopped: true });
      return;
    }
    if (now.kind === 'waiting') desk.gap('briefing_late');
    unheard(goOn);
  }
  /** What the page does now by our hand is not heard as an act of its own. */
  function unheard(doing: () => void): void {
    free = true;
    try {
      doing();
    } finally {
      free = false;
    }
  }
  function submitOn(form: Element, by: Element | null): void {
    if (by) channel.act('form', form);
    channel.act('submit', by ?? form);
  }

  type Given = Pick<SignalIn, 'kind' | 'trusted' | 'detail' | 'hold' | 'resume'>;
  function signalOf(known: Known, hit: Hit, given: Given, more: Partial<ReadScope> = {}): SignalIn {
    const control = hit.control ?? (pressed?.gesture === book.gesture && pressed.el.isConnected ? pressed.el : null);
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
  }
  const scopeOf = (control: Element | null): ReadScope => ({
    doc,
    url: pages.url(),
    control,
    at: clock.now(),
  });

  /** Is this method and path one that an adapter names? Bodies are read only then. */
  function isInteresting({ method, url }: Asked): boolean {
    if (!pages.loaded()) return method.toUpperCase() !== 'GET';
    const sent = parseRequest({ method, url });
    const outer = (m: Parameters<typeof requestFits>[0]): boolean =>
      requestFits({ ...(m.method ? { method: m.method } : {}), ...(m.path ? { path: m.path } : {}) }, sent);
    if (pages.systems().some((s) => s.requests.some((r) => outer(r.match)))) return true;
    const now = pages.now(1000);
    return (
      now.kind === 'page' &&
      now.known.brief.page.actions.some((a) =>
        a.triggers.some((t) => ('request' in t && outer(t.request)) || 'submit' in t),
      )
    );
  }

  function mayGo(asked: Asked, form: Element | null): boolean {
    const now = pages.now(300);
    const sent = parseRequest(form ? formRequest(form, null, doc.baseURI) : asked);
    let going = true;
    const go = (ok: boolean): void => channel.answer({ id: asked.id, ok });
    const given: Given = {
      kind: asked.kind,
      trusted: false,
      detail: 0,
      hold: () => {
        going = false;
      },
      resume: asked.wait ? { how: 'request', go } : { how: 'repeat' },
    };
    const find = (known: Known): SignalIn | null => {
      const hit = form ? submitHit(known.brief, form, null, scopeOf(null)) : requestHit(known.brief, sent);
      return hit ? signalOf(known, hit, given, { request: sent, ...(form ? { form } : {}) }) : null;
    };
    if (now.kind === 'waiting') {
      if (!asked.wait) {
        desk.gap('briefing_late', undefined, asked.kind);
        return true;
      }
      void late(now.ready, find, () => go(true));
      return false;
    }
    const found = now.kind === 'page' ? find(now.known) : null;
    if (found) conductor.take(found);
    else if (blind(sent, { kind: asked.kind, given })) going = false;
    return going;
  }

  type Blind = { kind: Signal; given: Given } | { kind: 'submit'; event: Event; form: Element; by: Element | null };
  /** A commit request of the system on a page that was not recognised. True: it waits. */
  function blind(sent: ParsedRequest, by: Blind): boolean {
    for (const system of pages.systems())
      for (const { page, action, match } of system.requests) {
        if (!requestFits(match, sent)) continue;
        const given: Given =
          'given' in by
            ? by.given
            : {
                kind: 'submit',
                trusted: by.event.isTrusted,
                detail: 0,
                hold: () => stop(by.event),
                resume: { how: 'submit', form: by.form, submitter: by.by, event: by.event },
              };
        if (given.resume.how === 'repeat') {
          desk.gap('cannot_wait', undefined, action);
          return false;
        }
        given.hold();
        void within(pages.brief(system, page), BRIEFING_MS).then((brief) => {
          const spec = brief?.page.actions.find((a) => a.action === action);
          if (!brief || !spec) {
            desk.gap('page_unrecognised', undefined, action);
            const { resume } = given;
            unheard(() => {
              if (resume.how === 'request') resume.go(true);
              else if (resume.how === 'submit') submitOn(resume.form, resume.submitter);
            });
            return;
          }
          const control = pressed?.gesture === book.gesture ? pressed.el : null;
          conductor.take({
            ...given,
            stopped: true,
            blind: true,
            action: spec,
            trigger: { request: match },
            control,
            brief,
            missing: [],
            gesture: book.gesture,
            scope: { ...scopeOf(control), request: sent },
          });
        });
        return true;
      }
    return false;
  }
}
