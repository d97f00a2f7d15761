import type { Rollout } from '@/lib/model';
import { offersIn } from '@/lib/packs/tuf';
import type { Metadata, Refused, Signer } from '@/lib/packs/tuf';

/** Both languages on one line, as everywhere in the command line. */
export const refusedLine = ({ why, of, detail }: Refused): string => `✗ ${of}: ${why}${detail ? ` (${detail})` : ''}`;
export const signerLine = ({ name, office, keyId, scheme }: Signer): string =>
  `${name || '–'} ${office ?? ''} ${scheme} ${keyId.slice(0, 12)}`;

export function rolloutLine(rollout: Rollout): string {
  if (rollout.stage === 'observe') return '试运行，只记录 / observe, journals only';
  if (rollout.stage === 'all') return '全量 / all';
  const { units, rings, posts, percent } = rollout;
  const named = [...units, ...rings, ...posts].join('、');
  return `分批 / rings: ${[named, percent ? `${percent}%` : ''].filter(Boolean).join(' + ') || '–'}`;
}
export const offerLines = (targets: Metadata['targets']): string[] => {
  const { offers, unknown } = offersIn(targets);
  return [
    ...offers.map(
      ({ offer }) =>
        `${offer.id}@${offer.version}  ${rolloutLine(offer.rollout)}${offer.rollbackTo ? `  = ${offer.rollbackTo}` : ''}`,
    ),
    ...unknown.map((name) => `${name}  ?`),
  ];
};
