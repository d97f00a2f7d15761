// What overlay and its small window ask of the worker and the browser.
import type { Done, OverlayView } from '@/lib/messages/views';

export type Stands = 'pip' | 'window' | 'none';
type Gone = { ok: true } | { ok: false; why: 'gone' };

export interface OverlayApi {
  view(): Promise<OverlayView>;
  start(surface: 'pip' | 'window'): Promise<Done>;
  answer(event: string, kind: 'back' | 'acknowledge'): Promise<Gone>;
  /** Brings the page, or the confirmation window, to the front. */
  open(what: 'act' | 'deadline' | 'second', id: string): Promise<Gone>;
  /** Asks where packs come from once more. */
  check(): Promise<unknown>;
  /** Opens a console page in a tab, e.g. `#/mine`, or the risk card. */
  visit(path: string): void;
  /** Calls back when the worker says that something changed. */
  onChange(changed: () => void, signal: AbortSignal): void;
}

/** How the browser opens a window that stays on top. */
export interface Opener {
  /** The empty element to draw into, inside the click that calls it; undefined: this browser has no such window. */
  open(closed: () => void): Promise<HTMLElement | undefined>;
  /** Says where reminders stand now; `unseen`: nobody can see the small window that says so. */
  stands(where: Stands, unseen: boolean): void;
}
