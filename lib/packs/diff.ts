import type { Ask, Overlay, Pack, Param, ParamValue, Rule, Text } from '@/lib/model';
import { alike } from './merge';
import { moneyParams } from './money-params';

export type DiffKind = 'new' | 'updated' | 'retired';
export interface DiffLine {
  kind: DiffKind;
  what: 'rule' | 'adapter' | 'action' | 'risk_point' | 'scheme' | 'calendar' | 'person' | 'post' | 'setting';
  id: string;
  title?: Text;
  /** What is another now, in words: `起点 5万元→3万元`. Empty for new and retired ones. */
  changes: Text[];
}
export interface PackDiff {
  lines: DiffLine[];
  /** `新增 2 条，修改 3 条，停用 1 条` */
  summary: Text;
}

const t = (zh: string, en: string): Text => ({ zh, en });

/** What another version of a pack means, rule by rule, as officers read it. The order of things means nothing. */
export function diffPacks(before: Pack | undefined, after: Pack): PackDiff {
  const rules = pairs(before?.rules ?? [], after.rules, (rule) => rule.id).flatMap(({ id, was, is }): DiffLine[] => {
    const isWas = was !== undefined && was.status !== 'retired';
    const isNow = is !== undefined && is.status !== 'retired';
    if (!isWas && !isNow) return [];
    if (!was || !isWas) return [line('new', 'rule', id, is?.title)];
    if (!is || !isNow) return [line('retired', 'rule', id, was.title)];
    const changes = ruleChanges(was, is, before, after);
    return changes.length ? [{ ...line('updated', 'rule', id, is.title), changes }] : [];
  });
  const lines = [
    ...rules,
    ...others('adapter', before?.adapters ?? [], after.adapters, (one) => one.id),
    ...others('action', before?.actions ?? [], after.actions, (one) => one.key),
    ...others('risk_point', before?.riskPoints ?? [], after.riskPoints, (one) => one.id),
    // Who is on the list is not read out; that it is another one is.
    ...(before && !alike(before.staff, after.staff)
      ? [
          {
            ...line('updated', 'person', 'staff'),
            changes: [
              t(
                `人员名单 ${before.staff.length}→${after.staff.length} 人`,
                `staff list ${before.staff.length}→${after.staff.length}`,
              ),
            ],
          },
        ]
      : []),
    ...(before && !alike(before.scheme, after.scheme)
      ? [line('updated', 'scheme', after.scheme.id, after.scheme.title)]
      : []),
    ...(before && !alike(before.calendar, after.calendar)
      ? [line('updated', 'calendar', after.calendar.id, after.calendar.title)]
      : []),
    ...(before && !alike(before.posts, after.posts) ? [line('updated', 'post', 'posts')] : []),
  ];
  return { lines, summary: summaryOf(lines) };
}

/** The same for what a lower unit sets. */
export function diffOverlays(before: Overlay | undefined, after: Overlay): PackDiff {
  const lines = pairs(before?.rules ?? [], after.rules, (one) => one.rule).flatMap(({ id, was, is }): DiffLine[] => {
    if (!was && is) return [{ ...line('new', 'setting', id), changes: settingWords(is) }];
    if (was && !is) return [line('retired', 'setting', id)];
    return was && is && !alike(was, is) ? [{ ...line('updated', 'setting', id), changes: settingWords(is) }] : [];
  });
  return { lines, summary: summaryOf(lines) };
}
function settingWords(set: Overlay['rules'][number]): Text[] {
  return [
    ...(set.off ? [t('停用', 'switched off')] : []),
    ...(set.ask ? [t(`处置 ${ASKS[set.ask].zh}`, `asks ${ASKS[set.ask].en}`)] : []),
    ...Object.entries(set.params ?? {}).map(([id, value]) => t(`${id} ${value}`, `${id} ${value}`)),
  ];
}

const line = (kind: DiffKind, what: DiffLine['what'], id: string, title?: Text): DiffLine => ({
  kind,
  what,
  id,
  ...(title ? { title } : {}),
  changes: [],
});

function pairs<T>(before: readonly T[], after: readonly T[], idOf: (one: T) => string) {
  const [was, is] = [new Map(before.map((one) => [idOf(one), one])), new Map(after.map((one) => [idOf(one), one]))];
  return [...new Set([...was.keys(), ...is.keys()])].sort().map((id) => ({ id, was: was.get(id), is: is.get(id) }));
}
function others<T extends { title: Text }>(
  what: DiffLine['what'],
  before: readonly T[],
  after: readonly T[],
  idOf: (one: T) => string,
): DiffLine[] {
  return pairs(before, after, idOf).flatMap(({ id, was, is }) => {
    if (!was) return is ? [line('new', what, id, is.title)] : [];
    if (!is) return [line('retired', what, id, was.title)];
    return alike(was, is) ? [] : [line('updated', what, id, is.title)];
  });
}

