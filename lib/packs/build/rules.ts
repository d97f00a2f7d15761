import type { ActionSpec, Condition, Expr, FactSpec, FieldSpec, LevelScheme, Rule, RuleSource, Text } from '@/lib/model';
import { explain } from '@/lib/rules/explain';
import { fieldsIn } from '@/lib/rules/fields';
import { matchesAction } from '@/lib/rules/reach';
import { parseCel } from './cel';
import { checkTree, typeOfFact } from './check';
import type { Names } from './check';
import type { Placed } from './folder';
import { didYouMean, finding } from './problem';
import type { Finding, Problem } from './problem';
import type { Path } from './source';
import { checkLength, checkPlaceholders, checkTone, withFormats } from './texts';
import type { TextNames } from './texts';
import type { Ty } from './types';

/** What rules may refer to. */
export interface Surroundings { actions: ReadonlyMap<string, ActionSpec>; scheme: LevelScheme; posts: Record<string, Text>; riskPoints: ReadonlySet<string> }

type Fields = Record<string, FieldSpec>;
interface Target { action: string; fields: Fields }
const SENTENCE = { zh: 40, en: 140 };

/** A rule's source → the rule, with all that is wrong with it. */
export function buildRule(placed: Placed<RuleSource>, around: Surroundings): { rule?: Rule; problems: Problem[] } {
  const { value: source } = placed;
  const problems: Problem[] = [];
  const say = (path: Path, ...found: Finding[]): void => { problems.push(...found.map((f) => placed.source.at([...placed.path, ...path], f))); };

  const condition = parse(source.condition, (f) => say(['condition'], f));
  const targets = targetsOf(source, condition, around, say);
  const facts: Record<string, FactSpec> = {};
  const factTypes: Record<string, Ty> = {};
  for (const [id, fact] of Object.entries(source.facts)) {
    const { value, where, untilWhere, ...rest } = fact;
    const past = pastTargets(fact.of ?? source.on, around, (f) => say(['facts', id, 'of'], f));
    const ended = pastTargets(fact.until ?? [], around, (f) => say(['facts', id, 'until'], f));
    const built: FactSpec = { ...rest };
    const types: Ty[] = [];
    const tree = (key: 'value' | 'where' | 'untilWhere', text: string | undefined, over: Target[], act: Target[]): Condition | undefined => {
      if (text === undefined) return undefined;
      const parsed = parse(text, (f) => say(['facts', id, key], f));
      if (!parsed) return undefined;
      const opening = act[0]?.fields ?? {};
      for (const target of over) {
        const { type, findings } = checkTree(parsed.tree, { fields: target.fields, act: opening, params: source.params, facts: {}, action: target.action });
        say(['facts', id, key], ...findings);
        if (key === 'value') types.push(type);
        else if (type.t !== 'bool' && type.t !== 'any' && !findings.length) say(['facts', id, key], notATest(parsed.tree));
      }
      return parsed;
    };
    built.value = tree('value', value, past, targets);
    built.where = tree('where', where, past, targets);
    built.untilWhere = tree('untilWhere', untilWhere, ended, past);
    for (const key of ['value', 'where', 'untilWhere'] as const) if (!built[key]) delete built[key];
    say(['facts', id], ...checkFact(fact));
    for (const part of fact.key) if (!part.startsWith('$') && fact.kind !== 'open' && targets.some((t) => t.action !== 'tick' && !Object.hasOwn(t.fields, part))) say(['facts', id, 'key'], finding('unknown_field', `分组字段 ${part} 不在动作中`, `the key field ${part} is not of the act`));
    facts[id] = built;
    factTypes[id] = typeOfFact(fact.kind, types[0]);
  }

  const check = (path: Path, tree: Expr | undefined, wantsTest: boolean): Ty | undefined => {
    let type: Ty | undefined;
    for (const target of tree ? targets : []) {
      const names: Names = { fields: target.fields, params: source.params, facts: factTypes, action: target.action };
      const checked = checkTree(tree ?? { op: 'lit', value: true }, names);
      type ??= checked.type;
      say(path, ...checked.findings);
      if (wantsTest && !checked.findings.length && checked.type.t !== 'bool' && checked.type.t !== 'any') say(path, notATest(tree));
    }
    return type;
  };
  check(['condition'], condition?.tree, true);
  const raise = source.raise?.map((step, i) => {
    const parsed = parse(step.if, (f) => say(['raise', i, 'if'], f));
    check(['raise', i, 'if'], parsed?.tree, true);
    return { ...step, if: parsed ?? BROKEN };
  });
  const lets: Record<string, Condition> = {};
  const letTypes: Record<string, Ty> = {};
  for (const [id, text] of Object.entries(source.let)) {
    const parsed = parse(text, (f) => say(['let', id], f));
    letTypes[id] = check(['let', id], parsed?.tree, false) ?? { t: 'any' };
    lets[id] = parsed ?? BROKEN;
  }

  const names: TextNames = { fields: shared(targets), params: Object.keys(source.params), facts: factTypes, lets: letTypes };
  checkTexts(source, names, say);
  checkReferences(source, around, targets, say);
  if (problems.some((p) => p.severity === 'error') || !condition) return { problems: unique(problems) };
  const format = (text: Text): Text => ({ zh: withFormats(text.zh, names), en: withFormats(text.en, names) });
  const { raise: _raise, let: _let, facts: _facts, condition: _condition, ...plain } = source;
  const rule: Rule = {
    ...plain, condition: { ...condition, say: wording(source, condition, targets, around) }, facts, let: lets, ...(raise ? { raise } : {}),
    sentence: format(source.sentence),
    shows: source.shows.map((s) => ({ ...s, actual: withFormats(s.actual, names), ...(s.expected ? { expected: format(s.expected) } : {}) })),
    checks: source.checks.map((c) => ({ ...c, text: format(c.text) })),
  };
  return { rule, problems: unique(problems) };
}

