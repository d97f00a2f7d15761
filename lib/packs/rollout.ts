import type { DeskFacts, Offer, Rollout } from '@/lib/model';
import { hashOf } from '@/lib/rules/hash';

/**
 * Is a version meant for this desk? Pure: desks that are alike decide alike, and a desk that is in stays in while the share
 * grows. The share is drawn anew for each pack, so that not always the same desks are first.
 */
export function isFor(rollout: Rollout, pack: string, desk: DeskFacts): boolean {
  if (rollout.stage === 'all') return true;
  if (rollout.stage === 'observe') return false;
  return (
    (desk.unit !== undefined && rollout.units.includes(desk.unit)) ||
    (desk.ring !== undefined && rollout.rings.includes(desk.ring)) ||
    (desk.post !== undefined && rollout.posts.includes(desk.post)) ||
    placeOf(pack, desk.desk) < rollout.percent
  );
}

/** A desk's place among the hundred parts of a pack's desks, 0 to 99. Stands for ever: a test holds known ones. */
export const placeOf = (pack: string, desk: string): number =>
  Number.parseInt(hashOf(['rollout', pack, desk]).slice(0, 8), 16) % 100;

export interface Chosen<O> {
  /** In force: the highest version that is meant for this desk. */
  active?: O;
  /** Higher still, and only watched. */
  observe?: O;
}

/** Of several versions of one pack: what this desk takes. */
export function chooseOf<O extends Pick<Offer, 'id' | 'version' | 'rollout'>>(
  versions: readonly O[],
  desk: DeskFacts,
): Chosen<O> {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version);
  const active = newestFirst.find((one) => isFor(one.rollout, one.id, desk));
  const observe = newestFirst.find((one) => one.rollout.stage === 'observe' && one.version > (active?.version ?? 0));
  return { ...(active ? { active } : {}), ...(observe ? { observe } : {}) };
}

/** The same for every pack of a list. */
export function chooseAll<O extends Pick<Offer, 'id' | 'version' | 'rollout'>>(
  offers: readonly O[],
  desk: DeskFacts,
): Map<string, Chosen<O>> {
  const byId = new Map<string, O[]>();
  for (const offer of offers) byId.set(offer.id, [...(byId.get(offer.id) ?? []), offer]);
  return new Map([...byId].map(([id, versions]) => [id, chooseOf(versions, desk)]));
}
