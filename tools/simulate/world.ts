import type { Calendar } from '@/lib/model';
import { isWorkday } from '@/lib/rules/calendar';
import { civil } from '@/lib/rules/days';
import { ORDINARY } from './act';
import type { Fields, PlannedAct, Truth } from './act';
import type { Clients } from './clients';
import { atTime } from './day';
import type { Draw } from './draw';
import type { People } from './people';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** What one act needs; the rest is drawn. */
export interface Doing {
  clerk: string;
  action: string;
  fields: Fields;
  truth?: Truth;
  /** Foreground time of the page, ms; drawn where it does not matter. */
  dwellMs?: number;
  desk?: string;
}

/** The simulated town: who works there, who comes, and what is planned. */
export interface World {
  draw: Draw;
  people: People;
  clients: Clients;
  calendar: Calendar;
  /** A new number for a paper: RL-000123. */
  number(prefix: string): string;
  act(at: number, doing: Doing): void;
  /** A moment of this day at which somebody would ordinarily work. */
  moment(day: number): number;
  /** A moment in the evening or at the weekend. */
  offHours(day: number): number;
  /** `days` after `at`, at a moment of a working day. */
  after(at: number, days: number): number;
  /** The next moment of a session: some time after the one before, kept inside the day where it fits. */
  next(at: number, name: string, medianMinutes: number): number;
}

export interface Sources {
  draw: Draw;
  people: People;
  clients: Clients;
  calendar: Calendar;
  plan(act: PlannedAct): void;
}

export const dayNumberOf = (at: number): number => Math.floor((at + 8 * 3_600_000) / DAY);
export const dateOf = (at: number): string => civil(dayNumberOf(at));
/** `YYYY-MM-DD`, n days after a date or a moment. */
export const dateAfter = (at: number, days: number): string => civil(dayNumberOf(at) + Math.round(days));

export function createWorld(sources: Sources): World {
  const { draw, calendar, plan } = sources;
  const counters = new Map<string, number>();
  let evened = 0;

  /** Mornings and afternoons, few at noon; the odd evening when there is much to do. */
  function moment(day: number): number {
    const spot = draw.unit('time of day');
    if (draw.chance('overtime', 0.004)) return atTime(day, 17 * 60 + 32 + spot * 75);
    const minutes =
      spot < 0.52
        ? 8 * 60 + 40 + (spot / 0.52) * 185
        : spot < 0.56
          ? 12 * 60 + 5 + spot * 60
          : 13 * 60 + 35 + ((spot - 0.56) / 0.44) * 225;
    evened = (evened + 137) % 59_999;
    return atTime(day, minutes) + evened;
  }

  return {
    ...sources,
    number(prefix) {
      const n = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, n);
      return `${prefix}-${String(n).padStart(6, '0')}`;
    },
    act(at, { clerk, action, fields, truth, dwellMs, desk }) {
      plan({
        at: Math.round(at),
        clerk,
        action,
        fields,
        truth: truth ?? ORDINARY,
        dwellMs: Math.round(dwellMs ?? draw.around('time on a page, ms', 75_000, 0.7)),
        pageChars: Math.round(draw.around('text of a page, characters', 900, 0.4)),
        ...(desk ? { desk } : {}),
      });
    },
    moment,
    offHours: (day) =>
      isWorkday(day, calendar)
        ? atTime(day, 18 * 60 + 20 + draw.unit('evening') * 200)
        : atTime(day, 9 * 60 + draw.unit('weekend') * 600),
    after(at, days) {
      let day = dayNumberOf(at + days * DAY);
      while (!isWorkday(day, calendar)) day++;
      const when = moment(day);
      // The same day: some minutes later, never before.
      return when > at ? when : at + draw.around('minutes until the next step', 22, 0.6) * MINUTE;
    },
    next(at, name, medianMinutes) {
      const when = at + draw.around(name, medianMinutes, 0.6) * MINUTE;
      const day = dayNumberOf(at);
      if (when < atTime(day, 17 * 60 + 25)) return when;
      let tomorrow = day + 1;
      while (!isWorkday(tomorrow, calendar)) tomorrow++;
      return atTime(tomorrow, 8 * 60 + 40 + draw.unit('first thing in the morning') * 20);
    },
  };
}
