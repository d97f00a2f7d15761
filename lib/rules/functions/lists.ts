import { membership } from '../operators';
import { entries, isUnknown, keyOf, unknown } from '../value';
import type { Unknown, Value } from '../value';
import { read, unreadOf } from './kit';
import type { Fn } from './kit';

const unique = (v: Value | undefined): number => new Set(entries(v ?? null).map(keyOf)).size;

/** Somebody stands in two of the lists (or single ids). One shared entry decides; an empty list shares nobody, whatever was not read. */
function anyShared(args: Value[]): boolean | Unknown {
  const groups = args.map((arg) => (isUnknown(arg) ? arg : entries(arg))).filter((g) => isUnknown(g) || g.length > 0);
  let why = 0;
  for (const [i, group] of groups.entries())
    for (const other of groups.slice(i + 1)) {
      const found = shared(group, other);
      if (found === true) return true;
      if (typeof found !== 'boolean') why |= found.why;
    }
  return why ? unknown(why) : false;
}

function shared(a: Value[] | Unknown, b: Value[] | Unknown): boolean | Unknown {
  if (!Array.isArray(a) || !Array.isArray(b)) return unreadOf([a, b]) ?? false;
  return a.some((x) => membership(x, b) === true);
}

export const LISTS: Record<string, Fn> = {
  /** Entries that are filled, repeats counted. */
  size: read(([list]) => entries(list ?? null).length),
  distinct: read(([list]) => unique(list)),
  anyShared: (args) => anyShared(args),
};