/** The condition in words, with the figures its parameters have today. */
function wording(source: RuleSource, condition: Condition, targets: Target[], around: Surroundings): Text {
  const action = around.actions.get(targets[0]?.action ?? '');
  const params = Object.fromEntries(Object.entries(source.params).map(([id, p]) => [id, p.value === undefined && p.dated?.length ? { ...p, value: p.dated.at(-1)?.value } : p]));
  return explain(condition.tree, { rule: { params }, action });
}

const BROKEN: Condition = { text: '', tree: { op: 'lit', value: false } };
const notATest = (tree: Expr | undefined): Finding => finding('not_a_test', '这里要一个判断', 'a test is wanted here', { at: tree?.at });
const unique = (problems: Problem[]): Problem[] => [...new Map(problems.map((p) => [JSON.stringify([p.file, p.range, p.code, p.message.en]), p])).values()];

function parse(text: string, say: (f: Finding) => void): Condition | undefined {
  const parsed = parseCel(text.trim());
  if ('tree' in parsed) return { text: text.trim(), tree: parsed.tree };
  say(parsed.problem);
  return undefined;
}

/** Fields that every action of the rule has. */
function shared(targets: Target[]): string[] {
  const [first, ...rest] = targets;
  return Object.keys(first?.fields ?? {}).filter((id) => rest.every((t) => Object.hasOwn(t.fields, id)));
}

/** Actions a rule is checked against: those it names, and those a wildcard reaches because they have its fields. */
function targetsOf(source: RuleSource, condition: Condition | undefined, around: Surroundings, say: (path: Path, ...f: Finding[]) => void): Target[] {
  const needed = condition ? fieldsIn(condition.tree) : [];
  return source.on.flatMap((pattern, i): Target[] => {
    if (pattern === 'tick') return [{ action: 'tick', fields: {} }];
    if (!pattern.includes('*')) {
      const spec = around.actions.get(pattern);
      if (spec) return [{ action: pattern, fields: spec.fields }];
      say(['on', i], finding('unknown_action', `没有动作 ${pattern}`, `there is no action ${pattern}`, { mend: didYouMean(pattern, around.actions.keys()) }));
      return [];
    }
    const matching = [...around.actions.values()].filter((a) => matchesAction(pattern, a.key) && (!source.sensitiveOnly || a.sensitive));
    const reached = matching.filter((a) => needed.every((id) => Object.hasOwn(a.fields, id)));
    if (!reached.length) {
      const [nearestAction] = matching;
      const missing = nearestAction ? needed.filter((id) => !Object.hasOwn(nearestAction.fields, id)) : [];
      say(['on', i], finding('reaches_nothing', matching.length ? `${pattern} 的动作都缺少条件里的字段(如 ${nearestAction?.key} 缺 ${missing.join('、')})` : `没有符合 ${pattern} 的动作`, matching.length ? `no action of ${pattern} has all fields of the condition (${nearestAction?.key} lacks ${missing.join(', ')})` : `no action matches ${pattern}`, { severity: matching.length ? 'error' : 'warning' }));
    }
    return reached.map((a) => ({ action: a.key, fields: a.fields }));
  });
}

function pastTargets(patterns: readonly string[], around: Surroundings, say: (f: Finding) => void): Target[] {
  return patterns.flatMap((pattern): Target[] => {
    if (pattern === 'tick') return [];
    const found = [...around.actions.values()].filter((a) => matchesAction(pattern, a.key));
    if (!found.length) say(finding('unknown_action', `没有动作 ${pattern}`, `there is no action ${pattern}`, { mend: didYouMean(pattern, around.actions.keys()) }));
    return pattern.includes('*') ? [] : found.map((a) => ({ action: a.key, fields: a.fields }));
  });
}

