import type { Revocation } from '@/lib/model';
import type { PackChange } from '@/lib/messages/views';
import type { Holding } from '@/lib/packs';

const wordOf = (one: Holding): string =>
  JSON.stringify([one.offer.id, one.offer.version, one.mode, one.sha256, one.offer.rollout]);
export const sameHoldings = (a: readonly Holding[], b: readonly Holding[]): boolean =>
  a.map(wordOf).sort().join() === b.map(wordOf).sort().join();
const revokedWord = ({ kind, id }: Revocation): string => `${kind} ${id}`;
export const sameRevoked = (a: readonly Revocation[], b: readonly Revocation[]): boolean =>
  a.map(revokedWord).sort().join() === b.map(revokedWord).sort().join();

type Say = (change: Omit<PackChange, 'at' | 'source'>) => void;
export function sayRevoked(before: readonly Revocation[], after: readonly Revocation[], say: Say): void {
  const [was, is] = [new Set(before.map(revokedWord)), new Set(after.map(revokedWord))];
  for (const one of is) if (!was.has(one)) say({ what: 'revoked', detail: one });
  for (const one of was) if (!is.has(one)) say({ what: 'allowed_again', detail: one });
}
export function sayHoldings(before: readonly Holding[], after: readonly Holding[], say: Say): void {
  for (const { offer, mode, sha256 } of after) {
    const pack = { pack: offer.id, version: offer.version };
    if (before.some((one) => one.sha256 === sha256 && one.mode === mode)) continue;
    if (!before.some((one) => one.sha256 === sha256)) {
      say({ what: 'fetched', ...pack });
      say({ what: 'verified', ...pack });
    }
    say({ what: mode, ...pack });
  }
  for (const { offer } of before)
    if (!after.some((one) => one.offer.id === offer.id))
      say({ what: 'withdrawn', pack: offer.id, version: offer.version });
}
