import type { ActionSpec, Expr, Rule, RuleCase, RiskPoint } from '@/lib/model';
import { nodes } from '@/lib/rules/fields';
import { STEPS } from '@/lib/rules/scope';
import type { Folder, Placed } from './folder';
import { finding } from './problem';
import type { Finding, Problem } from './problem';

/** Ids that were published: a journal refers to them for ever. */
export interface Published {
  rules: Record<string, { pack: string; version: number; title: string }>;
}

/** Warnings a pack of ours may not have: `hulan lint` fails on them, a bureau's own pack still builds. */
export const FAILS_LINT: ReadonlySet<string> = new Set([
  'few_cases',
  'no_boundary_case',
  'relation_one_sided',
  'case_twice',
]);

const FEWEST = 3;

interface Around {
  actions: ReadonlyMap<string, ActionSpec>;
  riskPoints: readonly RiskPoint[];
  published?: Published;
}

/** What is wrong with a pack's rules taken together: their cases, their risk points, their ids. */
export function checkLibrary(own: Folder, rules: readonly Rule[], around: Around): Problem[] {
  const problems: Problem[] = [];
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const placed of own.rules) {
    const rule = byId.get(placed.value.id);
    if (!rule || rule.status === 'retired') continue;
    const say = (path: (string | number)[], ...found: Finding[]): void => {
      problems.push(...found.map((f) => placed.source.at([...placed.path, ...path], f)));
    };
    const cases = own.cases.filter((c) => c.rule === rule.id).flatMap((c) => c.placed);
    say(
      ['id'],
      ...enoughCases(
        rule,
        cases.map((c) => c.value),
      ),
    );
    say(['riskPoints'], ...relations(rule, around.riskPoints));
    say(['condition'], ...costOf(rule));
    problems.push(...oddCases(cases, around.actions));
  }
  problems.push(...doubles(own.rules), ...againstPublished(own, around.published));
  return problems;
}

const warning = (code: string, zh: string, en: string, mend: [string, string]): Finding =>
  finding(code, zh, en, { severity: 'warning', mend: { zh: mend[0], en: mend[1] } });

function enoughCases(rule: Rule, cases: readonly RuleCase[]): Finding[] {
  const fires = cases.filter((c) => c.fires === true).length;
  const near = cases.filter((c) => c.fires === false).length;
  const mend: [string, string] = [`补在 rules/${rule.id}.cases.yaml`, `add to rules/${rule.id}.cases.yaml`];
  const found: Finding[] = [];
  if (fires < FEWEST || near < FEWEST)
    found.push(
      warning(
        'few_cases',
        `触发的例子 ${fires} 个、差一点的 ${near} 个，各需 ${FEWEST} 个`,
        `${fires} cases fire and ${near} just miss; ${FEWEST} of each are wanted`,
        mend,
      ),
    );
  const limits = limitsOf(rule);
  const isMet = limits.some(({ field, value }) =>
    cases.some((c) => c.events.some((e) => e.fields[field] === (paramIn(c, value) ?? value.value))),
  );
  if (limits.length && !isMet)
    found.push(warning('no_boundary_case', '没有正好等于界限的例子', 'no case stands exactly at a limit', mend));
  return found;
}

interface Limit {
  field: string;
  value: { param?: string; value: unknown };
}
const paramIn = (kase: RuleCase, { param }: Limit['value']): unknown =>
  param === undefined ? undefined : kase.params?.[param];

/** Figures that a field of the act is compared with as they stand. */
function limitsOf(rule: Rule): Limit[] {
  return [...nodes(rule.condition.tree)].flatMap((node): Limit[] => {
    if (!('args' in node) || !['<', '<=', '>', '>='].includes(node.op)) return [];
    const [left, right] = node.args;
    if (left?.op !== 'field' || !right) return [];
    if (right.op === 'num') return [{ field: left.id, value: { value: Number(right.text) } }];
    const value = right.op === 'param' ? rule.params[right.id]?.value : undefined;
    return right.op === 'param' && typeof value === 'number'
      ? [{ field: left.id, value: { param: right.id, value } }]
      : [];
  });
}

/** A rule names its risk points, and each of them names the rule. */
function relations(rule: Rule, points: readonly RiskPoint[]): Finding[] {
  const names = (point: RiskPoint): boolean => point.rules.includes(rule.id) || point.ruleTemplates.includes(rule.id);
  const said = (zh: string, en: string): Finding =>
    warning('relation_one_sided', zh, en, [
      '规则写 riskPoints，风险点写 rules',
      'name it in riskPoints of the rule and in rules of the point',
    ]);
  return points.flatMap((point) => {
    if (rule.riskPoints.includes(point.id) === names(point)) return [];
    return names(point)
      ? [
          said(
            `风险点 ${point.id} 写了本规则，本规则没有写它`,
            `risk point ${point.id} names this rule, which does not name it`,
          ),
        ]
      : [
          said(
            `本规则写了风险点 ${point.id}，它没有写本规则`,
            `the rule names risk point ${point.id}, which does not name it`,
          ),
        ];
  });
}

