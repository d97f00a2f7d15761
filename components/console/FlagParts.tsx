// The panels of a flagged act: what was read, why a rule fired, what was shown and answered, whether the record is intact.
import type { ComponentChildren } from 'preact';
import type { LevelMark } from '@/lib/model';
import type { AnswerLine, FieldLine, FiredLine, FlagDetailView, ProofView, ShownLine } from '@/lib/messages/views';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { cut } from '@/components/ui/cut';
import { clockTime, fullTime } from '@/components/ui/time';
import { Panel, type S } from './shell';

export type Flagged = Extract<FlagDetailView, { kind: 'flag' }>;

const FieldTable = ({ fields, say }: { fields: FieldLine[]; say: S }) => (
  <table class="fields">
    <tbody>
      {fields.map((f) => (
        <tr key={f.id} class={f.flagged ? 'hit' : ''}>
          <th scope="row">
            <Said text={f.label} max={40} />
          </th>
          <td>
            {f.erasedAt !== undefined ? (
              <span class="m">{say('flag.erased', { at: fullTime(f.erasedAt).slice(0, 10) })}</span>
            ) : f.unread !== undefined ? (
              <span class="m2">{say('flag.unread', { why: cut(f.unread, 80) })}</span>
            ) : (
              <Said text={f.value} max={300} />
            )}
            {f.personal && <span class="tag">{say('flag.personal')}</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

export const What = ({ view, say, course }: { view: Flagged; say: S; course?: ComponentChildren }) => (
  <Panel title={say('flag.what')}>
    <div class={`two m-${view.fired[0]?.level.mark ?? 'blue'}`}>
      <div>
        <h3>{say('flag.fields')}</h3>
        <FieldTable fields={view.fields} say={say} />
        {view.items.length > 0 && (
          <details>
            <summary>{say('flag.items', { n: view.items.length })}</summary>
            {view.items.slice(0, 200).map((item, i) => (
              <div key={i}>
                <h3>{say('flag.item', { n: i + 1 })}</h3>
                <FieldTable fields={item} say={say} />
              </div>
            ))}
          </details>
        )}
      </div>
      <div>
        <h3>{say('flag.timeline')}</h3>
        {course ?? (
          <ol class="course">
            {view.timeline.map((t, i) => (
              <li key={i} class={t.tone}>
                <time dateTime={new Date(t.at).toISOString()}>{fullTime(t.at).slice(11)}</time>
                <span>
                  <Said text={t.text} max={160} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </div>
  </Panel>
);

export const Fired = ({ fired, say }: { fired: FiredLine; say: S }) => (
  <article class={`fired m-${fired.level.mark}`}>
    <p class="row top">
      <Level level={fired.level} />
      <b>
        <Said text={fired.title} max={80} />
      </b>
      <span class="tag">
        <Said text={fired.askText} max={30} />
      </span>
    </p>
    <p>
      <span class="m">{say('flag.because')}</span> <Said text={fired.because} max={400} />
    </p>
    <table class="facts">
      <tbody>
        {fired.facts.map((f, i) => (
          <tr key={i}>
            <th scope="row">
              <Icon paths={f.bad ? PAGE_ICONS.cross : PAGE_ICONS.check} size={14} /> <Said text={f.label} max={40} />
            </th>
            <td>
              {say('flag.actual')}{' '}
              <b>
                <Said text={f.actual} />
              </b>
            </td>
            <td>
              {f.expected && (
                <>
                  {say('flag.expected')} <Said text={f.expected} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {fired.eased && (
      <p class="m2">
        {say('flag.eased')} <Said text={fired.eased} />
      </p>
    )}
    {fired.evidence.length > 0 && (
      <p class="m2">
        {say('flag.evidence')}{' '}
        {fired.evidence.slice(0, 20).map((seq) => (
          <a key={seq} class="gap-r" href={`#/flags/${seq}`}>
            {seq}
          </a>
        ))}
      </p>
    )}
    <p class="m f12">
      {fired.sources.map((s, i) => (
        <span key={i}>
          <Said text={`${s.title}${s.article ?? ''}`} max={120} />
          {!s.checked && `（${say('source.unchecked')}）`}{' '}
          {s.href && /^https?:\/\//i.test(s.href) && (
            <a href={s.href} target="_blank" rel="noopener noreferrer">
              {say('source.open')}
            </a>
          )}{' '}
          ·{' '}
        </span>
      ))}
      {say('flag.rule', { id: cut(fired.rule, 64), version: fired.ruleVersion, pack: cut(fired.pack, 40) })}
    </p>
  </article>
);

/** What stood on the screen, out of the record: its own words in their order, never filled in again from today's pack. */
export const Replica = ({ shown, level, say }: { shown: ShownLine; level: LevelMark | undefined; say: S }) => (
  <figure class={`replica m-${level?.mark ?? 'blue'}`}>
    {level && (
      <p class="row">
        <Level level={level} />
        <span class="sp" />
        <span class="m f12">{say('flag.replica')}</span>
      </p>
    )}
    <figcaption class="m f12">
      {fullTime(shown.at)} · {say('flag.seen', { s: Math.round(shown.visibleMs / 1000) })} ·{' '}
      {say(`receipt.${receiptOf(shown.receipt)}`)} · {say('flag.textVersion', { v: cut(shown.textVersion, 20) })}
    </figcaption>
    {shown.text
      .slice(0, 8000)
      .split('\n')
      .map((line, i) => (
        <p key={i} class={i < 2 ? 'w' : ''}>
          <Said text={line} max={400} />
        </p>
      ))}
  </figure>
);

const RECEIPTS = ['seen', 'rendered', 'suppressed'] as const;
const receiptOf = (receipt: string): (typeof RECEIPTS)[number] | 'unknown' =>
  RECEIPTS.find((r) => r === receipt) ?? 'unknown';

export const Answer = ({ answer, say }: { answer: AnswerLine; say: S }) => (
  <div class="answer">
    <p>
      <b>
        <Said text={answer.text || say(`answer.${answer.kind}`)} max={80} />
      </b>{' '}
      <span class="m">{fullTime(answer.at)}</span>
    </p>
    {answer.checks.length > 0 && (
      <ul>
        {answer.checks.map((c, i) => (
          <li key={i}>
            <Icon paths={PAGE_ICONS.check} size={14} /> <Said text={c} />
          </li>
        ))}
      </ul>
    )}
    {(answer.reason || answer.reasonText) && (
      <p>
        {answer.reason && (
          <b>
            <Said text={answer.reason} />{' '}
          </b>
        )}
        {answer.reasonText && <Said text={answer.reasonText} max={2000} />}
      </p>
    )}
    {answer.second && (
      <p>
        {say('flag.second', {
          name: cut(answer.second.name, 30),
          post: cut(answer.second.post, 30),
          way: cut(answer.second.way, 30),
          at: clockTime(answer.second.at),
        })}
      </p>
    )}
  </div>
);

/** Not yet reported is no fault, and says so by its word. */
const PROOF_MARKS = { ok: 'green', local: 'blue', clock: 'yellow', broken: 'red' } as const;

export const Proof = ({ proof, say, again }: { proof: ProofView; say: S; again: () => void }) => (
  <Panel
    title={say('flag.proof')}
    aside={
      <>
        <Level level={{ mark: PROOF_MARKS[proof.state], word: say(`flag.proof.${proof.state}`) }} />
        <span class="sp" />
        <Button size="small" onPress={again}>
          {say('flag.proof.again')}
        </Button>
      </>
    }
  >
    <p>
      <Said text={proof.sentence} />
    </p>
    <dl class="ev">
      <dt>{say('flag.proof.at', { seq: proof.seq, size: proof.size })}</dt>
      <dd />
      <dt>{say('flag.proof.leaf')}</dt>
      <dd class="n">
        <Said text={proof.leaf} max={80} />
      </dd>
      {proof.root && (
        <>
          <dt>{say('flag.proof.root')}</dt>
          <dd class="n">
            <Said text={proof.root} max={80} />
          </dd>
        </>
      )}
    </dl>
    {proof.erased.map((e, i) => (
      <p key={i} class="m2">
        <Said text={e.part} max={40} /> {say('flag.erased', { at: fullTime(e.at).slice(0, 10) })}
      </p>
    ))}
  </Panel>
);
