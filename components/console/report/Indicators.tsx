import { listed } from '@/components/texts';
import { Said } from '@/components/ui/Said';
import { Bars, Figure, heatStep, heatSteps, Trend } from './Charts';
import {
  categorySheet,
  exposureSheet,
  heatSheet,
  latencySheet,
  latencyWord,
  postSheet,
  round,
  wordsOf,
  type On,
} from './sheets';

const FEWEST = 10;

/** Exposure, latency, categories, staff categories; what cannot be said says so. */
export const Indicators = ({ on }: { on: On }) => {
  const { r } = on;
  return (
    <section>
      <h2>{r('h1')}</h2>
      <div class="k4">
        <Exposure on={on} />
        <Latency on={on} />
        <Spread
          on={on}
          title={r('category')}
          label={r('category.img')}
          counts={on.report.categories}
          word={(id) => wordsOf.risk(on, id)}
          concentration={on.report.categoryConcentration}
          sheet={categorySheet(on)}
        />
        <Spread
          on={on}
          title={r('post')}
          label={r('post.img')}
          counts={on.report.posts}
          word={(id) => wordsOf.post(on, id)}
          concentration={on.report.postConcentration}
          sheet={postSheet(on)}
        />
      </div>
    </section>
  );
};

const Exposure = ({ on }: { on: On }) => {
  const { report, r } = on;
  const { exposure } = report;
  const now = exposure.at(-1)?.value;
  const before = exposure.at(-2)?.value;
  return (
    <div>
      <h3>{r('exposure')}</h3>
      <p class="f">
        {now === undefined ? '—' : round(now, 2)}{' '}
        <small>
          {before === undefined ? r('exposure.unit.first') : r('exposure.unit', { before: round(before, 2) })}
        </small>
      </p>
      <Figure sheet={exposureSheet(on)} button={r('table')}>
        <Trend
          points={exposure.map((m) => m.value)}
          label={r('exposure.img', { n: exposure.length, value: now === undefined ? '—' : round(now, 2) })}
          ends={[exposure[0]?.month ?? '', report.month]}
        />
      </Figure>
    </div>
  );
};

const Latency = ({ on }: { on: On }) => {
  const { report, r } = on;
  const { latency } = report;
  return (
    <div>
      <h3>{r('latency')}</h3>
      {latency ? (
        <>
          <p class="f">
            {round(latency.median)} <small>{r('latency.unit', { p90: latency.p90, longest: latency.longest })}</small>
          </p>
          <Figure sheet={latencySheet(on)} button={r('table')}>
            <Bars
              label={r('latency.img', { median: round(latency.median) })}
              lines={latency.steps.map((s) => ({ word: latencyWord(s.upTo, r), n: s.n, said: String(s.n) }))}
            />
          </Figure>
        </>
      ) : (
        <p class="m2">{r('no.confirmed')}</p>
      )}
    </div>
  );
};

const Spread = ({
  on: { r },
  title,
  label,
  counts,
  word,
  concentration,
  sheet,
}: {
  on: On;
  title: string;
  label: string;
  counts: readonly { id: string; n: number }[];
  word: (id: string) => string;
  concentration: number | undefined;
  sheet: ReturnType<typeof categorySheet>;
}) => {
  const all = counts.reduce((sum, c) => sum + c.n, 0);
  const [top] = counts;
  const share = (n: number): string => `${Math.round((100 * n) / all)}%`;
  return (
    <div>
      <h3>{title}</h3>
      {top ? (
        <>
          <p class="f">
            {share(top.n)}{' '}
            <small>
              <Said
                text={
                  concentration === undefined
                    ? r('category.unit.few', { what: word(top.id), n: FEWEST })
                    : r('category.unit', { what: word(top.id), cc: round(concentration, 2) })
                }
                max={60}
              />
            </small>
          </p>
          <Figure sheet={sheet} button={r('table')}>
            <Bars label={label} lines={counts.map((c) => ({ word: word(c.id), n: c.n, said: share(c.n) }))} />
          </Figure>
        </>
      ) : (
        <p class="m2">{r('no.confirmed')}</p>
      )}
    </div>
  );
};

/** Posts as rows, risk points as columns, each cell its figure on one of five inks. */
const MOST_COLUMNS = 12;
export const Heat = ({ on }: { on: On }) => {
  const { report, r } = on;
  const { posts, risks, cells } = report.heat;
  const most = Math.max(0, ...cells.flat());
  const steps = heatSteps(most);
  const shown = risks.slice(0, MOST_COLUMNS);
  const sum = (list: readonly number[]): number => list.reduce((total, n) => total + n, 0);
  const legend = listed(
    on.language,
    steps
      .filter((s) => s <= most)
      .map((s, i, list) => {
        const next = list[i + 1];
        return next === undefined ? `≥${s}` : next - 1 === s ? String(s) : `${s}-${next - 1}`;
      }),
  );
  return (
    <section>
      <h2>
        {r('h2')} <small>{most > 0 && r('h2.small', { steps: legend })}</small>
      </h2>
      {most === 0 ? (
        <p class="m2">—</p>
      ) : (
        <Figure sheet={heatSheet(on)} button={r('table')}>
          <div class="scrollx">
            <table class="heat">
              <caption class="vh">{r('heat.img')}</caption>
              <thead>
                <tr>
                  <th scope="col">{r('col.post')}</th>
                  {shown.map((id) => (
                    <th key={id} scope="col">
                      <Said text={wordsOf.risk(on, id)} max={30} />
                    </th>
                  ))}
                  <th scope="col">{r('total')}</th>
                </tr>
              </thead>
              <tbody>
                {posts.map((post, i) => (
                  <tr key={post}>
                    <th scope="row">
                      <Said text={wordsOf.post(on, post)} max={30} />
                    </th>
                    {shown.map((id, at) => {
                      const n = cells[i]?.[at] ?? 0;
                      return (
                        <td key={id} class={n === 0 ? 'z' : `h${heatStep(n, steps)}`}>
                          {n}
                        </td>
                      );
                    })}
                    <td class="t">{sum(cells[i] ?? [])}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{r('total')}</th>
                  {shown.map((id, at) => (
                    <td key={id} class="t">
                      {sum(cells.map((row) => row[at] ?? 0))}
                    </td>
                  ))}
                  <td class="t">{sum(cells.flat())}</td>
                </tr>
              </tfoot>
            </table>
          </div>
        </Figure>
      )}
    </section>
  );
};
