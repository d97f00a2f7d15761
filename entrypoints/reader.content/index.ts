// Isolated world of every watched frame, once the document is parsed: recognises, reads, judges, holds.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { SURFACE } from '@/lib/model/view';
import type { ReminderSurface } from '@/lib/model';
import { createPagePort, createPageStore } from '@/lib/platform/page';
import { judge } from '@/lib/rules/judge';
import { createWatch } from '@/lib/watch';
import { DOOR } from '@/lib/watch/door';
import type { Door } from '@/lib/watch/door';

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
    if (!door) return;
    createWatch({
      win: window,
      port: createPagePort(),
      store: createPageStore(),
      clock: { now: () => Date.now(), mono: () => performance.timeOrigin + performance.now() },
      newId: () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join(''),
      judge,
      surface: () => Reflect.get(globalThis, SURFACE) as ReminderSurface | undefined,
      door,
      signal: door.left,
    });
  },
});
