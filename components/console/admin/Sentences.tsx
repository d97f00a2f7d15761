// The rule as sentences: when it looks, line by line what must hold, what follows, what the clerk reads.
import type { ComponentChildren } from 'preact';
import type { EditorView, ProblemView, RowView } from '@/lib/messages/admin-views';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import type { Edit } from './api';
import { Tokens, type Change } from './Token';
import type { A } from './words';

interface Props {
  view: EditorView;
  a: A;
  onEdit: (edit: Edit) => void;
}
const KINDS = ['comparison', 'missing', 'sequence', 'count', 'overdue'] as const;

export const Sentences = ({ view, a, onEdit }: Props) => {
  const change: Change = (token, value) => {
    if (token.spot && token.input) onEdit({ kind: 'token', spot: token.spot, as: token.input.as, value });
  };
  const rows = view.rows ?? [];
  return (
    <>
      <Block title={a('ed.when')}>
        <p class="edrow">
          <Tokens tokens={view.when} label={a('ed.when')} a={a} onChange={change} />
        </p>
      </Block>
      <Block
        title={a('ed.condition')}
        aside={
          rows.length > 1 && (
            <select
              class="tok"
              aria-label={a('ed.joined')}
              value={view.joined}
              onChange={(e) => onEdit({ kind: 'join', joined: e.currentTarget.value === 'any' ? 'any' : 'all' })}
            >
              <option value="all">{a('ed.joined.all')}</option>
              <option value="any">{a('ed.joined.any')}</option>
            </select>
          )
        }
      >
        <ol class="edrows">
          {rows.map((row, i) => (
            <Line
              key={i}
              row={row}
              at={i}
              of={rows.length}
              joined={view.joined}
              a={a}
              onEdit={onEdit}
              change={change}
            />
          ))}
        </ol>
        <p class="row wrap adds">
          {KINDS.map((kind) => (
            <Button
              key={kind}
              size="small"
              label={a('ed.add', { kind: a(`ed.kind.${kind}`) })}
              onPress={() => onEdit({ kind: 'add', row: kind })}
            >
              + {a(`ed.add.${kind}`)}
            </Button>
          ))}
        </p>
        <Problems problems={view.loose} a={a} onEdit={onEdit} />
      </Block>
      {view.params.length > 0 && (
        <Block title={a('ed.params')}>
          {view.params.map(({ id, label, token }) => (
            <p key={id} class="edrow">
              <span class="head">{label}</span>
              <Tokens tokens={[token]} label={label} a={a} onChange={change} />
            </p>
          ))}
        </Block>
      )}
      <Block title={a('ed.after')}>
        {view.after.map(({ label, tokens }) => (
          <p key={label} class="edrow">
            <span class="head">{a(`ed.after.${label}`)}</span>
            {label === 'level' && <Level level={view.level} quiet />}
            <Tokens tokens={tokens} label={a(`ed.after.${label}`)} a={a} onChange={change} />
          </p>
        ))}
      </Block>
      <Block
        title={a('ed.shown')}
        aside={
          <span class="m f12 n">
            {a('ed.count.zh', { n: view.sentence.zhCount })} · {a('ed.count.en', { n: view.sentence.enCount })}
          </span>
        }
      >
        {(['zh', 'en'] as const).map((language) => (
          <p key={language} class="edrow">
            <input
              class="in grow"
              lang={language === 'zh' ? 'zh-CN' : 'en'}
              aria-label={a(`ed.sentence.${language}`)}
              value={view.sentence[language]}
              onChange={(e) => onEdit({ kind: 'sentence', language, text: e.currentTarget.value })}
            />
          </p>
        ))}
        <div class={`edpreview m-${view.level.mark}`}>
          <p class="row f12 m">
            <Level level={view.level} />
            <span class="sp" />
            {view.preview
              ? view.preview.from === 'journal'
                ? a('ed.preview.journal', { at: fullTime(view.preview.at).slice(0, 16) })
                : a('ed.preview.case')
              : a('ed.preview.none')}
          </p>
          {view.preview && (
            <p class="w">
              <Said text={view.preview.text} max={200} />
            </p>
          )}
        </div>
      </Block>
    </>
  );
};

