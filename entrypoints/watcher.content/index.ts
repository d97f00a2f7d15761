// Isolated world of every watched frame, at document start: the door. The reader enters when the document is parsed.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createPageStore } from '@/lib/platform/page';
import { createDoor, DOOR } from '@/lib/watch/door';
import type { Door } from '@/lib/watch/door';

export default defineContentScript({
  // The worker registers it, for watched hosts and in the isolated world. Matches here would become host permissions; and said
  // to be of the main world it is built bare: the wrapper for the other world brings the polyfill and posts messages into pages.
  matches: [],
  registration: 'runtime',
  world: 'MAIN',
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  main() {
    // Injected again after a reload of the extension: the older one lets go.
    const older = Reflect.get(globalThis, DOOR) as Door | undefined;
    older?.leave();
    Object.defineProperty(globalThis, DOOR, { value: createDoor(window, createPageStore()), configurable: true });
  },
});
