import type { MessageBody, MessageName, Reply } from '@/lib/messages';
import type { ActionEvent, ActionSpec, Calendar, LevelScheme, ReminderSurface, Rule, Verdict } from '@/lib/model';
import type { Door } from './door';

/** The part of a page's port that the watch needs. */
export interface Port {
  send<N extends MessageName>(name: N, body: MessageBody<N>): Promise<Reply<N>>;
  alive(): boolean;
  listen(heard: (name: string, body: unknown) => unknown, signal: AbortSignal): void;
}
export interface Store {
  get(keys: string[]): Promise<Record<string, unknown>>;
  onChange(changed: (keys: string[]) => void, signal: AbortSignal): void;
}
export interface Clock {
  /** epoch ms */ now(): number /** monotonic ms, comparable between frames */;
  mono(): number;
}
export type Judge = (input: {
  event: ActionEvent;
  rules: readonly (Rule & { pack: string })[];
  scheme: LevelScheme;
  calendar: Calendar;
  actions: readonly ActionSpec[];
}) => Verdict;

export interface WatchDeps {
  win: Window & typeof globalThis;
  port: Port;
  store: Store;
  clock: Clock;
  newId(): string;
  judge: Judge;
  /** The reminder's surface, once its script has been put into this frame. */
  surface(): ReminderSurface | undefined;
  door: Door;
  signal: AbortSignal;
}

/** Waits at most `ms`; undefined when it took longer or failed. */
export const within = <T>(promise: Promise<T>, ms: number): Promise<T | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      () => {
        clearTimeout(timer);
        resolve(undefined);
      },
    );
  });
