import type { FactSpec } from '@/lib/model';
import type { FactValue } from '../scope';
import { absence, first, last, overlap, sequence } from './before';
import type { Question } from './gather';
import { open } from './open';
import { count, distinct, median, ratioMedian, share, streak, sum } from './totals';

/** One function a kind of fact. */
export const KINDS: Record<FactSpec['kind'], (question: Question) => FactValue> = {
  count,
  sum,
  distinct,
  last,
  median,
  share,
  ratio_median: ratioMedian,
  sequence,
  absence,
  overlap,
  streak,
  first,
  open,
};
