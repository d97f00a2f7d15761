import { useState } from 'preact/hooks';
import type { DispositionView, MatterView, ReviewView } from '@/lib/messages/office-views';
import type { ReviewAct, ReviewVerdict } from '@/lib/model';
import { clauses, listed } from '@/components/texts';
import { Button } from '@/components/ui/Button';
import { TimeLeft } from '@/components/ui/Deadline';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { Panel } from '../shell';
import type { Deed } from './api';
import { Verdict } from './Verdict';
import { stageWord, wordOf, type Words } from './words';

type Act = (deed: Omit<Deed, 'matter'>) => Promise<boolean>;
interface Props {
  review: ReviewView;
  words: Words;
  act: Act;
}

const FLOW = ['check', 'dispose', 'report', 'close'] as const;
const AT: Record<string, number> = {
  new: 0,
  asked: 0,
  to_dispose: 1,
  to_approve: 1,
  to_issue: 1,
  to_report: 2,
  reported: 2,
  closed: 3,
};

/** Where the matter stands and what may be done now. What may not says why. */
export const ReviewPanel = ({
  matter: { review },
  words,
  act,
}: {
  matter: Extract<MatterView, { kind: 'matter' }>;
  words: Words;
  act: Act;
}) => {
  const { q } = words;
  const props = { review, words, act };
  return (
    <Panel
      title={q('act.title')}
      aside={
        <span class="row">
          <span class="tag">{stageWord(review, q)}</span>
          {review.due !== undefined && review.stage !== 'closed' && (
            <TimeLeft at={review.due} say={(key, values) => q(key, values)} />
          )}
        </span>
      }
    >
      <ol class="flow">
        {FLOW.map((step, i) => (
          <li
            key={step}
            class={i <= (AT[review.stage] ?? 0) ? 'on' : ''}
            aria-current={i === AT[review.stage] ? 'step' : undefined}
          >
            {q(`flow.${step}`)}
          </li>
        ))}
      </ol>
      {review.lock && <p class="m2">{q('locked', { name: review.lock })}</p>}
      <Now {...props} />
      {review.stage !== 'closed' && <Aside {...props} />}
    </Panel>
  );
};

const Now = (p: Props) => {
  switch (p.review.stage) {
    case 'new':
    case 'asked':
      return <Check {...p} />;
    case 'to_dispose':
      return <Propose {...p} />;
    case 'to_approve':
      return <Approve {...p} />;
    case 'to_issue':
      return <Issue {...p} />;
    case 'to_report':
      return <WithWords {...p} what="report_back" />;
    case 'reported':
      return <Reported {...p} />;
    default:
      return null;
  }
};

const Barred = ({ review, what, words: { q } }: Props & { what: ReviewAct['do'] }) => {
  const why = review.barred[what];
  return why ? <p class="m2">{wordOf(q, 'why', why)}</p> : null;
};

const Check = (p: Props) => {
  const [chosen, setChosen] = useState<ReviewVerdict>();
  return (
    <>
      {p.review.barred.verdict ? (
        <Barred {...p} what="verdict" />
      ) : (
        <Verdict
          q={p.words.q}
          chosen={chosen}
          onChoose={setChosen}
          onGive={(verdict, text) => void p.act({ do: 'verdict', verdict, ...(text ? { text } : {}) })}
        />
      )}
      {!p.review.barred.statement && p.review.barred.verdict === 'own_matter' && <WithWords {...p} what="statement" />}
    </>
  );
};

const Propose = ({ review, words: { q, language }, act }: Props) => {
  const [kind, setKind] = useState<DispositionView | undefined>(review.dispositions[0]);
  const [level, setLevel] = useState(kind?.levels[0]?.key);
  const [text, setText] = useState('');
  const chosen = kind?.levels.find((l) => l.key === level) ?? kind?.levels[0];
  return (
    <form
      class="pile"
      onSubmit={(e) => {
        e.preventDefault();
        if (kind && chosen && text.trim())
          void act({ do: 'propose', disposition: kind.id, level: chosen.key, text: text.trim() });
      }}
    >
      <div class="choices" role="radiogroup" aria-label={q('act.title')}>
        {review.dispositions.map((d) => (
          <label key={d.id} class={d.id === kind?.id ? 'on' : ''}>
            <input
              type="radio"
              name="disposition"
              checked={d.id === kind?.id}
              onChange={() => {
                setKind(d);
                setLevel(d.levels[0]?.key);
              }}
            />
            <span>
              <b>{d.title}</b>
              <br />
              <span class="m f12">
                {clauses(
                  language,
                  [
                    d.hint,
                    d.approval.length > 0 && q('act.approval', { posts: listed(language, d.approval) }),
                    d.cosigners > 0 && q('act.cosigners', { n: d.cosigners }),
                  ].flatMap((clause) => clause || []),
                )}
              </span>
            </span>
          </label>
        ))}
      </div>
      {kind && (
        <>
          <label class="line">
            <span>{q('act.level')}</span>
            <select class="in" value={chosen?.key} onChange={(e) => setLevel(e.currentTarget.value)}>
              {kind.levels.map((l) => (
                <option key={l.key} value={l.key}>
                  {l.word}
                </option>
              ))}
            </select>
          </label>
          <p class="line">
            <span>{q('act.due')}</span>
            <span>{chosen?.due === undefined ? q('act.due.none') : fullTime(chosen.due).slice(0, 10)}</span>
          </p>
          <label class="line">
            <span>{q('act.demand')}</span>
            <textarea
              class="in"
              rows={3}
              maxLength={1000}
              value={text}
              onInput={(e) => setText(e.currentTarget.value)}
            />
          </label>
        </>
      )}
      <p class="row">
        <Button submit kind="primary" unready={!text.trim()} describedBy="propose-why">
          {q('act.propose')}
        </Button>
        <span id="propose-why" class="m f12">
          {text.trim() ? kind?.letter && q('act.letter', { title: kind.letter }) : q('why.sentence_missing')}
        </span>
      </p>
    </form>
  );
};

