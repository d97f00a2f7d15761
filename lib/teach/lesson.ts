// The state of one lesson, and how it becomes what an adapter says. Elements live here and nowhere else.
import { anchorsOf, chosen, chosenPage, pageMatch } from '@/lib/adapters/teach';
import type { Anchor, PageChoice, TeachScope, TriggerChoice } from '@/lib/adapters/teach';
import type { ActionSpec, Adapter, FieldReading, FieldSpec, FieldType, Setup, TeachStep, Text } from '@/lib/model';
import type { Framed } from './frames';
import type { Lesson } from './sources';

export interface Taught {
  el: Element | null;
  frame?: string;
  anchors: Anchor[];
  taken: readonly number[];
  options: Pick<FieldReading, 'unit' | 'date' | 'identity'> & { after: string; before: string };
  absent?: boolean;
}
export interface OwnField {
  id: string;
  label: string;
  type: FieldType;
}
/** Replaced as a whole at each step, so that undoing is taking the one before. */
export interface State {
  step: TeachStep;
  setup: Setup;
  frame: Framed;
  pages: { list: PageChoice[]; taken: ReadonlySet<number> };
  own: readonly OwnField[];
  fields: ReadonlyMap<string, Taught>;
  current?: string;
  act?: { el: Element; choices: TriggerChoice[]; taken: readonly number[] };
  bulk: boolean;
}

/** What the desk knows: actions of its packs, the adapter of this host, skeletons stored before. */
export interface TeachDesk {
  language: 'zh' | 'en';
  actions: { spec: ActionSpec; pack: string; needed: Record<string, string[]> }[];
  adapter?: Adapter & { pack: string };
  snapshots: { page: string; url: string; html: string; at: number }[];
}

const same = (text: string): Text => ({ zh: text || '-', en: text || '-' });

export function specOf(state: State, desk: TeachDesk): ActionSpec {
  const known = desk.actions.find(({ spec }) => spec.key === state.setup.action)?.spec;
  if (known) return known;
  const { ownKey, ownTitle, what, done } = state.setup;
  const fields = Object.fromEntries(
    state.own.map(({ id, label, type }): [string, FieldSpec] => [id, { type, label: same(label) }]),
  );
  const subject = state.own.find(({ type }) => type === 'id')?.id;
  return {
    key: ownKey,
    title: same(ownTitle),
    effect: { what: same(what || ownTitle), done: same(done) },
    ...(subject ? { subject } : {}),
    fields,
  };
}

export function readingOf({ anchors, taken, options, absent }: Taught, spec: FieldSpec): FieldReading {
  if (absent) return { from: [{ const: null }], absent: true };
  const { after, before, unit, date, identity } = options;
  const cut = { ...(after ? { after } : {}), ...(before ? { before } : {}) };
  const isText = (anchor: Anchor): boolean => anchor.kind !== 'body' && anchor.kind !== 'url';
  const from = taken.flatMap((at) => {
    const anchor = anchors[at];
    return anchor ? [{ ...anchor.from, ...(isText(anchor) ? cut : {}) }] : [];
  });
  return {
    from: from.length ? from : [{ const: null }],
    ...(spec.type === 'money' ? { unit: unit ?? 'yuan' } : {}),
    ...((spec.type === 'date' || spec.type === 'datetime') && date ? { date } : {}),
    ...(/^identit/.test(spec.type) && identity ? { identity } : {}),
  };
}

