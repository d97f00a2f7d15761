import type { SystemCoverage } from '@/lib/messages/views';
import type { Language } from '@/lib/model';
import type { InForce } from '../deps';
import { FIGURES } from '../sight';
import type { Share, Sight } from '../sight';

const rate = ({ seen, of }: Share): number => (of ? seen / of : 1);

/** How much of each system is seen, for adapters that are in force and whose pages were opened. */
export async function coverageView(
  sight: Sight,
  { library }: Pick<InForce, 'library'>,
  language: Language,
): Promise<SystemCoverage[]> {
  const [shares, faults] = await Promise.all([sight.shares(), sight.faults()]);
  return library.adapters.flatMap(({ id, title }) => {
    const own = shares[id];
    if (!own) return [];
    const figures = FIGURES.filter((figure) => own[figure].all.of > 0).map((figure) => {
      const { all, recent, looks, dropped } = own[figure];
      return {
        figure,
        seen: Math.round(all.seen),
        of: Math.round(all.of),
        share: rate(recent),
        before: rate(all),
        looks,
        dropped,
      };
    });
    return [{ adapter: id, title: title[language], figures, faults: faults[id] ?? [] }];
  });
}
