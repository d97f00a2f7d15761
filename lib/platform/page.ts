// The browser's API as pages may use it: bare, without the polyfill, which would land in every watched frame.
import type { Envelope, MessageBody, MessageName, Reply } from '@/lib/messages';
import { UNTOLD } from './untold';

export interface PagePort {
  /** Rejects when the worker cannot be reached or refuses. */
  send<N extends MessageName>(name: N, body: MessageBody<N>): Promise<Reply<N>>;
  /** False once the extension was reloaded or removed under this page. */
  alive(): boolean;
  /** Messages of the worker to this frame; the answer goes back. */
  listen(heard: (name: string, body: unknown) => unknown, signal: AbortSignal): void;
}
export interface PageStore {
  get(keys: string[]): Promise<Record<string, unknown>>;
  /** Keys that changed in the same area. */
  onChange(changed: (keys: string[]) => void, signal: AbortSignal): void;
}

type Api = typeof chrome;
/** Firefox says `browser`; Chromium forks of old know `chrome` with callbacks only. */
const api = (): Api => ('browser' in globalThis ? (Reflect.get(globalThis, 'browser') as Api) : chrome);

/** A worker that is being stopped may fail more than one word. */
const AGAIN_MS = [0, 100, 500, 2000, 5000, 15_000];
/** A worker that is stopped with a word in its hands may leave it unanswered for ever: then it counts as not said. */
const UNANSWERED_MS = 10_000;

/** `leaving`: the window whose going away leaves unconfirmed endings of acts in the extension's storage. */
export function createPagePort(leaving?: Window): PagePort {
  const alive = (): boolean => {
    try {
      return !!api().runtime?.id;
    } catch {
      return false;
    }
  };
  const ask = (envelope: Envelope): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!alive()) {
        reject(new Error('extension gone'));
        return;
      }
      const done = (reply: unknown): void => {
        const fault = 'browser' in globalThis ? undefined : chrome.runtime.lastError;
        if (fault) reject(new Error(fault.message));
        // A worker that was stopped before it answered; or one that does not take this from us.
        else if (typeof reply !== 'object' || reply === null) reject(new Error('no answer'));
        else if ('hulanRefused' in reply) reject(new Error(`refused: ${String(reply.hulanRefused)}`));
        else resolve(reply);
      };
      if ('browser' in globalThis) Promise.resolve(api().runtime.sendMessage(envelope)).then(done, reject);
      else chrome.runtime.sendMessage(envelope, done);
    });
  const inTime = (asked: Promise<unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer in time')), UNANSWERED_MS);
      asked.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  /** What belongs to an act is said again to a worker that stopped in the middle: said twice, it is written once. */
  const persistently = async (envelope: Envelope): Promise<unknown> => {
    for (const wait of AGAIN_MS)
      try {
        return await inTime(ask(envelope));
      } catch (fault) {
        if (!alive()) throw fault;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    return ask(envelope);
  };
  const endings = new Set<MessageBody<'act.ending'>>();
  leaving?.addEventListener('pagehide', ({ isTrusted }) => {
    if (isTrusted && alive())
      for (const body of endings) void api().storage.local.set({ [UNTOLD + body.event + body.ending]: body });
  });
  return {
    alive,
    send<N extends MessageName>(name: N, body: MessageBody<N>) {
      const envelope: Envelope = { hulan: 1, name, body };
      const answer: Promise<unknown> = name.startsWith('act.') ? persistently(envelope) : ask(envelope);
      if (name === 'act.ending') {
        const ending = body as MessageBody<'act.ending'>;
        const over = (): unknown => endings.delete(ending);
        endings.add(ending);
        answer.then(over, over);
      }
      // Measured against the union of all replies, a cast to the reply's own type takes the compiler minutes.
      return answer as Promise<never>;
    },
    listen(heard, signal) {
      const on = (
        message: unknown,
        sender: chrome.runtime.MessageSender,
        reply: (answer: unknown) => void,
      ): boolean => {
        if (sender.id !== api().runtime.id || sender.tab || typeof message !== 'object' || message === null)
          return false;
        reply(heard(String(Reflect.get(message, 'name')), Reflect.get(message, 'body')));
        return false;
      };
      api().runtime.onMessage.addListener(on);
      signal.addEventListener('abort', () => {
        if (alive()) api().runtime.onMessage.removeListener(on);
      });
    },
  };
}

export function createPageStore(): PageStore {
  return {
    get: (keys) =>
      'browser' in globalThis
        ? api().storage.local.get<Record<string, unknown>>(keys)
        : new Promise((resolve) => {
            chrome.storage.local.get<Record<string, unknown>>(keys, resolve);
          }),
    onChange(changed, signal) {
      const on = (changes: Record<string, unknown>, area: string): void => {
        if (area === 'local') changed(Object.keys(changes));
      };
      api().storage.onChanged.addListener(on);
      signal.addEventListener('abort', () => {
        try {
          api().storage.onChanged.removeListener(on);
        } catch {
          /* the extension is gone, and its events with it */
        }
      });
    },
  };
}

/** `mono` can be compared between the frames of a tab. */
export const createPageClock = (): { now(): number; mono(): number } => ({
  now: () => Date.now(),
  mono: () => performance.timeOrigin + performance.now(),
});
