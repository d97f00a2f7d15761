// The last click is the clerk's, in the acting frame: a click in a dialog that stood in another origin's frame activates
// nothing here, and a page that opens a window on its own would be refused one.
import type { Language } from '@/lib/model';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';

export interface LastClick {
  /** Is the tab's top frame, where dialogs of small frames stand, of another origin? */
  needed(): boolean;
  /** Puts a small “继续” here. True: pressed, or nothing could be put; false: the page left, or the extension is gone. */
  pressed(anchor: Element | null): Promise<boolean>;
}

const ALIVE_EVERY_MS = 1000;
const TEXT: Record<Language, { text: string; label: string }> = {
  zh: { text: '已确认，请在此继续', label: '继续' },
  en: { text: 'Confirmed. Continue here', label: 'Continue' },
};

export function createLastClick({ win, port }: WatchDeps, desk: Desk): LastClick {
  return {
    needed() {
      try {
        return !win.top?.location.href;
      } catch {
        return true;
      }
    },
    async pressed(anchor) {
      const surface = await desk.surface();
      if (!surface?.showGoOn) return true;
      const language = desk.language();
      return new Promise((resolve) => {
        const end = (pressed: boolean): void => {
          clearInterval(alive);
          win.removeEventListener('pagehide', left);
          button?.close();
          resolve(pressed);
        };
        const left = (event: Event): void => {
          if (event.isTrusted) end(false);
        };
        const alive = setInterval(() => {
          if (port.alive()) return;
          desk.tell('orphaned');
          end(false);
        }, ALIVE_EVERY_MS);
        win.addEventListener('pagehide', left);
        const button = surface.showGoOn?.({ language, ...TEXT[language] }, anchor, () => end(true));
      });
    },
  };
}
