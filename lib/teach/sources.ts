// What was taught → files of a pack, as the command line and version control take them.
import { createMemory, readField, recalling, recognise, snapshot } from '@/lib/adapters';
import { openSkeleton, PRESSED, skeletonOf, skeletonUrl } from '@/lib/adapters/teach';
import type {
  ActionSpec,
  Adapter,
  FieldReading,
  FieldSpec,
  FieldValue,
  PageAction,
  PageBriefing,
  PageSpec,
  Readings,
} from '@/lib/model';
import { yaml } from './yaml';

export interface Lesson {
  /** Folder of the pack, and whether it is there already: then its files are put over. */
  pack: { id: string; known: boolean; include: string[] };
  /** Host and port of the page. */
  host: string;
  system: string;
  systemTitle: string;
  /** The adapter that the page is added to. */
  adapter?: Adapter;
  page: Omit<PageSpec, 'fields' | 'actions'>;
  spec: ActionSpec;
  /** The action is declared here, not in another pack. */
  own: boolean;
  act: Pick<PageAction, 'triggers' | 'rows'>;
  fields: Record<string, FieldReading>;
}
export interface SourceFile {
  name: string;
  text: string;
}

export function adapterOf(lesson: Lesson): Adapter {
  const old = lesson.adapter;
  const before = old?.pages.find(({ id }) => id === lesson.page.id);
  const page: PageSpec = {
    ...lesson.page,
    fields: before?.fields ?? {},
    actions: [{ action: lesson.spec.key, ...lesson.act, fields: lesson.fields }],
  };
  // Other acts of a page that was known stay; this one is taught anew.
  if (before) page.actions.push(...before.actions.filter(({ action }) => action !== lesson.spec.key));
  return {
    id: old?.id ?? lesson.system,
    version: (old?.version ?? 0) + 1,
    title: old?.title ?? { zh: lesson.systemTitle, en: lesson.systemTitle },
    system: lesson.system,
    hosts: [...new Set([...(old?.hosts ?? []), lesson.host])],
    ...(old?.clerk ? { clerk: old.clerk } : {}),
    pages: [...(old?.pages.filter(({ id }) => id !== page.id) ?? []), page],
  };
}

/** Without what the schema fills in by itself. */
function plain(adapter: Adapter): object {
  const short = <T extends object>(value: T, ...keys: (keyof T)[]): Partial<T> => {
    const copy: Partial<T> = { ...value };
    for (const key of keys) {
      const one: unknown = copy[key];
      if (typeof one === 'object' && one !== null && Object.keys(one).length === 0) delete copy[key];
    }
    return copy;
  };
  return {
    ...adapter,
    pages: adapter.pages.map((page) => ({
      ...short({ ...page, when: short(page.when, 'has', 'not') }, 'fields', 'actions'),
      ...(page.actions.length ? { actions: page.actions.map((act) => short(act, 'fields')) } : {}),
    })),
  };
}

/** The page as the lesson found it: where each field stands, the pressed control. */
export interface Scene {
  doc: Document;
  url: URL;
  places: ReadonlyMap<string, Element>;
  pressed: Element | null;
  rows: readonly Element[];
  words: readonly string[];
  parse: (html: string) => Document;
  at: number;
}

export interface Packed {
  files: SourceFile[];
  /** Texts of the page that the skeleton keeps. */
  kept: string[];
  /** Fields that the skeleton's own value does not come back from. */
  unlike: string[];
}

export function sourcesOf(lesson: Lesson, scene: Scene): Packed {
  const adapter = adapterOf(lesson);
  const { html, expected, kept, unlike } = caseOf(lesson, adapter, scene);
  const at = (path: string): string => `${lesson.pack.id}/${path}`;
  const files: SourceFile[] = [
    { name: at(`adapters/${adapter.id}.yaml`), text: yaml(plain(adapter)) },
    { name: at(`adapters/pages/${adapter.id}.${lesson.page.id}.page.html`), text: html },
    { name: at(`adapters/pages/${adapter.id}.${lesson.page.id}.expect.yaml`), text: yaml(expected) },
  ];
  if (lesson.own) files.push({ name: at(`actions/${lesson.spec.key}.yaml`), text: yaml(lesson.spec) });
  if (!lesson.pack.known) {
    const title = { zh: lesson.systemTitle, en: lesson.systemTitle };
    const include = lesson.pack.include.length ? { include: lesson.pack.include } : {};
    files.unshift({ name: at('pack.yaml'), text: yaml({ id: lesson.pack.id, version: 1, title, ...include }) });
  }
  return { files, kept, unlike };
}

