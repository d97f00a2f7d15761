// Pack sources as people write them: maps in blocks, what is small in one line, every text quoted where YAML would read it otherwise.
type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

const WIDTH = 110;
/** Read as itself without quotes: letters of any language first, nothing that YAML gives a meaning to. */
const BARE = /^[\p{L}_/$][\p{L}\p{N}_./$()（）%、·—-]*$/u;
const TAKEN = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

const word = (text: string): string =>
  BARE.test(text) && !TAKEN.test(text) && !text.endsWith(':') ? text : JSON.stringify(text);
const keyOf = (key: string): string => word(key);
const isMap = (value: Plain): value is { readonly [key: string]: Plain | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const entries = (value: { readonly [key: string]: Plain | undefined }): [string, Plain][] =>
  Object.entries(value).flatMap(([key, one]): [string, Plain][] => (one === undefined ? [] : [[key, one]]));

function flow(value: Plain): string {
  if (typeof value === 'string') return word(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (!isMap(value)) return `[${(value as readonly Plain[]).map(flow).join(', ')}]`;
  const list = entries(value);
  return list.length ? `{ ${list.map(([key, one]) => `${keyOf(key)}: ${flow(one)}`).join(', ')} }` : '{}';
}

function block(value: Plain, indent: string): string {
  if (isMap(value))
    return entries(value)
      .map(([key, one]) => `${indent}${keyOf(key)}:${below(one, indent)}`)
      .join('\n');
  return (value as readonly Plain[])
    .map((one) => {
      const line = flow(one);
      if (!isMap(one) || (line.length + indent.length < WIDTH && !isDeep(one))) return `${indent}- ${line}`;
      return `${indent}- ${block(one, `${indent}  `).slice(indent.length + 2)}`;
    })
    .join('\n');
}
function below(value: Plain, indent: string): string {
  const line = flow(value);
  const isSmall = line.length + indent.length < WIDTH && !isDeep(value);
  if (typeof value !== 'object' || value === null || isSmall || !entriesOf(value)) return ` ${line}`;
  return `\n${block(value, `${indent}  `)}`;
}
const entriesOf = (value: Plain): number =>
  typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
/** Pages, actions and fields stand one under the other, however short. */
const isDeep = (value: Plain, depth = 0): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth > 2 || Object.values(value).some((one) => one !== undefined && isDeep(one as Plain, depth + 1)));

export const yaml = (value: object): string => `${block(JSON.parse(JSON.stringify(value)) as Plain, '')}\n`;
