import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { QueueLine } from '@/lib/messages/office-views';
import type { ReviewVerdict } from '@/lib/model';
import { Button } from '@/components/ui/Button';
import { Check } from '@/components/ui/Check';
import { Kbd } from '@/components/ui/Kbd';
import { Said } from '@/components/ui/Said';
import { keysAreOff, turnKeys } from '../keys';
import type { Q } from './words';

const Sheet = ({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) => {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog class="sheet" ref={box} aria-labelledby="sheet-title" onClose={onClose}>
      <h2 id="sheet-title">{title}</h2>
      {children}
    </dialog>
  );
};

/** The list is shown before anything is written; every matter gets a verdict of its own. */
export const Bulk = ({
  lines,
  verdict,
  q,
  onGo,
  onClose,
}: {
  lines: QueueLine[];
  verdict: ReviewVerdict;
  q: Q;
  onGo: () => void;
  onClose: () => void;
}) => (
  <Sheet title={q('bulk.title', { n: lines.length, verdict: q(`verdict.${verdict}`) })} onClose={onClose}>
    <ol class="bulk">
      {lines.map((line) => (
        <li key={line.id}>
          <Said text={line.sentence} max={80} /> <span class="m">{line.subject}</span>
        </li>
      ))}
    </ol>
    <p class="row end">
      <Button onPress={onClose}>{q('cancel')}</Button>
      <Button kind="primary" onPress={onGo}>
        {q('bulk.go')}
      </Button>
    </p>
  </Sheet>
);

const TO = '–';
export const KEYS: [string[], Parameters<Q>[0]][] = [
  [['J', 'K'], 'keys.move'],
  [['Space'], 'keys.preview'],
  [['Enter'], 'keys.open'],
  [['1', TO, '5'], 'keys.verdict'],
  [['X'], 'keys.pick'],
  [['Shift', 'J'], 'keys.extend'],
  [['Z'], 'keys.undo'],
  [['F'], 'keys.facets'],
  [['/'], 'keys.search'],
  [['V'], 'keys.views'],
  [['?'], 'keys.sheet'],
];

/** Keys as they stand on the keyboard; “1–5” is the first to the last. */
export const Keys = ({ keys }: { keys: readonly string[] }) => (
  <>{keys.map((k) => (k === TO ? k : <Kbd key={k}>{k}</Kbd>))}</>
);

export const KeySheet = ({ q, onClose }: { q: Q; onClose: () => void }) => {
  const [isOff, setOff] = useState(keysAreOff);
  return (
    <Sheet title={q('keys.title')} onClose={onClose}>
      <dl class="keysheet">
        {KEYS.map(([keys, word]) => (
          <div key={word}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{q(word)}</dd>
          </div>
        ))}
      </dl>
      <Check
        ticked={isOff}
        onTick={() => {
          turnKeys(!isOff);
          setOff(!isOff);
        }}
      >
        {q('keys.off')}
      </Check>
      <p class="row end">
        <Button kind="primary" onPress={onClose}>
          {q('cancel')}
        </Button>
      </p>
    </Sheet>
  );
};