const ProposalLine = ({ review, words: { q, language } }: Props) => {
  const { proposal } = review;
  return proposal ? (
    <>
      <p>
        <b>
          <Said text={q('proposal', { by: proposal.by, title: proposal.title, level: proposal.level ?? '—' })} />
        </b>
      </p>
      {proposal.text && (
        <p>
          <Said text={proposal.text} max={600} />
        </p>
      )}
      {proposal.approvedBy && <p class="m2">{q('proposal.approved', { name: proposal.approvedBy })}</p>}
      {proposal.wants > 0 && (
        <p class="m2">
          {q('proposal.cosigned', {
            n: proposal.cosigners.length,
            wants: proposal.wants,
            names: listed(language, proposal.cosigners) || '—',
          })}
        </p>
      )}
    </>
  ) : null;
};

const Approve = (p: Props) => (
  <>
    <ProposalLine {...p} />
    <p class="row wrap">
      {(['approve', 'cosign'] as const).map(
        (what) =>
          !p.review.barred[what] && (
            <Button key={what} kind="primary" onPress={() => void p.act({ do: what })}>
              {p.words.q(`act.${what}`)}
            </Button>
          ),
      )}
      {p.review.barred.approve && p.review.barred.cosign && (
        <span class="m2">
          {p.words.q('proposal.wait')} · {wordOf(p.words.q, 'why', p.review.barred.approve)}
        </span>
      )}
    </p>
    {!p.review.barred.refuse && <WithWords {...p} what="refuse" />}
  </>
);

const Issue = (p: Props) => {
  const kind = p.review.dispositions.find((d) => d.id === p.review.proposal?.disposition);
  return (
    <>
      <ProposalLine {...p} />
      {p.review.barred.issue ? (
        <Barred {...p} what="issue" />
      ) : (
        <Button kind="primary" onPress={() => void p.act({ do: 'issue' })}>
          {kind?.letter ? p.words.q('act.issue.letter', { title: kind.letter }) : p.words.q('act.issue')}
        </Button>
      )}
    </>
  );
};

const Reported = (p: Props) => (
  <>
    {p.review.barred.accept ? (
      <Barred {...p} what="accept" />
    ) : (
      <Button kind="primary" onPress={() => void p.act({ do: 'accept' })}>
        {p.words.q('act.accept')}
      </Button>
    )}
    {!p.review.barred.return && <WithWords {...p} what="return" />}
  </>
);

/** Deeds that need a sentence: the button waits for it and says so. */
const WithWords = ({
  review,
  words: { q },
  act,
  what,
}: Props & { what: 'report_back' | 'return' | 'refuse' | 'withdraw' | 'statement' }) => {
  const [text, setText] = useState('');
  const why = review.barred[what];
  if (why) return <p class="m2">{wordOf(q, 'why', why)}</p>;
  return (
    <form
      class="pile"
      onSubmit={(e) => {
        e.preventDefault();
        if (text.trim()) void act({ do: what, text: text.trim() }).then((ok) => ok && setText(''));
      }}
    >
      <textarea
        class="in"
        rows={2}
        maxLength={2000}
        value={text}
        aria-label={q(`say.${what}`)}
        placeholder={q(`say.${what}`)}
        onInput={(e) => setText(e.currentTarget.value)}
      />
      <p class="row">
        <Button submit size="small" unready={!text.trim()}>
          {q(`act.${what}`)}
        </Button>
      </p>
    </form>
  );
};

/** What may be done at any stage: take, recuse, circular, withdraw. */
const Aside = (p: Props) => {
  const { review, words, act } = p;
  const { q } = words;
  return (
    <div class="pile aside">
      <p class="row wrap">
        {!review.lock && !review.barred.take && (
          <Button size="small" kind="quiet" onPress={() => void act({ do: 'take' })}>
            {q('act.take')}
          </Button>
        )}
        {review.lock && (
          <Button size="small" kind="quiet" onPress={() => void act({ do: 'drop' })}>
            {q('act.drop')}
          </Button>
        )}
        <Button size="small" kind="quiet" onPress={() => void act({ do: 'recuse' })}>
          {q('act.recuse')}
        </Button>
        {!review.barred.circular && (
          <Button size="small" kind="quiet" onPress={() => void act({ do: 'circular' })}>
            {q('act.circular')}
          </Button>
        )}
      </p>
      {!review.barred.withdraw && <WithWords {...p} what="withdraw" />}
    </div>
  );
};
