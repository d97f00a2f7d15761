import * as z from 'zod';
import {
  ActionSpec,
  Adapter,
  Calendar,
  Id,
  LevelScheme,
  Person,
  Profile,
  RiskPoint,
  RuleCase,
  RuleSource,
  ScoringSettings,
  Text,
} from '@/lib/model';
import { finding } from './problem';
import type { Problem } from './problem';
import { parseShape } from './shapes';
import { readSource } from './source';
import type { Path, Source } from './source';

/** `pack.yaml` */
export const PackHead = z.strictObject({
  id: Id,
  version: z.number().int().positive(),
  title: Text,
  /** Other pack folders whose actions, posts, level schemes, calendars and risk points may be used. Default: common. */
  include: z.array(Id).max(20).optional(),
  scheme: Id.default('hulan-default'),
  calendar: Id.default('cn'),
});
export type PackHead = z.infer<typeof PackHead>;

/** Something with its place. */
export interface Placed<T> {
  value: T;
  source: Source;
  path: Path;
}

/** One pack's folder, each file checked against its schema, nothing looked up yet. */
export interface Folder {
  name: string;
  head?: Placed<PackHead>;
  actions: Placed<ActionSpec>[];
  adapters: Placed<Adapter>[];
  rules: Placed<RuleSource>[];
  cases: { rule: string; placed: Placed<RuleCase>[] }[];
  riskPoints: Placed<RiskPoint>[];
  schemes: Placed<LevelScheme>[];
  calendars: Placed<Calendar>[];
  profiles: Placed<Profile>[];
  posts: Record<string, Text>;
  staff: Person[];
  scoring?: ScoringSettings;
  problems: Problem[];
}

/** `files`: path inside the pack's folder → text. */
export function readFolder(name: string, files: ReadonlyMap<string, string>): Folder {
  const folder: Folder = {
    name,
    actions: [],
    adapters: [],
    rules: [],
    cases: [],
    riskPoints: [],
    schemes: [],
    calendars: [],
    profiles: [],
    posts: {},
    staff: [],
    problems: [],
  };
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (/\.ya?ml$/.test(path)) fileInto(folder, path, readSource(`packs/${name}/${path}`, text));
  }
  return folder;
}

function fileInto(folder: Folder, path: string, source: Source): void {
  folder.problems.push(...source.problems);
  if (source.value === undefined) return;
  const take = <S extends z.ZodType>(schema: S, to: Placed<z.infer<S>>[]): void => {
    to.push(...each(folder, schema, source));
  };
  const [room] = path.split('/');
  if (path === 'pack.yaml') [folder.head] = each(folder, PackHead, source);
  else if (path === 'posts.yaml') Object.assign(folder.posts, whole(folder, z.record(Id, Text), source) ?? {});
  else if (path === 'staff.yaml') folder.staff.push(...(whole(folder, z.array(Person), source) ?? []));
  else if (path === 'scoring.yaml') folder.scoring = whole(folder, ScoringSettings, source);
  else if (path.endsWith('.cases.yaml'))
    folder.cases.push({
      rule: path.replace(/^.*\//, '').replace(/\.cases\.ya?ml$/, ''),
      placed: each(folder, RuleCase, source),
    });
  else if (room === 'actions') take(ActionSpec, folder.actions);
  else if (room === 'adapters') take(Adapter, folder.adapters);
  else if (room === 'rules') take(RuleSource, folder.rules);
  else if (room === 'risk-points') take(RiskPoint, folder.riskPoints);
  else if (room === 'levels') take(LevelScheme, folder.schemes);
  else if (room === 'calendars') take(Calendar, folder.calendars);
  else if (room === 'profiles') take(Profile, folder.profiles);
  else if (room !== 'pages')
    folder.problems.push(
      source.at(
        [],
        finding('unknown_file', `这里不应有文件 ${path}`, `no file ${path} is expected here`, {
          severity: 'warning',
          mend: {
            zh: '放入 actions、adapters、rules、risk-points、levels、calendars、profiles',
            en: 'put it into actions, adapters, rules, risk-points, levels, calendars or profiles',
          },
        }),
      ),
    );
}

/** A file holds one thing or a list of them. */
function each<S extends z.ZodType>(folder: Folder, schema: S, source: Source): Placed<z.infer<S>>[] {
  const items: [unknown, Path][] = Array.isArray(source.value)
    ? source.value.map((item, i) => [item, [i]])
    : [[source.value, []]];
  return items.flatMap(([item, path]) => {
    const { value, problems } = parseShape(schema, source, item, path);
    folder.problems.push(...problems);
    return value === undefined || problems.length ? [] : [{ value, source, path }];
  });
}
function whole<S extends z.ZodType>(folder: Folder, schema: S, source: Source): z.infer<S> | undefined {
  const { value, problems } = parseShape(schema, source, source.value);
  folder.problems.push(...problems);
  return value;
}
