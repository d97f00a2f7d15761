import type { Ask, Expr, LevelScheme, Rule } from '@/lib/model';
import { askRank } from '@/lib/rules';
import { dayNumber } from '@/lib/rules/days';
import { nodes } from '@/lib/rules/fields';
import { onlyGrows } from '@/lib/rules/rings/due';
import { both, excludes, nameOf, waysOf } from './logic';
import { finding } from './problem';
import type { Finding } from './problem';
import type { Say } from './targets';

const warning = (code: string, zh: string, en: string, mendZh: string, mendEn: string): Finding =>
  finding(code, zh, en, { severity: 'warning', mend: { zh: mendZh, en: mendEn } });
const error = (code: string, zh: string, en: string, mendZh: string, mendEn: string): Finding =>
  finding(code, zh, en, { mend: { zh: mendZh, en: mendEn } });

/** What is wrong with a rule although every word of it is right: parts that exclude each other, levels never reached, windows without end. */
export function checkSound(rule: Rule, scheme: LevelScheme, say: Say): void {
  say(['condition'], ...ofCondition(rule));
  for (const [i, step] of (rule.raise ?? []).entries()) say(['raise', i], ...ofStep(rule, step, scheme));
  for (const [id, fact] of Object.entries(rule.facts)) say(['facts', id], ...ofFact(fact, rule));
  for (const [id, param] of Object.entries(rule.params)) say(['params', id], ...ofParam(param));
  ofUse(rule, say);
  ofReminder(rule, say);
}

function ofCondition({ condition: { tree }, params }: Rule): Finding[] {
  const found: Finding[] = [];
  const ways = waysOf(tree);
  const dead = ways?.filter((way) => excludes(way, params)) ?? [];
  if (ways && dead.length === ways.length)
    found.push(
      error(
        'dead_condition',
        '条件各部分互相矛盾，永不成立',
        'the parts exclude each other: it never holds',
        '去掉矛盾的一部分',
        'remove one of the two',
      ),
    );
  else if (dead.length)
    found.push(
      warning(
        'dead_branch',
        '条件有一支永不成立',
        'one of the ways the condition could hold never does',
        '去掉或改正这一支',
        'remove or mend that branch',
      ),
    );
  const otherwise = waysOf(tree, false);
  if (otherwise?.every((way) => excludes(way, params)))
    found.push(
      error(
        'always_true',
        '条件恒成立，每次都提醒',
        'it always holds: every act would be reminded of',
        '写明什么情形才提醒',
        'say when it should hold',
      ),
    );
  for (const node of nodes(tree)) found.push(...ofNode(node));
  return found;
}

function ofNode(node: Expr): Finding[] {
  if (!('args' in node)) return [];
  const [left, right] = node.args;
  if ((node.op === '&&' || node.op === '||') && left && right && nameOf(left) === nameOf(right))
    return [warning('said_twice', '同一部分写了两次', 'the same part stands twice', '删去一次', 'remove one')];
  const isTest = ['==', '!=', '<', '<=', '>', '>='].includes(node.op);
  return isTest && left && right && nameOf(left) === nameOf(right)
    ? [error('compared_with_itself', '与自己比较', 'compared with itself', '改正其中一边', 'mend one side')]
    : [];
}

function ofStep(rule: Rule, step: NonNullable<Rule['raise']>[number], scheme: LevelScheme): Finding[] {
  const severity = (key: string): number => scheme.levels.find((l) => l.key === key)?.severity ?? 0;
  const usual = (key: string): Ask => scheme.levels.find((l) => l.key === key)?.defaultAsk ?? 'notice';
  const raisesLevel = step.level !== undefined && severity(step.level) > severity(rule.level);
  const ask = step.ask ?? (raisesLevel && step.level ? usual(step.level) : undefined);
  const raisesAsk = ask !== undefined && askRank(ask) > askRank(rule.ask ?? usual(rule.level));
  if (!raisesLevel && !raisesAsk)
    return [
      error(
        'raise_without_effect',
        '这一级不高于规则本身',
        'this step is no higher than the rule itself',
        '提高级别或要求，或删去',
        'raise level or ask, or remove it',
      ),
    ];
  const ways = both(waysOf(rule.condition.tree), waysOf(step.if.tree));
  return ways?.every((way) => excludes(way, rule.params))
    ? [
        error(
          'unreachable_level',
          '条件成立时，这一级永远达不到',
          'never reached while the condition holds',
          '改正 if，使其与条件相容',
          'mend the if so that both can hold',
        ),
      ]
    : [];
}

const TOTALS = new Set(['count', 'sum', 'distinct', 'median', 'share', 'ratio_median', 'streak']);

