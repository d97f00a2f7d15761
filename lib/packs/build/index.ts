// Pack sources → a checked pack, or every problem with its place. Runs in tools and tests only: it carries the CEL and YAML parsers.
import { Pack, PACK_FORMAT, withoutRanges } from '@/lib/model';
import type { ActionSpec, LevelScheme, Rule, Text } from '@/lib/model';
import { checkAdapter } from './adapters';
import { readFolder } from './folder';
import type { Folder, Placed } from './folder';
import { checkLibrary } from './library';
import type { Published } from './library';
import { mendOf } from './mends';
import { didYouMean, finding } from './problem';
import type { Finding, Problem } from './problem';
import { checkProfile } from './profiles';
import { buildRule } from './rules';
import type { RuleCase } from '@/lib/model';

export type { Folder } from './folder';
export { FAILS_LINT } from './library';
export type { Published } from './library';
export { showProblem } from './problem';
export type { Problem } from './problem';

export interface Built {
  /** Absent when there is any error. */
  pack?: Pack;
  problems: Problem[];
  /** Cases by rule id. */
  cases: Record<string, { case: RuleCase; problem(found: Finding): Problem }[]>;
}

/** `read` gives the files of a pack folder by name (path inside it → text), or undefined when there is no such folder. */
export function buildPack(
  name: string,
  read: (name: string) => ReadonlyMap<string, string> | undefined,
  published?: Published,
): Built {
  const files = read(name);
  if (!files)
    return {
      problems: [lost(`packs/${name}`, finding('no_pack', `没有规则包 ${name}`, `there is no pack ${name}`))],
      cases: {},
    };
  const own = readFolder(name, files);
  const { head } = own;
  const problems = [...own.problems];
  if (!head)
    return {
      problems: own.problems.length
        ? problems
        : [lost(`packs/${name}/pack.yaml`, finding('missing', '缺少 pack.yaml', 'pack.yaml is missing'))],
      cases: {},
    };
  const say = (placed: Placed<unknown>, path: (string | number)[], found: Finding): void => {
    problems.push(placed.source.at([...placed.path, ...path], found));
  };

  const included: Folder[] = [];
  for (const [i, other] of (head.value.include ?? (name === 'common' ? [] : ['common'])).entries()) {
    const otherFiles = read(other);
    if (otherFiles) included.push(readFolder(other, otherFiles));
    else
      say(
        head,
        head.value.include ? ['include', i] : [],
        finding('no_pack', `没有规则包 ${other}`, `there is no pack ${other}`),
      );
  }
  for (const folder of included) problems.push(...folder.problems.filter((p) => p.severity === 'error'));
  const all = [own, ...included];

  if (head.value.id !== name)
    say(head, ['id'], finding('id_differs', `id 应与目录同名 ${name}`, `the id must be the folder's name ${name}`));
  for (const room of ['rules', 'adapters', 'riskPoints', 'schemes', 'calendars', 'profiles'] as const)
    refuseDoubles(
      own[room].map((p) => ({ placed: p, id: p.value.id, path: ['id'] })),
      problems,
    );
  refuseDoubles(
    all.flatMap((f) => f.actions).map((p) => ({ placed: p, id: p.value.key, path: ['key'] })),
    problems,
  );

  const scheme = all.flatMap((f) => f.schemes).find((s) => s.value.id === head.value.scheme)?.value;
  const calendar = all.flatMap((f) => f.calendars).find((c) => c.value.id === head.value.calendar)?.value;
  if (!scheme)
    say(
      head,
      ['scheme'],
      finding('unknown_scheme', `没有级别方案 ${head.value.scheme}`, `there is no level scheme ${head.value.scheme}`, {
        mend: didYouMean(
          head.value.scheme,
          all.flatMap((f) => f.schemes.map((s) => s.value.id)),
        ),
      }),
    );
  if (scheme?.undecided)
    say(
      head,
      ['scheme'],
      finding(
        'undecided_scheme',
        `级别方案 ${scheme.id} 还须本单位选定：${scheme.undecided}`,
        `the level scheme ${scheme.id} must first be decided on by the bureau: ${scheme.undecided}`,
      ),
    );
  if (!calendar)
    say(
      head,
      ['calendar'],
      finding('unknown_calendar', `没有日历 ${head.value.calendar}`, `there is no calendar ${head.value.calendar}`),
    );
  if (!scheme || !calendar) return { problems, cases: {} };

  const actions = new Map<string, ActionSpec>(all.flatMap((f) => f.actions).map((a) => [a.value.key, a.value]));
  const posts: Record<string, Text> = Object.assign({}, ...[...included, own].map((f) => f.posts));
  const riskPoints = new Set(all.flatMap((f) => f.riskPoints.map((r) => r.value.id)));
  checkActions(own, problems);
  const rules: Rule[] = [];
  for (const placed of own.rules) {
    const built = buildRule(placed, { actions, scheme, posts, riskPoints });
    problems.push(...built.problems);
    if (built.rule) rules.push(built.rule);
  }
  for (const adapter of own.adapters) problems.push(...checkAdapter(adapter, actions));
  const schemes = new Map(all.flatMap((f) => f.schemes).map((s) => [s.value.id, s.value]));
  for (const profile of own.profiles) problems.push(...checkProfile(profile, { schemes, posts }));
  const cases = casesOf(own, problems);
  const points = all.flatMap((f) => f.riskPoints.map((r) => r.value));
  problems.push(...checkLibrary(own, rules, { actions, riskPoints: points, ...(published ? { published } : {}) }));
  if (problems.some((p) => p.severity === 'error')) return { problems, cases };
  const used = usedActions(own, rules, actions);
  const sorted = <T extends { id: string }>(list: T[]): T[] => list.sort((a, b) => (a.id < b.id ? -1 : 1));
  const pack = Pack.parse({
    format: PACK_FORMAT,
    id: head.value.id,
    version: head.value.version,
    title: head.value.title,
    scheme,
    calendar,
    actions: used,
    adapters: sorted(own.adapters.map((a) => a.value)),
    rules: sorted(rules),
    riskPoints: sorted(own.riskPoints.map((r) => r.value)),
    posts: Object.fromEntries(Object.entries(posts).sort(([a], [b]) => (a < b ? -1 : 1))),
    staff: own.staff,
    profiles: orNone(sorted(own.profiles.map((p) => p.value))),
    schemes: orNone(schemesOf(own, scheme, schemes)),
    scoring: own.scoring,
  } satisfies Record<keyof Pack, unknown>);
  return { pack, problems, cases };
}

