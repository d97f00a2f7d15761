// The pages' interfaces, implemented by messages to the worker and by the browser's own prompts.
import { browser } from 'wxt/browser';
import type { Envelope, MessageBody, MessageName, Refusal, Reply } from '@/lib/messages';
import type { ConsoleApi, PopupApi, SecondApi } from '@/components/console/api';

const send = async <N extends MessageName>(name: N, body: MessageBody<N>): Promise<Reply<N>> => {
  const envelope: Envelope = { hulan: 1, name, body };
  const reply = (await browser.runtime.sendMessage(envelope)) as Reply<N> | Refusal | undefined;
  if (!reply) throw new Error('no answer');
  if ('hulanRefused' in Object(reply))
    throw new Error(`refused: ${String(Reflect.get(Object(reply), 'hulanRefused'))}`);
  return reply as Reply<N>;
};

/** `permissions.request` must be called inside the click, before anything is awaited. */
const allowHosts = async (origins: string[]): Promise<boolean> =>
  origins.length === 0 ? true : browser.permissions.request({ origins });

export const consoleApi: ConsoleApi = {
  flags: (query) => send('view.flags', query),
  flag: (seq) => send('view.flag', { seq }),
  mine: (query) => send('view.mine', query),
  people: () => send('view.people', {}),
  setPin: (change) => send('pin.set', change),
  signIn: (who) => send('desk.signIn', who),
  settings: (change) => send('desk.settings', change),
  verify: () => send('journal.verify', {}),
  hosts: () => send('hosts.refresh', {}),
  allowHosts,
};

export const popupApi: PopupApi = {
  ...consoleApi,
  async popup() {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    return send('view.popup', tab?.id === undefined ? {} : { tab: tab.id });
  },
  open(hash) {
    void browser.tabs.create({ url: new URL(`/console.html${hash}`, location.href).href });
    window.close();
  },
};

export const secondApi: SecondApi = {
  view: (ticket) => send('second.view', { ticket }),
  confirm: (answer) => send('second.confirm', answer),
  refuse: (answer) => send('second.refuse', answer),
  setPin: (change) => send('pin.set', change),
  close: () => window.close(),
};

/** Language before the worker has answered: the browser's. */
export const firstLanguage = (): 'zh' | 'en' =>
  browser.i18n.getUILanguage().toLowerCase().startsWith('zh') ? 'zh' : 'en';