function ofFact(fact: Rule['facts'][string], rule: Rule): Finding[] {
  const found: Finding[] = [];
  const isTotal = TOTALS.has(fact.kind);
  // Looking up another act of the same matter is no counting.
  const isOwn = !fact.of || fact.of.some((pattern) => rule.on.includes(pattern));
  if (isTotal && isOwn && fact.window === 'all' && !fact.where && !fact.each && !fact.once)
    found.push(
      error(
        'unbounded_window',
        '没有期限，越积越多',
        'a window without end only grows',
        '写 window，如 365d',
        'give a window, e.g. 365d',
      ),
    );
  if (fact.window !== 'all' && Number.parseInt(fact.window, 10) === 0)
    found.push(
      error(
        'empty_window',
        '期限为零，只剩本次',
        'a window of nothing holds only the act itself',
        '写正数，如 30d',
        'write a positive figure, e.g. 30d',
      ),
    );
  if (isTotal && !fact.key.length && !fact.each)
    found.push(
      warning(
        'no_key',
        '没有分组，会把所有人的办理算在一起',
        'no key: everybody’s acts are counted together',
        '写 key，如 [operator_id]',
        'give a key, e.g. [operator_id]',
      ),
    );
  if (fact.kind === 'open' && !fact.own && fact.where && !onlyGrows(fact.where.tree))
    found.push(
      warning(
        'timer_not_growing',
        '到期条件不是到时成立后一直成立，每小时都要重看',
        'the test does not stay true once it is: every matter is looked at each hour',
        '写成 hoursBetween(eventAt(), now()) > 时限',
        'write it as hoursBetween(eventAt(), now()) > limit',
      ),
    );
  return found;
}

function ofParam({ dated, value }: Rule['params'][string]): Finding[] {
  if (!dated)
    return value === undefined
      ? [error('no_value', '参数没有值', 'the parameter has no value', '写 value 或 dated', 'give value or dated')]
      : [];
  const found: Finding[] = [];
  const spans = dated
    .map(({ from, to }) => ({ from: dayNumber(from ?? '1900-01-01') ?? 0, to: dayNumber(to ?? '9999-12-31') ?? 0 }))
    .sort((a, b) => a.from - b.from);
  for (const [i, span] of spans.entries()) {
    const next = spans[i + 1];
    if (span.to < span.from)
      found.push(
        error('dated_backwards', '止日早于起日', 'ends before it begins', '改正 from、to', 'mend from and to'),
      );
    if (next && next.from <= span.to)
      found.push(
        error(
          'dated_overlap',
          '两段有效期重叠',
          'two periods overlap',
          '前一段 to 写后一段 from 的前一日',
          'end the first on the day before the second',
        ),
      );
    if (next && next.from > span.to + 1)
      found.push(
        warning(
          'dated_gap',
          '两段有效期之间有空缺',
          'there is a hole between two periods',
          '补上中间一段',
          'give the figure for the time between',
        ),
      );
  }
  if (dated.some(({ source }) => !source.trim()))
    found.push(
      error(
        'dated_without_source',
        '没有依据',
        'no source',
        '写 source，如 征管法第三十二条',
        'give source, the clause it comes from',
      ),
    );
  return found;
}

/** Facts, parameters and named values that nothing names. */
function ofUse(rule: Rule, say: Say): void {
  const conditions = [rule.condition, ...(rule.raise ?? []).map((r) => r.if), ...Object.values(rule.let)];
  const trees = [
    ...conditions,
    ...Object.values(rule.facts).flatMap((f) => [f.where, f.value, f.untilWhere, f.holding]),
  ];
  const named = new Set(
    trees
      .flatMap((c) => (c ? [...nodes(c.tree)] : []))
      .flatMap((n) => (n.op === 'param' || n.op === 'fact' ? [`${n.op}s.${n.id}`] : [])),
  );
  const texts = JSON.stringify([
    rule.sentence,
    rule.shows,
    rule.checks,
    rule.reasons,
    Object.values(rule.facts).map((f) => f.window),
  ]);
  const isUsed = (room: 'params' | 'facts' | 'let', id: string): boolean =>
    named.has(`${room}.${id}`) || texts.includes(`{${room}.${id}}`) || texts.includes(`{${room}.${id}:`);
  for (const room of ['params', 'facts', 'let'] as const)
    for (const id of Object.keys(rule[room]))
      if (!isUsed(room, id))
        say(
          [room, id],
          warning(
            `unused_${room === 'let' ? 'let' : room.slice(0, -1)}`,
            `${room}.${id} 没有用到`,
            `${room}.${id} is used nowhere`,
            '删去，或在条件、文字里用它',
            'remove it, or use it',
          ),
        );
}

const HAN = /\p{Script=Han}/u;

function ofReminder(rule: Rule, say: Say): void {
  const ask = rule.ask;
  if (ask && askRank(ask) === askRank('checklist') && !rule.checks.length)
    say(
      ['ask'],
      warning('no_checks', '要核对却没有核对项', 'a checklist without anything to tick', '写 checks', 'give checks'),
    );
  if (ask && ask === 'justification' && !rule.reasons.length)
    say(
      ['ask'],
      warning(
        'no_reasons',
        '要说明理由却没有常用理由',
        'asks for a reason and offers none',
        '写 reasons',
        'give reasons',
      ),
    );
  if (!rule.sources.length)
    say(
      ['sources'],
      warning('no_source', '没有依据', 'no source', '写 sources:文件名与条款', 'give sources: title and clause'),
    );
  if (!HAN.test(rule.sentence.zh))
    say(
      ['sentence', 'zh'],
      warning(
        'not_chinese',
        '中文里没有汉字',
        'the Chinese text has no Chinese in it',
        '写成中文',
        'write it in Chinese',
      ),
    );
  if (HAN.test(rule.sentence.en))
    say(
      ['sentence', 'en'],
      warning('not_english', '英文里有汉字', 'Chinese characters in the English text', '译成英文', 'translate it'),
    );
}
