import type { ActionSpec, Condition, FactSpec, PastAct as Past } from '@/lib/model';
import { evaluate, truth } from '../evaluate';
import { matchesAction } from '../reach';
import { measured, paramOf, readField, STEPS } from '../scope';
import type { Scope } from '../scope';
import { ERROR, isEmpty, isUnknown, keyOf, unknown } from '../value';
import type { Value } from '../value';
import type { HistoryInput } from '../history';

export interface Asked extends Omit<HistoryInput, 'event'> {
  spec: FactSpec;
  windowMs: number;
  trigger: Past;
}
/** An event that counts. `certain` false: a condition on it could not be told. */
export interface Counted {
  event: Past;
  scope: Scope;
  certain: boolean;
  isTrigger: boolean;
}

/** These kinds look only at what lies before the act, unless the source says `earlier: false`. */
const BEFORE = new Set<FactSpec['kind']>(['last', 'first', 'sequence', 'absence', 'overlap']);

const byActions = new WeakMap<readonly ActionSpec[], ReadonlyMap<string, ActionSpec>>();
function specOf(actions: readonly ActionSpec[], key: string): ActionSpec | undefined {
  let specs = byActions.get(actions);
  if (!specs) {
    specs = new Map(actions.map((action) => [action.key, action]));
    byActions.set(actions, specs);
  }
  return specs.get(key);
}

function fieldOf({ actions }: Asked, past: Past, id: string): Value {
  const stand = past.fields[id]?.kind === 'read' ? undefined : measured(past, id);
  return stand ?? readField(past.fields, specOf(actions, past.action), id);
}

/** What a fact's tree sees: the fields of the event looked at, and the act's as `t.x`. */
export const pastScope = (asked: Asked, event: Past, opening: Past = asked.trigger): Scope =>
  new PastScope(asked, event, opening);

/** A class, because one is made for every past event: its ways of looking are made once. */
class PastScope implements Scope {
  readonly #asked: Asked;
  readonly #event: Past;
  readonly #opening: Past;
  readonly past: { at: number; action: string; openedAt: number };
  readonly vars: Record<string, Value> = {};
  left = STEPS;

