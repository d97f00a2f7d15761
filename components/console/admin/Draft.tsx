// One rule under the author's hands. Every change is kept at once and can be taken back.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EditorView } from '@/lib/messages/admin-views';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Segmented } from '@/components/ui/Segmented';
import { fullTime } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import { goTo } from '../route';
import { Ready } from '../shell';
import type { Edit, RuleRef } from './api';
import { Backtest } from './Backtest';
import { Beside } from './Beside';
import type { AdminProps } from './index';
import { Sentences } from './Sentences';
import { SourceView } from './SourceView';

type Props = AdminProps & { rule: RuleRef; listed: () => void };

export const Draft = (props: Props) => {
  const { api, rule, language, say } = props;
  const [loaded, again] = useLoaded(() => api.open(rule, language), [api, rule.pack, rule.id, language], 60_000);
  return (
    <Ready loaded={loaded} again={again} say={say}>
      {(view) => <Opened {...props} first={view} />}
    </Ready>
  );
};

const MOST_UNDO = 100;

const Opened = ({ first, ...props }: Props & { first: EditorView }) => {
  const { api, rule, language, a, listed } = props;
  const [view, setView] = useState(first);
  const [before, setBefore] = useState<{ text: string; cases: string }[]>([]);
  const [isSource, setSource] = useState(false);
  const [said, setSaid] = useState<string>();
  const [copying, setCopying] = useState(false);
  const main = useRef<HTMLDivElement>(null);

  const take = async (next: Promise<EditorView>): Promise<void> => {
    try {
      const now = await next;
      if ((now.draft === undefined) !== (view.draft === undefined)) listed();
      setView(now);
      setSaid(undefined);
    } catch {
      setSaid(a('ed.failed'));
    }
  };
  const edit = (change: Edit): void => {
    setBefore((had) => [...had.slice(-MOST_UNDO), { text: view.text, cases: view.cases }]);
    void take(api.edit(rule, change, language));
  };
  const undo = (): void => {
    const last = before.at(-1);
    if (!last) return;
    setBefore((had) => had.slice(0, -1));
    void take(api.put(rule, last, language));
  };
  const tryHere = async (on: boolean): Promise<void> => {
    const done = await api.tryHere(rule, on, language).catch(() => undefined);
    if (done) setView(done.view);
    setSaid(done?.ok ? undefined : a('ed.try.not'));
    listed();
  };
  const discard = async (): Promise<void> => {
    const now = await api.discard(rule, language);
    listed();
    if (!now) return goTo('#/rules');
    setBefore([]);
    setView(now);
  };
  /** Focus to the next place that must be mended, row by row, then what stands outside the rows. */
  const nextFault = (): void => {
    const faults = [...(main.current?.querySelectorAll<HTMLElement>('[data-fault]') ?? [])];
    const at = faults.findIndex((fault) => fault.contains(document.activeElement));
    faults[(at + 1) % Math.max(faults.length, 1)]?.focus();
  };
  useEffect(() => {
    const press = (e: KeyboardEvent): void => {
      if (e.isComposing) return;
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 's') {
        e.preventDefault();
        // What is being typed is finished first; each change is kept when it is made.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        setSaid(a('ed.saved', { at: fullTime(Date.now()).slice(11, 16) }));
      }
      if (e.key === 'F8') {
        e.preventDefault();
        nextFault();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [a]);

  return (
    <>
      <div class="edmain" ref={main}>
        <header class="edhead row wrap">
          <span class="n m2">{view.id}</span>
          <h1>{view.title}</h1>
          <Level level={view.level} />
          <span class="tag">{a(view.draft ? 'ed.draft' : 'ed.version', { n: view.version })}</span>
          <span class="sp" />
          <span class="m f12" role="status">
            {said ?? (view.draft ? a('ed.kept', { at: fullTime(view.draft.at).slice(11, 16) }) : a('ed.clean'))}
          </span>
          <Button size="small" disabled={before.length === 0} onPress={undo}>
            {a('ed.undo')}
          </Button>
          <Segmented
            name="edview"
            label={a('ed.view')}
            value={isSource ? 'source' : 'rows'}
            options={[
              { value: 'rows', word: a('ed.sentence.view') },
              { value: 'source', word: a('ed.source') },
            ]}
            onPick={(v) => setSource(v === 'source')}
          />
          <Export
            view={view}
            a={a}
            onPress={() => void api.exportDraft(rule).then((ok) => ok && setSaid(a('ed.exported')))}
          />
        </header>
        <Trying view={view} a={a} onTry={(on) => void tryHere(on)} />
        {isSource ? (
          <SourceView view={view} a={a} onEdit={edit} />
        ) : view.rows ? (
          <Sentences view={view} a={a} onEdit={edit} />
        ) : (
          <Banner level={{ mark: 'orange', word: a('ed.error') }}>
            <p>{a('ed.unparsed')}</p>
            {view.loose.slice(0, 5).map((p, i) => (
              <p key={i}>{`${a('ed.place', { file: a(`ed.file.${p.file}`), line: p.line })} · ${p.message}`}</p>
            ))}
          </Banner>
        )}
        <footer class="row wrap">
          <span class="m f12">{a('ed.keys')}</span>
          <span class="sp" />
          {view.draft && (
            <Button size="small" onPress={() => void discard()}>
              {a('ed.discard')}
            </Button>
          )}
          <Button size="small" expanded={copying} onPress={() => setCopying(!copying)}>
            {a('ed.copy')}
          </Button>
          {copying && <Copy {...props} />}
        </footer>
      </div>
      <Beside view={view} a={a}>
        <Backtest api={api} rule={rule} text={view.text} language={language} a={a} />
      </Beside>
    </>
  );
};

/** The draft in the author's own browser: how it feels, before anybody else meets it. */
const Trying = ({ view, a, onTry }: { view: EditorView; a: AdminProps['a']; onTry: (on: boolean) => void }) => (
  <p class={`row wrap trying${view.runs ? ' on' : ''}`}>
    {view.runs ? <b class="tag">{a('ed.try.mark')}</b> : null}
    <span class="f12 m2">
      {view.runs
        ? a('ed.try.on', { at: fullTime(view.runs.at).slice(11, 16) })
        : a(view.byTimer ? 'ed.try.timer' : 'ed.try.off')}
    </span>
    <span class="sp" />
    {(view.runs || !view.byTimer) && (
      <Button size="small" onPress={() => onTry(!view.runs)}>
        {a(view.runs ? 'ed.try.stop' : 'ed.try.run')}
      </Button>
    )}
  </p>
);

const Export = ({ view, a, onPress }: { view: EditorView; a: AdminProps['a']; onPress: () => void }) => {
  const failing = view.tried.filter((t) => !t.ok).length;
  const faults = view.problems.filter((p) => !p.isWarning).length;
  const why = view.canExport
    ? ''
    : faults
      ? a('ed.export.blocked.problems', { n: faults })
      : failing
        ? a('ed.export.blocked.cases', { n: failing })
        : a('ed.export.blocked.lacking');
  return (
    <>
      <Button
        kind="primary"
        unready={!view.canExport}
        describedBy="export-why"
        onPress={() => view.canExport && onPress()}
      >
        {a('ed.export')}
      </Button>
      <span id="export-why" class="f12 m2">
        {why}
      </span>
    </>
  );
};

const Copy = ({ api, rule, a, listed }: Props) => {
  const [id, setId] = useState(`${rule.id}-2`);
  const [taken, setTaken] = useState(false);
  return (
    <form
      class="row"
      onSubmit={(e) => {
        e.preventDefault();
        void api.copy(rule, id).then((ok) => {
          setTaken(!ok);
          if (!ok) return;
          listed();
          goTo(`#/rules/${rule.pack}/${id}`);
        });
      }}
    >
      <input
        class="in"
        value={id}
        aria-label={a('ed.copy.id')}
        maxLength={63}
        onInput={(e) => setId(e.currentTarget.value)}
      />
      <Button size="small" submit>
        {a('ed.copy.go')}
      </Button>
      {taken && (
        <span class="f12" role="alert">
          {a('ed.copy.taken')}
        </span>
      )}
    </form>
  );
};
