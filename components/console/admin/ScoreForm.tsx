// The scoring sheet: four dimensions with a line of evidence each, impact, frequency, and what they come to.
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Figures, PointView, SheetView } from '@/lib/messages/admin-views';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Segmented } from '@/components/ui/Segmented';
import { useLoaded } from '@/components/ui/useLoaded';
import type { ScoreDone } from './api';
import { DIMENSIONS } from './dimensions';
import type { AdminProps } from './index';
import { TierMark } from './LibraryTable';
import { Sheets } from './Sheets';

type Draft = Partial<Figures>;
const STEPS = ['1', '2', '3', '4', '5'];

/** Score on the screen, as the ranking has it: half up to two places. */
const product = (f: Figures): number =>
  Math.round(DIMENSIONS.reduce((sum, d) => sum + f[d], 0) * f.impact * f.frequency * 100 + 1e-6) / 100;

const isWhole = (draft: Draft): draft is Figures =>
  [...DIMENSIONS, 'impact' as const, 'frequency' as const].every((key) => draft[key] !== undefined);

export const ScoreForm = ({
  point,
  of,
  saved,
  api,
  a,
}: AdminProps & { point: PointView; of: number; saved: () => void }) => {
  const me = point.reader ?? '';
  const own = point.sheets.find((s) => s.person === me && !s.joint);
  const isJoint = point.apart.length > 0 && own !== undefined;
  const [edited, setEdited] = useState<Draft>({});
  const [words, setWords] = useState<Record<string, string>>({});
  const [done, setDone] = useState<ScoreDone>();
  const [measured] = useLoaded(() => api.measured(point.line.id), [api, point.line.id]);

  const base: Draft = own ?? { impact: point.line.impact, frequency: point.line.frequency };
  const draft: Draft = { ...base, ...edited };
  const evidenceOf = (d: string): string => words[d] ?? own?.evidence[d] ?? '';
  const missing =
    DIMENSIONS.filter((d) => draft[d] === undefined).length + DIMENSIONS.filter((d) => !evidenceOf(d).trim()).length;
  const shown: Figures = isWhole(draft) ? draft : point.line;

  const save = async (): Promise<void> => {
    if (missing || !isWhole(draft)) return;
    const evidence = Object.fromEntries(DIMENSIONS.map((d) => [d, evidenceOf(d).trim()]));
    const result = await api
      .score({ point: point.line.id, figures: draft, evidence, joint: isJoint })
      .catch((): ScoreDone => ({ ok: false, why: 'failed' }));
    setDone(result);
    if (result.ok) saved();
  };
  const coefficient = (key: 'impact' | 'frequency', steps: number[]) => (
    <Segmented
      name={key}
      label={a(`sheet.${key}`)}
      value={String(draft[key])}
      options={steps.map((n) => ({ value: String(n), word: n.toFixed(1) }))}
      onPick={(v) => setEdited({ ...edited, [key]: Number(v) })}
    />
  );
  return (
    <form
      class="score"
      onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}
    >
      {isJoint && (
        <Banner level={{ mark: 'orange', word: a('lib.draft.apart') }}>
          <p>{a('sheet.joint.now', { list: point.apart.map((d) => a(`sheet.${d}`)).join(a('and')) })}</p>
        </Banner>
      )}
      <Others sheets={point.sheets} me={me} a={a} />
      {DIMENSIONS.map((d) => (
        <div key={d} class="dim">
          <b id={`dim-${d}`}>{a(`sheet.${d}`)}</b>
          <Segmented
            name={d}
            label={a(`sheet.${d}`)}
            value={String(draft[d] ?? '')}
            options={STEPS.map((value) => ({ value, word: value }))}
            onPick={(v) => setEdited({ ...edited, [d]: Number(v) })}
          />
          <span class="m f12 nw">
            {a('sheet.pack')} <span class="n">{point.pack[d]}</span>
          </span>
          <p class="f12 m x">{a(`anchor.${d}`)}</p>
          <input
            class="in x"
            value={evidenceOf(d)}
            maxLength={120}
            placeholder={a('sheet.evidence')}
            aria-label={`${a(`sheet.${d}`)} · ${a('sheet.evidence')}`}
            onInput={(e) => setWords({ ...words, [d]: e.currentTarget.value })}
          />
        </div>
      ))}
      <div class="dim">
        <b>{a('sheet.impact')}</b>
        {coefficient('impact', point.impacts)}
        <span class="m f12 nw">
          {a('sheet.pack')} <span class="n">{point.pack.impact.toFixed(1)}</span>
        </span>
        <p class="f12 m x">{a('anchor.impact')}</p>
      </div>
      <div class="dim">
        <b>{a('sheet.frequency')}</b>
        {coefficient('frequency', point.frequencies)}
        <span class="m f12 nw">
          {a('sheet.pack')} <span class="n">{point.pack.frequency.toFixed(1)}</span>
        </span>
        <p class="f12 m x">
          {measured.kind === 'ready' && measured.value.kind === 'measured' ? (
            <>
              {a('sheet.measured', {
                acts: measured.value.acts,
                month: measured.value.aMonth,
                value: measured.value.frequency.toFixed(1),
              })}{' '}
              <Take value={measured.value.frequency} a={a} onTake={(v) => setEdited({ ...edited, frequency: v })} />
            </>
          ) : (
            a('sheet.measured.none')
          )}
        </p>
      </div>
      <Formula figures={shown} point={point} of={of} a={a} />
      <div class="row wrap">
        {me ? (
          <>
            <Button kind="primary" submit unready={missing > 0} describedBy="score-missing">
              {a(isJoint ? 'sheet.save.joint' : 'sheet.save')}
            </Button>
            <span id="score-missing" class="m f12">
              {missing ? a('sheet.missing', { n: missing }) : a('sheet.joint.rule')}
            </span>
          </>
        ) : (
          <p class="m2">
            {a('sheet.signin')} <a href="#/people">{a('sheet.signin.link')}</a>
          </p>
        )}
      </div>
      {done &&
        (done.ok ? (
          <Banner>{a('sheet.saved')}</Banner>
        ) : (
          <Banner level={{ mark: 'orange', word: a('lib.draft') }}>{a(`score.${done.why}`)}</Banner>
        ))}
    </form>
  );
};

