import type { ActionEvent, ActionSpec, Calendar, Expr, FactSpec, Reading } from '@/lib/model';
import { windowMs } from './facts/window';
import { computeFacts } from './history';
import type { HistoryEvent } from './history';
import { matchesAction } from './reach';
import type { FactAnswer, FactValue } from './scope';
import type { PackedRule } from './weigh';

/** What has happened so far in one view (one desk's, or all desks'), filed so that a fact is counted over few events. */
export interface Past {
  add(event: HistoryEvent): void;
  /** Every fact of a rule at an act; the engine counts, this only hands it the events of the same key and window. */
  facts(rule: PackedRule, event: ActionEvent): FactAnswer;
}

interface Around {
  actions: readonly ActionSpec[];
  calendar: Calendar;
}
interface Filed {
  rule: PackedRule;
  name: string;
  spec: FactSpec;
  /** Events that count or end, by key; those of an `open` fact, which has no key of the act's, stand under one. */
  events: Map<string, HistoryEvent[]>;
}

export function createPast(rules: readonly PackedRule[], around: Around): Past {
  const ofRule = new Map<PackedRule, Filed[]>();
  const ofAction = new Map<string, Filed[]>();
  const all = rules
    .filter((rule) => !rule.on.every((on) => on === 'tick'))
    .flatMap((rule) => {
      // One rule with one fact each: what is counted for one fact need not be gone through for another.
      const filed = Object.entries(rule.facts).map(
        ([name, spec]): Filed => ({ rule: { ...rule, facts: { [name]: spec } }, name, spec, events: new Map() }),
      );
      ofRule.set(rule, filed);
      return filed;
    });

  function concerned(action: string): Filed[] {
    const kept = ofAction.get(action);
    if (kept) return kept;
    const found = all.filter(({ rule, spec }) =>
      [...(spec.of ?? rule.on), ...(spec.until ?? [])].some((pattern) => matchesAction(pattern, action)),
    );
    ofAction.set(action, found);
    return found;
  }

  function factOf({ rule, name, spec, events }: Filed, event: ActionEvent): FactValue {
    const after = event.at - (windowMs(spec.window, rule, event.at) ?? 0);
    const history = [...new Set(keysOf(spec, event).flatMap((key) => since(events.get(key) ?? NONE, after)))];
    return computeFacts({ rule, event, history, ...around })[name] ?? { value: { unknown: true } };
  }

  return {
    add(event) {
      for (const { spec, events } of concerned(event.action)) {
        for (const key of keysOf(spec, event)) {
          const list = events.get(key);
          if (list) list.push(event);
          else events.set(key, [event]);
        }
      }
    },
    facts(rule, event) {
      const answer: Record<string, FactValue> = {};
      for (const filed of ofRule.get(rule) ?? []) whenAsked(answer, filed.name, () => factOf(filed, event));
      return answer;
    },
  };
}

/** A condition seldom looks at all of its figures: each is counted when it is first asked for. */
function whenAsked(answer: Record<string, FactValue>, name: string, count: () => FactValue): void {
  let kept: FactValue | undefined;
  Object.defineProperty(answer, name, {
    enumerable: true,
    get: () => {
      kept ??= count();
      return kept;
    },
  });
}

/** Events come in the order of time, so those of a window are the last of a list. */
function since(events: readonly HistoryEvent[], after: number): readonly HistoryEvent[] {
  let from = events.length;
  while (from > 0 && (events[from - 1]?.at ?? 0) > after) from--;
  return from ? events.slice(from) : events;
}

type Keyed = Pick<HistoryEvent, 'action' | 'fields' | 'login'>;

/** Only filing marks, never a verdict: events without a common mark cannot count for each other. None: the key is unread or empty. */
function keysOf(spec: FactSpec, event: Keyed): string[] {
  const list = listSharedWithAct(spec);
  if (list !== undefined) {
    const reading = event.fields[list];
    return reading?.kind === 'read' && Array.isArray(reading.value) ? reading.value.map(String) : [];
  }
  const key = partsOf(spec.kind === 'open' ? sharedWithAct(spec) : spec.key, event);
  return key === undefined ? [] : [key];
}
const NONE: readonly HistoryEvent[] = [];

/** Key of a matter that is begun and ended, for timer rules. */
export const matterKey = (spec: FactSpec, event: Keyed): string | undefined => partsOf(spec.key, event);

function partsOf(key: readonly string[], event: Keyed): string | undefined {
  const parts: string[] = [];
  for (const part of key) {
    const text = part === '$action' ? event.action : part === '$desk' ? '' : textOf(event.fields[part], part, event);
    if (text === undefined) return undefined;
    parts.push(text);
  }
  return parts.join('\u0001');
}

const conjuncts = (tree: Expr): Expr[] => (tree.op === '&&' ? tree.args.flatMap(conjuncts) : [tree]);
const asked = (spec: FactSpec): Expr[] => (spec.where ? conjuncts(spec.where.tree) : []);

/** Remembered for each fact: the same few are asked for at every act. */
function remembered<T>(find: (spec: FactSpec) => T): (spec: FactSpec) => T {
  const kept = new WeakMap<FactSpec, { found: T }>();
  return (spec) => {
    const before = kept.get(spec) ?? { found: find(spec) };
    kept.set(spec, before);
    return before.found;
  };
}

/** Field of an event and the act's own field of that name: `teller_id` and `t.teller_id`. */
function sameOfAct(args: readonly Expr[]): string | undefined {
  const ids = args.map((arg) => (arg.op === 'field' ? arg.id : ''));
  const own = ids.find((id) => !id.startsWith('t.'));
  return ids.length === 2 && own && ids.includes(`t.${own}`) ? own : undefined;
}

/** Parts of an open matter's key that its condition demands to be the act's own: `teller_id == t.teller_id`. */
const sharedWithAct = remembered((spec): string[] => {
  const demanded = asked(spec).map((tree) => (tree.op === '==' ? sameOfAct(tree.args) : undefined));
  return spec.key.filter((part) => demanded.includes(part));
});

/** The list that must have an entry in common with the act's: `anyShared(invoice_nos, t.invoice_nos)`. */
const listSharedWithAct = remembered((spec): string | undefined =>
  spec.key.length || spec.kind !== 'count'
    ? undefined
    : asked(spec).flatMap((tree) =>
        tree.op === 'call' && tree.fn === 'anyShared' ? (sameOfAct(tree.args) ?? []) : [],
      )[0],
);

function textOf(reading: Reading | undefined, field: string, event: Keyed): string | undefined {
  if (reading?.kind !== 'read') return field === 'operator_id' ? event.login : undefined;
  const { value } = reading;
  if (value === null || value === '') return undefined;
  return typeof value === 'object' && !Array.isArray(value) ? (value.token ?? value.masked) : String(value);
}
