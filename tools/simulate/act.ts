import type { ActionEvent, ParamValue } from '@/lib/model';

/** What an act really is. Only the simulation knows; no rule ever sees it. */
export type Truth =
  | { kind: 'ordinary' }
  /** Honest, and yet like a misdeed of this kind. */
  | { kind: 'near_miss'; like: string }
  /** Part of a misdeed. `decisive`: the act by which it is done, the last moment to ask before harm. */
  | { kind: 'misdeed'; misdeed: string; instance: string; decisive: boolean };

export const ORDINARY: Truth = { kind: 'ordinary' };

export type House = 'tax' | 'credit';

/** One line of a simulated year. */
export interface SimulatedAct {
  event: ActionEvent;
  desk: string;
  house: House;
  /** Log-in name of who acts; the same as `event.login`. */
  clerk: string;
  post: string;
  truth: Truth;
}

/** Fields as a person would write them in a case file: money in fen, dates as `YYYY-MM-DD`, identities as any text. */
export type Fields = Record<string, ParamValue>;

/** An act that will take place. */
export interface PlannedAct {
  at: number;
  clerk: string;
  action: string;
  fields: Fields;
  truth: Truth;
  dwellMs: number;
  pageChars: number;
  /** Where the clerk sits for once at another desk. */
  desk?: string;
}
