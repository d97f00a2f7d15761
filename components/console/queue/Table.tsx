import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueueLine } from '@/lib/messages/office-views';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { TimeLeft } from '@/components/ui/Deadline';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { shortTime } from '@/components/ui/time';
import { answerWord, stageWord, type Words } from './words';

export const ROW = 32;
/** Rows drawn beyond what is seen, above and below. */
const SPARE = 12;

interface Props {
  total: number;
  /** Lines by place in the list; those not read yet are missing. */
  lines: ReadonlyMap<number, QueueLine>;
  current: number;
  picked: ReadonlySet<string>;
  open: boolean;
  preview: ComponentChildren;
  words: Words;
  onSee: (from: number, to: number) => void;
  onCurrent: (row: number) => void;
  onOpen: (line: QueueLine) => void;
  onPick: (line: QueueLine) => void;
}

const COLUMNS = ['level', 'at', 'sentence', 'subject', 'operator', 'answer', 'stage', 'due'] as const;

/** A real table of which only the rows in sight are drawn. Roving focus stands on the current row's link. */
export const Table = (p: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 40 });
  const look = (): void => {
    const view = box.current;
    if (!view) return;
    const from = Math.max(0, Math.floor(view.scrollTop / ROW) - SPARE);
    const to = Math.min(p.total, Math.ceil((view.scrollTop + view.clientHeight) / ROW) + SPARE);
    if (from !== seen.from || to !== seen.to) setSeen({ from, to });
  };
  useEffect(look);
  useEffect(() => p.onSee(seen.from, seen.to), [seen, p.lines]);
  useEffect(() => {
    const view = box.current;
    if (!view) return;
    const top = p.current * ROW;
    // Below the sticky head, above the edge, so that the row with the focus is never hidden.
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + 3 * ROW > view.scrollTop + view.clientHeight) view.scrollTop = top + 3 * ROW - view.clientHeight;
  }, [p.current]);

  const rows: ComponentChildren[] = [];
  for (let at = seen.from; at < Math.min(seen.to, p.total); at++) {
    const line = p.lines.get(at);
    rows.push(
      line ? (
        <Row key={line.id} at={at} line={line} {...p} />
      ) : (
        <tr key={at} class="blank">
          <td colSpan={COLUMNS.length + 1} />
        </tr>
      ),
    );
    if (at === p.current && p.open)
      rows.push(
        <tr key="preview" class="previewrow">
          <td colSpan={COLUMNS.length + 1}>{p.preview}</td>
        </tr>,
      );
  }
  return (
    <div class="scroll queue" ref={box} onScroll={look}>
      <table class="list" aria-rowcount={p.total}>
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{p.words.q('col.pick')}</span>
            </th>
            {COLUMNS.map((c) => (
              <th key={c} scope="col" class={c === 'due' ? 'end' : ''}>
                {p.words.q(`col.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.from > 0 && <tr class="gaprow" style={{ height: `${seen.from * ROW}px` }} />}
          {rows}
          {seen.to < p.total && <tr class="gaprow" style={{ height: `${(p.total - seen.to) * ROW}px` }} />}
        </tbody>
      </table>
    </div>
  );
};

const Row = ({
  at,
  line,
  current,
  picked,
  words,
  onCurrent,
  onOpen,
  onPick,
}: Props & { at: number; line: QueueLine }) => {
  const { q, say } = words;
  const isCurrent = at === current;
  return (
    <tr
      aria-selected={isCurrent}
      aria-rowindex={at + 1}
      class={line.stage === 'closed' ? 'past' : ''}
      onClick={() => onCurrent(at)}
      onDblClick={() => onOpen(line)}
    >
      <td>
        <input
          type="checkbox"
          checked={picked.has(line.id)}
          tabIndex={-1}
          disabled={line.own}
          aria-label={q('pick.row', { what: line.sentence.slice(0, 40) })}
          onClick={(e) => e.stopPropagation()}
          onChange={() => onPick(line)}
        />
      </td>
      <td>
        <Level level={line.level} />
      </td>
      <td class="nw">{shortTime(line.at)}</td>
      <th scope="row">
        <a
          href={`#/matter/${line.id}`}
          tabIndex={isCurrent ? 0 : -1}
          onFocus={() => !isCurrent && onCurrent(at)}
          onClick={(e) => {
            e.preventDefault();
            onCurrent(at);
          }}
        >
          <Said text={line.sentence} max={90} />
        </a>
        {line.more > 0 && <span class="m f12 more"> {say('flags.more', { n: line.more })}</span>}
      </th>
      <td>
        <Said text={line.subject || '—'} max={24} />
      </td>
      <td>
        <Said text={line.operator || '—'} max={12} />
      </td>
      <td>{answerWord(line.answer, say)}</td>
      <td>
        {line.own ? (
          <span class="row nw">
            <Icon paths={PAGE_ICONS.lock} size={14} /> {q('own')}
          </span>
        ) : (
          stageWord(line, q)
        )}
      </td>
      <td class="end nw">
        {line.due !== undefined && line.stage !== 'closed' ? (
          <TimeLeft at={line.due} say={(key, values) => q(key, values)} />
        ) : (
          '—'
        )}
      </td>
    </tr>
  );
};
