// Where a frame stands: its address, and which systems and pages that address speaks of. Cheap enough for the document's start.
import type { BriefingIndex, PageMatch, SystemBrief } from '@/lib/model';
import { glob } from './text';

/** A frame without an address of its own (srcdoc, about:blank) is part of the page that made it. */
export function addressOf(win: Window): URL {
  let at = win;
  for (let up = 0; up < 5 && /^(about|blob|data|javascript):/.test(at.location.href) && at.parent !== at; up++) {
    try {
      void at.parent.location.href;
      at = at.parent;
    } catch {
      break;
    }
  }
  const own = new URL(at.location.href);
  // A data: frame knows only from which origin it came.
  const from =
    own.protocol === 'about:'
      ? win.document.baseURI
      : own.protocol === 'data:'
        ? win.location.ancestorOrigins?.[0]
        : '';
  return from?.startsWith('http') ? new URL(from) : own;
}

/** Systems that watch this host: `host`, `host:port`, `*.host`. */
export function systemsAt(index: BriefingIndex, url: URL): SystemBrief[] {
  return index.systems.filter((s) =>
    s.adapter.hosts.some((host) => {
      const at = host.includes(':') ? url.host : url.hostname;
      return host.startsWith('*.') ? at.endsWith(host.slice(1)) : at === host;
    }),
  );
}

/** By its address and frame alone it may be this page: worth reading its briefing ahead. */
export function mayStand(when: PageMatch, { url, frame }: { url: URL; frame: string }): boolean {
  if (when.url?.path && !glob(when.url.path, url.pathname)) return false;
  if (when.url?.hash && !glob(when.url.hash, url.hash.replace(/^#/, '')) && !glob(when.url.hash, url.hash))
    return false;
  for (const [key, pattern] of Object.entries(when.url?.query ?? {}))
    if (!glob(pattern, url.searchParams.get(key) ?? '')) return false;
  return !when.frame || glob(when.frame, frame);
}
