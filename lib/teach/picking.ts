// What a lesson becomes when something is picked: a field with its anchors, the control of the act, the rows of a list.
import { createMemory, isVisible, locate, recalling } from '@/lib/adapters';
import { calledOf, controlAt, rowsAround, triggersOf } from '@/lib/adapters/teach';
import type { SeenCall, TeachScope } from '@/lib/adapters/teach';
import type { Framed } from './frames';
import { MEASURED, specOf, taughtOf, typeOf } from './lesson';
import type { OwnField, State, Taught, TeachDesk } from './lesson';

type ScopeOf = (el: Element) => TeachScope;

/** Undefined: no field is waiting for a place. */
export function withField(state: State, el: Element, desk: TeachDesk, scope: ScopeOf): State | undefined {
  const target = state.current ?? nextOpen(state, desk) ?? (state.setup.action ? undefined : ownField(state, el));
  if (!target) return undefined;
  const taught = recalling(createMemory(el.ownerDocument), () => taughtOf(fieldAt(el), scope(el)));
  const fields = new Map(state.fields).set(target, keepOptions(state.fields.get(target), taught));
  const isKnown = state.setup.action !== '' || state.own.some(({ id }) => id === target);
  const { current: _, ...rest } = state;
  return withCurrent({ ...rest, fields, own: isKnown ? state.own : [...state.own, newField(el, target)] }, desk);
}
const keepOptions = (old: Taught | undefined, taught: Taught): Taught =>
  old ? { ...taught, options: { ...old.options, after: taught.options.after } } : taught;

/** The first field that has no place yet. */
const nextOpen = (state: State, desk: TeachDesk): string | undefined =>
  Object.keys(specOf(state, desk).fields).find((id) => !MEASURED.has(id) && !state.fields.has(id));
export function withCurrent(state: State, desk: TeachDesk): State {
  const next = nextOpen(state, desk);
  return next ? { ...state, current: next } : state;
}

function ownField(state: State, el: Element): string {
  const name = String(Reflect.get(el, 'name') ?? '').toLowerCase();
  const free = (id: string): boolean => !state.own.some((one) => one.id === id);
  if (/^[a-z][a-z0-9_]{0,40}$/.test(name) && free(name)) return name;
  for (let n = state.own.length + 1; ; n++) if (free(`field_${n}`)) return `field_${n}`;
}
function newField(el: Element, id: string): OwnField {
  const at = fieldAt(el);
  const text = String(Reflect.get(at, 'value') ?? at.textContent ?? '');
  return { id, label: calledOf(at) || id, type: typeOf(text, at) };
}

/** The control in a cell is what is meant; of a cell of words, the cell. */
export const fieldAt = (el: Element): Element => {
  const inner = [...el.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(isVisible);
  return inner.length === 1 && inner[0] && el.textContent !== null && el.children.length < 6 ? inner[0] : el;
};

/** The control that is pressed, with every way in which its act may be seen; the surest are taken. */
export function actAt(el: Element, scope: ScopeOf): NonNullable<State['act']> {
  const control = controlAt(el);
  const choices = recalling(createMemory(el.ownerDocument), () => triggersOf(control, scope(control))).slice(0, 12);
  const [click] = choices.filter(({ kind, unique }) => kind === 'click' && unique);
  const [form] = choices.filter(({ kind, unique, strength }) => kind === 'submit' && unique && strength === 'firm');
  const taken = choices.flatMap((choice, at) => (choice === click || choice === form ? [at] : []));
  return { el: control, choices, taken };
}

/** Requests that left in this tab since the lesson began may be the act as well. Undefined: nothing new. */
export function withCalls(act: State['act'], calls: SeenCall[], scope: ScopeOf): State['act'] {
  if (!act || !calls.length) return undefined;
  const known = new Set(act.choices.map(({ trigger }) => JSON.stringify(trigger)));
  const more = triggersOf(act.el, scope(act.el), calls).filter(
    ({ kind, trigger }) => kind === 'request' && !known.has(JSON.stringify(trigger)),
  );
  return more.length ? { ...act, choices: [...act.choices, ...more] } : undefined;
}

/** A list of ticked rows, where a field stands in one. */
export function rowsOf(state: State) {
  for (const { el } of state.fields.values()) {
    const rows = el && rowsAround(el);
    if (rows) return rows;
  }
  return undefined;
}
export function rowElements(state: State): Element[] {
  const rows = rowsOf(state);
  if (!rows || !state.bulk) return [];
  return [...state.frame.doc.querySelectorAll(rows.css)].filter(
    (row) => !rows.selected || row.querySelector(rows.selected),
  );
}

/** In another document of the page: what was picked is found again by what was taught of it. */
export function foundAgain(state: State, frame: Framed): State {
  const fields = new Map(
    [...state.fields].map(([id, taught]) => {
      const [first] = taught.taken.flatMap((at) => taught.anchors[at] ?? []);
      const again =
        first && !first.from.url && !first.from.body ? locate(first.from, { doc: frame.doc })[0]?.el : undefined;
      return [id, { ...taught, el: again ?? null }] as const;
    }),
  );
  const next = { ...state, frame, fields };
  if (!state.act || state.act.el.isConnected) return next;
  const { act } = state;
  const [trigger] = act.taken.flatMap((at) => act.choices[at]?.trigger ?? []);
  const el = trigger && 'click' in trigger ? locate(trigger.click, { doc: frame.doc })[0]?.el : undefined;
  return el ? { ...next, act: { ...act, el } } : next;
}