export function lessonOf(state: State, desk: TeachDesk, rows: Lesson['act']['rows']): Lesson {
  const { setup } = state;
  const spec = specOf(state, desk);
  const known = desk.actions.find(({ spec: one }) => one.key === setup.action);
  const fields: Record<string, FieldReading> = {};
  for (const [id, taught] of state.fields) {
    const field = spec.fields[id];
    if (field && (taught.absent || taught.taken.length)) fields[id] = readingOf(taught, field);
  }
  const { adapter } = desk;
  const include = known && known.pack !== 'common' ? ['common', known.pack] : [];
  return {
    pack: { id: adapter?.pack ?? setup.system, known: !!adapter, include },
    host: state.frame.url.host,
    system: setup.system,
    systemTitle: setup.systemTitle,
    ...(adapter ? { adapter: bare(adapter) } : {}),
    page: {
      id: setup.page,
      title: same(setup.pageTitle),
      when: pageMatch(state.pages.list.filter((_, at) => state.pages.taken.has(at))),
    },
    spec,
    own: !known,
    act: {
      triggers: (state.act?.taken ?? []).flatMap((at) => state.act?.choices[at]?.trigger ?? []),
      ...(rows ? { rows } : {}),
    },
    fields,
  };
}
const bare = ({ pack: _, ...adapter }: Adapter & { pack: string }): Adapter => adapter;

/** What keeps it from being a whole adapter; keys of the surface's texts. */
export function lacksOf(state: State, desk: TeachDesk): string[] {
  const { setup } = state;
  const spec = specOf(state, desk);
  const id = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
  const lacks: string[] = [];
  if (!id.test(setup.system)) lacks.push('lack.system');
  if (!id.test(setup.page)) lacks.push('lack.page');
  if (!setup.systemTitle.trim() || !setup.pageTitle.trim()) lacks.push('lack.title');
  if (!/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(spec.key)) lacks.push('lack.key');
  if (!setup.action && desk.actions.some(({ spec: one }) => one.key === spec.key)) lacks.push('lack.taken');
  if (!setup.action && (!setup.ownTitle.trim() || !setup.done.trim())) lacks.push('lack.action');
  if (!state.pages.taken.size) lacks.push('lack.when');
  const open = Object.entries(spec.fields).filter(
    ([one, field]) => !field.optional && !MEASURED.has(one) && !hasPlace(state.fields.get(one)),
  );
  if (open.length || !Object.keys(spec.fields).length) lacks.push('lack.fields');
  if (!state.act?.taken.length) lacks.push('lack.trigger');
  return lacks;
}
/** Told by the desk itself, never by a place on the page. */
export const MEASURED: ReadonlySet<string> = new Set(['operator_id', 'dwell_ms', 'page_chars']);
const hasPlace = (taught: Taught | undefined): boolean => !!taught && (taught.absent || taught.taken.length > 0);

export function taughtOf(el: Element, scope: TeachScope): Taught {
  const anchors = anchorsOf(el, scope).slice(0, 12);
  const best = chosen(anchors);
  const taken = anchors.flatMap((anchor, at) => (best.includes(anchor) ? [at] : []));
  const after = best.length === 1 ? (best[0]?.from.after ?? '') : '';
  return {
    el,
    anchors,
    taken,
    options: { after, before: '' },
    ...(scope.frame ? { frame: scope.frame } : {}),
  };
}

export const takenPages = (list: readonly PageChoice[]): ReadonlySet<number> => {
  const best = chosenPage(list);
  return new Set(list.flatMap((choice, at) => (best.includes(choice) ? [at] : [])));
};

/** A first guess of what a text is; whoever teaches has the last word. */
export function typeOf(text: string, el: Element): FieldType {
  const tag = el.localName;
  if (tag === 'select') return 'text';
  if (Reflect.get(el, 'type') === 'checkbox') return 'bool';
  const plain = text.normalize('NFKC').trim();
  if (/^\d{17}[\dX]$|^9\d[0-9A-Z]{16}$/i.test(plain)) return 'identity';
  if (/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$|^\d{1,2}\/\d{1,2}\/\d{4}$/.test(plain)) return 'date';
  if (/^[¥￥]?\s*-?\d{1,3}(,\d{3})*\.\d{2}$|^[¥￥]|^-?\d+\.\d{2}$/.test(plain)) return 'money';
  if (/^[A-Z]{1,4}[-\dA-Z]*\d+$/i.test(plain)) return 'id';
  return /^-?\d{1,9}$/.test(plain) ? 'int' : 'text';
}
