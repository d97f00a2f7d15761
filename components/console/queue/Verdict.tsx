import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReviewVerdict } from '@/lib/model';
import { Button } from '@/components/ui/Button';
import { Kbd } from '@/components/ui/Kbd';
import type { Q } from './words';

export const VERDICTS: ReviewVerdict[] = ['normal', 'false_alarm', 'ask_more', 'dispose', 'transfer'];
/** 3, 4 and 5 need one sentence. */
export const needsWords = (verdict: ReviewVerdict): boolean => VERDICTS.indexOf(verdict) > 1;

/** Five verdicts; the last three open a line for the sentence. `chosen` comes from the keyboard. */
export const Verdict = ({
  q,
  chosen,
  onChoose,
  onGive,
}: {
  q: Q;
  chosen: ReviewVerdict | undefined;
  onChoose: (verdict: ReviewVerdict | undefined) => void;
  onGive: (verdict: ReviewVerdict, text?: string) => void;
}) => {
  const [text, setText] = useState('');
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (chosen) line.current?.focus();
  }, [chosen]);
  const press = (verdict: ReviewVerdict): void => (needsWords(verdict) ? onChoose(verdict) : onGive(verdict));
  return (
    <div class="verdict">
      <div class="row wrap">
        {VERDICTS.map((verdict, i) => (
          <Button key={verdict} size="small" pressed={chosen === verdict} onPress={() => press(verdict)}>
            <Kbd>{String(i + 1)}</Kbd> {q(`verdict.${verdict}`)}
          </Button>
        ))}
      </div>
      {chosen && (
        <form
          class="row sentence"
          onSubmit={(e) => {
            e.preventDefault();
            if (text.trim()) onGive(chosen, text.trim());
          }}
        >
          <input
            class="in grow"
            ref={line}
            value={text}
            maxLength={400}
            aria-label={q('verdict.say')}
            placeholder={q('verdict.say')}
            onInput={(e) => setText(e.currentTarget.value)}
            onKeyDown={(e) => {
              if (e.key !== 'Escape' || e.isComposing) return;
              e.stopPropagation();
              onChoose(undefined);
            }}
          />
          <Button submit size="small" kind="primary" unready={!text.trim()}>
            {q('verdict.give')}
          </Button>
        </form>
      )}
    </div>
  );
};
