import type { OfficeView } from '@/lib/messages/office-views';
import type { Facet, QueueFilter } from '@/lib/model';
import { listed } from '@/components/texts';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { cut } from '@/components/ui/cut';
import { facetWord, type Words } from './words';

/** Shanghai's midnight that begins a date, or the last millisecond of its day. */
export const dayStart = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
export const dayEnd = (date: string): number => dayStart(date) + 86_400_000 - 1;
export const dateOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

interface Token {
  key: string;
  text: string;
  without: QueueFilter;
}

function tokensOf(filter: QueueFilter, office: OfficeView, words: Words): Token[] {
  const { q } = words;
  const tokens: Token[] = [];
  for (const [name, values] of Object.entries(filter.facets ?? {})) {
    if (!values?.length) continue;
    const facet = name as Facet;
    const { [facet]: _, ...rest } = filter.facets ?? {};
    tokens.push({
      key: facet,
      text: q('token.is', {
        facet: q(`facet.${facet}`),
        values: cut(
          listed(
            words.language,
            values.map((v) => facetWord(facet, v, office, words)),
          ),
          40,
        ),
      }),
      without: { ...filter, facets: rest },
    });
  }
  const { from, to, words: sought, dueBefore, ...rest } = filter;
  const kept = {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sought === undefined ? {} : { words: sought }),
    ...(dueBefore === undefined ? {} : { dueBefore }),
  };
  const drop = (key: keyof typeof kept): QueueFilter => {
    const { [key]: _, ...others } = kept;
    return { ...rest, ...others };
  };
  if (from !== undefined)
    tokens.push({ key: 'from', text: q('token.from', { date: dateOf(from) }), without: drop('from') });
  if (to !== undefined) tokens.push({ key: 'to', text: q('token.to', { date: dateOf(to) }), without: drop('to') });
  if (dueBefore !== undefined)
    tokens.push({ key: 'due', text: q('token.due', { date: dateOf(dueBefore) }), without: drop('dueBefore') });
  if (sought) tokens.push({ key: 'words', text: q('token.words', { words: cut(sought, 20) }), without: drop('words') });
  return tokens;
}

/** What is asked of the list, each to be taken away alone. */
export const Tokens = ({
  filter,
  office,
  words,
  onFilter,
}: {
  filter: QueueFilter;
  office: OfficeView;
  words: Words;
  onFilter: (filter: QueueFilter) => void;
}) => {
  const tokens = tokensOf(filter, office, words);
  return (
    <ul class="tokens">
      {tokens.map((t) => (
        <li key={t.key}>
          <span>{t.text}</span>
          <button
            type="button"
            aria-label={words.q('token.drop', { what: t.text })}
            onClick={() => onFilter(t.without)}
          >
            <Icon paths={PAGE_ICONS.cross} size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
};
