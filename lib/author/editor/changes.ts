import type { ActionSpec, Language, LevelScheme, Rule } from '@/lib/model';
import { explain } from '@/lib/rules/explain';
import type { ChangeView } from '@/lib/messages/admin-views';
import { listed } from '../listed';
import { yuanOf } from './tokens';

type Words = [zh: string, en: string];
const WORDS = {
  condition: ['条件', 'Condition'],
  level: ['等级', 'Level'],
  ask: ['要求', 'Ask'],
  status: ['状态', 'Status'],
  on: ['何时检查', 'When'],
  sentence: ['提醒语', 'Sentence'],
  title: ['名称', 'Title'],
  checks: ['核对项', 'Checks'],
  reasons: ['理由选项', 'Reasons'],
  riskPoints: ['风险点', 'Risk points'],
  deadline: ['时限', 'Deadline'],
  shows: ['显示的事实', 'Facts shown'],
  second: ['第二人', 'Second person'],
  raise: ['升级条件', 'Raised when'],
  other: ['其他', 'Other'],
} satisfies Record<string, Words>;
const NONE: Words = ['（无）', '(none)'];

/** What a draft changes against the pack's source, in the words an officer reads. */
export function changesOf(
  before: Rule | undefined,
  after: Rule,
  around: { actions: ReadonlyMap<string, ActionSpec>; scheme: LevelScheme; language: Language },
): ChangeView[] {
  const { language, scheme, actions } = around;
  const pick = ([zh, en]: Words): string => (language === 'zh' ? zh : en);
  if (!before) return [{ what: pick(['新规则', 'New rule']), before: pick(NONE), after: after.title[language] }];
  const changes: ChangeView[] = [];
  const add = (what: Words, a: string, b: string): void => {
    if (a !== b) changes.push({ what: pick(what), before: a || pick(NONE), after: b || pick(NONE) });
  };
  const said = (rule: Rule): string =>
    explain(rule.condition.tree, {
      rule: { params: {}, facts: rule.facts },
      action: actions.get(rule.on[0] ?? ''),
    })[language].replaceAll('params.', '');
  const levelOf = (rule: Rule): string =>
    scheme.levels.find((l) => l.key === rule.level)?.label[language] ?? rule.level;
  const titles = (rule: Rule): string =>
    listed(
      language,
      rule.on.map((on) => actions.get(on)?.title[language] ?? on),
    );
  const texts = (list: readonly { text: { zh: string; en: string } }[]): string =>
    list.map((item) => item.text[language]).join(language === 'zh' ? '；' : '; ');

  if (before.condition.text !== after.condition.text) {
    const [a, b] = [said(before), said(after)];
    if (a === b) add(WORDS.condition, before.condition.text, after.condition.text);
    else add(WORDS.condition, a, b);
  }
  for (const id of namesOf(before.params, after.params)) {
    const label = (after.params[id] ?? before.params[id])?.label?.[language] ?? id;
    add([label, label], figureOf(before, id, { label, language }), figureOf(after, id, { label, language }));
  }
  for (const id of namesOf(before.facts, after.facts)) {
    const label = (after.facts[id] ?? before.facts[id])?.label?.[language] ?? id;
    add([label, label], factOf(before, id), factOf(after, id));
  }
  add(WORDS.on, titles(before), titles(after));
  add(WORDS.level, levelOf(before), levelOf(after));
  add(WORDS.ask, before.ask ?? '', after.ask ?? '');
  add(WORDS.status, before.status, after.status);
  add(WORDS.title, before.title[language], after.title[language]);
  add(WORDS.sentence, before.sentence[language], after.sentence[language]);
  add(WORDS.checks, texts(before.checks), texts(after.checks));
  add(WORDS.reasons, texts(before.reasons), texts(after.reasons));
  add(WORDS.riskPoints, listed(language, before.riskPoints), listed(language, after.riskPoints));
  const posts = ({ secondPerson }: Rule): string => listed(language, secondPerson?.posts ?? []);
  add(WORDS.second, posts(before), posts(after));
  add(WORDS.deadline, deadlineOf(before, language), deadlineOf(after, language));
  for (const key of ['shows', 'raise'] as const)
    if (JSON.stringify(before[key] ?? []) !== JSON.stringify(after[key] ?? []))
      add(WORDS[key], String(before[key]?.length ?? 0), `${after[key]?.length ?? 0} ✎`);
  if (!changes.length && JSON.stringify(before) !== JSON.stringify(after)) add(WORDS.other, '…', '✎');
  return changes;
}

const namesOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

function figureOf(rule: Rule, id: string, { label, language }: { label: string; language: Language }): string {
  const param = rule.params[id];
  if (!param) return '';
  if (param.dated) return JSON.stringify(param.dated);
  const { value } = param;
  if (typeof value === 'number' && /\((分|fen)\)/.test(label))
    return `${yuanOf(value)} ${language === 'zh' ? '元' : 'yuan'}`;
  if (Array.isArray(value)) return listed(language, value.map(String));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
function factOf(rule: Rule, id: string): string {
  const fact = rule.facts[id];
  if (!fact) return '';
  const { kind, window, key, of, where, value, until, once } = fact;
  return [kind, window, key.join('+'), (of ?? []).join('+'), where?.text, value?.text, (until ?? []).join('+'), once]
    .filter(Boolean)
    .join(' · ');
}
const deadlineOf = (rule: Rule, language: Language): string =>
  rule.deadline ? `${rule.deadline.label[language]} ${rule.deadline.days} ${rule.deadline.unit}` : '';
