// The browser's window that stays on top (Document Picture-in-Picture; Chromium 116, Firefox 151). It needs a click, closes
// with the window that opened it, and there is one a browser: whoever opens the next one closes ours.
import { browser } from 'wxt/browser';
import type { Opener, Stands } from '@/components/overlay/api';
import { firstLanguage, say } from '../console/api';

interface PictureInPicture {
  requestWindow(size: { width: number; height: number }): Promise<Window>;
}
const SIZE = { width: 320, height: 420 };
const CLOSED = 'overlay-closed';
const WORDS = {
  zh: { title: '护栏浮窗已关闭', message: '提醒照常。点此打开小窗口，可重新打开浮窗' },
  en: {
    title: 'The Hulan overlay was closed',
    message: 'Reminders go on. Click to bring up its window and open it again',
  },
};

const pictureInPicture = (): PictureInPicture | undefined =>
  'documentPictureInPicture' in window
    ? (Reflect.get(window, 'documentPictureInPicture') as PictureInPicture)
    : undefined;

export const opener: Opener = {
  async open(closed) {
    const pip = await pictureInPicture()?.requestWindow(SIZE);
    if (!pip) return undefined;
    dress(pip.document);
    pip.addEventListener('pagehide', closed, { once: true });
    const room = pip.document.createElement('div');
    pip.document.body.append(room);
    return room;
  },
  stands(where, unseen) {
    void say(where).catch(() => undefined);
    if (unseen) void tellClosed();
  },
};

/** Our styles, language and appearance, which a new document does not have. */
function dress(doc: Document): void {
  // As text: a link would be fetched while the window stands there bare.
  const style = doc.createElement('style');
  style.textContent = [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules].map((rule) => rule.cssText))
    .join('\n');
  doc.head.append(style);
  doc.documentElement.lang = document.documentElement.lang;
  Object.assign(doc.documentElement.dataset, document.documentElement.dataset);
  doc.body.className = document.body.className;
}

/** The small window is minimised, so the desktop says that the overlay is gone, and its click brings the window back. */
async function tellClosed(): Promise<void> {
  if (!browser.notifications) return;
  const id = (await browser.windows.getCurrent()).id;
  const { title, message } = WORDS[firstLanguage()];
  browser.notifications.onClicked.addListener((clicked) => {
    if (clicked === CLOSED && id !== undefined) void browser.windows.update(id, { focused: true, state: 'normal' });
  });
  await browser.notifications.create(CLOSED, { type: 'basic', iconUrl: '/icon/128.png', title, message });
}

// The window goes, and the overlay with it.
addEventListener('pagehide', () => opener.stands('none' satisfies Stands, false));
