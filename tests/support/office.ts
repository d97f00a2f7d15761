// The desk's office hours, so that a test means the same in the evening, on a Sunday and on a holiday as by day.
import { PRACTICE_BUILD } from './launch';
import { type Variant, variantOf } from './variant';

export type Office = 'day' | 'night';

const CLOSED = { from: '00:00', to: '00:00' };
const OPEN = { from: '00:00', to: '24:00' };
const DAY_MS = 86_400_000;

/** Yesterday to tomorrow are working days: a test may run over midnight, and the desk's day is Shanghai's. */
function daysAround(now: number): string[] {
  return [-1, 0, 1].map((n) => new Date(now + n * DAY_MS).toISOString().slice(0, 10));
}

/** The build under test with its packs' office open around the clock, or closed. */
export const officeBuild = (office: Office): Variant =>
  variantOf(PRACTICE_BUILD, {
    pack: (pack) => ({
      ...pack,
      calendar: {
        ...pack.calendar,
        ...(office === 'day' ? { ...OPEN, swapWork: daysAround(Date.now()), holidays: [] } : CLOSED),
      },
    }),
  });
