import { Environment } from '@marcbachmann/cel-js';
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';
import { dayNumber } from '@/lib/rules/days';
import type { PlainEvent, PlainValue } from './events';
import { AMOUNTS, COUNTS, FIELDS, FLAGS, LISTS, NUMBERS } from './predicates';
import type { PlainRule, Predicate } from './predicates';

/**
 * A peer with one set of rules loaded. `indexed`: the candidates were picked by our index, so the rules carry no action;
 * as documented, every rule tests the action first.
 */
export interface Loaded {
  hits(event: PlainEvent): string[] | Promise<string[]>;
}
export interface Peer {
  name: string;
  load(rules: readonly PlainRule[], withAction: boolean): Loaded;
}

const daysBetween = (from: string, to: string): number =>
  (dayNumber(to) ?? Number.NaN) - (dayNumber(from) ?? Number.NaN);
const factsOf = new WeakMap<PlainEvent, Record<string, PlainValue>>();
/** One flat object an event, made before the clock runs. */
function facts(event: PlainEvent): Record<string, PlainValue> {
  const made = factsOf.get(event) ?? { action: event.action, ...event.values };
  factsOf.set(event, made);
  return made;
}

function celText(p: Predicate): string {
  switch (p.is) {
    case 'above':
      return `${p.field} > ${p.value}.0`;
    case 'below':
      return `${p.field} < ${p.value}.0`;
    case 'equals':
      return `${p.field} == ${JSON.stringify(p.value)}`;
    case 'among':
      return `${p.field} in ${JSON.stringify(p.values)}`;
    case 'same':
      return `${p.field} == ${p.other}`;
    case 'exceeds':
      return `${p.field} > ${p.other}`;
    case 'days':
      return `daysBetween(${p.from}, ${p.to}) > ${p.more}.0`;
    case 'listed':
      return `${p.field} in ${p.list}`;
    case 'valid':
    case 'yes':
      return p.field;
    case 'invalid':
    case 'no':
      return `!${p.field}`;
    case 'contains':
      return `${p.field}.contains(${JSON.stringify(p.part)})`;
  }
}

function celType(field: string): string {
  if (AMOUNTS.includes(field) || COUNTS.includes(field)) return 'double';
  if (LISTS.includes(field)) return 'list<string>';
  return NUMBERS.includes(field) || FLAGS.includes(field) ? 'bool' : 'string';
}

const celJs: Peer = {
  name: 'cel-js',
  load(rules, withAction) {
    const env = new Environment();
    env.registerVariable('action', 'string');
    for (const field of FIELDS) env.registerVariable(field, celType(field));
    env.registerFunction('daysBetween(string, string): double', daysBetween);
    const programs = rules.map((rule) => ({
      id: rule.id,
      run: env.parse(
        [...(withAction ? [`action == ${JSON.stringify(rule.action)}`] : []), ...rule.predicates.map(celText)].join(
          ' && ',
        ),
      ),
    }));
    return {
      hits(event) {
        const values = facts(event);
        const found: string[] = [];
        for (const { id, run } of programs) if (run(values) === true) found.push(id);
        return found;
      },
    };
  },
};

type Json = string | number | boolean | Json[] | { [key: string]: Json };
function logicOf(p: Predicate): Json {
  const at = (field: string): Json => ({ var: field });
  switch (p.is) {
    case 'above':
      return { '>': [at(p.field), p.value] };
    case 'below':
      return { '<': [at(p.field), p.value] };
    case 'equals':
      return { '===': [at(p.field), p.value] };
    case 'among':
      return { in: [at(p.field), p.values] };
    case 'same':
      return { '===': [at(p.field), at(p.other)] };
    case 'exceeds':
      return { '>': [at(p.field), at(p.other)] };
    case 'days':
      return { '>': [{ daysBetween: [at(p.from), at(p.to)] }, p.more] };
    case 'listed':
      return { in: [at(p.field), at(p.list)] };
    case 'valid':
    case 'yes':
      return at(p.field);
    case 'invalid':
    case 'no':
      return { '!': [at(p.field)] };
    case 'contains':
      return { in: [p.part, at(p.field)] };
  }
}

/** Interpreted (`run`): its compiled mode makes code from text, which no extension may. */
const jsonLogic: Peer = {
  name: 'json-logic-engine',
  load(rules, withAction) {
    const engine = new LogicEngine();
    engine.addMethod('daysBetween', ([from, to]: [string, string]) => daysBetween(from, to));
    const programs = rules.map((rule) => ({
      id: rule.id,
      logic: {
        and: [...(withAction ? [{ '===': [{ var: 'action' }, rule.action] }] : []), ...rule.predicates.map(logicOf)],
      },
    }));
    return {
      hits(event) {
        const values = facts(event);
        const found: string[] = [];
        for (const { id, logic } of programs) if (engine.run(logic, values) === true) found.push(id);
        return found;
      },
    };
  },
};

type Condition = { fact: string; operator: string; value: unknown; params?: Record<string, string> };
function conditionOf(p: Predicate): Condition {
  const other = (field: string): unknown => ({ fact: field });
  switch (p.is) {
    case 'above':
      return { fact: p.field, operator: 'greaterThan', value: p.value };
    case 'below':
      return { fact: p.field, operator: 'lessThan', value: p.value };
    case 'equals':
      return { fact: p.field, operator: 'equal', value: p.value };
    case 'among':
      return { fact: p.field, operator: 'in', value: p.values };
    case 'same':
      return { fact: p.field, operator: 'equal', value: other(p.other) };
    case 'exceeds':
      return { fact: p.field, operator: 'greaterThan', value: other(p.other) };
    case 'days':
      return { fact: 'daysBetween', params: { from: p.from, to: p.to }, operator: 'greaterThan', value: p.more };
    case 'listed':
      return { fact: p.field, operator: 'in', value: other(p.list) };
    case 'valid':
    case 'yes':
      return { fact: p.field, operator: 'equal', value: true };
    case 'invalid':
    case 'no':
      return { fact: p.field, operator: 'equal', value: false };
    case 'contains':
      return { fact: p.field, operator: 'has', value: p.part };
  }
}

const jsonRules: Peer = {
  name: 'json-rules-engine',
  load(rules, withAction) {
    const engine = new Engine();
    engine.addOperator('has', (text: string, part: string) => text.includes(part));
    engine.addFact('daysBetween', async ({ from, to }, almanac) =>
      daysBetween(await almanac.factValue(String(from)), await almanac.factValue(String(to))),
    );
    for (const rule of rules) {
      engine.addRule({
        name: rule.id,
        conditions: {
          all: [
            ...(withAction ? [{ fact: 'action', operator: 'equal', value: rule.action }] : []),
            ...rule.predicates.map(conditionOf),
          ],
        },
        event: { type: rule.id },
      });
    }
    return { hits: async (event) => (await engine.run(facts(event))).events.map((e) => e.type) };
  },
};

export const PEERS: Peer[] = [celJs, jsonLogic, jsonRules];
