// Stands in every watched frame once the document is parsed: is this a page of the packs, or is something sent from here that
// they name? Only then is the reader called in. Until it is here, what may be an act waits; everywhere else all passes.
import { isElement } from '@/lib/adapters/dom';
import { formRequest, outerOf, parseRequest, requestFits } from '@/lib/adapters/request';
import type { SentRequest } from '@/lib/adapters/request';
import type { Port, WatchDeps } from './deps';
import { UNTOLD_MS } from './door';
import { createPages } from './pages';
import { tellUnrecognised } from './report';

export type LookoutDeps = Pick<WatchDeps, 'win' | 'store' | 'clock' | 'door'> & { port: Pick<Port, 'send' | 'alive'> };

/** An act of a recognised page, or a commit that an adapter names: as long as a pause with a sleeping worker. */
const PAUSE_MS = 1500,
  CALL_EVERY_MS = 2000,
  REST_MS = 600;
const ACTS = /^(click|submit|pointerdown|keydown)$/;

export function createLookout({ win, port, store, clock, door }: LookoutDeps): void {
  const over = new AbortController();
  let calledAt = -1e9,
    timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(timer);
    over.abort();
  };
  door.left.addEventListener('abort', end);
  const pages = createPages({ win, store, clock, door, signal: over.signal }, (now) => {
    clearTimeout(timer);
    if (now.kind === 'page') call();
    else if (now.kind === 'none') timer = setTimeout(() => tellUnrecognised(port, win, now.systems), REST_MS);
    door.turned();
  });

  /** The worker puts the reader into this frame. Asked again where it did not come. */
  function call(): number {
    if (clock.mono() - calledAt > CALL_EVERY_MS) {
      calledAt = clock.mono();
      port.send('reader.call', {}).catch(() => undefined);
    }
    return PAUSE_MS;
  }
  const names = (sent: SentRequest, whole: boolean): boolean => {
    const parsed = parseRequest(sent);
    return pages
      .systems()
      .some(({ requests }) => requests.some(({ match }) => requestFits(whole ? match : outerOf(match), parsed)));
  };

  door.post({
    relieved: end,
    event(event) {
      if (!ACTS.test(event.type)) return 0;
      // Reloaded under this page: nobody is left to call.
      if (!port.alive()) {
        door.leave();
        return 0;
      }
      const now = pages.now(event.type === 'pointerdown' ? 0 : 1000);
      if (now.kind === 'page') return call();
      if (now.kind === 'waiting') return UNTOLD_MS;
      const { target } = event;
      if (!(event instanceof SubmitEvent) || !isElement(target)) return 0;
      return names(formRequest(target, event.submitter, win.document.baseURI), true) ? call() : 0;
    },
    asked(question, asked, form) {
      if (!pages.loaded()) return asked.method.toUpperCase() === 'GET' ? 0 : UNTOLD_MS;
      const now = pages.now(300);
      const sent = form ? formRequest(form, null, win.document.baseURI) : asked;
      if (!names(sent, question === 'ask') && (!form || now.kind === 'none')) return 0;
      if (now.kind === 'waiting') return UNTOLD_MS;
      return question === 'ask' ? call() : PAUSE_MS;
    },
  });
}