/** Entries a list on a page may have. */
const LONGEST_LIST = 200;

/** Steps a condition may take at most: each part once, those of a list test once an entry. */
function costOf(rule: Rule): Finding[] {
  const cost = stepsOf(rule.condition.tree);
  return cost > STEPS
    ? [
        warning('cost_bound', `最多要 ${cost} 步，上限 ${STEPS}`, `it may take ${cost} steps, ${STEPS} are allowed`, [
          '缩短 exists、all 里的条件',
          'shorten what stands in exists or all',
        ]),
      ]
    : [];
}
function stepsOf(tree: Expr): number {
  const inner = (parts: readonly Expr[]): number => parts.reduce((sum, part) => sum + stepsOf(part), 1);
  if (tree.op === 'exists' || tree.op === 'all') return 1 + stepsOf(tree.list) + LONGEST_LIST * stepsOf(tree.body);
  if (tree.op === 'list') return inner(tree.items);
  if (tree.op === 'index') return inner([tree.of, tree.key]);
  return 'args' in tree ? inner(tree.args) : 1;
}

function oddCases(cases: readonly Placed<RuleCase>[], actions: Around['actions']): Problem[] {
  const seen = new Set<string>();
  return cases.flatMap((placed) => {
    const found: [(string | number)[], Finding][] = [];
    const { say: _, fires, ...given } = placed.value;
    const same = JSON.stringify(given);
    if (seen.has(same))
      found.push([
        [],
        warning('case_twice', '与前面的例子相同', 'the same case as one before', [
          '删去，或改一个值',
          'remove it, or change a value',
        ]),
      ]);
    seen.add(same);
    for (const [i, event] of placed.value.events.entries()) {
      const spec = actions.get(event.action);
      if (!spec && event.action !== 'tick')
        found.push([
          ['events', i],
          warning('case_unknown_action', `没有动作 ${event.action}`, `there is no action ${event.action}`, [
            '改正动作',
            'mend the action',
          ]),
        ]);
      for (const id of spec ? Object.keys(event.fields) : [])
        if (spec && !Object.hasOwn(spec.fields, id))
          found.push([
            ['events', i, 'fields', id],
            warning('case_unknown_field', `${event.action} 没有字段 ${id}`, `${event.action} has no field ${id}`, [
              '改正字段',
              'mend the field',
            ]),
          ]);
    }
    return found.map(([path, f]) => placed.source.at([...placed.path, ...path], f));
  });
}

/** Two rules that say the same of the same acts remind twice. */
function doubles(rules: Folder['rules']): Problem[] {
  const seen = new Map<string, string>();
  return rules.flatMap((placed) => {
    const { id, on, condition, facts, params } = placed.value;
    const same = JSON.stringify([[...on].sort(), condition, facts, params]);
    const first = seen.get(same);
    if (first === undefined) seen.set(same, id);
    return first === undefined
      ? []
      : [
          placed.source.at(
            [...placed.path, 'condition'],
            warning('same_rule', `与规则 ${first} 相同`, `says the same as ${first}`, [
              '合并或改正',
              'merge them, or mend one',
            ]),
          ),
        ];
  });
}

function againstPublished(own: Folder, published: Published | undefined): Problem[] {
  if (!published || !own.head) return [];
  const { head } = own;
  const problems: Problem[] = [];
  for (const placed of own.rules) {
    const before = Object.hasOwn(published.rules, placed.value.id) ? published.rules[placed.value.id] : undefined;
    if (!before) continue;
    const say = (path: string, found: Finding): void => {
      problems.push(placed.source.at([...placed.path, path], found));
    };
    if (before.pack !== head.value.id)
      say(
        'id',
        finding(
          'id_reused',
          `${placed.value.id} 已在规则包 ${before.pack} 发布，编号不可另用`,
          `${placed.value.id} was published in pack ${before.pack}; an id keeps its meaning`,
          { mend: { zh: '换一个编号', en: 'take another id' } },
        ),
      );
    if (placed.value.version < before.version)
      say(
        'version',
        finding(
          'version_back',
          `版本低于已发布的 ${before.version}`,
          `lower than the published version ${before.version}`,
          { mend: { zh: `写 ${before.version} 或更高`, en: `write ${before.version} or more` } },
        ),
      );
  }
  const there = new Set(own.rules.map((r) => r.value.id));
  for (const [id, { pack }] of Object.entries(published.rules))
    if (pack === head.value.id && !there.has(id))
      problems.push(
        head.source.at(
          head.path,
          finding('id_gone', `已发布的规则 ${id} 不见了`, `the published rule ${id} is gone`, {
            mend: { zh: '保留文件，写 status: retired', en: 'keep the file with status: retired' },
          }),
        ),
      );
  return problems;
}
