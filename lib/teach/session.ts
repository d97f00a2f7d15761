// One lesson: what a person points at and chooses, step by step, and what comes of it.
import { createMemory, isVisible, locate, recalling } from '@/lib/adapters';
import {
  calledOf,
  chosen,
  controlAt,
  openSkeleton,
  pageChoices,
  placesToPoint,
  rowOf,
  rowsAround,
  skeletonOf,
  skeletonUrl,
  triggersOf,
} from '@/lib/adapters/teach';
import type { SeenCall, TeachScope } from '@/lib/adapters/teach';
import type { Setup, TeachActs, TeachView } from '@/lib/model';
import { elementAt, framesOf, OURS, scrollUnder } from './frames';
import type { Framed } from './frames';
import { lacksOf, lessonOf, MEASURED, specOf, takenPages, taughtOf, typeOf } from './lesson';
import type { State, Taught, TeachDesk } from './lesson';
import { recognisedBy, sourcesOf } from './sources';
import type { Packed, Scene } from './sources';
import { createTrial } from './trial';
import { actLine, aimOf, fieldLines } from './view';

export interface TeachDeps {
  win: Window;
  desk: TeachDesk;
  parse(html: string): Document;
  now(): number;
  keep(snapshot: TeachDesk['snapshots'][number]): Promise<unknown>;
  calls(): Promise<SeenCall[]>;
  save(name: string, files: Packed['files']): void;
  changed(): void;
  left(): void;
}

const LIST_MAX = 200;
const slug = (text: string, fallback: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(\d)/, 's-$1')
    .slice(0, 40) || fallback;

