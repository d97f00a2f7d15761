// The two source files of a rule, as they lie in the pack: for who reads YAML more easily than sentences.
import { useRef, useState } from 'preact/hooks';
import type { EditorView, ProblemView } from '@/lib/messages/admin-views';
import type { Edit } from './api';
import type { A } from './words';

export const SourceView = ({ view, a, onEdit }: { view: EditorView; a: A; onEdit: (edit: Edit) => void }) => (
  <>
    {(['rule', 'cases'] as const).map((file) => (
      <Source
        key={file}
        label={a(file === 'rule' ? 'ed.rulefile' : 'ed.casesfile')}
        text={file === 'rule' ? view.text : view.cases}
        problems={view.problems.filter((p) => p.file === file)}
        a={a}
        onText={(text) => onEdit({ kind: 'text', file, text })}
      />
    ))}
  </>
);

const Source = ({
  label,
  text,
  problems,
  a,
  onText,
}: {
  label: string;
  text: string;
  problems: ProblemView[];
  a: A;
  onText: (text: string) => void;
}) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const [top, setTop] = useState(0);
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? text;
  const lines = shown.split('\n').length;
  const goTo = ({ line, column }: ProblemView): void => {
    const at =
      shown
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length +
      (line > 1 ? 1 : 0) +
      column -
      1;
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
    if (area.current) area.current.scrollTop = Math.max(0, (line - 4) * 20);
  };
  const faulty = new Set(problems.filter((p) => !p.isWarning).map((p) => p.line));
  return (
    <section>
      <h2>{label}</h2>
      <div class="source">
        <pre class="gutter n" aria-hidden="true">
          <span style={{ transform: `translateY(${-top}px)` }}>
            {Array.from({ length: lines }, (_, i) => (
              <i key={i} class={faulty.has(i + 1) ? 'bad' : ''}>
                {i + 1}
              </i>
            ))}
          </span>
        </pre>
        <textarea
          ref={area}
          class="n"
          spellcheck={false}
          wrap="off"
          rows={Math.min(Math.max(lines, 6), 26)}
          aria-label={label}
          value={shown}
          onScroll={(e) => setTop(e.currentTarget.scrollTop)}
          onInput={(e) => setTyped(e.currentTarget.value)}
          onChange={(e) => {
            setTyped(undefined);
            onText(e.currentTarget.value);
          }}
        />
      </div>
      <ul class="faults">
        {problems.map((p, i) => (
          <li key={i}>
            <button type="button" class="link" data-fault={p.isWarning ? undefined : ''} onClick={() => goTo(p)}>
              {p.line}:{p.column}
            </button>{' '}
            {a(p.isWarning ? 'ed.warning' : 'ed.error')} {p.message} {p.mend && <span class="m2">{p.mend}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
};