/** The skeleton with values of ours in the taught places, and what must be read from it. */
function caseOf(lesson: Lesson, adapter: Adapter, scene: Scene) {
  const standIns = new Map<Element, string>();
  const said = new Map<string, string>();
  let n = 0;
  for (const [id, reading] of Object.entries(lesson.fields)) {
    const el = scene.places.get(id);
    const spec = lesson.spec.fields[id];
    if (!el || !spec || reading.absent) continue;
    const own = standIns.get(el);
    const value = own ?? standInFor(spec, reading, ++n);
    said.set(id, value);
    const cut = reading.from.find(({ after, before }) => after ?? before);
    standIns.set(el, own ?? `${cut?.after ?? ''}${value}${cut?.before ?? ''}`);
  }
  const { html, kept } = skeletonOf(scene.doc, { standIns, pressed: scene.pressed, words: scene.words });
  const texts = [...said].map(([id, value]): [string, string] => [textOf(scene.places.get(id)), value]);
  // A short text may stand in an address by chance.
  const values = new Map(texts.filter(([text]) => text.length > 2));
  const address = skeletonUrl(scene.url, values);
  const doc = openSkeleton(html, scene.parse);
  const url = new URL(address, scene.url);
  const control = doc.querySelector(`[${PRESSED}]`);
  const read = readBack(lesson, adapter, { doc, url, control, at: scene.at });
  const unlike = [...said].flatMap(([id, value]) => {
    const spec = lesson.spec.fields[id];
    const reading = lesson.fields[id];
    if (!spec || !reading) return [];
    const want = readField(spec, { ...reading, from: [{ const: value }] }, { doc, url, at: scene.at }).reading;
    return same(want, read.fields[id]) ? [] : [id];
  });
  const fields = Object.fromEntries(Object.keys(lesson.fields).flatMap((id) => told(id, read.fields)));
  return {
    html,
    kept,
    unlike,
    expected: {
      url: address,
      page: lesson.page.id,
      action: lesson.spec.key,
      ...(control ? { pressed: `[${PRESSED}]` } : {}),
      ...(read.degraded ? { degraded: true } : {}),
      fields,
    },
  };
}

const same = (a: unknown, b: Readings[string] | undefined): boolean => {
  const value = (one: unknown): unknown => (Object(one) === one ? Reflect.get(Object(one), 'value') : undefined);
  return b?.kind === 'read' && JSON.stringify(value(a)) === JSON.stringify(b.value);
};
const textOf = (el: Element | undefined): string =>
  el ? String(Reflect.get(el, 'value') ?? el.textContent ?? '').trim() : '';
const told = (id: string, fields: Readings): [string, unknown][] => {
  const reading = fields[id];
  if (!reading) return [];
  return [[id, reading.kind === 'read' ? shortOf(reading.value) : { unread: reading.reason }]];
};
/** As an expectation writes it: identity numbers masked. */
const shortOf = (value: FieldValue): unknown =>
  Array.isArray(value)
    ? value.map((one) => (typeof one === 'string' ? one : one.masked))
    : typeof value === 'object' && value !== null
      ? value.masked
      : value;

function readBack(
  lesson: Lesson,
  adapter: Adapter,
  place: { doc: Document; url: URL; control: Element | null; at: number },
) {
  const briefing = briefingOf(lesson, adapter);
  const action = briefing.page.actions[0];
  if (!action) throw new Error('a lesson has one act');
  return recalling(createMemory(place.doc), () => snapshot(briefing, action, lesson.spec, place));
}
const NAMELESS = { zh: '-', en: '-' };
/** As the page's own briefing would say it, without rules. */
export function briefingOf(lesson: Lesson, adapter: Adapter): PageBriefing {
  const page = adapter.pages.find(({ id }) => id === lesson.page.id);
  if (!page) throw new Error('the lesson is in its adapter');
  return {
    stamp: 'lesson',
    page,
    adapter,
    actions: [lesson.spec],
    rules: [],
    scheme: { id: 'lesson', version: 1, kind: 'warning', title: NAMELESS, ordered: true, levels: [] },
    calendar: { id: 'lesson', version: 1, title: NAMELESS, from: '00:00', to: '24:00', holidays: [], swapWork: [] },
  };
}

export const recognisedBy = (adapter: Adapter, place: { doc: Document; url: URL; frame: string }) =>
  recognise(place, {
    stamp: 'lesson',
    language: 'zh',
    systems: [{ adapter, pages: adapter.pages.map(({ id, when }) => ({ id, when })), requests: [] }],
  });

const PATTERNS: Record<FieldSpec['type'], (n: number, reading: FieldReading, spec: FieldSpec) => string> = {
  money: (n) => String(1000 + n),
  int: (n) => String(10 + n),
  number: (n) => `${10 + n}.5`,
  bool: () => '是',
  date: (n, { date }) => dated(n, date),
  datetime: (n, { date }) => `${dated(n, date)} 09:30`,
  text: (n) => `示例${n}`,
  id: (n) => `T-${n}`,
  ids: (n) => `T-${n}`,
  enum: (_, { map }, { values }) => Object.keys(map ?? {})[0] ?? Object.values(values ?? {})[0]?.zh ?? '示例',
  identity: (n) => `A0000${n}`,
  identities: (n) => `A0000${n}`,
};
const dated = (n: number, order?: 'ymd' | 'mdy' | 'dmy'): string => {
  const day = String((n % 28) + 1).padStart(2, '0');
  return order === 'mdy' ? `01/${day}/2026` : order === 'dmy' ? `${day}/01/2026` : `2026-01-${day}`;
};
const standInFor = (spec: FieldSpec, reading: FieldReading, n: number): string => PATTERNS[spec.type](n, reading, spec);
