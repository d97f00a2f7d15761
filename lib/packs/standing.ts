import type { Offer, Overlay, Pack } from '@/lib/model';
import { observing } from './observe';
import { withOverlay } from './overlay';
import type { LeftOut } from './overlay';

/** A verified file of a source as it stands on this desk. */
export interface Holding {
  name: string;
  offer: Offer;
  mode: 'active' | 'observe';
  text: string;
  /** Its text, read: there while the check that brought it goes on. */
  pack?: Pack;
  sha256: string;
  bytes: number;
  fetchedAt: number;
  verifiedAt: number;
  activeAt: number;
}
/** What one source has brought to this desk, verified. */
export interface Brought {
  source: string;
  active: Pack[];
  observe: Pack[];
  overlays: Overlay[];
}
export interface Standing {
  packs: Pack[];
  /** Pack id → the source its version in force came from; none: the program. */
  from: Record<string, string>;
  observed: { id: string; version: number; source: string }[];
  leftOut: Record<string, LeftOut[]>;
}

/**
 * The packs in force: the program's own are the floor, a source's version stands where it is higher or the program has none.
 * Of two sources the first has the word. Overlays come last, over all that stands.
 */
export function standing(program: readonly Pack[], brought: readonly Brought[]): Standing {
  const packs = new Map(program.map((pack) => [pack.id, pack]));
  const from: Record<string, string> = {};
  for (const { source, active } of brought)
    for (const pack of active) {
      if (Object.hasOwn(from, pack.id) || (packs.get(pack.id)?.version ?? 0) >= pack.version) continue;
      packs.set(pack.id, pack);
      from[pack.id] = source;
    }
  const observed: Standing['observed'] = [];
  for (const { source, observe } of brought)
    for (const next of observe) {
      const active = packs.get(next.id);
      const isOthers = (from[next.id] ?? source) !== source;
      if (isOthers || (active?.version ?? 0) >= next.version || observed.some(({ id }) => id === next.id)) continue;
      packs.set(next.id, observing(active, next));
      observed.push({ id: next.id, version: next.version, source });
    }
  let laid = [...packs.values()];
  const leftOut: Record<string, LeftOut[]> = {};
  for (const overlay of brought.flatMap((one) => one.overlays)) {
    const over = withOverlay(laid, overlay);
    laid = over.packs;
    if (over.leftOut.length) leftOut[overlay.id] = over.leftOut;
  }
  return { packs: laid, from, observed, leftOut };
}
