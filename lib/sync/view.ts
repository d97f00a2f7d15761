import type { PackSourceView } from '@/lib/messages/views';
import type { Holding } from '@/lib/packs';
import type { State } from './kept';
import type { Source } from './policy';

const DAY = 86_400_000;

/** One source as administrators see it. */
export function sourceView(on: {
  source: Source;
  state: State;
  holdings: readonly Holding[];
  now: number;
  nextCheckAt?: number;
}): PackSourceView {
  const { source, state, holdings, now } = on;
  const isKnown = state.versions !== undefined;
  const over = now - state.expiresAt;
  const behind = (state.signedAt ?? 0) - now;
  const refused = state.lastCheck?.refused?.of;
  return {
    id: source.id,
    kind: source.kind,
    urls: source.urls,
    state: !isKnown ? 'none' : over >= 0 ? 'expired' : 'fresh',
    expiredDays: isKnown && over >= 0 ? Math.floor(over / DAY) : 0,
    ...(isKnown ? { expiresAt: state.expiresAt } : {}),
    ...(state.signedAt === undefined ? {} : { signedAt: state.signedAt }),
    ...(behind > 0 ? { clockBehindMs: behind } : {}),
    ...(state.versions ? { versions: state.versions } : {}),
    signers: state.signers,
    ...(state.rootExpiresAt === undefined ? {} : { rootExpiresAt: state.rootExpiresAt }),
    ...(state.lastCheck ? { lastCheck: state.lastCheck } : {}),
    ...(on.nextCheckAt === undefined ? {} : { nextCheckAt: on.nextCheckAt }),
    offered: newest(state.offered).map((offer) => ({ ...offer, here: hereOf(offer, holdings, refused) })),
  };
}

function newest(offered: State['offered']): State['offered'] {
  const byId = new Map<string, State['offered'][number]>();
  for (const one of offered) if ((byId.get(one.id)?.version ?? 0) < one.version) byId.set(one.id, one);
  return [...byId.values()];
}

function hereOf(
  { id, version }: State['offered'][number],
  holdings: readonly Holding[],
  refused: string | undefined,
): PackSourceView['offered'][number]['here'] {
  const here = holdings.find(({ offer }) => offer.id === id && offer.version === version);
  if (here) return here.mode;
  return refused?.includes(`${id}-${version}.`) ? 'refused' : 'not_yet';
}
