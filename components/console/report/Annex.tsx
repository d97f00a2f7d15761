import type { AnnexLine } from '@/lib/model';
import { Said } from '@/components/ui/Said';
import { round, wordsOf, type On } from './sheets';

/** What would come out differently today. The sealed figures above stay as they are. */
export const Annex = ({ on, annex }: { on: On; annex: readonly AnnexLine[] }) => {
  const { r } = on;
  return (
    <section class={annex.length ? '' : 'noprint'}>
      <h2>{r('h6')}</h2>
      {annex.length === 0 ? (
        <p class="m2">{r('annex.none')}</p>
      ) : (
        <>
          <p>{r('annex.lead')}</p>
          <table class="t1">
            <thead>
              <tr>
                <th scope="col">{r('annex.what')}</th>
                <th scope="col" class="r">
                  {r('annex.sealed')}
                </th>
                <th scope="col" class="r">
                  {r('annex.now')}
                </th>
              </tr>
            </thead>
            <tbody>
              {annex.map((line) => (
                <tr key={`${line.what} ${line.id ?? ''}`}>
                  <th scope="row">
                    <Said text={r(`annex.${line.what}`, { id: wordOf(line, on) })} max={60} />
                  </th>
                  <td class="r">{line.sealed === undefined ? '—' : round(line.sealed, 2)}</td>
                  <td class="r">{line.now === undefined ? '—' : round(line.now, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
};

const wordOf = ({ what, id = '' }: AnnexLine, on: On): string =>
  what === 'rule' ? wordsOf.rule(on, id) : what === 'rate' ? (on.words.rate[id]?.title ?? id) : id;
