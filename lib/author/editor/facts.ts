import type { ActionSpec, Language, RuleSource } from '@/lib/model';
import type { RowKind, TokenView } from '@/lib/messages/admin-views';
import { listed } from '../listed';

type FactSource = RuleSource['facts'][string];

const KINDS: Record<FactSource['kind'], [zh: string, en: string]> = {
  count: ['的次数', 'are counted'],
  sum: ['的合计', 'are summed'],
  distinct: ['的不同个数', 'are counted once for each'],
  last: ['最近一次', 'the latest'],
  first: ['第一次', 'the first'],
  median: ['的中位数', 'give the median'],
  ratio_median: ['的比值中位数', 'give the median ratio'],
  share: ['的占比', 'give a share'],
  sequence: ['之后没有接着', 'are not followed by'],
  absence: ['没有发生', 'did not happen'],
  overlap: ['重叠的个数', 'overlap'],
  streak: ['连续的个数', 'run in a row'],
  open: ['开始后尚未了结的件数', 'are begun and not ended'],
};

/** Which kind of line a row is, by the figures it rests on. */
export function rowKind(facts: readonly FactSource[], isMissing: boolean): RowKind {
  if (facts.some((fact) => fact.kind === 'open')) return 'overdue';
  if (facts.some((fact) => ['sequence', 'absence', 'last', 'first', 'overlap'].includes(fact.kind))) return 'sequence';
  if (facts.length) return 'count';
  return isMissing ? 'missing' : 'comparison';
}

/** A figure of history as a clause: whose, in what time, which acts, what of them. */
export function factTokens(
  id: string,
  fact: FactSource,
  {
    source,
    actions,
    fields,
    language,
  }: {
    source: RuleSource;
    actions: ReadonlyMap<string, ActionSpec>;
    fields: Readonly<Record<string, { label: { zh: string; en: string } }>>;
    language: Language;
  },
): TokenView[] {
  const zh = language === 'zh';
  const word = (text: string): TokenView => ({ kind: 'word', word: text });
  const titleOf = (key: string): string => actions.get(key)?.title[language] ?? key;
  const labelOf = (key: string): string =>
    key === '$action'
      ? zh
        ? '动作'
        : 'action'
      : key === '$desk'
        ? zh
          ? '本机'
          : 'desk'
        : (fields[key]?.label[language] ?? key);
  const path = (...rest: string[]): { path: string[] } => ({ path: ['facts', id, ...rest] });
  const of = fact.of ?? source.on.filter((on) => on !== 'tick');
  const list = (words: string[]): string => listed(language, words);
  const tokens: TokenView[] = [
    { kind: 'fact', word: fact.label?.[language] ?? id },
    word('='),
    ...(fact.key.length
      ? [
          word(zh ? '同一' : 'of the same'),
          {
            kind: 'field' as const,
            word: list(fact.key.map(labelOf)),
            spot: path('key'),
            input: { as: 'text' as const, value: list(fact.key) },
          },
        ]
      : []),
    word(zh ? '在' : 'within'),
    {
      kind: 'value',
      word: windowWord(fact.window, language),
      spot: path('window'),
      input: { as: 'window', value: fact.window },
    },
    ...(fact.earlier ? [word(zh ? '内(本次之前)的' : '(before this act)')] : [word(zh ? '内的' : '')]),
    {
      kind: 'field',
      word: list(of.map(titleOf)),
      ...(fact.of ? { spot: path('of'), input: { as: 'text' as const, value: list(of) } } : {}),
    },
    ...(fact.where
      ? [
          word(zh ? '，只看' : 'where'),
          {
            kind: 'value' as const,
            word: fact.where,
            spot: path('where'),
            input: { as: 'code' as const, value: fact.where },
          },
        ]
      : []),
    ...(fact.value
      ? [
          word(zh ? '取' : 'taking'),
          {
            kind: 'field' as const,
            word: labelOf(fact.value),
            spot: path('value'),
            input: { as: 'code' as const, value: fact.value },
          },
        ]
      : []),
    word(KINDS[fact.kind][zh ? 0 : 1]),
    ...(fact.until
      ? [
          word(zh ? '到' : 'until'),
          {
            kind: 'field' as const,
            word: list(fact.until.map(titleOf)),
            spot: path('until'),
            input: { as: 'text' as const, value: list(fact.until) },
          },
        ]
      : []),
    ...(fact.once ? [word(zh ? `(同一${labelOf(fact.once)}只算一次)` : `(each ${labelOf(fact.once)} once)`)] : []),
  ];
  return tokens.filter((token) => token.word !== '');
}

function windowWord(window: string, language: Language): string {
  const zh = language === 'zh';
  if (window === 'all') return zh ? '全部记录' : 'all records';
  const unit = { d: zh ? ' 天' : ' days', h: zh ? ' 小时' : ' hours', m: zh ? ' 分钟' : ' minutes' };
  return window.replace(/[dhm]$/, (u) => unit[u as 'd' | 'h' | 'm']);
}
