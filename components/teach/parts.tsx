import type { AnchorLine, Strength } from '@/lib/model';
import type { TeachKey } from '@/components/texts/zh/teach';
import type { Say } from '@/components/texts';
import { Check } from '@/components/ui/Check';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';

export type TeachSay = Say<TeachKey>;

/** Only what may fail carries a mark. */
export const Strong = ({ is, say, plain }: { is: Strength; say: TeachSay; plain?: boolean }) =>
  is === 'frail' && !plain ? (
    <Level level={{ mark: 'yellow', word: say('frail') }} size={16} />
  ) : (
    <span class={plain ? '' : 'tag'}>{say(is)}</span>
  );

export const hitWords = ({ found, of }: AnchorLine['hits'], say: TeachSay): string =>
  of === 0 ? say('hits.none') : found === of ? say('hits.all', { of }) : say('hits', { found, of });

export const kindWord = (kind: string, say: TeachSay): string => say(`kind.${kind}` as 'kind.label');

/** What may be chosen: each with its strength, and whether stored skeletons have it. */
export const Choices = ({
  list,
  say,
  onTick,
}: {
  list: readonly (Omit<AnchorLine, 'unique'> & { unique?: boolean; others?: { found: number; of: number } })[];
  say: TeachSay;
  onTick: (at: number) => void;
}) => (
  <ul class="ch">
    {list.map((one, at) => (
      <li key={at} class={one.unique === false ? 'off' : ''}>
        <Check ticked={one.taken} onTick={() => onTick(at)}>
          <span class="w">{kindWord(one.kind, say)}</span> <Said text={one.said} max={60} />
        </Check>
        <Strong is={one.strength} say={say} />
        <span class="x m">
          {one.unique === false ? say('aim.many') : hitWords(one.hits, say)}
          {one.others && one.others.found > 0
            ? ` · ${say('others', { found: one.others.found, n: one.others.found })}`
            : ''}
        </span>
      </li>
    ))}
  </ul>
);

export const Line = ({
  id,
  label,
  value,
  onText,
  hint,
  readOnly,
}: {
  id: string;
  label: string;
  value: string;
  onText: (text: string) => void;
  hint?: string;
  readOnly?: boolean;
}) => (
  <div class="ln">
    <label for={`hu-${id}`}>{label}</label>
    <input
      id={`hu-${id}`}
      class="in"
      value={value}
      readOnly={readOnly}
      maxLength={64}
      autocomplete="off"
      aria-describedby={hint ? `hu-${id}-n` : undefined}
      onInput={(e) => onText(e.currentTarget.value)}
    />
    {hint && (
      <span id={`hu-${id}-n`} class="m f12">
        {hint}
      </span>
    )}
  </div>
);

export const Pick = <V extends string>({
  id,
  label,
  value,
  options,
  onPick,
}: {
  id: string;
  label: string;
  value: V;
  options: readonly { value: V; word: string }[];
  onPick: (value: V) => void;
}) => (
  <div class="ln">
    <label for={`hu-${id}`}>{label}</label>
    <select id={`hu-${id}`} class="in" value={value} onChange={(e) => onPick(e.currentTarget.value as V)}>
      {options.map((o) => (
        <option key={o.value} value={o.value}>
          {o.word}
        </option>
      ))}
    </select>
  </div>
);

export const readsWords = (reads: { value: string } | { unread: string }, say: TeachSay): string =>
  'unread' in reads
    ? say(`unread.${reads.unread}` as 'unread.no_element')
    : reads.value
      ? say('reads.value', { value: reads.value })
      : say('reads.empty');
