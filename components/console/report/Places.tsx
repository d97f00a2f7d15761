import { Said } from '@/components/ui/Said';
import { Figure, Share } from './Charts';
import { round, ruleAct, rulesSheet, unitsSheet, wordsOf, type On } from './sheets';

const LIMIT = 0.8;
const MOST = 15;

/** Units by reminders in a hundred acts; never persons. */
export const Units = ({ on }: { on: On }) => {
  const { report, r } = on;
  return (
    <section>
      <h2>
        {r('h4')} <small>{r('h4.small')}</small>
      </h2>
      {report.units.length === 0 ? (
        <p class="m2">{r('unit.empty')}</p>
      ) : (
        <Figure sheet={unitsSheet(on)} button={r('table')}>
          <table class="t1">
            <thead>
              <tr>
                <th scope="col" class="r">
                  {r('place')}
                </th>
                <th scope="col">{r('unit')}</th>
                <th scope="col" class="r">
                  {r('per')}
                </th>
                <th scope="col" class="r">
                  {r('flags')}
                </th>
                <th scope="col" class="r">
                  {r('moved')}
                </th>
              </tr>
            </thead>
            <tbody>
              {report.units.map((u) => (
                <tr key={u.unit}>
                  <td class="r">{u.place ?? '—'}</td>
                  <th scope="row">
                    <Said text={u.unit} max={60} />
                  </th>
                  <td class={u.perHundred === undefined ? 'few' : 'r w'}>
                    {u.perHundred === undefined ? r('unit.few') : round(u.perHundred)}
                  </td>
                  <td class="r">{u.flags}</td>
                  <td class="r">{moved(u.place, u.before)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Figure>
      )}
      <p class="f12 m">{r('unit.note')}</p>
    </section>
  );
};
const moved = (place: number | undefined, before: number | undefined): string =>
  place === undefined || before === undefined || place === before
    ? '—'
    : place < before
      ? `▲ ${before - place}`
      : `▼ ${place - before}`;

/** How often clerks went past each rule: over the line the rule is at fault, not the clerk. */
export const Rules = ({ on }: { on: On }) => {
  const { report, r } = on;
  return (
    <section>
      <h2>
        {r('h5')} <small>{r('h5.small')}</small>
      </h2>
      {report.rules.length === 0 ? (
        <p class="m2">—</p>
      ) : (
        <Figure sheet={rulesSheet(on)} button={r('table')}>
          <table class="t1">
            <thead>
              <tr>
                <th scope="col">{r('rule')}</th>
                <th scope="col" class="r">
                  {r('fired')}
                </th>
                <th scope="col" class="wide">
                  {r('share')}
                </th>
                <th scope="col" class="r">
                  {r('falseAlarms')}
                </th>
                <th scope="col">{r('act')}</th>
              </tr>
            </thead>
            <tbody>
              {report.rules.slice(0, MOST).map((rule) => (
                <tr key={rule.rule}>
                  <th scope="row">
                    <Said text={wordsOf.rule(on, rule.rule)} max={80} />
                  </th>
                  <td class="r">{rule.fired}</td>
                  <td class="bx">
                    <Share
                      share={rule.wentOn / rule.fired}
                      line={LIMIT}
                      label={r('share.img', { rule: wordsOf.rule(on, rule.rule), fired: rule.fired, on: rule.wentOn })}
                    />
                  </td>
                  <td class="r">
                    {rule.falseAlarms} / {rule.judged}
                  </td>
                  <td class={rule.isTooOften ? 'w' : 'm'}>{ruleAct(rule, r)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Figure>
      )}
    </section>
  );
};
