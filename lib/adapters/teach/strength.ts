// How much an anchor can be trusted, and which of several to take.
import type { ReadFrom } from '@/lib/model';

/** firm: what people or programs call it, and only it · usable: only together with a place · frail: by position or by text alone. */
export type Strength = 'firm' | 'usable' | 'frail';
/** In the order in which they are offered among equals. */
export const KINDS = ['label', 'cell', 'column', 'name', 'id', 'attribute', 'url', 'body', 'text', 'position'] as const;
export type AnchorKind = (typeof KINDS)[number];

export interface Anchor {
  kind: AnchorKind;
  from: ReadFrom;
  /** What a person reads of it: the label's text, the name … */
  said: string;
  strength: Strength;
  /** Finds this element of the page and no other. */
  unique: boolean;
  /** In how many of the stored snapshots of this page it finds one element. */
  hits: { found: number; of: number };
}

const RANK: Record<Strength, number> = { firm: 0, usable: 1, frail: 2 };

export function strengthOf(
  kind: AnchorKind,
  { narrowed, hits }: { narrowed: boolean; hits: Anchor['hits'] },
): Strength {
  if (kind === 'text' || kind === 'position') return 'frail';
  if (hits.of > 0 && hits.found === 0) return 'frail';
  return narrowed || hits.found < hits.of ? 'usable' : 'firm';
}

export const inOrder = (anchors: readonly Anchor[]): Anchor[] =>
  [...anchors].sort(
    (a, b) =>
      Number(b.unique) - Number(a.unique) ||
      RANK[a.strength] - RANK[b.strength] ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
  );

/** Of several anchors that vote: one firm or two usable ones of different kinds hold. */
export function together(anchors: readonly Pick<Anchor, 'kind' | 'strength'>[]): Strength {
  if (anchors.some(({ strength }) => strength === 'firm')) return 'firm';
  const usable = new Set(anchors.filter(({ strength }) => strength === 'usable').map(({ kind }) => kind));
  if (usable.size > 1) return 'firm';
  return usable.size ? 'usable' : 'frail';
}

const VOTES = 3;

/** What is taken unless a person says otherwise: up to three kinds that only this element answers to; else the best there is. */
export function chosen(anchors: readonly Anchor[]): Anchor[] {
  const able = inOrder(anchors).filter(({ unique }) => unique);
  const good = able.filter(({ strength, kind }) => strength !== 'frail' && kind !== 'body');
  const list: Anchor[] = [];
  for (const anchor of good)
    if (list.length < VOTES && !list.some(({ kind }) => kind === anchor.kind)) list.push(anchor);
  return list.length ? list : able.slice(0, 1);
}

/** The next anchor that would make these hold better, if the page has one: of another kind, not by position first. */
export const reinforcement = (anchors: readonly Anchor[], taken: readonly Pick<Anchor, 'kind'>[]): Anchor | undefined =>
  inOrder(anchors).find(({ unique, kind }) => unique && !taken.some((one) => one.kind === kind));
