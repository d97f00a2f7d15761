// Isolated world of every watched frame, at document start.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { SURFACE } from '@/lib/model/view';
import type { ReminderSurface } from '@/lib/model';
import { createPagePort, createPageStore } from '@/lib/platform/page';
import { judge } from '@/lib/rules/judge';
import { createChannel, createWatch } from '@/lib/watch';

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
    createWatch({
      win: window,
      port: createPagePort(),
      store: createPageStore(),
      clock: { now: () => Date.now(), mono: () => performance.now() },
      newId: () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join(''),
      judge,
      surface: () => Reflect.get(globalThis, SURFACE) as ReminderSurface | undefined,
      channel: (listening) => createChannel(document, listening),
      signal: new AbortController().signal,
    });
  },
});
