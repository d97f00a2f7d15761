import { Ask } from '@/lib/model';
import type { Language, RuleSource } from '@/lib/model';
import type { EditorView, TokenView } from '@/lib/messages/admin-views';
import { listed } from '../listed';
import type { Context } from './context';

const word = (text: string): TokenView => ({ kind: 'word', word: text });
const STATUS = {
  draft: ['草稿', 'draft'],
  observe: ['试运行，只记录', 'observe: journals only'],
  active: ['启用', 'active'],
  retired: ['停用', 'retired'],
} as const;
const ASKS: Record<Ask, [zh: string, en: string]> = {
  observe: ['只记录，不提示', 'journal only'],
  notice: ['提示，不打断', 'a note'],
  acknowledge: ['知道了', 'acknowledge'],
  checklist: ['动作前暂停，核对后继续', 'hold: checks'],
  justification: ['动作前暂停，说明理由可继续', 'hold: a reason'],
  second_person: ['动作前暂停，须第二人确认', 'hold: a second person'],
  stop: ['不可继续', 'stop'],
};

/** Before or after which acts it looks. */
export function whenTokens(source: RuleSource, context: Context, language: Language, before?: RuleSource): TokenView[] {
  const zh = language === 'zh';
  if (source.on.every((on) => on === 'tick')) return [word(zh ? '每小时由定时器检查' : 'checked each hour by timer')];
  const titles = (on: readonly string[]): string =>
    listed(
      language,
      on.map((key) => (key === 'tick' ? (zh ? '定时' : 'timer') : (context.actions.get(key)?.title[language] ?? key))),
    );
  const [only] = source.on;
  const options = [...context.actions.values()].map((action) => ({ value: action.key, word: action.title[language] }));
  const isKnown = only !== undefined && source.on.length === 1 && context.actions.has(only);
  const token: TokenView = {
    kind: 'field',
    word: titles(source.on),
    spot: { path: isKnown ? ['on', 0] : ['on'] },
    input: isKnown ? { as: 'choice', value: only, options } : { as: 'text', value: listed(language, source.on) },
    ...(before && titles(before.on) !== titles(source.on) ? { old: titles(before.on) } : {}),
  };
  const when = source.when === 'after' ? (zh ? '之后' : 'goes through') : zh ? '之前' : 'goes through';
  return [word(zh ? '当' : source.when === 'after' ? 'after' : 'before'), token, word(when)];
}

/** What follows when it is true. */
export function afterTokens(
  source: RuleSource,
  context: Context,
  language: Language,
  before?: RuleSource,
): EditorView['after'] {
  const zh = language === 'zh';
  const level = context.scheme.levels.find((l) => l.key === source.level);
  const labelOf = (key: string): string => context.scheme.levels.find((l) => l.key === key)?.label[language] ?? key;
  const askWord = (ask: Ask | undefined): string => ASKS[ask ?? level?.defaultAsk ?? 'notice'][zh ? 0 : 1];
  const was = <T>(now: T, old: T | undefined, show: (x: T) => string): { old?: string } =>
    before && old !== undefined && old !== now ? { old: show(old) } : {};
  const choice = (
    value: string,
    options: { value: string; word: string }[],
    path: string,
  ): Pick<TokenView, 'spot' | 'input'> => ({
    spot: { path: [path] },
    input: { as: 'choice', value, options },
  });
  return [
    {
      label: 'level',
      tokens: [
        {
          kind: 'value',
          word: labelOf(source.level),
          ...choice(
            source.level,
            context.scheme.levels.map((l) => ({ value: l.key, word: l.label[language] })),
            'level',
          ),
          ...was(source.level, before?.level, labelOf),
        },
      ],
    },
    {
      label: 'ask',
      tokens: [
        {
          kind: 'value',
          word: askWord(source.ask),
          ...choice(
            source.ask ?? level?.defaultAsk ?? 'notice',
            Ask.options.map((ask) => ({ value: ask, word: askWord(ask) })),
            'ask',
          ),
          ...was(source.ask, before?.ask, askWord),
        },
      ],
    },
    {
      label: 'status',
      tokens: [
        {
          kind: 'value',
          word: STATUS[source.status][zh ? 0 : 1],
          ...choice(
            source.status,
            Object.entries(STATUS).map(([value, words]) => ({ value, word: words[zh ? 0 : 1] })),
            'status',
          ),
          ...was(source.status, before?.status, (s) => STATUS[s][zh ? 0 : 1]),
        },
      ],
    },
    ...(source.deadline
      ? [
          {
            label: 'deadline' as const,
            tokens: [
              word(
                context.actions.get(source.on[0] ?? '')?.fields[source.deadline.from]?.label[language] ??
                  source.deadline.from,
              ),
              word(zh ? '起' : 'plus'),
              {
                kind: 'value' as const,
                word: String(source.deadline.days),
                spot: { path: ['deadline', 'days'] },
                input: { as: 'number' as const, value: String(source.deadline.days) },
                ...was(source.deadline.days, before?.deadline?.days, String),
              },
              word(source.deadline.unit === 'workday' ? (zh ? '个工作日' : 'working days') : zh ? '日' : 'days'),
            ],
          },
        ]
      : []),
    {
      label: 'dedupe',
      tokens: [
        word(
          zh
            ? `同一对象、${source.dedupe ? listed(language, source.dedupe) : '条件所用字段'}不变只问一次`
            : `once while the subject and ${source.dedupe ? listed(language, source.dedupe) : 'the condition’s fields'} stay`,
        ),
      ],
    },
  ];
}
