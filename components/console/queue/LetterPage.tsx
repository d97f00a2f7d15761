// A letter as it leaves the house: the screen is the paper, A4 when printed.
import { listed } from '@/components/texts';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { useLoaded } from '@/components/ui/useLoaded';
import { Ready } from '../shell';
import type { OfficeApi } from './api';
import type { Words } from './words';

export const LetterPage = ({
  api,
  words: { say, q, language },
  seq,
}: {
  api: OfficeApi;
  words: Words;
  seq: number;
}) => {
  const [loaded, again] = useLoaded(() => api.letter(seq), [api, seq]);
  return (
    <Ready loaded={loaded} again={again} say={say}>
      {({ letter }) =>
        letter ? (
          <>
            <nav class="row crumbs">
              <a href="#/queue">{q('backto')}</a>
              <span class="sp" />
              <Button size="small" onPress={() => print()}>
                {q('letter.print')}
              </Button>
              <Button
                size="small"
                onPress={() => void api.docx(letter, q('letter.copies', { copies: listed(language, letter.copies) }))}
              >
                {q('letter.docx')}
              </Button>
            </nav>
            <article class="paper">
              <h1>
                <Said text={letter.title} max={80} />
              </h1>
              <p class="number">{letter.number}</p>
              {letter.paragraphs.map((text, i) => (
                <p key={text} class={i === 0 && letter.paragraphs.length > 1 ? '' : 'indent'}>
                  <Said text={text} max={2000} />
                </p>
              ))}
              <div class="seal">
                <p>{letter.signed}</p>
                <p>{letter.date}</p>
              </div>
              {letter.copies.length > 0 && (
                <p class="copies">{q('letter.copies', { copies: listed(language, letter.copies) })}</p>
              )}
            </article>
          </>
        ) : (
          <Empty title={say('flag.gone')} />
        )
      }
    </Ready>
  );
};
