import { useEffect, useState } from 'preact/hooks';
import type { ReviewVerdict } from '@/lib/model';
import { Button } from '@/components/ui/Button';
import { Kbd } from '@/components/ui/Kbd';
import type { Words } from './words';

/** Verdicts just written that may still be taken back. */
export interface Undoable {
  matters: { id: string; seq: number }[];
  verdict: ReviewVerdict;
  until: number;
}

/** Counts down the seconds in which a verdict can be taken back. */
export const UndoBar = ({
  undoable,
  words: { q },
  onUndo,
  onGone,
}: {
  undoable: Undoable;
  words: Words;
  onUndo: () => void;
  onGone: () => void;
}) => {
  const [left, setLeft] = useState(Math.ceil((undoable.until - Date.now()) / 1000));
  useEffect(() => {
    const timer = setInterval(() => {
      const now = Math.ceil((undoable.until - Date.now()) / 1000);
      if (now <= 0) onGone();
      else setLeft(now);
    }, 500);
    return () => clearInterval(timer);
  }, [undoable]);
  return (
    <span class="row">
      {q('undo.left', { verdict: q(`verdict.${undoable.verdict}`), s: left })}
      <Button size="small" onPress={onUndo}>
        <Kbd>Z</Kbd> {q('undo')}
      </Button>
    </span>
  );
};
