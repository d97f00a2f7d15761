// The month-end report: the screen is the paper. Sealed figures stand; what changed since is an annex.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import { listed, sayer } from '@/components/texts';
import { report as en } from '@/components/texts/en/report';
import { report as zh } from '@/components/texts/zh/report';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import '@/components/styles/report.css';
import type { OfficeApi } from '../queue/api';
import { goTo } from '../route';
import { Ready, type S } from '../shell';
import { Annex } from './Annex';
import { Heat, Indicators } from './Indicators';
import { RateForm, Rates } from './Rates';
import { Rules, Units } from './Places';
import { allSheets, rateWord, wordsOf, type On } from './sheets';

export const Report = ({
  api,
  say,
  language,
  month,
}: {
  api: OfficeApi;
  say: S;
  language: Language;
  month: string | undefined;
}) => {
  const r = sayer(language, { zh, en });
  const [loaded, again] = useLoaded(() => api.refresh().then(() => api.report(month)), [api, month]);
  const [said, setSaid] = useState('');
  return (
    <>
      <h1 class="vh">{say('nav.report')}</h1>
      <Ready loaded={loaded} again={again} say={say}>
        {({ report, words, months, sealed, annex }) =>
          report ? (
            <>
              <div class="bar0 row wrap">
                <label>
                  {r('month')}{' '}
                  <select class="in" value={report.month} onChange={(e) => goTo(`#/report/${e.currentTarget.value}`)}>
                    {months.map((m) => (
                      <option key={m} value={m}>
                        {m}
                      </option>
                    ))}
                  </select>
                </label>
                <span class="m f12">
                  {sealed
                    ? r('sealed', { at: fullTime(sealed.at).slice(0, 16), by: sealed.by })
                    : report.month === months[0]
                      ? r('running')
                      : r('unsealed')}
                </span>
                <span class="sp" />
                <span role="status" class="m f12">
                  {said}
                </span>
                <Button
                  size="small"
                  onPress={() =>
                    void api
                      .handOut(
                        'report',
                        `${say('nav.report')} ${report.month}`,
                        allSheets({ report, words, r, language }),
                      )
                      .then((ok) => setSaid(ok ? '' : r('rate.failed')))
                  }
                >
                  {r('export')}
                </Button>
                <Button size="small" onPress={() => print()}>
                  {r('print')}
                </Button>
              </div>
              <Paper on={{ report, words, r, language }} sealed={sealed}>
                <RateForm
                  key={report.month}
                  on={{ report, words, r, language }}
                  keep={(values) => api.keepRates(report.month, values)}
                  again={again}
                />
                {sealed && <Annex on={{ report, words, r, language }} annex={annex} />}
              </Paper>
            </>
          ) : (
            <div class="panelbox">
              <Empty title={r('none')}>{r('none.more')}</Empty>
            </div>
          )
        }
      </Ready>
    </>
  );
};

const Paper = ({
  on,
  sealed,
  children,
}: {
  on: On;
  sealed: { at: number; by: string; sha256: string } | undefined;
  children: ComponentChildren;
}) => {
  const { report, words, r } = on;
  const [y = '', m = ''] = report.month.split('-');
  return (
    <article class="pg">
      <h2 class="head">
        <Said text={r('title', { unit: words.unit, y, m: String(Number(m)) })} max={120} />
      </h2>
      <p class="m2">
        <Said
          text={r('sub', { profile: words.profile, desks: report.desks, acts: report.acts.toLocaleString('en') })}
        />
      </p>
      <p class="lead">
        <Said text={leadOf(on)} max={600} />
      </p>
      <Indicators on={on} />
      <Heat on={on} />
      <div class="two">
        <Rates on={on} />
        <Units on={on} />
      </div>
      <Rules on={on} />
      <p class="sign">
        <span>{r('sign.made', { by: sealed?.by ?? '____________' })}</span>
        <span>{r('sign.check')}</span>
        <span>{r('sign.lead')}</span>
        <span class="sp" />
        {sealed && <span class="n">{r('sign.sha', { sha: sealed.sha256 })}</span>}
      </p>
      {children}
    </article>
  );
};

/** What the month was, in sentences, out of the same figures. */
function leadOf(on: On): string {
  const { report, words, r, language } = on;
  const levels = listed(
    language,
    report.bySeverity.map(({ id, n }) => `${words.severity[id]?.word ?? id} ${n}`),
  );
  const { risks, cells } = report.heat;
  const [top] = risks
    .map((id, i) => ({ id, n: cells.reduce((sum, row) => sum + (row[i] ?? 0), 0) }))
    .sort((a, b) => b.n - a.n);
  const out = (['low', 'high'] as const).flatMap((side) => {
    const names = report.rates
      .filter((rate) => rateWord(rate) === side)
      .map((rate) => words.rate[rate.id]?.title ?? rate.id);
    return names.length ? [r(`lead.${side}`, { names: listed(language, names) })] : [];
  });
  const often = report.rules.filter((rule) => rule.isTooOften).length;
  return [
    r('lead', { flags: report.flags, levels: levels || '0', confirmed: report.confirmed }),
    top ? r('lead.top', { what: wordsOf.risk(on, top.id), n: top.n }) : '',
    out.length ? r('lead.rates', { low: listed(language, out) }) : '',
    often ? r('lead.rules', { n: often }) : '',
  ].join('');
}
