// What the worker needs of a browser, as plain functions: the guard is handed these, and tests hand it others.

/** Who sent a message, as the browser itself says. */
export interface Sender {
  id?: string;
  url?: string;
  origin?: string;
  frameId?: number;
  documentId?: string;
  tab?: { id?: number; url?: string };
}

export interface Registration {
  id: string;
  file: string;
  matches: string[];
  world: 'ISOLATED' | 'MAIN';
  runAt: 'document_start' | 'document_end';
}
export interface SeenRequest {
  /** A socket's opening: what is said over it no extension sees. */
  isSocket?: boolean;
  method: string;
  url: string;
  tab: number;
  frame: number /** form keys in their order, or the text of any other body */;
  entries?: [string, string][];
  text?: string;
  at: number;
}

export interface Platform {
  own: { id: string /** `chrome-extension://ID/` */; base: string; version: string };
  /** Epoch ms; ms since this worker started. */
  clock: { now(): number; mono(): number };
  /** Random bytes as base64url. */
  random(bytes: number): string;
  local: {
    get(keys: string[] | null): Promise<Record<string, unknown>>;
    set(values: Record<string, unknown>): Promise<void>;
    remove(keys: string[]): Promise<void>;
  };
  /** Values of the bureau's policy; {} where there is none. */
  managed(): Promise<Record<string, unknown>>;
  /** A file of the extension's own package, as text. */
  file(path: string): Promise<string>;
  permissions: { has(origin: string): Promise<boolean> };
  scripts: {
    /** Makes these the only registered scripts. */
    register(list: Registration[]): Promise<void>;
    inject(where: {
      tab: number;
      frame?: number;
      document?: string;
      file: string;
      world: 'ISOLATED' | 'MAIN';
    }): Promise<void>;
  };
  tabs: {
    at(patterns: string[]): Promise<number[]>;
    /** Without `frame`: every frame of the tab. */
    send(tab: number, frame: number | undefined, message: unknown): Promise<unknown>;
    url(tab: number): Promise<string | undefined>;
    /** Brings a tab and its window to the front, on the clerk's click only. False: it is gone. */
    show(tab: number): Promise<boolean>;
    /** Opens one of our own pages in a tab before the clerk, on the clerk's click only; or behind the one in use. */
    open(path: string): Promise<void>;
    openBehind(path: string): Promise<void>;
  };
  windows: {
    open(path: string, size: { width: number; height: number }): Promise<number>;
    close(window: number): Promise<void>;
    show(window: number): Promise<boolean>;
    /** The whole screen; the window's id. */
    openFull(path: string): Promise<number>;
  };
  /** Without `tab`: what every tab shows that has no text of its own. An empty text gives a tab back to that. */
  badge: { set(text: string, tab?: number): Promise<void> };
  /** To our own open pages, whoever listens; nothing happens where none is open. */
  tell(message: string): void;
  /** The desktop's own notification; it takes no focus. False: there are none here. */
  notify(id: string, words: { title: string; text: string }): Promise<boolean>;
  /** The desktop may show them: not where the browser has none, or the clerk switched them off. */
  notices(): Promise<boolean>;
  /** Calls `idle` of the wakes after so many seconds without a key or a pointer. */
  idleAfter(seconds: number): void;
  /** Bytes that can still be stored, as the browser says; undefined where it does not say. */
  roomLeft(): Promise<number | undefined>;
  /** `at`: once, epoch ms; not before half a minute has passed. */
  alarms: { every(name: string, minutes: number): Promise<void>; at(name: string, when: number): Promise<void> };
  /** Firefox match patterns have no ports. */
  portsInPatterns: boolean;
}

/** Everything that may wake the worker; each must be listened to before its first turn ends. */
export interface Wakes {
  message(message: unknown, sender: Sender): Promise<unknown> | undefined;
  installed(): void;
  startup(): void;
  storage(keys: string[], area: string): void;
  permissions(): void;
  windowClosed(window: number): void;
  tabGone(tab: number): void;
  request(seen: SeenRequest): void;
  alarm(name: string): void;
  idle(state: 'active' | 'idle' | 'locked'): void;
  notified(id: string): void;
}
