// What the page's scripts send: is it a commit that an adapter names, and may it go?
import { formRequest, outerOf, parseRequest, requestFits, requestHit, submitHit } from '@/lib/adapters';
import type { ParsedRequest } from '@/lib/adapters';
import type { Conductor, SignalIn } from './conduct';
import { within } from './deps';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';
import { UNTOLD_MS } from './door';
import type { Given, Intake } from './intake';
import type { Known, Pages } from './pages';
import type { Asked } from './wire';

export interface Requests {
  /** Is this method and path one that an adapter names? Bodies are read only then. */
  isInteresting(asked: Asked): boolean;
  /** True lets it go; else the answer follows. */
  mayGo(asked: Asked, form: Element | null): boolean;
  /** A commit request of the system that this page has no act for. True: it waits. */
  blind(sent: ParsedRequest, given: Given): boolean;
}
interface Rooms {
  pages: Pages;
  desk: Desk;
  conductor: Conductor;
  intake: Intake;
}

export function createRequests(deps: WatchDeps, { pages, desk, conductor, intake }: Rooms): Requests {
  const { channel } = deps.door;
  const doc = deps.win.document;

  function isInteresting({ method, url }: Asked): boolean {
    if (!pages.loaded()) return method.toUpperCase() !== 'GET';
    const sent = parseRequest({ method, url });
    if (pages.systems().some((s) => s.requests.some((r) => requestFits(outerOf(r.match), sent)))) return true;
    const now = pages.now(1000);
    return (
      now.kind === 'page' &&
      now.known.brief.page.actions.some((a) =>
        a.triggers.some((t) => ('request' in t && requestFits(outerOf(t.request), sent)) || 'submit' in t),
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
      const hit = form ? submitHit(known.brief, form, null, intake.scopeOf(null)) : requestHit(known.brief, sent);
      return hit && intake.signalOf(known, hit, given, { request: sent, ...(form ? { form } : {}) });
    };
    if (now.kind === 'waiting') {
      if (!asked.wait) {
        desk.gap('briefing_late', undefined, asked.kind);
        return true;
      }
      intake.late(now.ready, { find, otherwise: () => blind(sent, given), goOn: () => go(true) });
      return false;
    }
    const found = now.kind === 'page' ? find(now.known) : null;
    if (found) conductor.take(found);
    else if (blind(sent, given)) return false;
    return going;
  }

  function blind(sent: ParsedRequest, given: Given): boolean {
    for (const system of pages.systems())
      for (const { page, action, match } of system.requests) {
        if (!requestFits(match, sent)) continue;
        if (given.resume.how === 'repeat') {
          desk.gap('cannot_wait', undefined, action);
          return false;
        }
        given.hold();
        void within(pages.brief(system, page), UNTOLD_MS).then((brief) => {
          const spec = brief?.page.actions.find((a) => a.action === action);
          if (!brief || !spec) {
            desk.gap('page_unrecognised', undefined, action);
            goOn(given);
            return;
          }
          const hit = { action: spec, trigger: { request: match }, control: null };
          const signal = intake.signalOf({ brief, missing: [] }, hit, given, { request: sent });
          conductor.take({ ...signal, stopped: true, blind: true });
        });
        return true;
      }
    return false;
  }
  function goOn({ resume }: Given): void {
    if (resume.how === 'request') resume.go(true);
    else if (resume.how === 'submit') intake.unheard(resume.form, () => intake.submitOn(resume.form, resume.submitter));
  }

  return { isInteresting, mayGo, blind };
}
