// Says once per page what this frame is: for the badge, the popup and the coverage figures. At rest, never in a clerk's way.
import { isDoubtful, readField, readLogin } from '@/lib/adapters';
import type { ReadScope } from '@/lib/adapters';
import type { SystemBrief } from '@/lib/model';
import type { Desk } from './desk';
import type { Port, WatchDeps } from './deps';
import type { Now, Pages } from './pages';

const REST_MS = 600;

export function createReporter(deps: WatchDeps, desk: Desk, pages: Pages): { page(now: Now): void } {
  const { win, port, clock, signal } = deps;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  const send = (now: Now): void => {
    if (now.kind === 'none') tellUnrecognised(port, win, now.systems);
    if (now.kind !== 'page') return;
    const { brief, missing } = now.known;
    const scope: ReadScope = { doc: win.document, url: pages.url(), at: clock.now() };
    const unread: string[] = [];
    const doubtful = new Set<string>();
    let named = 0;
    for (const action of brief.page.actions) {
      const spec = brief.actions.find((a) => a.key === action.action);
      for (const [id, reader] of Object.entries({ ...brief.page.fields, ...action.fields })) {
        const field = spec?.fields[id];
        if (!field || reader.from.every((f) => f.body || f.column || f.within)) continue;
        named++;
        const found = readField(field, reader, scope);
        if (found.reading.kind !== 'read') unread.push(id);
        if (isDoubtful(found)) doubtful.add(id);
      }
    }
    const login = readLogin(brief, scope);
    port
      .send('page.state', {
        adapter: brief.adapter.id,
        page: brief.page.id,
        state: missing.length || doubtful.size ? 'degraded' : 'recognised',
        fieldsNamed: named,
        fieldsRead: named - unread.length,
        anchorsMissing: missing.slice(0, 10),
        fieldsUnread: unread.slice(0, 20),
        ...(login ? { login } : {}),
      })
      .catch(() => undefined);
  };
  return {
    page(now) {
      desk.turned();
      clearTimeout(timer);
      timer = setTimeout(() => send(now), REST_MS);
    },
  };
}

/** Frames inside a page of the system are not pages of their own. */
export function tellUnrecognised(port: Pick<Port, 'send'>, win: Window, [system]: SystemBrief[]): void {
  if (!system || win.parent !== win) return;
  port
    .send('page.state', {
      adapter: system.adapter.id,
      page: null,
      state: 'unrecognised',
      fieldsNamed: 0,
      fieldsRead: 0,
      anchorsMissing: [],
    })
    .catch(() => undefined);
}
