// Injected into a tab's top frame when an administrator starts teaching there: the lesson and its surface.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createTeachSurface } from '@/components/teach/teach-surface';
import type { TeachSurface } from '@/components/teach/teach-surface';
import atoms from '@/components/styles/atoms.css?inline';
import teach from '@/components/styles/teach.css?inline';
import tokens from '@/components/styles/tokens.css?inline';
import { createPagePort } from '@/lib/platform/page';
import { createTeaching, framesOf, zipped } from '@/lib/teach';

/** One lesson a tab. */
const LESSON = '__hulanLesson';

export default defineUnlistedScript(() => {
  if (LESSON in globalThis) return;
  Object.defineProperty(globalThis, LESSON, { value: true, configurable: true });
  void start();
});

async function start(): Promise<void> {
  const port = createPagePort();
  const desk = await port.send('teach.begin', {});
  let surface: TeachSurface | undefined;
  const teaching = createTeaching({
    win: window,
    desk,
    parse: (html) => new DOMParser().parseFromString(html, 'text/html'),
    now: () => Date.now(),
    keep: (snapshot) => port.send('teach.keep', snapshot),
    calls: async () => (await port.send('teach.calls', {})).calls,
    save: (name, files) => save(name, zipped(files)),
    changed: () => surface?.draw(),
    left() {
      surface?.close();
      Reflect.deleteProperty(globalThis, LESSON);
      void port.send('teach.end', {}).catch(() => undefined);
    },
  });
  surface = createTeachSurface(tokens + atoms + teach, {
    ...teaching,
    frames: () => framesOf(window).frames.map(({ win }) => win),
  });
}

/** By a link that never enters the document. */
function save(name: string, zip: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(zip);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
