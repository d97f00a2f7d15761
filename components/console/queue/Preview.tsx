import type { MatterView, QueueLine, RuleRates } from '@/lib/messages/office-views';
import type { ReviewVerdict } from '@/lib/model';
import { Said } from '@/components/ui/Said';
import { useLoaded } from '@/components/ui/useLoaded';
import type { Flagged } from '../FlagParts';
import { Ready } from '../shell';
import { Verdict } from './Verdict';
import { answerWord, type Words } from './words';

/** What fired and what was answered, the rule's own record, the five verdicts. Nothing of the person before the verdict. */
export const Preview = ({
  line,
  rates,
  read,
  words,
  chosen,
  barred,
  onChoose,
  onGive,
}: {
  line: QueueLine;
  rates: RuleRates;
  read: (id: string) => Promise<MatterView>;
  words: Words;
  chosen: ReviewVerdict | undefined;
  barred: string | undefined;
  onChoose: (verdict: ReviewVerdict | undefined) => void;
  onGive: (verdict: ReviewVerdict, text?: string) => void;
}) => {
  const { say, q } = words;
  const [loaded, again] = useLoaded(() => read(line.id), [read, line.id]);
  return (
    <div class="preview">
      <div>
        <h2>{q('why')}</h2>
        <Ready loaded={loaded} again={again} say={say}>
          {(matter) =>
            matter.kind === 'matter' && matter.flag.kind === 'flag' ? (
              <Why flag={matter.flag} words={words} />
            ) : (
              <p>—</p>
            )
          }
        </Ready>
      </div>
      <div>
        <h2>{q('rates')}</h2>
        <p>
          {q('rates.line', { fired: rates.fired, on: rates.wentOn, judged: rates.judged, false: rates.falseAlarms })}
        </p>
        <p class="m f12">{q('rates.note')}</p>
      </div>
      <div>
        <h2>{q('verdict')}</h2>
        {barred ? <p class="m2">{barred}</p> : <Verdict q={q} chosen={chosen} onChoose={onChoose} onGive={onGive} />}
        <p>
          <a href={`#/matter/${line.id}`}>{q('open')} (Enter)</a>
        </p>
      </div>
    </div>
  );
};

const Why = ({ flag, words }: { flag: Flagged; words: Words }) => {
  const { say } = words;
  const [answer] = flag.answers.slice(-1);
  return (
    <>
      {flag.fired.slice(0, 3).map((f) => (
        <p key={f.rule}>
          <Said text={f.because} max={160} />
        </p>
      ))}
      <h2>{say('flag.shown')}</h2>
      <p>
        {answer ? (
          <>
            {answerWord(answer.kind, say)}
            {flag.shown[0] && ` · ${say('flag.seen', { s: Math.round(flag.shown[0].visibleMs / 1000) })}`}
            {(answer.reasonText ?? answer.reason) && (
              <>
                {' “'}
                <Said text={answer.reasonText ?? answer.reason ?? ''} max={120} />
                {'”'}
              </>
            )}
          </>
        ) : (
          say('flag.noanswer')
        )}
      </p>
    </>
  );
};
