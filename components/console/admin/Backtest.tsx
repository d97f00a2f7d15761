// The draft over this machine's records: what would have been flagged more or less, and what officers decided then.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import type { BacktestView, DifferenceView } from '@/lib/messages/admin-views';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import type { AdminApi, RuleRef } from './api';
import type { A } from './words';

type State =
  | { kind: 'idle' }
  | { kind: 'running'; done: number; of: number }
  | { kind: 'done'; view: BacktestView }
  | { kind: 'stopped' | 'failed' | 'faulty' };

/** `text`: of the draft; a result of an earlier text is thrown away. */
export const Backtest = ({
  api,
  rule,
  text,
  language,
  a,
}: {
  api: AdminApi;
  rule: RuleRef;
  text: string;
  language: Language;
  a: A;
}) => {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const stop = useRef<AbortController>();
  useEffect(() => {
    setState({ kind: 'idle' });
    return () => stop.current?.abort();
  }, [text]);

  const run = async (): Promise<void> => {
    const own = new AbortController();
    stop.current = own;
    setState({ kind: 'running', done: 0, of: 0 });
    try {
      const view = await api.backtest(rule, language, {
        signal: own.signal,
        progress: (done, of) => !own.signal.aborted && setState({ kind: 'running', done, of }),
      });
      setState(view ? { kind: 'done', view } : { kind: 'faulty' });
    } catch {
      setState({ kind: own.signal.aborted ? 'stopped' : 'failed' });
    }
  };
  return (
    <section>
      <header class="row">
        <h2>{a('bt.title')}</h2>
        <span class="sp" />
        {state.kind === 'running' ? (
          <Button size="small" onPress={() => stop.current?.abort()}>
            {a('bt.stop')}
          </Button>
        ) : (
          <Button size="small" onPress={() => void run()}>
            {a('bt.run')}
          </Button>
        )}
      </header>
      <p class="f12 m">{a('bt.lead')}</p>
      {state.kind === 'running' && (
        <p class="row" role="status">
          <span class="f12">{a('bt.running', { done: state.done, of: state.of })}</span>
          <progress value={state.done} max={Math.max(state.of, 1)} aria-label={a('bt.title')} />
        </p>
      )}
      {(state.kind === 'stopped' || state.kind === 'failed' || state.kind === 'faulty') && (
        <p class="m" role="status">
          {a(`bt.${state.kind}`)}
        </p>
      )}
      {state.kind === 'done' && <Found view={state.view} a={a} />}
    </section>
  );
};

const Found = ({ view, a }: { view: BacktestView; a: A }) => (
  <>
    <p class="f12 m" role="status">
      {a('bt.acts', { n: view.acts, from: dayOf(view.from), to: dayOf(view.to) })}
    </p>
    <p class="calc">
      <Figure value={String(view.before)} word={a('bt.before')} />
      <Figure value={String(view.draft)} word={a('bt.draft')} />
      <Figure value={`+${view.more} −${view.less}`} word={a('bt.difference')} />
    </p>
    {view.sooner + view.later > 0 && <p class="f12">{a('bt.times', { sooner: view.sooner, later: view.later })}</p>}
    {view.undetermined > 0 && <p class="f12 m">{a('bt.undetermined', { n: view.undetermined })}</p>}
    <p class="f12">
      {view.holds
        ? a('bt.holds', {
            before: view.holds.before.toFixed(2),
            draft: view.holds.draft.toFixed(2),
            n: view.holds.clerks,
          })
        : a('bt.holds.none')}
    </p>
    {view.decided.map((line) => (
      <p key={`${line.sign}${line.verdict}`} class="f12">
        {a(line.sign === '+' ? 'bt.decided.more' : 'bt.decided.less', {
          verdict: a(`bt.verdict.${line.verdict}`),
          n: line.n,
        })}
      </p>
    ))}
    <List title={a('bt.more')} sign="+" lines={view.added} a={a} />
    <List title={a('bt.less')} sign="−" lines={view.gone} a={a} />
  </>
);

const dayOf = (at: number | undefined): string => (at === undefined ? '—' : fullTime(at).slice(0, 10));

const Figure = ({ value, word }: { value: string; word: string }) => (
  <span class="v">
    <b class="n">{value}</b>
    <span>{word}</span>
  </span>
);

const List = ({ title, sign, lines, a }: { title: string; sign: string; lines: DifferenceView[]; a: A }) =>
  lines.length === 0 ? null : (
    <table class="list plain diffs">
      <caption class="vh">{title}</caption>
      <thead>
        <tr>
          <th>
            <span class="vh">{title}</span>
          </th>
          <th>{a('bt.th.day')}</th>
          <th>{a('bt.th.subject')}</th>
          <th>{a('bt.th.why')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.slice(0, 50).map((d) => (
          <tr key={d.key}>
            <td class="w">{sign}</td>
            <td class="n">{dayOf(d.at).slice(5)}</td>
            <td>
              <Said text={d.subject || '—'} max={24} />
            </td>
            <td class="wrapcell">
              <Said text={d.why} max={80} />
              {d.verdict && <span class="tag">{a(`bt.verdict.${d.verdict}`)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
