import type { Condition, FactSpec, PastAct as Past } from '@/lib/model';
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

/** What a fact's tree sees: the fields of the event looked at, and the act's as `t.x`. */
export function pastScope(asked: Asked, event: Past, opening: Past = asked.trigger): Scope {
  const specs = (key: string) => asked.actions.find((a) => a.key === key);
  const fieldOf = (past: Past, id: string): Value => {
    const stand = past.fields[id]?.kind === 'read' ? undefined : measured(past, id);
    return stand ?? readField(past.fields, specs(past.action), id);
  };
  return {
    at: asked.trigger.at,
    action: asked.trigger.action,
    office: asked.calendar,
    field: (id) => (id.startsWith('t.') ? fieldOf(opening, id.slice(2)) : fieldOf(event, id)),
    declares: (id) => Object.hasOwn(specs(event.action)?.fields ?? {}, id),
    param: (id) => paramOf(asked.rule, id, asked.trigger.at),
    fact: () => unknown(ERROR),
    vars: {},
    past: { at: event.at, action: event.action, openedAt: opening.at },
    left: STEPS,
  };
}

/** The key's parts as one string; undefined when one is unread or empty. */
export function keyIn(asked: Asked, event: Past): string | undefined {
  const scope = pastScope(asked, event);
  const parts: string[] = [];
  for (const part of asked.spec.key) {
    const value: Value = part === '$action' ? event.action : part === '$desk' ? (event.desk ?? '') : scope.field(part);
    if (isUnknown(value) || isEmpty(value)) return undefined;
    parts.push(keyOf(value));
  }
  return parts.join('\u0001');
}

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
