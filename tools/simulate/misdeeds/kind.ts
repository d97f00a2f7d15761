import type { Truth } from '../act';
import type { World } from '../world';

/** One matter that is planted: its acts are marked as parts, the one that does the harm as decisive. */
export interface Planted {
  part: Truth;
  decisive: Truth;
}

/**
 * A kind of misdeed, or of a matter that ought to be noticed (a term that ran out, works behind their plan). It says what
 * people do, in amounts, gaps and speeds of their own; it knows no rule's figures.
 */
export interface Kind {
  id: string;
  /** Rules of the library that are about it; none: the library does not know it. */
  rules: readonly string[];
  /** How often in a year of forty desks. */
  aYear: number;
  plant(world: World, day: number, planted: Planted): void;
}

export const kind = (id: string, rules: readonly string[], plant: Kind['plant'], aYear = 5): Kind => ({
  id,
  rules,
  aYear,
  plant,
});
