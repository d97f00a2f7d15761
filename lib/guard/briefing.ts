import { INDEX_KEY, pageKey, REQUESTS_KEY, withoutRanges } from '@/lib/model';
import type {
  ActionSpec,
  Adapter,
  BriefingIndex,
  Condition,
  Language,
  PageBriefing,
  PageSpec,
  SystemBrief,
  Text,
} from '@/lib/model';
import { canonical } from '@/lib/journal';
import type { Library } from '@/lib/packs';
import type { PackedRule, RuleIndex } from '@/lib/rules';
import type { Platform } from '@/lib/platform/types';
import { foldIndex } from './fold';
import { covers } from './hosts';

export const PAGE_BYTES = 30_000;
/** Of one system: its pages, and apart from them its requests. */
export const INDEX_BYTES = 2_000;

export interface Briefings {
  /** Storage key → value. */
  values: Record<string, unknown>;
  /** Parts that are over their size: written all the same, and named in the journal. */
  large: { key: string; bytes: number }[];
}

/** What pages are told: an index of every watched system, and each page's rules, as plain JSON. Pure. */
export function briefingsOf(input: {
  library: Library;
  index: RuleIndex;
  hosts: readonly string[];
  language: Language;
  stamp: string;
}): Briefings {
  const { library, stamp } = input;
  const adapters = library.adapters.filter((adapter) => adapter.hosts.some((host) => input.hosts.includes(host)));
  const index: BriefingIndex = {
    stamp,
    language: input.language,
    systems: adapters.map((adapter) => systemBrief(adapter, input.hosts)),
  };
  const folded = plain(foldIndex(index));
  const values: Record<string, unknown> = { [INDEX_KEY]: folded.index, [REQUESTS_KEY]: folded.requests };
  const large: Briefings['large'] = [
    ...folded.index.systems.map((system) => ({ key: `${INDEX_KEY}/${system.adapter.id}`, bytes: sizeOf(system) })),
    ...Object.entries(folded.requests).map(([id, list]) => ({ key: `${REQUESTS_KEY}/${id}`, bytes: sizeOf(list) })),
  ].filter(({ bytes }) => bytes > INDEX_BYTES);
  for (const adapter of adapters)
    for (const page of adapter.pages) {
      const key = pageKey(adapter.id, page.id);
      const briefing = pageBriefing({ ...input, adapter, page });
      values[key] = inLanguage(briefing, input.language);
      const bytes = sizeOf(values[key]);
      if (bytes > PAGE_BYTES) large.push({ key, bytes });
    }
  return { values, large };
}

const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
/** As storage gives it back: without undefined properties. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function systemBrief({ id, version, system, hosts, clerk, pages }: Adapter, watched: readonly string[]): SystemBrief {
  return {
    adapter: {
      id,
      version,
      system,
      hosts: hosts.filter((host) => watched.some((w) => covers(w, host))),
      ...(clerk ? { clerk } : {}),
    },
    pages: pages.map((page) => ({ id: page.id, when: page.when })),
    requests: pages.flatMap((page) =>
      page.actions.flatMap((action) =>
        action.triggers.flatMap((trigger) =>
          'request' in trigger ? [{ page: page.id, action: action.action, match: trigger.request }] : [],
        ),
      ),
    ),
  };
}

function pageBriefing({
  library,
  index,
  adapter,
  page,
  stamp,
}: {
  library: Library;
  index: RuleIndex;
  adapter: Adapter;
  page: PageSpec;
  stamp: string;
}): PageBriefing {
  const keys = new Set(page.actions.map((a) => a.action));
  const actions: ActionSpec[] = library.actions.filter((a) => keys.has(a.key));
  const rules = [...new Set([...keys].flatMap((key) => index.rulesFor(key)))]
    .filter((rule) => rule.when !== 'timer')
    .map(forPage);
  return {
    stamp,
    page,
    actions,
    rules,
    scheme: library.scheme,
    calendar: library.calendar,
    adapter: {
      id: adapter.id,
      version: adapter.version,
      system: adapter.system,
      ...(adapter.clerk ? { clerk: adapter.clerk } : {}),
    },
  };
}

/**
 * A rule without what only officers, admins and authors read. Facts are counted in the worker: the page needs to know that
 * there are some, and by whose key. Of the CEL texts only the condition's own is ever shown.
 */
function forPage(rule: PackedRule): PackedRule {
  const { reportBack: _r, handledBy: _h, supervisedBy: _s, local: _l, posts: _p, ...rest } = rule;
  const facts = mapped(rule.facts, ({ kind, key, window }) => ({ kind, key, window }));
  const params = mapped(rule.params, ({ label: _label, local: _local, ...value }) => value);
  const untold = (condition: Condition): Condition => ({ text: '', tree: condition.tree });
  const raise = rule.raise?.map((step) => ({ ...step, if: untold(step.if) }));
  return untraced({
    ...rest,
    riskPoints: [],
    facts,
    params,
    let: mapped(rule.let, untold),
    ...(raise ? { raise } : {}),
  });
}
const mapped = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const untraced = <T>(value: T): T => JSON.parse(JSON.stringify(value, withoutRanges)) as T;
/** Plain JSON with the texts of the desk's language only: the other one is never shown there. */
function inLanguage<T>(value: T, language: Language): T {
  return JSON.parse(
    JSON.stringify(value, (_key, v: unknown) => (isText(v) ? { zh: '', en: '', [language]: v[language] } : v)),
  ) as T;
}
const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  typeof Reflect.get(value, 'zh') === 'string' &&
  typeof Reflect.get(value, 'en') === 'string';

const BRIEFING = 'briefing:';
export const isBriefingKey = (key: string): boolean => key.startsWith(BRIEFING);

/** Brings storage to these values; answers with the keys that somebody else had changed or left behind. */
export async function writeBriefings(platform: Platform, values: Record<string, unknown>): Promise<string[]> {
  const stored = await platform.local.get(null);
  const foreign = Object.keys(stored).filter((key) => isBriefingKey(key) && !Object.hasOwn(values, key));
  const changed = Object.entries(values).filter(
    ([key, value]) => !Object.hasOwn(stored, key) || canonical(stored[key]) !== canonical(value),
  );
  if (changed.length) await platform.local.set(Object.fromEntries(changed));
  if (foreign.length) await platform.local.remove(foreign);
  return [...changed.map(([key]) => key), ...foreign];
}
