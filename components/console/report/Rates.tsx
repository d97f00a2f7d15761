import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { Limits } from './Charts';
import { limitsText, rateJudged, ratesSheet, rateWord, round, type On } from './sheets';
import { Figure } from './Charts';

/** Ten rates against their limits; one that nobody reported has no figure, never zero. */
export const Rates = ({ on }: { on: On }) => {
  const { report, words, r } = on;
  return (
    <section>
      <h2>
        {r('h3')} <small>{r('h3.small')}</small>
      </h2>
      <Figure sheet={ratesSheet(on)} button={r('table')}>
        <table class="t1">
          <thead>
            <tr>
              <th scope="col">{r('rate')}</th>
              <th scope="col" class="r">
                {r('rate.now')}
              </th>
              <th scope="col">{r('rate.band')}</th>
              <th scope="col" class="r">
                {r('rate.limits')}
              </th>
              <th scope="col">{r('rate.judge')}</th>
            </tr>
          </thead>
          <tbody>
            {report.rates.map((rate) => {
              const word = rateWord(rate);
              const isOut = word === 'low' || word === 'high';
              return (
                <tr key={rate.id}>
                  <th scope="row">
                    <Said text={words.rate[rate.id]?.title ?? rate.id} max={60} />
                  </th>
                  <td class="r w">{rate.value === undefined ? '—' : `${round(rate.value)}%`}</td>
                  <td class="bx">
                    <Limits value={rate.value} lower={rate.lower} upper={rate.upper} isOut={isOut} />
                  </td>
                  <td class="r m">{limitsText(rate, r)}</td>
                  <td>
                    {isOut ? (
                      <Level
                        level={{ mark: rate.alarm === 'red' ? 'red' : 'orange', word: rateJudged(word, r) }}
                        size={16}
                      />
                    ) : (
                      <span class="m">{rateJudged(word, r)}</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Figure>
      {report.rates.some((rate) => rate.value === undefined) && <p class="f12 m">{r('rate.none.more')}</p>}
    </section>
  );
};

type Typed = Record<string, { part: string; whole: string }>;

/** Figures of a month that no page shows, written in by the officer and journalled. Not on paper. */
export const RateForm = ({
  on: { report, words, r },
  keep,
  again,
}: {
  on: On;
  keep: (values: Record<string, { part: number; whole: number }>) => Promise<{ ok: boolean }>;
  again: () => void;
}) => {
  const [typed, setTyped] = useState<Typed>(() =>
    Object.fromEntries(
      report.rates.map((rate) => [rate.id, { part: String(rate.part ?? ''), whole: String(rate.whole ?? '') }]),
    ),
  );
  const [said, setSaid] = useState('');
  const save = async (): Promise<void> => {
    const values = Object.fromEntries(
      Object.entries(typed).flatMap(([id, { part, whole }]) =>
        part.trim() && whole.trim() && Number.isFinite(Number(part)) && Number(whole) > 0
          ? [[id, { part: Number(part), whole: Number(whole) }]]
          : [],
      ),
    );
    const { ok } = await keep(values).catch(() => ({ ok: false }));
    setSaid(ok ? r('rate.saved') : r('rate.failed'));
    if (ok) again();
  };
  return (
    <details class="noprint">
      <summary>{r('rate.fill')}</summary>
      <form
        class="rateform"
        onSubmit={(e) => {
          e.preventDefault();
          void save();
        }}
      >
        {report.rates.map(({ id }) => {
          const word = words.rate[id];
          const set = (key: 'part' | 'whole', value: string): void =>
            setTyped((had) => ({ ...had, [id]: { part: '', whole: '', ...had[id], [key]: value } }));
          return (
            <fieldset key={id}>
              <legend>{word?.title ?? id}</legend>
              {(['part', 'whole'] as const).map((key) => (
                <input
                  key={key}
                  class="in"
                  type="number"
                  min="0"
                  step="any"
                  value={typed[id]?.[key] ?? ''}
                  aria-label={r(`rate.${key}`, { what: (key === 'part' ? word?.numerator : word?.denominator) ?? id })}
                  placeholder={(key === 'part' ? word?.numerator : word?.denominator) ?? ''}
                  onInput={(e) => set(key, e.currentTarget.value)}
                />
              ))}
            </fieldset>
          );
        })}
        <p class="row">
          <Button submit kind="primary">
            {r('rate.save')}
          </Button>
          <span role="status">{said}</span>
        </p>
      </form>
    </details>
  );
};
