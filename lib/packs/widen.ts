import type { ActionSpec, FieldSpec, ParamValue, Rule, RuleCase } from '@/lib/model';
import { fieldsIn } from '@/lib/rules/fields';
import { matchesAction } from '@/lib/rules/reach';

type Actions = ReadonlyMap<string, ActionSpec>;

/**
 * The actions of a file of examples: as our packs declare them, and, where an example tells of an action or a field they do
 * not have, with that field as it is declared elsewhere. What an example names was there to be read; what it leaves out was not
 * read, also where our own pages lack it. The act is one the rule is asked about, so it counts as sensitive.
 */
export function widened(rule: Rule, kase: Pick<RuleCase, 'events' | 'params'>, actions: Actions): Actions {
  const known = dictionaryOf(actions);
  const wide = new Map(actions);
  for (const { action, fields } of kase.events) {
    const spec = wide.get(action) ?? newAction(action);
    const more = Object.keys(fields).filter((id) => !Object.hasOwn(spec.fields, id));
    wide.set(action, withFields(spec, more, known));
  }
  const trigger = kase.events.at(-1)?.action;
  const spec = trigger === undefined ? undefined : wide.get(trigger);
  if (spec && spec.key !== 'tick' && rule.on.some((pattern) => matchesAction(pattern, spec.key)))
    wide.set(spec.key, asked(rule, withParamsOf(rule, kase.params), spec, known));
  return wide;
}

/** The act's own specification: every field the rule or its parameters name is one that could have been read. */
function asked(rule: Rule, named: readonly string[], spec: ActionSpec, known: Record<string, FieldSpec>): ActionSpec {
  const wanted = [...fieldsIn(rule.condition.tree), ...Object.values(rule.facts).flatMap((f) => f.key), ...named];
  const fields = wanted.filter((id) => !id.startsWith('$') && !Object.hasOwn(spec.fields, id));
  const whole = withFields({ ...spec, sensitive: true }, fields, known);
  // A field that a parameter names is asked for by name, so that not having it is not the same as finding it empty.
  const strict = named.flatMap((id): [string, FieldSpec][] => {
    const field = whole.fields[id];
    return field && id !== 'operator_id' ? [[id, { ...field, optional: false }]] : [];
  });
  return { ...whole, fields: { ...whole.fields, ...Object.fromEntries(strict) } };
}

/** Words in the parameters that are names of fields somewhere, e.g. the pairs of incompatible posts. */
function withParamsOf(rule: Rule, params: Record<string, ParamValue> | undefined): string[] {
  const values = Object.entries(rule.params).map(([id, param]) => params?.[id] ?? param.value ?? null);
  return [...new Set(values.flatMap(words))].filter((word) => FIELD.test(word));
}
const FIELD = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const words = (value: ParamValue): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(words) : [];

function withFields(spec: ActionSpec, ids: readonly string[], known: Record<string, FieldSpec>): ActionSpec {
  if (!ids.length) return spec;
  const more = ids.map((id): [string, FieldSpec] => [id, known[id] ?? { type: 'text', label: { zh: id, en: id } }]);
  return { ...spec, fields: { ...spec.fields, ...Object.fromEntries(more) } };
}

/** Every field by its name, as the first action that has it declares it. */
function dictionaryOf(actions: Actions): Record<string, FieldSpec> {
  const known: Record<string, FieldSpec> = {};
  for (const spec of actions.values())
    for (const [id, field] of Object.entries(spec.fields)) known[id] ??= { ...field, optional: id === 'operator_id' };
  return known;
}

const newAction = (key: string): ActionSpec => ({
  key,
  title: { zh: key, en: key },
  effect: { what: { zh: key, en: key }, done: { zh: '办理', en: 'done' } },
  fields: {},
});