const ASKS: Record<Ask, Text> = {
  observe: t('仅记录', 'recorded only'),
  notice: t('提示', 'notice'),
  acknowledge: t('知悉', 'acknowledge'),
  checklist: t('逐项核对', 'checklist'),
  justification: t('说明理由', 'reason'),
  second_person: t('双人确认', 'second person'),
  stop: t('制止', 'stop'),
};
const STATUS: Record<Rule['status'], Text> = {
  draft: t('草稿', 'draft'),
  observe: t('试运行', 'observed'),
  active: t('启用', 'active'),
  retired: t('停用', 'retired'),
};

function ruleChanges(was: Rule, is: Rule, before: Pack | undefined, after: Pack): Text[] {
  const out: Text[] = [];
  const other = (name: Text, a: Text, b: Text): void => {
    if (a.zh !== b.zh || a.en !== b.en) out.push(t(`${name.zh} ${a.zh}→${b.zh}`, `${name.en} ${a.en}→${b.en}`));
  };
  const levelOf = (rule: Rule, pack: Pack | undefined): Text =>
    pack?.scheme.levels.find((level) => level.key === rule.level)?.label ?? t(rule.level, rule.level);
  const askOf = (rule: Rule, pack: Pack | undefined): Text =>
    ASKS[rule.ask ?? pack?.scheme.levels.find((level) => level.key === rule.level)?.defaultAsk ?? 'notice'];
  other(t('状态', 'status'), STATUS[was.status], STATUS[is.status]);
  other(t('级别', 'level'), levelOf(was, before), levelOf(is, after));
  other(t('处置', 'asks'), askOf(was, before), askOf(is, after));
  const money = moneyParams(is, after.actions);
  for (const { id, was: a, is: b } of pairs(Object.entries(was.params), Object.entries(is.params), ([id]) => id)) {
    const name = b?.[1].label ?? a?.[1].label ?? t(id, id);
    other(name, shown(a?.[1], money.has(id)), shown(b?.[1], money.has(id)));
  }
  const on = (rule: Rule): Text => t([...rule.on].sort().join('、'), [...rule.on].sort().join(', '));
  other(t('适用操作', 'acts'), on(was), on(is));
  if (was.condition.text !== is.condition.text) {
    const say = (rule: Rule): Text => rule.condition.say ?? t(rule.condition.text, rule.condition.text);
    other(t('条件', 'condition'), say(was), say(is));
  }
  for (const { id, was: a, is: b } of pairs(Object.entries(was.facts), Object.entries(is.facts), ([id]) => id)) {
    if (alike(a?.[1], b?.[1])) continue;
    const name = b?.[1].label ?? a?.[1].label ?? t(id, id);
    const window = (fact: Rule['facts'][string] | undefined): Text => (fact ? t(fact.window, fact.window) : NONE);
    if (a?.[1].window === b?.[1].window) out.push(t(`${name.zh}的算法`, `how ${name.en} is counted`));
    else other(name, window(a?.[1]), window(b?.[1]));
  }
  // What is left is words, and what nobody reads out one by one.
  const rest = ({
    version: _,
    status: _s,
    level: _l,
    ask: _a,
    params: _p,
    on: _o,
    condition: _c,
    facts: _f,
    ...words
  }: Rule) => words;
  if (!alike(rest(was), rest(is))) out.push(t('文案或其他设置', 'texts or other settings'));
  return out;
}

const NONE = t('无', 'none');
function shown(param: Param | undefined, isMoney: boolean): Text {
  if (!param) return NONE;
  if (param.dated) {
    const dated = param.dated.map((one) => ({ from: one.from ?? '', value: word(one.value, isMoney) }));
    return t(
      dated.map(({ from, value }) => `${from ? `${from} 起 ` : ''}${value.zh}`).join('，'),
      dated.map(({ from, value }) => `${value.en}${from ? ` from ${from}` : ''}`).join(', '),
    );
  }
  return word(param.value ?? null, isMoney);
}
function word(value: ParamValue, isMoney: boolean): Text {
  if (typeof value !== 'number' || !isMoney) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return t(text, text);
  }
  const yuan = value / 100;
  const en = `${yuan.toLocaleString('en-US', { maximumFractionDigits: 2 })} yuan`;
  return yuan !== 0 && yuan % 1000 === 0 && Math.abs(yuan) >= 10_000
    ? t(`${yuan / 10_000}万元`, en)
    : t(`${yuan}元`, en);
}

const KINDS: Record<DiffKind, Text> = {
  new: t('新增', 'new'),
  updated: t('修改', 'changed'),
  retired: t('停用', 'retired'),
};
const WHAT: Record<'rule' | 'other', Text> = { rule: t('条', 'rules'), other: t('项其他', 'others') };
function summaryOf(lines: readonly DiffLine[]): Text {
  const parts = (['rule', 'other'] as const).flatMap((group) =>
    (['new', 'updated', 'retired'] as const).flatMap((kind) => {
      const n = lines.filter(
        (one) => one.kind === kind && (one.what === 'rule' || one.what === 'setting') === (group === 'rule'),
      ).length;
      return n ? [t(`${KINDS[kind].zh} ${n} ${WHAT[group].zh}`, `${n} ${WHAT[group].en} ${KINDS[kind].en}`)] : [];
    }),
  );
  return parts.length
    ? t(parts.map((one) => one.zh).join('，'), parts.map((one) => one.en).join(', '))
    : t('没有变化', 'nothing changed');
}
