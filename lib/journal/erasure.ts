import * as z from 'zod';
import type { Skeleton } from '@/lib/model';
import type { Redaction } from './findings';

/**
 * Body of an `erase` entry. One entry's parts (`re` names it), the parts of a range of entries less those under hold, or whole
 * entries before a number, with the roots of the tree that stood there.
 */
export const EraseBody = z.union([
  z.object({ parts: z.array(z.string()), why: z.string().optional() }),
  z.object({
    from: z.number().int(),
    to: z.number().int(),
    except: z.array(z.number().int()).optional(),
    why: z.string(),
  }),
  z.object({ before: z.number().int(), peaks: z.array(z.string()), why: z.string() }),
]);
export type EraseBody = z.infer<typeof EraseBody>;

export interface Eraser {
  said(skeleton: Skeleton): void;
  /** Erased parts that no entry speaks of. */
  unsaid(erased: readonly Redaction[]): Redaction[];
  /** Were the entries before this number removed by rule? */
  trimmedAt(seq: number): boolean;
}

/** What the journal itself says was erased. */
export function eraserOf(): Eraser {
  const parts = new Set<string>();
  const ranges: { from: number; to: number; except: Set<number> }[] = [];
  const trims = new Set<number>();
  return {
    said({ re, body }) {
      const read = EraseBody.safeParse(body);
      if (!read.success) return;
      const said = read.data;
      if ('before' in said) trims.add(said.before);
      else if ('from' in said) ranges.push({ from: said.from, to: said.to, except: new Set(said.except) });
      else for (const part of said.parts) parts.add(`${re}/${part}`);
    },
    unsaid: (erased) =>
      erased.filter(
        ({ seq, part }) =>
          !parts.has(`${seq}/${part}`) &&
          !ranges.some((range) => seq >= range.from && seq < range.to && !range.except.has(seq)),
      ),
    trimmedAt: (seq) => trims.has(seq),
  };
}
