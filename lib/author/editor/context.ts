import type { Calendar, LevelScheme, Rule, RuleCase, RuleSource } from '@/lib/model';
import { RuleCase as RuleCaseSchema, RuleSource as RuleSourceSchema } from '@/lib/model';
import { readFolder } from '@/lib/packs/build/folder';
import type { Problem } from '@/lib/packs/build/problem';
import { buildRule } from '@/lib/packs/build/rules';
import type { Surroundings } from '@/lib/packs/build/rules';
import { parseShape } from '@/lib/packs/build/shapes';
import { readSource } from '@/lib/packs/build/source';
import type { Source } from '@/lib/packs/build/source';
import type { Sources } from '../sources';

/** What rules of a pack may name, read once; a rule is then checked alone. */
export interface Context extends Surroundings {
  pack: string;
  calendar: Calendar;
}

/** Undefined: the pack's head, level scheme or calendar cannot be read. */
export function contextOf(sources: Sources, pack: string, riskPoints: ReadonlySet<string>): Context | undefined {
  const own = readFolder(pack, withoutRules(sources.get(pack)));
  const head = own.head?.value;
  if (!head) return undefined;
  const included = (head.include ?? (pack === 'common' ? [] : ['common'])).map((name) =>
    readFolder(name, withoutRules(sources.get(name))),
  );
  const all = [own, ...included];
  const scheme: LevelScheme | undefined = all.flatMap((f) => f.schemes).find((s) => s.value.id === head.scheme)?.value;
  const calendar = all.flatMap((f) => f.calendars).find((c) => c.value.id === head.calendar)?.value;
  if (!scheme || !calendar) return undefined;
  return {
    pack,
    scheme,
    calendar,
    riskPoints,
    actions: new Map(all.flatMap((f) => f.actions).map((action) => [action.value.key, action.value])),
    posts: Object.assign({}, ...[...included, own].map((f) => f.posts)),
  };
}

/** Rules and points are many and are not looked up here. */
const withoutRules = (files: ReadonlyMap<string, string> = new Map()): Map<string, string> =>
  new Map([...files].filter(([path]) => /^(pack|posts)\.yaml$|^(actions|levels|calendars)\//.test(path)));

export interface Checked {
  source: Source;
  value?: RuleSource;
  rule?: Rule;
  problems: Problem[];
}

export function checkRule(context: Context, file: string, text: string): Checked {
  const source = readSource(file, text);
  if (source.value === undefined) return { source, problems: source.problems };
  const shape = parseShape(RuleSourceSchema, source, source.value, []);
  if (shape.value === undefined || shape.problems.length) return { source, problems: shape.problems };
  const built = buildRule({ value: shape.value, source, path: [] }, context);
  return { source, value: shape.value, ...built };
}

export function readCases(file: string, text: string): { cases: RuleCase[]; problems: Problem[] } {
  const source = readSource(file, text);
  const list = Array.isArray(source.value) ? source.value : source.value === undefined ? [] : [source.value];
  const read = list.map((item: unknown, i) => parseShape(RuleCaseSchema, source, item, [i]));
  return {
    cases: read.flatMap(({ value, problems }) => (value && !problems.length ? [value] : [])),
    problems: [...source.problems, ...read.flatMap(({ problems }) => problems)],
  };
}
