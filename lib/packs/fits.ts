// A schema of the model as plain functions: says of a value what the schema's own parse would, without an issue, a path or a copy
// for each of a pack's half a million parts. What does not fit is parsed by the schema itself, which names the fault.
import * as z from 'zod';
import { FOREIGN_KEYS } from '@/lib/model';

type Fits = (value: unknown, filled: Filled[]) => boolean;
/** A property that is not there and takes its default once all fits. */
type Filled = () => void;

/** `value` is the caller's own, since defaults are put into it; untouched where it does not fit. A key that could reach a prototype fits nowhere. */
export function fitting<S extends z.ZodType>(schema: S): (value: unknown) => value is z.infer<S> {
  let fits: Fits | undefined;
  return (value): value is z.infer<S> => {
    fits ??= fitsOf(schema);
    const filled: Filled[] = [];
    if (!fits(value, filled)) return false;
    for (const fill of filled) fill();
    return true;
  };
}

const known = new WeakMap<z.core.$ZodType, Fits>();
function fitsOf(schema: z.core.$ZodType): Fits {
  const made = known.get(schema) ?? make(schema);
  known.set(schema, made);
  return made;
}

function make(schema: z.core.$ZodType): Fits {
  // zod's own way to look into a schema: its definition tells which kind it is.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return texts(schema, def.checks);
    case 'number':
      return asked(schema);
    case 'custom':
      return customs(schema, def.fn);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'null':
      return (value) => value === null;
    case 'literal':
      return among(def.values);
    case 'enum':
      return among(Object.values(def.entries));
    case 'optional': {
      const inner = fitsOf(def.innerType);
      return (value, filled) => value === undefined || inner(value, filled);
    }
    case 'default':
      return fitsOf(def.innerType);
    case 'array':
      return lists(fitsOf(def.element), schema, def.checks);
    case 'record':
      return records(fitsOf(def.keyType), fitsOf(def.valueType), schema);
    case 'union':
      return oneOf(def.options.map(fitsOf));
    case 'object':
      return objects(def);
    default:
      throw new Error(`no function for ${def.type}`);
  }
}

/** Leaves that come back as they are: their own parse is asked. */
const asked =
  (schema: z.core.$ZodType): Fits =>
  (value) =>
    z.core.safeParse(schema, value).success;

/** A test by hand, which must be all there is to ask. */
const customs = (schema: z.core.$ZodType, test: z.core.$ZodCustomDef['fn']): Fits =>
  schema._zod.def.checks?.length ? asked(schema) : (value) => Boolean(test(value));

const among = (values: readonly unknown[]): Fits => {
  const set = new Set(values);
  return (value) => set.has(value);
};

type Check = z.core.$ZodCheck<never>;
const bare = (schema: z.core.$ZodType): boolean => !('check' in schema._zod.def);

function texts(schema: z.core.$ZodType, checks: readonly unknown[] = []): Fits {
  const patterns: RegExp[] = [];
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const check of checks as Check[]) {
    const def = check._zod.def as z.core.$ZodChecks['_zod']['def'];
    if (def.check === 'max_length') most = Math.min(most, def.maximum);
    else if (def.check === 'min_length') least = Math.max(least, def.minimum);
    else if (def.check === 'string_format' && def.format === 'regex' && def.pattern && !def.pattern.global)
      patterns.push(def.pattern);
    else return asked(schema);
  }
  if (!bare(schema)) return asked(schema);
  return (value) =>
    typeof value === 'string' &&
    value.length >= least &&
    value.length <= most &&
    patterns.every((pattern) => pattern.test(value));
}

function lists(element: Fits, schema: z.core.$ZodType, checks: readonly unknown[] = []): Fits {
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const check of checks as Check[]) {
    const def = check._zod.def as z.core.$ZodChecks['_zod']['def'];
    if (def.check === 'max_length') most = Math.min(most, def.maximum);
    else if (def.check === 'min_length') least = Math.max(least, def.minimum);
    else if (def.check === 'length_equals') least = most = def.length;
    else throw new Error(`no function for a list’s ${def.check} in ${schema._zod.def.type}`);
  }
  return (value, filled) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return false;
    for (const one of value) if (!element(one, filled)) return false;
    return true;
  };
}

function records(key: Fits, of: Fits, schema: z.core.$ZodType): Fits {
  if (schema._zod.def.checks?.length) throw new Error('no function for checks of a record');
  return (value, filled) => {
    if (!isTable(value)) return false;
    for (const name of Object.keys(value))
      if (FOREIGN_KEYS.has(name) || !key(name, filled) || !of(value[name], filled)) return false;
    return true;
  };
}

/** The first that fits; what one that does not fit would have filled in is dropped. */
const oneOf =
  (options: readonly Fits[]): Fits =>
  (value, filled) => {
    const before = filled.length;
    for (const option of options) {
      if (option(value, filled)) return true;
      filled.length = before;
    }
    return false;
  };

function objects(def: z.core.$ZodObjectDef): Fits {
  if (def.catchall?._zod.def.type !== 'never' || def.checks?.length)
    throw new Error('no function for an object that takes other words');
  const fields = new Map(
    Object.entries(def.shape).map(([name, schema]) => [
      name,
      { fits: fitsOf(schema), isNeeded: schema._zod.optin === undefined },
    ]),
  );
  const needed = [...fields.values()].filter(({ isNeeded }) => isNeeded).length;
  const defaults = Object.entries(def.shape).flatMap(([name, schema]) =>
    schema._zod.def.type === 'default' ? [[name, schema._zod.def as z.core.$ZodDefaultDef] as const] : [],
  );
  return (value, filled) => {
    if (!isTable(value)) return false;
    let found = 0;
    for (const name of Object.keys(value)) {
      const field = fields.get(name);
      if (!field?.fits(value[name], filled)) return false;
      if (field.isNeeded) found++;
    }
    if (found !== needed) return false;
    for (const [name, given] of defaults)
      if (value[name] === undefined)
        filled.push(() => {
          value[name] = given.defaultValue;
        });
    return true;
  };
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
