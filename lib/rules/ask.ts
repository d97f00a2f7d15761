import type { Ask } from '@/lib/model';

/** The model's ladder, repeated here as a value because pages load no schemas; a test keeps the two alike. */
const LADDER = [
  'observe',
  'notice',
  'acknowledge',
  'checklist',
  'justification',
  'second_person',
  'stop',
] as const satisfies readonly Ask[];

export const askRank = (ask: Ask): number => LADDER.indexOf(ask);
/** From here on the act is held until the clerk answers. */
export const holds = (ask: Ask): boolean => askRank(ask) >= 3;
export const strongest = (a: Ask, b: Ask): Ask => (askRank(a) >= askRank(b) ? a : b);
