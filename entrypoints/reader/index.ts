// Injected by the worker into the isolated world of a frame whose page was recognised: reads, judges, holds.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { SURFACE } from '@/lib/model/view';
import type { ReminderSurface } from '@/lib/model';
import { createPageClock, createPagePort, createPageStore } from '@/lib/platform/page';
import { judge } from '@/lib/rules/judge';
import { createWatch } from '@/lib/watch';
import { DOOR } from '@/lib/watch/door';
import type { Door } from '@/lib/watch/door';

export default defineUnlistedScript(() => {
  const door = Reflect.get(globalThis, DOOR) as Door | undefined;
  if (!door || door.isEntered()) return;
  createWatch({
    win: window,
    port: createPagePort(window),
    store: createPageStore(),
    clock: createPageClock(),
    newId: () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join(''),
    judge,
    surface: () => Reflect.get(globalThis, SURFACE) as ReminderSurface | undefined,
    door,
    signal: door.left,
  });
});
