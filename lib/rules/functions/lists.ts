import { membership } from '../operators';
import { entries, isUnknown, keyOf } from '../value';
import type { Unknown, Value } from '../value';
import { read, unreadOf } from './kit';
import type { Fn } from './kit';

const unique = (v: Value | undefined): number => new Set(entries(v ?? null).map(keyOf)).size;

/** Somebody stands in two of the lists (or single ids). One shared entry decides, whatever was not read. */
function anyShared(args: Value[]): boolean | Unknown {
  const lists = args.filter((a) => !isUnknown(a)).map(entries);
  const shared = lists.some((list, i) =>
    list.some((x) => lists.slice(i + 1).some((other) => membership(x, other) === true)),
  );
  return shared || (unreadOf(args) ?? false);
}

export const LISTS: Record<string, Fn> = {
  /** Entries that are filled, repeats counted. */
  size: read(([list]) => entries(list ?? null).length),
  distinct: read(([list]) => unique(list)),
  anyShared: (args) => anyShared(args),
};
