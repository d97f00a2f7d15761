import type { Ask, Flag, LevelRef, LevelScheme, Text } from '@/lib/model';
import { addWorkdays, isWorkday } from './calendar';
import { civil, dateOf, dayNumber, midnight } from './days';
import { fieldsOfRule } from './fields';
import { fill, fillText } from './fill';
import type { Filler } from './fill';
import { hashOf } from './hash';
import type { RuleInput } from './weigh';
import type { FactAnswer, Scope } from './scope';
import { isEmpty, isUnknown, keyOf } from './value';

export type FlagInput = RuleInput & {
  scope: Scope;
  answer: FactAnswer;
  ask: Ask;
  level: string;
  eased?: Flag['eased'];
  items: number[] /** false: could not be told */;
  held: boolean;
};

const NAMED_MOST = 5;
/** Stands at whatever a draft says that its author tries. */
export const DRAFT: Text = { zh: '草稿 · 仅本机预览', en: 'Draft · this browser only' };
const NOT_TOLD: Text = {
  zh: '下列内容未能读到，请核对后继续。',
  en: 'Some of this could not be read. Check it before you go on.',
};
const UNTOLD: Text = { zh: '有内容未能读到，无法判断', en: 'Some inputs could not be read' };

/** A filled flag: everything a person reads is text by now, in both languages. */
export function flagOf(input: FlagInput): Flag {
  const { rule, scope, action, items, held } = input;
  const filler: Filler = { scope, rule, action };
  const evidence = evidenceOf(input.answer);
  const deadline = deadlineOf(input);
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    pack: rule.pack,
    level: levelRef(input.scheme, input.level),
    ask: input.ask,
    ...(input.eased ? { eased: input.eased } : {}),
    when: rule.when,
    sentence: held ? fillText(rule.sentence, filler) : NOT_TOLD,
    facts: [...concerned(input), ...(held ? shown(input, filler) : untold(input, filler))],
    because: held
      ? (input.explain?.(rule.condition.tree, { rule, action, scope }) ?? rule.condition.say ?? rule.title)
      : UNTOLD,
    checks:
      rule.checks.length || input.ask !== 'checklist'
        ? rule.checks.map((c) => ({ id: c.id, text: fillText(c.text, filler) }))
        : [{ id: `${rule.id.slice(0, 58)}-check`, text: rule.title }],
    reasons: rule.reasons,
    ...(rule.back ? { back: rule.back } : {}),
    ...(rule.secondPerson ? { posts: rule.secondPerson.posts } : {}),
    sources: rule.sources,
    ...(items.length ? { items } : {}),
    ...(evidence.length ? { evidence } : {}),
    ...(deadline ? { deadline } : {}),
    dedupe: dedupeOf(input),
    ...(rule.draft ? { draft: true as const } : {}),
  };
}

function levelRef(scheme: LevelScheme, key: string): LevelRef {
  const level = scheme.levels.find((l) => l.key === key) ?? scheme.levels[0];
  return { scheme: scheme.id, version: scheme.version, key: level?.key ?? key, severity: level?.severity ?? 1 };
}

/** Of an act over many: how many, and which of them; named by their subject where it was read, else by their place. */
function concerned({ event, action, items }: FlagInput): Flag['facts'] {
  const all = event.items ?? [];
  if (all.length < 2 || !items.length) return [];
  const names = items.slice(0, NAMED_MOST).map((at) => {
    const subject = action?.subject ? all[at]?.[action.subject] : undefined;
    return subject?.kind === 'read' && typeof subject.value === 'string' ? subject.value : `#${at + 1}`;
  });
  const more = items.length > names.length;
  return [
    {
      label: { zh: '涉及', en: 'Concerns' },
      actual: {
        zh: `共 ${all.length} 项，其中 ${items.length} 项：${names.join('、')}${more ? ' 等' : ''}`,
        en: `${items.length} of ${all.length}: ${names.join(', ')}${more ? ' …' : ''}`,
      },
      bad: false,
    },
  ];
}

/** The rule's own lines, or, where it names none, the fields its condition looks at. */
function shown(input: FlagInput, filler: Filler): Flag['facts'] {
  if (!input.rule.shows.length) return untold(input, filler);
  return input.rule.shows.map((line) => ({
    label: line.label,
    actual: { zh: fill(line.actual, 'zh', filler), en: fill(line.actual, 'en', filler) },
    ...(line.expected ? { expected: fillText(line.expected, filler) } : {}),
    ...(line.field ? { field: line.field } : {}),
    bad: line.bad === 'blank' ? isEmpty(input.scope.field(line.field ?? '')) : (line.bad ?? true),
  }));
}
function untold({ rule, action, scope }: FlagInput, filler: Filler): Flag['facts'] {
  return fieldsOfRule(rule)
    .slice(0, 8)
    .map((id) => ({
      label: action?.fields[id]?.label ?? { zh: id, en: id },
      actual: { zh: fill(`{${id}}`, 'zh', filler), en: fill(`{${id}}`, 'en', filler) },
      field: id,
      bad: isUnknown(scope.field(id)),
    }));
}

function evidenceOf(answer: FactAnswer): number[] {
  if (answer === 'unknown') return [];
  return [...new Set(Object.values(answer).flatMap((fact) => fact.evidence ?? []))].sort((a, b) => a - b).slice(-200);
}

/** The last day runs out at its midnight; a last day that is no working day moves to the next one. */
function deadlineOf({ rule, scope, calendar }: FlagInput): Flag['deadline'] {
  if (!rule.deadline) return undefined;
  const value = scope.field(rule.deadline.from);
  const from =
    typeof value === 'number' ? dayNumber(dateOf(value)) : typeof value === 'string' ? dayNumber(value) : undefined;
  if (from === undefined || rule.deadline.days < 0 || rule.deadline.days > 5000) return undefined;
  const last =
    rule.deadline.unit === 'workday'
      ? addWorkdays(from, rule.deadline.days, calendar)
      : roll(from + rule.deadline.days, calendar);
  return { at: midnight(last + 1), from: civil(from), label: rule.deadline.label };
}
const roll = (day: number, calendar: FlagInput['calendar']): number =>
  isWorkday(day, calendar) ? day : addWorkdays(day, 0, calendar);

function dedupeOf({ rule, action, scope, event, items }: FlagInput): string {
  const names = rule.dedupe ?? fieldsOfRule(rule);
  const subject = action?.subject ? keyOf(scope.field(action.subject)) : event.system;
  return hashOf([rule.id, subject, ...names.map((id) => keyOf(scope.field(id))), ...items.map(String)]);
}
