// Isolated world of every watched frame, once the document is parsed: is this a page of the packs? Then the reader is called.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createPageClock, createPagePort, createPageStore } from '@/lib/platform/page';
import { DOOR } from '@/lib/watch/door';
import type { Door } from '@/lib/watch/door';
import { createLookout } from '@/lib/watch/lookout';

export default defineContentScript({
  // See the watcher's: registered by the worker, built bare.
  matches: [],
  registration: 'runtime',
  world: 'MAIN',
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_end',
  main() {
    const door = Reflect.get(globalThis, DOOR) as Door | undefined;
    if (!door || door.isEntered()) return;
    createLookout({ win: window, port: createPagePort(), store: createPageStore(), clock: createPageClock(), door });
  },
});
