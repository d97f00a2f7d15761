import type { Facet, FacetCounts } from '@/lib/model';

/** One flagged act as the queue filters and sorts it. Words stand elsewhere; this is what is counted. */
export interface QueueRow {
  /** `desk/seq` of the act. */
  id: string;
  at: number;
  severity: number;
  stage: string;
  /** When the stage must be left, epoch ms. */
  due?: number;
  answer: string;
  rule: string;
  risk: string;
  unit: string;
  post: string;
  subject: string;
  /** Searched for by its whole name, never counted. */
  operator: string;
  /** Took part in it, and may not review it. */
  involved: readonly string[];
  /** What an officer found. */
  verdict?: string;
}
/** What may change about a matter that is in the list. */
export type QueueChange = Partial<Pick<QueueRow, 'stage' | 'answer' | 'verdict' | 'involved'>> & {
  due?: number | undefined;
};

export const FACETS = [
  'severity',
  'stage',
  'answer',
  'risk',
  'unit',
  'post',
  'rule',
  'desk',
] as const satisfies Facet[];
export const NAMES = ['subject', 'operator', 'involved', 'verdict'] as const;
type Name = (typeof NAMES)[number];

export interface QueuePage {
  total: number;
  ids: string[];
  counts: FacetCounts;
}

/** Between the names of those who took part. */
export const SEP = '\u0000';
export const apart = (id: string): { desk: string; seq: number } => {
  const slash = id.lastIndexOf('/');
  return { desk: id.slice(0, slash), seq: Number(id.slice(slash + 1)) };
};
export const facetOf = (row: QueueRow, facet: Facet): string =>
  facet === 'desk' ? apart(row.id).desk : String(row[facet]);
export const nameOf = (row: QueueRow, name: Name): string =>
  name === 'involved' ? row.involved.join(SEP) : (row[name] ?? '');
