// Injected on the first hit, into the isolated world of a watched frame. Announces the reminder's surface to the watcher.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { SURFACE } from '@/lib/model/view';
import { createReminderSurface } from '@/components/reminder/surface';
import atoms from '@/components/styles/atoms.css?inline';
import reminder from '@/components/styles/reminder.css?inline';
import tokens from '@/components/styles/tokens.css?inline';

export default defineUnlistedScript(() => {
  if (SURFACE in globalThis) return;
  Object.defineProperty(globalThis, SURFACE, {
    value: createReminderSurface(tokens + atoms + reminder, new AbortController().signal),
    configurable: true,
  });
});
