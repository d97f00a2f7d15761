// One word of a rule's sentence. What can be changed is a real control in its place; a change is told once it is finished.
import { useState } from 'preact/hooks';
import type { TokenInput, TokenView } from '@/lib/messages/admin-views';
import type { A } from './words';

export type Change = (token: TokenView, value: string) => void;
interface Control {
  token: TokenView;
  value: string;
  label: string;
  onChange: Change;
}

export const Tokens = ({
  tokens,
  label,
  a,
  onChange,
}: {
  tokens: TokenView[];
  label: string;
  a: A;
  onChange: Change;
}) => (
  <>
    {tokens.map((token, i) => (
      <Token key={`${i}${token.word}`} token={token} label={`${label} ${i + 1}`} a={a} onChange={onChange} />
    ))}
  </>
);

const Token = ({ token, label, a, onChange }: { token: TokenView; label: string; a: A; onChange: Change }) => {
  const { kind, word, input, spot, old } = token;
  if (!input || !spot) return <span class={kind === 'word' ? 'tokword' : `tok k-${kind}`}>{word}</span>;
  return (
    <span class={`tokwrap${old === undefined ? '' : ' changed'}`}>
      {input.as === 'choice' ? (
        <select
          class={`tok k-${kind}`}
          aria-label={`${label} ${word}`}
          value={input.value}
          onChange={(e) => onChange(token, e.currentTarget.value)}
        >
          {!input.options.some((o) => o.value === input.value) && <option value={input.value}>{word}</option>}
          {input.options.map((o) => (
            <option key={o.value} value={o.value}>
              {o.word}
            </option>
          ))}
        </select>
      ) : input.as === 'window' && WINDOW.test(input.value) ? (
        <Span token={token} value={input.value} label={label} a={a} onChange={onChange} />
      ) : input.as === 'text' && word !== input.value ? (
        <Named token={token} value={input.value} label={label} onChange={onChange} />
      ) : (
        <Typed token={token} input={input} label={label} onChange={onChange} />
      )}
      {old !== undefined && <s class="f12 m">{a('ed.was', { old })}</s>}
    </span>
  );
};

const WINDOW = /^(?:all|(\d+)([dhm]))$/;
const UNITS = ['d', 'h', 'm', 'all'] as const;

/** A span of time: how many, of what. */
const Span = ({ token, value, label, a, onChange }: Control & { a: A }) => {
  const [, n = '30', unit = 'all'] = WINDOW.exec(value) ?? [];
  return (
    <>
      {unit !== 'all' && (
        <input
          class="tok k-value"
          inputMode="numeric"
          aria-label={`${label} ${token.word}`}
          value={n}
          size={Math.max(2, n.length)}
          onChange={(e) => {
            if (/^[1-9]\d{0,4}$/.test(e.currentTarget.value.trim()))
              onChange(token, e.currentTarget.value.trim() + unit);
            else e.currentTarget.value = n;
          }}
        />
      )}
      <select
        class="tok k-value"
        aria-label={`${label} ${a('ed.unit')}`}
        value={unit}
        onChange={(e) => onChange(token, e.currentTarget.value === 'all' ? 'all' : n + e.currentTarget.value)}
      >
        {UNITS.map((u) => (
          <option key={u} value={u}>
            {a(`ed.unit.${u}`)}
          </option>
        ))}
      </select>
    </>
  );
};

const WIDE = { code: 60, text: 40, words: 20, number: 12, money: 12, date: 12, window: 8 } as const;

const Typed = ({
  token,
  input,
  label,
  onChange,
}: {
  token: TokenView;
  input: Exclude<TokenInput, { as: 'choice' }>;
  label: string;
  onChange: Change;
}) => (
  <>
    <input
      class={`tok k-${token.kind}${input.as === 'code' ? ' n' : ''}`}
      type={input.as === 'date' ? 'date' : 'text'}
      inputMode={input.as === 'number' || input.as === 'money' ? 'decimal' : undefined}
      aria-label={`${label} ${token.word}`}
      value={input.value}
      size={Math.min(WIDE[input.as], Math.max(2, widthOf(input.value)))}
      onChange={(e) => {
        const { value } = e.currentTarget;
        const isFigure = input.as === 'number' || input.as === 'money';
        if (isFigure && !/^-?\d+(\.\d+)?$/.test(value.replaceAll(',', '').trim())) {
          e.currentTarget.value = input.value;
          return;
        }
        onChange(token, isFigure ? value.replaceAll(',', '').trim() : value);
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && !e.isComposing) e.currentTarget.blur();
      }}
    />
    {unitOf(token, input) && <span class="tokword">{unitOf(token, input)}</span>}
  </>
);

/** Fields and actions by what they are called; by their ids while they are changed. */
const Named = ({ token, value, label, onChange }: Control) => {
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? value : token.word;
  return (
    <input
      class={`tok k-${token.kind}${isOpen ? ' n' : ''}`}
      aria-label={`${label} ${token.word}`}
      value={shown}
      title={value}
      size={Math.min(WIDE.text, Math.max(2, widthOf(shown)))}
      onFocus={() => setOpen(true)}
      onBlur={(e) => {
        setOpen(false);
        if (isOpen && e.currentTarget.value !== value) onChange(token, e.currentTarget.value);
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && !e.isComposing) e.currentTarget.blur();
      }}
    />
  );
};

/** A Chinese character takes the room of two. */
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0);
/** What stands behind the figure on the screen but not in the field. */
function unitOf({ word }: TokenView, { as, value }: Exclude<TokenInput, { as: 'choice' }>): string {
  if (as === 'money' && word.startsWith(value)) return word.slice(value.length).trim();
  return '';
}