const orNone = <T>(list: T[]): T[] | undefined => (list.length ? list : undefined);

/** The schemes the profiles name, beside the pack's own. */
function schemesOf(own: Folder, scheme: LevelScheme, schemes: ReadonlyMap<string, LevelScheme>): LevelScheme[] {
  const named = new Set(own.profiles.map((p) => p.value.scheme));
  return [...schemes.values()]
    .filter((s) => named.has(s.id) && s.id !== scheme.id)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The pack as it is handed out. The same sources always give the same bytes. */
export const packText = (pack: Pack): string => `${JSON.stringify(pack, withoutRanges)}\n`;

function lost(file: string, found: Finding): Problem {
  const mend = mendOf(found);
  const { code, message } = found;
  return { file, line: 1, column: 1, range: [0, 0], severity: 'error', code, message, ...(mend ? { mend } : {}) };
}

const OTHER_NAME: Text = {
  zh: '换一个编号;与所含规则包同名的动作，若意思相同可删去自己的、用它的字段',
  en: 'take another id; an action that an included pack has already can be left out here, and its fields used, if it means the same',
};

function refuseDoubles(items: { placed: Placed<unknown>; id: string; path: string[] }[], problems: Problem[]): void {
  const seen = new Map<string, string>();
  for (const { placed, id, path } of items) {
    const first = seen.get(id);
    if (first !== undefined)
      problems.push(
        placed.source.at(
          [...placed.path, ...path],
          finding('duplicate_id', `${id} 重复，已在 ${first}`, `${id} stands twice, first in ${first}`, {
            mend: OTHER_NAME,
          }),
        ),
      );
    else seen.set(id, placed.source.file);
  }
}

function checkActions(own: Folder, problems: Problem[]): void {
  for (const placed of own.actions) {
    const { fields, subject } = placed.value;
    if (subject && !Object.hasOwn(fields, subject))
      problems.push(
        placed.source.at(
          [...placed.path, 'subject'],
          finding('unknown_field', `没有字段 ${subject}`, `there is no field ${subject}`, {
            mend: didYouMean(subject, Object.keys(fields)),
          }),
        ),
      );
    for (const [id, spec] of Object.entries(fields))
      if (spec.type === 'enum' && !Object.keys(spec.values ?? {}).length)
        problems.push(
          placed.source.at(
            [...placed.path, 'fields', id],
            finding('missing', `${id} 缺少选项 values`, `${id} lacks its values`),
          ),
        );
  }
}

/** Own actions, and those of included packs that a rule, a fact or an adapter of this pack names. */
function usedActions(own: Folder, rules: Rule[], actions: ReadonlyMap<string, ActionSpec>): ActionSpec[] {
  const patterns = [
    ...rules.flatMap((r) => [...r.on, ...Object.values(r.facts).flatMap((f) => [...(f.of ?? []), ...(f.until ?? [])])]),
    ...own.adapters.flatMap((a) => a.value.pages.flatMap((p) => p.actions.map((x) => x.action))),
  ];
  const exact = new Set([...patterns.filter((p) => !p.includes('*')), ...own.actions.map((a) => a.value.key)]);
  return [...actions.values()].filter((a) => exact.has(a.key)).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function casesOf(own: Folder, problems: Problem[]): Built['cases'] {
  const cases: Built['cases'] = {};
  for (const { rule, placed } of own.cases) {
    if (!own.rules.some((r) => r.value.id === rule))
      problems.push(
        ...placed
          .slice(0, 1)
          .map((p) =>
            p.source.at(
              [],
              finding(
                'case_without_rule',
                `没有规则 ${rule};文件应名为 规则标识.cases.yaml`,
                `there is no rule ${rule}; name the file RULE.cases.yaml`,
              ),
            ),
          ),
      );
    cases[rule] ??= [];
    cases[rule].push(
      ...placed.map((p) => ({ case: p.value, problem: (found: Finding) => p.source.at(p.path, found) })),
    );
  }
  for (const placed of own.rules) {
    const mine = cases[placed.value.id] ?? [];
    const lacks = [
      mine.some((c) => c.case.fires === true) ? [] : ['触发 / fires'],
      mine.some((c) => c.case.fires === false) ? [] : ['差一点 / near miss'],
    ].flat();
    if (lacks.length && placed.value.status !== 'retired')
      problems.push(
        placed.source.at(
          [...placed.path, 'id'],
          finding(
            'missing_case',
            `规则 ${placed.value.id} 缺少例子:${lacks.join('、')}`,
            `rule ${placed.value.id} lacks a case: ${lacks.join(', ')}`,
            {
              severity: 'warning',
              mend: {
                zh: `写在 rules/${placed.value.id}.cases.yaml`,
                en: `put it into rules/${placed.value.id}.cases.yaml`,
              },
            },
          ),
        ),
      );
  }
  return cases;
}
