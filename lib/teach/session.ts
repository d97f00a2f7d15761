// One lesson: what a person points at and chooses, step by step, and what comes of it.
import { openSkeleton, placesToPoint, rowOf, skeletonOf, skeletonUrl } from '@/lib/adapters/teach';
import type { SeenCall, TeachScope } from '@/lib/adapters/teach';
import type { TeachActs, TeachView } from '@/lib/model';
import { firstState, withPages } from './begin';
import { elementAt, framesOf, OURS, scrollUnder } from './frames';
import { lacksOf, lessonOf, specOf, taughtOf } from './lesson';
import type { State, Taught, TeachDesk } from './lesson';
import { actAt, foundAgain, rowElements, rowsOf, withCalls, withCurrent, withField } from './picking';
import { sourcesOf } from './sources';
import type { Packed, Scene } from './sources';
import { createTrial } from './trial';
import { actLine, aimedAt, fieldLines, named } from './view';

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

export function createTeaching(deps: TeachDeps): { view(): TeachView; acts: TeachActs } {
  const { win, desk } = deps;
  const snapshots = desk.snapshots.map((one) => ({
    page: one.page,
    url: new URL(one.url, win.location.href),
    doc: openSkeleton(one.html, deps.parse),
  }));
  let found = framesOf(win);
  let state = firstState(found.frames, desk, snapshots);
  let past: State[] = [];
  let aim: { el: Element; below: Element[] } | undefined;
  let passing = false;
  let side: TeachView['side'] = 'right';
  let said: string | undefined;
  let packed: Packed | undefined;
  const trial = createTrial({ state: () => state, desk, now: deps.now, changed: deps.changed, lesson: () => lesson() });

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

  const become = (next: State, undoable = true): void => {
    if (undoable) past = [...past.slice(-49), state];
    state = next;
    said = undefined;
    packed = undefined;
    deps.changed();
  };
  const change = (next: Partial<State>, undoable = true): void => become({ ...state, ...next }, undoable);
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
      if (frame) return become(withPages({ ...state, frame }, snapshots));
    }
    const next = withField(state, el, desk, scope);
    if (!next) return;
    aim = undefined;
    become(next);
  }
  function pickAct(el: Element): void {
    aim = undefined;
    change({ act: actAt(el, scope) });
    void deps
      .calls()
      .catch(() => [])
      .then((calls) => {
        const act = withCalls(state.act, calls, scope);
        if (act) change({ act }, false);
      });
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
      become({ ...(step === 'fields' ? withCurrent(state, desk) : state), step }, false);
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
      if (frame) become(withPages({ ...state, frame }, snapshots));
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
      become(withCurrent({ ...state, fields }, desk));
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
  /** The page was used meanwhile: other frames, other documents; what was picked is found again by what was taught of it. */
  function refresh(): void {
    found = framesOf(win);
    const frame = found.frames.find(({ win: one }) => one === state.frame.win);
    if (!frame || (frame.doc === state.frame.doc && frame.url.href === state.frame.url.href)) return;
    state = { ...foundAgain(state, frame), pages: state.pages };
  }

  return {
    acts,
    view(): TeachView {
      const { current } = state;
      const pointed = aim && aimedAt(aim.el, state.step, scope(aim.el));
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
        ...(pointed ? { aim: pointed } : {}),
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