const Block = ({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) => (
  <section>
    <header class="row">
      <h2>{title}</h2>
      {aside}
    </header>
    <div class="panelbox edbox">{children}</div>
  </section>
);

const Line = ({
  row,
  at,
  of,
  joined,
  a,
  onEdit,
  change,
}: {
  row: RowView;
  at: number;
  of: number;
  joined: EditorView['joined'];
  a: A;
  onEdit: (edit: Edit) => void;
  change: Change;
}) => {
  const label = a('ed.row', { n: at + 1 });
  const move = (by: -1 | 1): void => {
    if (at + by >= 0 && at + by < of) onEdit({ kind: 'move', row: at, by });
  };
  return (
    <li
      class={row.isNew ? 'new' : ''}
      onKeyDown={(e) => {
        if (!e.altKey || e.isComposing || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return;
        e.preventDefault();
        move(e.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      <div class="edrow">
        <span class="head m">
          {at > 0 && `${a(joined === 'all' ? 'ed.and' : 'ed.or')} `}
          {at + 1}
        </span>
        <span class="toks">
          <Tokens tokens={row.tokens} label={label} a={a} onChange={change} />
        </span>
        <span class="sp" />
        {row.isNew && <span class="tag">{a('ed.new')}</span>}
        <span class="tag">{a(`ed.kind.${row.kind}`)}</span>
        <span class="row rowtools">
          <IconButton label={`${label} ${a('ed.up')}`} icon="up" disabled={at === 0} onPress={() => move(-1)} />
          <IconButton label={`${label} ${a('ed.down')}`} icon="down" disabled={at === of - 1} onPress={() => move(1)} />
          <IconButton
            label={`${label} ${a('ed.remove')}`}
            icon="cross"
            disabled={of === 1}
            onPress={() => onEdit({ kind: 'remove', row: at })}
          />
        </span>
      </div>
      {row.facts.map((tokens, i) => (
        <p key={i} class="edrow factline f12">
          <Tokens tokens={tokens} label={label} a={a} onChange={change} />
        </p>
      ))}
      <Problems problems={row.problems} a={a} onEdit={onEdit} />
    </li>
  );
};

const IconButton = ({
  label,
  icon,
  disabled,
  onPress,
}: {
  label: string;
  icon: keyof typeof PAGE_ICONS;
  disabled: boolean;
  onPress: () => void;
}) => (
  <button type="button" class="iconb" aria-label={label} title={label} disabled={disabled} onClick={onPress}>
    <Icon paths={PAGE_ICONS[icon]} size={14} />
  </button>
);

/** Under the line at fault: what is wrong, and the way out in one click where there is one. */
export const Problems = ({ problems, a, onEdit }: { problems: ProblemView[]; a: A; onEdit: (edit: Edit) => void }) => (
  <>
    {problems.map((p, i) => (
      <p
        key={`${p.message}${i}`}
        class={`edfault${p.isWarning ? ' m' : ''}`}
        tabIndex={-1}
        data-fault={p.isWarning ? undefined : ''}
      >
        <b>{a(p.isWarning ? 'ed.warning' : 'ed.error')}</b> <Said text={p.message} max={300} />
        {p.mend && (
          <span class="m2">
            {' '}
            <Said text={p.mend} max={200} />
          </span>
        )}{' '}
        {p.fix && (
          <button
            type="button"
            class="link"
            onClick={() => p.fix && onEdit({ kind: 'fix', spot: p.fix.spot, text: p.fix.text })}
          >
            {a('ed.fix', { text: p.fix.label })}
          </button>
        )}
      </p>
    ))}
  </>
);
