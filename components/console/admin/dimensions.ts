import type { Dimension } from '@/lib/model';

/** In the order of the sheet. */
export const DIMENSIONS = [
  'discretion',
  'transparency',
  'reviewability',
  'constraint',
] as const satisfies readonly Dimension[];