function checkFact(fact: RuleSource['facts'][string]): Finding[] {
  const found: Finding[] = [];
  if (['sum', 'median', 'ratio_median', 'share', 'overlap', 'streak'].includes(fact.kind) && !fact.value) found.push(finding('missing', `${fact.kind} 需要 value`, `${fact.kind} needs a value`));
  if (['sequence', 'open'].includes(fact.kind) && !fact.until?.length) found.push(finding('missing', `${fact.kind} 需要 until`, `${fact.kind} needs until`));
  if (fact.kind === 'open' && !fact.of?.length) found.push(finding('missing', 'open 需要 of', 'open needs of'));
  return found;
}

function checkTexts(source: RuleSource, names: TextNames, say: (path: Path, ...f: Finding[]) => void): void {
  say(['sentence'], ...checkLength(source.sentence, SENTENCE), ...checkTone(source.sentence));
  const filled: [Path, string][] = [
    [['sentence', 'zh'], source.sentence.zh], [['sentence', 'en'], source.sentence.en],
    ...source.shows.flatMap((s, i): [Path, string][] => [[['shows', i, 'actual'], s.actual], ...(s.expected ? [[['shows', i, 'expected', 'zh'], s.expected.zh], [['shows', i, 'expected', 'en'], s.expected.en]] satisfies [Path, string][] : [])]),
    ...source.checks.flatMap((c, i): [Path, string][] => [[['checks', i, 'text', 'zh'], c.text.zh], [['checks', i, 'text', 'en'], c.text.en]]),
  ];
  for (const [path, text] of filled) say(path, ...checkPlaceholders(text, names));
  source.checks.forEach((c, i) => say(['checks', i, 'text'], ...checkLength(c.text, { zh: 60, en: 200 })));
}

function checkReferences(source: RuleSource, around: Surroundings, targets: Target[], say: (path: Path, ...f: Finding[]) => void): void {
  const levels = around.scheme.levels.map((l) => l.key);
  const level = (key: string | undefined, path: Path): void => { if (key && !levels.includes(key)) say(path, finding('unknown_level', `级别方案 ${around.scheme.id} 没有 ${key}`, `the level scheme ${around.scheme.id} has no ${key}`, { mend: didYouMean(key, levels) })); };
  level(source.level, ['level']);
  source.raise?.forEach((step, i) => level(step.level, ['raise', i, 'level']));
  source.riskPoints.forEach((id, i) => { if (!around.riskPoints.has(id)) say(['riskPoints', i], finding('unknown_risk_point', `本包及所引用的包中没有风险点 ${id}`, `there is no risk point ${id} in this pack or those it includes`, { severity: 'warning', mend: didYouMean(id, around.riskPoints) })); });
  const posts = [...(source.secondPerson?.posts.map((p, i) => [p, ['secondPerson', 'posts', i]] as const) ?? []), ...(source.posts?.map((p, i) => [p, ['posts', i]] as const) ?? [])];
  for (const [post, path] of posts) if (!Object.hasOwn(around.posts, post)) say(path, finding('unknown_post', `没有岗位 ${post}`, `there is no post ${post}`, { mend: didYouMean(post, Object.keys(around.posts)) }));
  const field = (id: string | undefined, path: Path, ...types: string[]): void => {
    for (const target of id === undefined ? [] : targets) {
      const spec = target.fields[id ?? ''];
      if (!spec) say(path, finding('unknown_field', `${target.action} 没有字段 ${id}`, `${target.action} has no field ${id}`, { mend: didYouMean(id ?? '', Object.keys(target.fields)) }));
      else if (types.length && !types.includes(spec.type)) say(path, finding('wrong_type', `${id} 不是${types.join('、')}`, `${id} is not ${types.join(' or ')}`));
    }
  };
  field(source.deadline?.from, ['deadline', 'from'], 'date', 'datetime');
  source.dedupe?.forEach((id, i) => field(id, ['dedupe', i]));
  source.shows.forEach((s, i) => field(s.field, ['shows', i, 'field']));
  source.local?.params?.forEach((id, i) => { if (!Object.hasOwn(source.params, id)) say(['local', 'params', i], finding('unknown_param', `没有参数 ${id}`, `there is no parameter ${id}`)); });
  const asks = [source.ask, ...(source.raise ?? []).map((r) => r.ask)];
  if (asks.includes('second_person') && !source.secondPerson) say(['ask'], finding('no_second_person', '第二人确认需写 secondPerson.posts', 'second_person needs secondPerson.posts'));
  if (source.when === 'timer' !== source.on.every((a) => a === 'tick') && source.when === 'timer') say(['when'], finding('timer_without_tick', '定时规则须 on: [tick]', 'a timer rule must be on: [tick]', { severity: 'warning' }));
}
