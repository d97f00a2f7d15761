import type { Facet } from './review';

/** Stored form of a column of few different values. */
export interface CodedKept {
  values: string[];
  codes: Uint16Array | Uint32Array;
}
/** The queue's columns as they are kept between visits. */
export interface QueueKept {
  facets: Record<Facet, CodedKept>;
  names: Record<'subject' | 'operator' | 'involved' | 'verdict', CodedKept>;
  seq: Float64Array;
  at: Float64Array;
  due: Float64Array;
}
