// The pages' interfaces, implemented by messages to the worker and by the browser's own prompts.
import { browser } from 'wxt/browser';
import type { Envelope, MessageBody, MessageName, Reply } from '@/lib/messages';
import type { ConsoleApi, PopupApi, SecondApi } from '@/components/console/api';
import type { CardApi } from '@/components/card/api';
import type { OverlayApi, Stands } from '@/components/overlay/api';
import { evidenceApi } from './evidence';
import { CHANGED } from '@/lib/messages/said';

/** Rejects when the worker did not take the message. */
async function ask(envelope: Envelope): Promise<unknown> {
  const reply: unknown = await browser.runtime.sendMessage(envelope);
  if (!reply) throw new Error('no answer');
  if ('hulanRefused' in Object(reply))
    throw new Error(`refused: ${String(Reflect.get(Object(reply), 'hulanRefused'))}`);
  return reply;
}
// See the page's port: a cast to the reply's own type takes the compiler minutes.
export const send = <N extends MessageName>(name: N, body: MessageBody<N>): Promise<Reply<N>> =>
  ask({ hulan: 1, name, body }) as Promise<never>;

/**
 * `permissions.request` must be called inside the click, before anything is awaited. Without its socket's own address a host's
 * sockets are not shown to the second witness; a browser that cannot be asked for them is asked without.
 */
const allowHosts = async (origins: string[]): Promise<boolean> => {
  const sockets = origins.map((origin) => origin.replace(/^http/, 'ws'));
  return origins.length === 0
    ? true
    : browser.permissions
        .request({ origins: [...origins, ...sockets] })
        .catch(() => browser.permissions.request({ origins }));
};

/** Calls back when the worker says that something changed. */
function onChange(changed: () => void, signal: AbortSignal): void {
  const heard = (message: unknown): undefined => {
    if (message === CHANGED) changed();
  };
  browser.runtime.onMessage.addListener(heard);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(heard));
}

export const consoleApi: ConsoleApi = {
  flags: (query) => send('view.flags', query),
  flag: (seq) => send('view.flag', { seq }),
  mine: (query) => send('view.mine', query),
  matterOf: (seq) => send('view.case', { seq }),
  note: (words) => send('mine.note', words),
  async takeAsks(file) {
    const [{ readAsks }, { ownDesk }] = await Promise.all([import('@/lib/office/asks'), send('view.office', {})]);
    const read = readAsks(await file.text(), ownDesk);
    return read.ok ? { ok: true, ...(await send('asks.take', { asks: read.asks })) } : read;
  },
  people: () => send('view.people', {}),
  setPin: (change) => send('pin.set', change),
  signIn: (who) => send('desk.signIn', who),
  settings: (change) => send('desk.settings', change),
  ...evidenceApi(send),
  hold: (seq, on, why) => send('journal.hold', { seq, on, why }),
  erase: async (seq, why) => (await send('journal.erase', { seq, why })).ok,
  hosts: () => send('hosts.refresh', {}),
  learning: {
    view: () => send('view.learning', {}),
    start: (kind, post) => send('learning.start', { kind, ...(post === undefined ? {} : { post }) }),
    answer: (question, option) => send('learning.answer', { question, option }),
    onChange,
  },
  importKey: (locked) => send('key.import', locked),
  allowHosts,
  async teachable() {
    // The browser tells addresses of allowed hosts only.
    const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*'] });
    return tabs.flatMap(({ id, title, url }) =>
      id === undefined || !url ? [] : [{ tab: id, title: title ?? '', host: new URL(url).host }],
    );
  },
  async teach(tab) {
    const done = await send('teach.start', { tab });
    if (done.ok) await browser.tabs.update(tab, { active: true });
    return done;
  },
};

export const popupApi: PopupApi = {
  ...consoleApi,
  async popup() {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    return send('view.popup', tab?.id === undefined ? {} : { tab: tab.id });
  },
  async teachHere() {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    const done = await send('teach.start', { tab: tab?.id ?? -1 });
    if (done.ok) window.close();
    return done;
  },
  open: (hash) => popupApi.visit(`console.html${hash}`),
  visit(path) {
    void browser.tabs.create({ url: new URL(`/${path}`, location.href).href });
    window.close();
  },
  openOverlay: () => void openOverlay().finally(() => window.close()),
};

async function openOverlay(): Promise<void> {
  const url = new URL('/overlay.html', location.href).href;
  const [open] = await browser.tabs.query({ url });
  if (open?.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true, state: 'normal' });
  else await browser.windows.create({ url, type: 'popup', width: 380, height: 320 });
}

export const secondApi: SecondApi = {
  view: (ticket) => send('second.view', { ticket }),
  confirm: (answer) => send('second.confirm', answer),
  refuse: (answer) => send('second.refuse', answer),
  setPin: (change) => send('pin.set', change),
  close: () => window.close(),
};

export const overlayApi: OverlayApi = {
  view: () => send('view.overlay', {}),
  start: (surface) => send('shift.start', { surface }),
  answer: (event, kind) => send('overlay.answer', { event, kind }),
  check: () => send('packs.check', {}),
  open: (what, id) => send('overlay.open', { what, id }),
  visit(path) {
    void browser.tabs.create({ url: new URL(`/${path}`, location.href).href });
  },
  onChange,
};

export const cardApi: CardApi = {
  view: () => send('view.card', {}),
  onChange,
  print: () => window.print(),
  close: () => window.close(),
};

/** Where the overlay stands; nothing waits for the answer. */
export const say = (where: Stands): Promise<unknown> => send('overlay.stands', { where });

/** Language before the worker has answered: the browser's. */
export const firstLanguage = (): 'zh' | 'en' =>
  browser.i18n.getUILanguage().toLowerCase().startsWith('zh') ? 'zh' : 'en';