const Take = ({ value, a, onTake }: { value: number; a: AdminProps['a']; onTake: (value: number) => void }) => (
  <button type="button" class="link" onClick={() => onTake(value)}>
    {a('sheet.take', { value: value.toFixed(1) })}
  </button>
);

const Formula = ({ figures, point, of, a }: { figures: Figures; point: PointView; of: number; a: AdminProps['a'] }) => {
  const sum = DIMENSIONS.reduce((total, d) => total + figures[d], 0);
  const parts: [string, string][] = [
    [String(sum), a('sheet.sum')],
    [figures.impact.toFixed(1), a('lib.impact')],
    [figures.frequency.toFixed(1), a('lib.frequency')],
    [product(figures).toFixed(2), a('sheet.result')],
  ];
  return (
    <p class="calc">
      {parts.map(([value, word], i) => (
        <Fragment key={word}>
          {i > 0 && <span>{i === 3 ? '=' : '×'}</span>}
          <span class="v">
            <b class="n">{value}</b>
            <span>{word}</span>
          </span>
        </Fragment>
      ))}
      <span class="sp" />
      <span class="v">
        <b class="n">{point.line.rank}</b>
        <span>{a('sheet.rank', { n: of })}</span>
      </span>
      <span class="v">
        <b>
          <TierMark tier={point.line.tier} a={a} />
        </b>
        <span>{a('sheet.tier')}</span>
      </span>
    </p>
  );
};

const Others = ({ sheets, me, a }: { sheets: SheetView[]; me: string; a: AdminProps['a'] }) => {
  if (!sheets.length) return null;
  const own = sheets.some((s) => s.person === me);
  const others = sheets.filter((s) => s.person !== me);
  if (!own && others.length)
    return <p class="f12 m2">{a('sheet.hidden', { name: [...new Set(others.map((s) => s.name))].join(a('and')) })}</p>;
  return (
    <>
      {own && !others.length && <p class="f12 m2">{a('sheet.one')}</p>}
      <Sheets sheets={sheets} a={a} />
    </>
  );
};