  constructor(asked: Asked, event: Past, opening: Past) {
    this.#asked = asked;
    this.#event = event;
    this.#opening = opening;
    this.past = { at: event.at, action: event.action, openedAt: opening.at };
  }
  get at(): number {
    return this.#asked.trigger.at;
  }
  get action(): string {
    return this.#asked.trigger.action;
  }
  get office(): Scope['office'] {
    return this.#asked.calendar;
  }
  field(id: string): Value {
    return id.startsWith('t.')
      ? fieldOf(this.#asked, this.#opening, id.slice(2))
      : fieldOf(this.#asked, this.#event, id);
  }
  declares(id: string): boolean {
    return Object.hasOwn(specOf(this.#asked.actions, this.#event.action)?.fields ?? {}, id);
  }
  param(id: string): Value {
    return paramOf(this.#asked.rule, id, this.#asked.trigger.at);
  }
  fact(): Value {
    return unknown(ERROR);
  }
}

/** The key's parts as one string; undefined when one is unread or empty. */
export function keyIn(asked: Asked, event: Past): string | undefined {
  let key: string | undefined;
  for (const part of asked.spec.key) {
    const value: Value =
      part === '$action' ? event.action : part === '$desk' ? (event.desk ?? '') : partOf(asked, event, part);
    if (isUnknown(value) || isEmpty(value)) return undefined;
    key = key === undefined ? keyOf(value) : `${key}\u0001${keyOf(value)}`;
  }
  return key ?? '';
}
const partOf = (asked: Asked, event: Past, part: string): Value =>
  part.startsWith('t.') ? fieldOf(asked, asked.trigger, part.slice(2)) : fieldOf(asked, event, part);

/** Bulk acts stand for their items; the same id twice is one event; what comes after the act is left out. */
export function eventsOf(asked: Asked): Past[] {
  const seen = new Set([asked.trigger.id]);
  return asked.history.flatMap((event) => {
    if (event.at > asked.trigger.at || seen.has(event.id)) return [];
    seen.add(event.id);
    return event.items?.length
      ? event.items.map((item) => ({ ...event, fields: { ...event.fields, ...item } }))
      : [event];
  });
}

export const isAmong = (patterns: readonly string[], action: string): boolean =>
  patterns.some((p) => matchesAction(p, action));

export function holdsFor(where: Condition | undefined, scope: Scope): boolean | undefined {
  if (!where) return true;
  const t = truth(where.tree, scope);
  return typeof t === 'boolean' ? t : undefined;
}

/** The events of the act's key and window, the act itself among them where it is of the kind counted. */
export function gather(asked: Asked): Counted[] | 'key_unread' {
  const { spec, trigger, rule } = asked;
  const of = spec.of ?? rule.on;
  const key = keyIn(asked, trigger);
  if (key === undefined) return 'key_unread';
  const earlier = spec.earlier ?? BEFORE.has(spec.kind);
  const counted = eventsOf(asked)
    .filter(
      (e) =>
        isAmong(of, e.action) &&
        e.at > trigger.at - asked.windowMs &&
        (!earlier || e.at < trigger.at) &&
        keyIn(asked, e) === key,
    )
    .flatMap((event) => count(asked, event, false));
  if (earlier || !isAmong(of, trigger.action)) return once(asked, counted);
  const own = count(asked, trigger, true);
  // The act itself must be one of the events counted; otherwise there is nothing to count for it.
  return own.length ? once(asked, [...counted, ...own]) : [];
}

/** The act as one that counts, or nothing where the test is clearly false. */
export function count(asked: Asked, event: Past, isTrigger: boolean): Counted[] {
  const scope = pastScope(asked, event);
  const holds = holdsFor(asked.spec.where, scope);
  return holds === false ? [] : [{ event, scope, certain: holds === true, isTrigger }];
}

/** Of events with the same value of `once`, the latest stands for all. Where a figure is taken entry by entry, that is done for each. */
function once(asked: Asked, counted: Counted[]): Counted[] {
  return asked.spec.each ? counted : latestOnly(asked, counted);
}

function latestOnly({ spec }: Asked, counted: readonly Counted[]): Counted[] {
  const latest = new Map<string, Counted>();
  const apart: Counted[] = [];
  for (const entry of counted) {
    const matter = matterOf(spec, entry);
    const before = matter === undefined ? undefined : latest.get(matter);
    if (matter === undefined) apart.push(entry);
    else if (!before || entry.isTrigger || (!before.isTrigger && entry.event.at >= before.event.at))
      latest.set(matter, entry);
  }
  return [...apart, ...latest.values()];
}

function matterOf({ once: field }: FactSpec, { scope }: Counted): string | undefined {
  if (field === undefined) return undefined;
  const value = scope.field(field);
  return isUnknown(value) || isEmpty(value) ? undefined : keyOf(value);
}

/** For one entry of a list: a matter that surely has it counts for certain, whatever its other events say. */
export function latestOfEach(asked: Asked, counted: readonly Counted[]): Counted[] {
  const sure = latestOnly(
    asked,
    counted.filter((c) => c.certain),
  );
  const matters = new Set(sure.map((c) => matterOf(asked.spec, c)));
  const doubtful = latestOnly(
    asked,
    counted.filter((c) => !c.certain),
  );
  return [
    ...sure,
    ...doubtful.filter((c) => !matters.has(matterOf(asked.spec, c)) || matterOf(asked.spec, c) === undefined),
  ];
}

export const treeIn = (condition: Condition, scope: Scope): Value => evaluate(condition.tree, scope);
export const valueIn = (asked: Asked, scope: Scope): Value =>
  asked.spec.value ? treeIn(asked.spec.value, scope) : null;

/** What a kind of fact is asked: the events that count, and the act's own scope. */
export interface Question {
  counted: Counted[];
  asked: Asked;
  now: Scope;
}
