import type { CounterLine } from '@/lib/messages/office-views';
import type { Language } from '@/lib/model';
import { countersReached } from '@/lib/review';
import type { IssuedWarning, MatterState, Regulation } from '@/lib/review';
import type { MatterRow, Office, StateRow } from '@/lib/store';
import { standingOf } from './matters';

const TWO_YEARS = 2 * 366 * 86_400_000;

const warningOf = (row: StateRow): IssuedWarning[] =>
  row.issuedAt === undefined || row.issuedLevel === undefined
    ? []
    : [
        {
          matter: row.id,
          level: row.issuedLevel,
          at: row.issuedAt,
          ...(row.issuedUnit ? { unit: row.issuedUnit } : {}),
          ...(row.issuedTo ? { person: row.issuedTo } : {}),
        },
      ];

/**
 * Counters that the warning of this matter reached, with what the regulation proposes and what a person decided. Shown inside
 * the matter and only once its warning was issued; there is no list of persons anywhere.
 */
export async function counterLines(input: {
  row: MatterRow;
  state: MatterState;
  regulation: Regulation;
  office: Office;
  language: Language;
}): Promise<CounterLine[]> {
  const { row, state, regulation, office, language } = input;
  const [newest] = warningOf(standingOf(row, state));
  if (!newest || !regulation.profile.counters.length) return [];
  const earlier = (await office.issued(newest.at - TWO_YEARS)).flatMap(warningOf);
  return countersReached(regulation.profile, newest, earlier).map(({ counter, n, matters }) => {
    const decided = state.consequences.find((c) => c.counter === counter.id);
    return {
      id: counter.id,
      per: counter.per,
      within: counter.within,
      n,
      at: counter.at,
      matters,
      propose: counter.propose[language],
      ...(decided ? { decided: { adopted: decided.adopted, by: decided.by.name, at: decided.at } } : {}),
    };
  });
}
