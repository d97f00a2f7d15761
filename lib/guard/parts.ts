import type { Entry } from '@/lib/model';

/** Values of an entry's parts; erased ones are left out. */
export const valuesOf = (entry: Entry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry.parts).flatMap(([name, part]) => ('value' in part ? [[name, part.value]] : [])),
  );

/** Parts that were erased, and when. */
export const erasedOf = (entry: Entry): { part: string; at: number }[] =>
  Object.entries(entry.parts).flatMap(([part, kept]) => ('erasedAt' in kept ? [{ part, at: kept.erasedAt }] : []));
