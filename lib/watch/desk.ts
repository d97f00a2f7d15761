// The page's end of the conversation with the worker: decisions, endings, gaps, waking, and the reminder's surface.
import type { ActionEvent, Ending, Gap, GapReason, Language, ReminderSurface, Shown } from '@/lib/model';
import type { Decision } from '@/lib/messages';
import type { Snapshot } from '@/lib/adapters';
import type { Act } from './acts';
import { within } from './deps';
import type { WatchDeps } from './deps';

export type Told = 'gone' | 'blocked' | 'repeat' | 'orphaned';
export interface Desk {
  /**
   * Only who waits for the verdict tells the worker at once. Of an act that passes it hears once the page's own handlers are
   * through, of one that is held when its dialog was drawn: neither is kept by the telling.
   */
  decide(act: Act, shot: Snapshot, mode: 'passing' | 'paused' | 'held', late?: GapReason): Promise<Decision>;
  /** Tells at once what is still to be told: the page goes away. */
  leave(): void;
  ending(act: Act, ending: Ending, detail?: string): void;
  gap(reason: GapReason, event?: ActionEvent, detail?: string): void;
  /** A reminder stands where it cannot be seen: the worker says it elsewhere. */
  unseen(event: string, shown: Shown): void;
  /** Wakes the worker and has the reminder's code put here, ahead of the act. */
  wake(): void;
  /** An answer came within the last seconds. */
  awake(): boolean;
  surface(): Promise<ReminderSurface | undefined>;
  tell(what: Told): void;
  language(): Language;
  /** After an act that passed: notices and acknowledgements the worker found. */
  afterwards(act: Act, signal: { control: Element | null }, decision: Decision): void;
  /** Another page stands in this frame now: its time in the foreground begins. */
  turned(): void;
  dwellMs(): number;
  pageChars(): number;
}

const AWAKE_MS = 20_000,
  WAKE_EVERY_MS = 10_000,
  SURFACE_MS = 2000;
const TEXT: Record<Told, Record<Language, string>> = {
  gone: { zh: '页面已变化，请再按一次', en: 'The page has changed. Press once more' },
  blocked: {
    zh: '浏览器拦截了弹出窗口，请允许后再按一次',
    en: 'The browser blocked a window. Allow it and press once more',
  },
  repeat: { zh: '已确认，请再按一次', en: 'Confirmed. Press once more' },
  orphaned: { zh: '护栏已更新，请刷新页面', en: 'Hulan was updated. Reload this page' },
};

export function createDesk(deps: WatchDeps, language: () => Language, afterwards: Desk['afterwards']): Desk {
  const { port, clock, win } = deps;
  let heardAt = -1e9,
    chars = 0,
    wokenAt = -1e9,
    waking: Promise<unknown> | undefined,
    shownMs = 0,
    shownSince = win.document.visibilityState === 'visible' ? clock.mono() : undefined;
  const kept: Gap[] = [];
  win.document.addEventListener(
    'visibilitychange',
    () => {
      if (shownSince !== undefined) shownMs += clock.mono() - shownSince;
      shownSince = win.document.visibilityState === 'visible' ? clock.mono() : undefined;
    },
    { signal: deps.signal },
  );

  const heard = <T>(reply: T): T => {
    heardAt = clock.mono();
    return reply;
  };
  /** Gaps that could not be told wait for the next message that gets through. */
  const flush = (): void => {
    if (!kept.length || !port.alive()) return;
    const gaps = kept.splice(0, 50);
    port.send('gap.report', { gaps }).then(heard, () => {
      if (kept.length < 200) kept.unshift(...gaps);
    });
  };
  const { tell, later } = inOrder();
  const decided = (
    act: Act,
    shot: Snapshot,
    mode: 'passing' | 'paused' | 'held',
    late?: GapReason,
  ): Promise<Decision> => {
    const carries = Object.keys(shot.raw).length > 0;
    if (carries) port.send('identity.carry', { event: act.event.id, raw: shot.raw }).catch(() => undefined);
    return port.send('act.decide', { event: act.event, carries, mode, ...(late ? { late } : {}) }).then((reply) => {
      flush();
      return heard(reply);
    });
  };
  const desk: Desk = {
    decide(...given) {
      const [, , mode] = given;
      if (mode !== 'paused')
        return new Promise((resolve, reject) => later(() => void decided(...given).then(resolve, reject)));
      tell();
      return decided(...given);
    },
    leave: tell,
    ending: (act, ending, detail) => {
      tell();
      port
        .send('act.ending', { event: act.event.id, ending, ...(detail ? { detail } : {}) })
        .then(heard, () => undefined);
    },
    gap(reason, event, detail) {
      kept.push({
        reason,
        at: clock.now(),
        ...(event
          ? { system: event.system, adapter: event.adapter.id, page: event.page, action: event.action, event: event.id }
          : {}),
        ...(detail ? { detail } : {}),
      });
      flush();
    },
    unseen: (event, shown) => {
      port.send('act.shown', { event, shown }).then(heard, () => undefined);
    },
    wake() {
      if (clock.mono() - wokenAt < WAKE_EVERY_MS && (waking || deps.surface())) return;
      wokenAt = clock.mono();
      waking = port
        .send('desk.wake', { inject: !deps.surface() })
        .then(heard, () => undefined)
        .finally(() => {
          waking = undefined;
        });
    },
    awake: () => clock.mono() - heardAt < AWAKE_MS,
    async surface() {
      if (!deps.surface()) {
        wokenAt = -1e9;
        desk.wake();
        await within(waking ?? Promise.resolve(), SURFACE_MS);
      }
      return deps.surface();
    },
    tell: (what) => {
      void desk.surface().then((s) => s?.tell(TEXT[what][language()], language()));
    },
    language,
    afterwards,
    dwellMs: () => Math.round(shownMs + (shownSince === undefined ? 0 : clock.mono() - shownSince)),
    turned() {
      shownMs = 0;
      if (shownSince !== undefined) shownSince = clock.mono();
      // Counted once the page came to rest, not at the act: a large page takes its time.
      setTimeout(() => {
        chars = Math.min(win.document.body?.textContent?.length ?? 0, 1_000_000);
      }, 700);
    },
    pageChars: () => chars,
  };
  return desk;
}

/** What may wait for the end of the running task, told in its order. A message is not slowed down in hidden tabs, as a timer is. */
function inOrder(): { tell(): void; later(what: () => void): void } {
  const waiting: (() => void)[] = [];
  const tell = (): void => {
    for (const what of waiting.splice(0)) what();
  };
  let port: MessagePort | undefined;
  return {
    tell,
    later(what) {
      if (!port) {
        const channel = new MessageChannel();
        channel.port1.onmessage = tell;
        port = channel.port2;
      }
      waiting.push(what);
      port.postMessage(0);
    },
  };
}