export function createTeaching(deps: TeachDeps): { view(): TeachView; acts: TeachActs } {
  const { win, desk } = deps;
  const snapshots = desk.snapshots.map((one) => ({
    page: one.page,
    url: new URL(one.url, win.location.href),
    doc: openSkeleton(one.html, deps.parse),
  }));
  let found = framesOf(win);
  let state = begin();
  let past: State[] = [];
  let aim: { el: Element; below: Element[] } | undefined;
  let passing = false;
  let side: TeachView['side'] = 'right';
  let said: string | undefined;
  let packed: Packed | undefined;
  const trial = createTrial({ state: () => state, desk, now: deps.now, changed: deps.changed, lesson: () => lesson() });

  function begin(): State {
    const { frames } = found;
    const size = ({ win: one }: Framed): number => one.innerWidth * one.innerHeight * (one.document.body ? 1 : 0);
    const frame =
      [...frames]
        .filter(({ doc }) => doc.querySelector('body'))
        .sort((a, b) => weight(b) - weight(a) || size(b) - size(a))[0] ?? frames[0];
    if (!frame) throw new Error('the top frame is always there');
    const { adapter } = desk;
    // A page that is known is taught anew under its own id: two that fit the same would be one too many.
    const was = adapter && recognisedBy(adapter, { doc: frame.doc, url: frame.url, frame: frame.name });
    const known = was?.kind === 'page' ? adapter?.pages.find(({ id }) => id === was.page) : undefined;
    const last = frame.url.pathname.split('/').filter(Boolean).pop() ?? '';
    const setup: Setup = {
      system:
        adapter?.system ??
        slug(frame.url.hostname.replace(/^\d+\.\d+\.\d+\.\d+$/, `host-${frame.url.port || '80'}`), 'system'),
      systemTitle: adapter?.title[desk.language] ?? frame.url.host,
      page: known?.id ?? slug(last.replace(/\.\w+$/, '').replace(/\d+/g, ''), 'page'),
      pageTitle: known?.title[desk.language] ?? headingOf(frame.doc),
      action: '',
      ownKey: 'matter.submit',
      ownTitle: '',
      what: '',
      done: desk.language === 'zh' ? '提交' : 'submitted',
    };
    const start: State = {
      step: 'page',
      setup,
      frame,
      pages: { list: [], taken: new Set() },
      own: [],
      fields: new Map(),
      bulk: false,
    };
    return withPages(start);
  }
  /** The frame people work in: most controls first. */
  function weight({ doc }: Framed): number {
    return Math.min(doc.querySelectorAll('input:not([type=hidden]),select,textarea').length, 40);
  }
  function withPages(next: State): State {
    const { doc, url, name } = next.frame;
    const list = pageChoices({ doc, url, frame: name, page: next.setup.page, snapshots });
    return { ...next, pages: { list, taken: takenPages(list) } };
  }
  const rows = () => (state.bulk && state.act ? rowsOf(state) : undefined);
  const lesson = () => lessonOf(state, desk, rows());
  const scope = (el: Element): TeachScope => {
    const other = found.frames.find(({ doc }) => doc === el.ownerDocument);
    const own = other?.doc === state.frame.doc;
    return {
      doc: el.ownerDocument,
      url: state.frame.url,
      control: state.act?.el ?? null,
      snapshots: own ? snapshots.filter(({ page }) => page === state.setup.page).map(({ doc }) => doc) : [],
      ...(state.bulk ? { row: rowOf(el) } : {}),
      ...(!own && other ? { frame: other.win === win ? 'top' : other.name || other.url.pathname } : {}),
    };
  };

  const change = (next: Partial<State>, undoable = true): void => {
    if (undoable) past = [...past.slice(-49), state];
    state = { ...state, ...next };
    said = undefined;
    packed = undefined;
    deps.changed();
  };
  const aimAt = (el: Element | undefined, below: Element[] = []): void => {
    if (el === aim?.el) return;
    aim = el && isOfPage(el) ? { el, below } : undefined;
    deps.changed();
  };
  const isOfPage = (el: Element): boolean => el.localName !== OURS && !/^(html|body|frameset)$/.test(el.localName);
  const candidates = (): Element[] =>
    placesToPoint(state.frame.doc, state.step === 'act')
      .filter((el) => isOfPage(el))
      .slice(0, LIST_MAX);

  function pick(el: Element): void {
    if (state.step === 'act') return pickAct(el);
    if (state.step === 'page') {
      const frame = found.frames.find(({ doc }) => doc === el.ownerDocument);
      if (frame) return change(withPages({ ...state, frame }));
    }
    const taught = recalling(createMemory(el.ownerDocument), () => taughtOf(fieldAt(el), scope(el)));
    const target = state.current ?? nextOpen() ?? (state.setup.action ? undefined : ownField(el));
    if (!target) return;
    const fields = new Map(state.fields).set(target, keepOptions(target, taught));
    const own =
      state.own.some(({ id }) => id === target) || state.setup.action
        ? state.own
        : [...state.own, newField(el, target)];
    change({ fields, own });
    const next = nextOpen();
    if (next) state = { ...state, current: next };
    else delete state.current;
    aim = undefined;
    deps.changed();
  }
  const keepOptions = (id: string, taught: ReturnType<typeof taughtOf>) => {
    const old = state.fields.get(id);
    return old ? { ...taught, options: { ...old.options, after: taught.options.after } } : taught;
  };
  const nextOpen = (): string | undefined =>
    Object.keys(specOf(state, desk).fields).find((id) => !MEASURED.has(id) && !state.fields.has(id));
  const ownField = (el: Element): string => {
    const name = String(Reflect.get(el, 'name') ?? '').toLowerCase();
    const free = (id: string): boolean => !state.own.some((one) => one.id === id);
    if (/^[a-z][a-z0-9_]{0,40}$/.test(name) && free(name)) return name;
    for (let n = state.own.length + 1; ; n++) if (free(`field_${n}`)) return `field_${n}`;
  };
  const newField = (el: Element, id: string) => {
    const at = fieldAt(el);
    const text = String(Reflect.get(at, 'value') ?? at.textContent ?? '');
    return { id, label: calledOf(at) || id, type: typeOf(text, at) };
  };

  function pickAct(el: Element): void {
    const control = controlAt(el);
    const choices = recalling(createMemory(el.ownerDocument), () => triggersOf(control, scope(control))).slice(0, 12);
    const [click] = choices.filter(({ kind, unique }) => kind === 'click' && unique);
    const [form] = choices.filter(({ kind, unique, strength }) => kind === 'submit' && unique && strength === 'firm');
    const taken = choices.flatMap((choice, at) => (choice === click || choice === form ? [at] : []));
    change({ act: { el: control, choices, taken } });
    aim = undefined;
    void addCalls();
  }
  /** Requests that left in this tab since the lesson began may be the act as well. */
  async function addCalls(): Promise<void> {
    const calls = await deps.calls().catch(() => []);
    const { act } = state;
    if (!act || !calls.length) return;
    const known = new Set(act.choices.map(({ trigger }) => JSON.stringify(trigger)));
    const more = triggersOf(act.el, scope(act.el), calls).filter(
      ({ kind, trigger }) => kind === 'request' && !known.has(JSON.stringify(trigger)),
    );
    if (more.length) change({ act: { ...act, choices: [...act.choices, ...more] } }, false);
  }

  const scene = (): Scene => {
    const spec = specOf(state, desk);
    const labels = Object.values(spec.fields).flatMap(({ label, values }) => [label, ...Object.values(values ?? {})]);
    const anchors = [...state.fields.values()].flatMap(({ anchors: list }) => list.map(({ said: word }) => word));
    return {
      doc: state.frame.doc,
      url: state.frame.url,
      places: new Map([...state.fields].flatMap(([id, { el }]): [string, Element][] => (el ? [[id, el]] : []))),
      pressed: state.act?.el ?? null,
      rows: rowElements(state),
      words: [
        ...labels.flatMap(({ zh, en }) => [zh, en]),
        ...anchors,
        ...state.pages.list.map(({ said: word }) => word),
      ],
      parse: deps.parse,
      at: deps.now(),
    };
  };
  const pack = (): Packed => {
    packed ??= sourcesOf(lesson(), scene());
    return packed;
  };
  const keepSkeleton = (): void => {
    const { words } = scene();
    const { html } = skeletonOf(state.frame.doc, { words });
    const url = skeletonUrl(state.frame.url);
    const one = { page: state.setup.page, url, html, at: deps.now() };
    snapshots.push({ page: one.page, url: new URL(url, win.location.href), doc: openSkeleton(html, deps.parse) });
    state = { ...withPages(state), pages: state.pages };
    void deps.keep(one).then(
      () => tell('said.kept'),
      () => tell('said.notkept'),
    );
  };
  const tell = (text: string): void => {
    said = text;
    deps.changed();
  };

  const acts: TeachActs = {
    go(step) {
      if (step === 'try') trial.begin();
      aim = undefined;
      change({ step, ...(step === 'fields' ? withCurrent() : {}) }, false);
    },
    aimAt: (x, y) => aimAt(elementAt(win, x, y)),
    aimNext(by) {
      const list = candidates();
      if (!list.length) return;
      const at = aim ? list.indexOf(aim.el) : by > 0 ? -1 : 0;
      const next = list[(at + by + list.length) % list.length];
      next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      aimAt(next);
    },
    aimOut() {
      const up = aim?.el.parentElement;
      if (aim && up && isOfPage(up)) aimAt(up, [aim.el, ...aim.below]);
    },
    aimIn() {
      const [down, ...rest] = aim?.below ?? [];
      if (down) aimAt(down, rest);
    },
    pick() {
      if (aim) pick(aim.el);
    },
    pickListed(at) {
      const el = candidates()[at];
      if (el) pick(el);
    },
    unaim: () => aimAt(undefined),
    wheel: (x, y, dx, dy) => scrollUnder(elementAt(win, x, y), dx, dy),
    frame(at) {
      const frame = found.frames[at];
      if (frame) change(withPages({ ...state, frame }));
    },
    field(id) {
      change({ current: id }, false);
    },
    addField() {
      const { current: _, ...rest } = state;
      past = [...past, state];
      state = rest;
      tell('said.addfield');
    },
    shape(id, to) {
      change({ own: state.own.map((one) => (one.id === id ? { ...one, ...to } : one)) });
    },
    dropField(id) {
      const fields = new Map(state.fields);
      fields.delete(id);
      change({ fields, own: state.own.filter((one) => one.id !== id) });
    },
    absent(id) {
      const old = state.fields.get(id);
      const fields = new Map(state.fields);
      if (old?.absent) fields.delete(id);
      else fields.set(id, { el: null, anchors: [], taken: [], options: { after: '', before: '' }, absent: true });
      change({ fields, ...withCurrent() });
    },
    option(id, to) {
      const old = state.fields.get(id);
      if (old) change({ fields: new Map(state.fields).set(id, { ...old, options: { ...old.options, ...to } }) });
    },
    anchor(id, at) {
      const old = state.fields.get(id);
      if (!old) return;
      const taken = old.taken.includes(at) ? old.taken.filter((n) => n !== at) : [...old.taken, at];
      change({ fields: new Map(state.fields).set(id, { ...old, taken }) });
    },
    pageChoice(at) {
      const taken = new Set(state.pages.taken);
      if (!taken.delete(at)) taken.add(at);
      change({ pages: { ...state.pages, taken } });
    },
    trigger(at) {
      const { act } = state;
      if (!act) return;
      const taken = act.taken.includes(at) ? act.taken.filter((n) => n !== at) : [...act.taken, at];
      change({ act: { ...act, taken } });
    },
    bulk(on) {
      change({ bulk: on });
      // In a list a field is the column of each ticked row; else it is this very cell.
      const again = ([id, taught]: [string, Taught]): [string, Taught] =>
        taught.el ? [id, { ...taughtOf(taught.el, scope(taught.el)), options: taught.options }] : [id, taught];
      state = { ...state, fields: new Map([...state.fields].map(again)) };
    },
    set(to) {
      const setup = { ...state.setup, ...to };
      const isOther = to.action !== undefined && to.action !== state.setup.action;
      change({ setup, ...(isOther ? { fields: new Map() } : {}) });
    },
    pass(on) {
      passing = on;
      aim = undefined;
      if (!on) refresh();
      deps.changed();
    },
    side(to) {
      side = to;
      deps.changed();
    },
    snapshot: keepSkeleton,
    undo() {
      const last = past[past.length - 1];
      if (!last) return;
      past = past.slice(0, -1);
      state = { ...last, step: state.step };
      packed = undefined;
      deps.changed();
    },
    press: () => trial.arm(),
    download() {
      const { files } = pack();
      deps.save(`${lesson().pack.id}-${state.setup.page}.zip`, files);
      tell('said.saved');
    },
    leave() {
      trial.end();
      deps.left();
    },
  };
  const withCurrent = (): Partial<State> => {
    const next = nextOpen();
    return next ? { current: next } : {};
  };
  /** The page was used meanwhile: other frames, other documents; what was picked is found again by what was taught of it. */
  function refresh(): void {
    found = framesOf(win);
    const frame = found.frames.find(({ win: one }) => one === state.frame.win);
    if (!frame || (frame.doc === state.frame.doc && frame.url.href === state.frame.url.href)) return;
    const fields = new Map(
      [...state.fields].map(([id, taught]) => {
        const [first] = taught.taken.flatMap((at) => taught.anchors[at] ?? []);
        const again =
          first && !first.from.url && !first.from.body ? locate(first.from, { doc: frame.doc })[0]?.el : undefined;
        return [id, { ...taught, el: again ?? null }] as const;
      }),
    );
    state = { ...withPages({ ...state, frame }), fields, pages: state.pages };
    if (state.act && !state.act.el.isConnected) {
      const { act } = state;
      const [trigger] = act.taken.flatMap((at) => act.choices[at]?.trigger ?? []);
      const el = trigger && 'click' in trigger ? locate(trigger.click, { doc: frame.doc })[0]?.el : undefined;
      if (el) state = { ...state, act: { ...act, el } };
    }
  }

  return {
    acts,
    view(): TeachView {
      const current = state.current;
      const anchored = aim && state.step === 'fields' ? taughtOf(fieldAt(aim.el), scope(aim.el)).anchors : [];
      const acted = aim && state.step === 'act' ? triggersOf(aim.el, scope(aim.el)) : [];
      const pointed =
        aim &&
        aimOf(state.step === 'act' ? controlAt(aim.el) : aim.el, chosen(anchored).length ? chosen(anchored) : anchored);
      const [press] = acted;
      const act = actLine(state);
      const { step } = state;
      const lacks = lacksOf(state, desk);
      const here = snapshots.filter(({ page }) => page === state.setup.page).length;
      return {
        language: desk.language,
        step,
        host: state.frame.url.host,
        setup: state.setup,
        known: !!desk.adapter,
        actions: desk.actions.map(({ spec }) => ({ key: spec.key, title: spec.title[desk.language] })),
        passing,
        side,
        frames: found.frames.map(({ name, url, win: one }, at) => ({
          at,
          name: name || url.pathname,
          chosen: one === state.frame.win,
        })),
        unreachable: found.unreachable,
        snapshots: { here, all: snapshots.length },
        ...(pointed
          ? {
              aim: press
                ? {
                    ...pointed,
                    best: {
                      kind: press.kind,
                      said: press.said,
                      strength: press.strength,
                      unique: press.unique,
                      hits: press.hits,
                    },
                  }
                : pointed,
            }
          : {}),
        page: state.pages.list.map((line, at) => ({ ...line, taken: state.pages.taken.has(at) })),
        fields: fieldLines(state, desk, deps.now()),
        ...(current ? { current } : {}),
        list: step === 'fields' || step === 'act' ? named(candidates()) : [],
        ...(act ? { act: { ...act, mayBulk: rowsOf(state) !== undefined } } : {}),
        ...(step === 'try' ? { trial: trial.view(), kept: lacks.length ? [] : pack().kept } : { kept: [] }),
        lacks,
        canUndo: past.length > 0,
        busy: false,
        ...(said ? { said } : {}),
      };
    },
  };
}

const named = (list: readonly Element[]): TeachView['list'] =>
  list.flatMap((el, at) => {
    const name = calledOf(el);
    return name ? [{ at, name }] : [];
  });
const headingOf = (doc: Document): string => {
  for (const el of doc.querySelectorAll('h1,h2,h3,h4,title')) {
    const text = el.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    if (text && text.length <= 30 && !/\d{3}/.test(text)) return text.split(' - ')[0] ?? text;
  }
  return '';
};
/** The control in a cell is what is meant; of a cell of words, the cell. */
const fieldAt = (el: Element): Element => {
  const inner = [...el.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(isVisible);
  return inner.length === 1 && inner[0] && el.textContent !== null && el.children.length < 6 ? inner[0] : el;
};
/** A list of ticked rows, where a field stands in one. */
function rowsOf(state: State) {
  for (const { el } of state.fields.values()) {
    const rows = el && rowsAround(el);
    if (rows) return rows;
  }
  return undefined;
}
function rowElements(state: State): Element[] {
  const rows = rowsOf(state);
  if (!rows || !state.bulk) return [];
  return [...state.frame.doc.querySelectorAll(rows.css)].filter(
    (row) => !rows.selected || row.querySelector(rows.selected),
  );
}
