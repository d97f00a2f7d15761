import { isMap, isPair, isScalar, isSeq, parse, parseDocument, Scalar } from 'yaml';
import type { Document, Node } from 'yaml';
import type { ParamValue } from '@/lib/model';
import type { Path } from './source';

/**
 * Changes one place of a YAML text and leaves the rest byte for byte: comments, order, quoting. What is already there with the
 * same value is not touched. @throws when the text is no YAML or the path leads through a value that holds nothing.
 */
export function setIn(text: string, path: Path, value: ParamValue): string {
  const doc = read(text);
  const node = nodeAt(doc, path);
  if (node) return alike(node.toJS(doc), value) ? text : replaced(text, doc, path, node, value);
  let depth = path.length - 1;
  while (depth > 0 && !nodeAt(doc, path.slice(0, depth))) depth--;
  const parent = depth === 0 ? doc.contents : nodeAt(doc, path.slice(0, depth));
  const rest = path.slice(depth);
  const nested = rest.slice(1).reduceRight<ParamValue>((inner, key) => ({ [String(key)]: inner }), value);
  return inserted(text, parent, rest[0] ?? '', nested);
}

/** Takes a key, or an item of a list, out; a map that is left empty goes too. */
export function removeIn(text: string, path: Path): string {
  const doc = read(text);
  const parentPath = path.slice(0, -1);
  const parent = parentPath.length ? nodeAt(doc, parentPath) : doc.contents;
  if (!isMap(parent) && !isSeq(parent)) return text;
  const key = path.at(-1);
  const index = isSeq(parent) ? Number(key) : parent.items.findIndex((item) => keyOf(item) === key);
  if (!parent.items[index]) return text;
  if (parent.items.length === 1 && parentPath.length) return removeIn(text, parentPath);
  return parent.flow ? cutFlow(text, parent.items, index) : cutBlock(text, parent.items, index);
}

/** Several changes, one after the other. */
export const setAll = (text: string, changes: readonly { path: Path; value: ParamValue | undefined }[]): string =>
  changes.reduce((now, { path, value }) => (value === undefined ? removeIn(now, path) : setIn(now, path, value)), text);

function read(text: string): Document.Parsed {
  const doc = parseDocument(text, { uniqueKeys: true, merge: false });
  if (doc.errors.length) throw new Error(doc.errors[0]?.message ?? 'not YAML');
  return doc;
}

function nodeAt(doc: Document, path: Path): Node | undefined {
  const node = doc.getIn(path, true);
  return typeof node === 'object' && node !== null && 'range' in node ? (node as Node) : undefined;
}
const keyOf = (item: unknown): unknown => (isPair(item) && isScalar(item.key) ? item.key.value : undefined);
const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function replaced(text: string, doc: Document, path: Path, node: Node, value: ParamValue): string {
  const [start, end] = extent(text, node);
  const inFlow = path.some((_, i) => {
    const above = i === 0 ? doc.contents : nodeAt(doc, path.slice(0, i));
    return (isMap(above) || isSeq(above)) && above.flow === true;
  });
  const style = isScalar(node) ? node.type : undefined;
  const column = columnOf(text, doc, path);
  return text.slice(0, start) + rendered(value, { inFlow, column, ...(style ? { style } : {}) }) + text.slice(end);
}

/** From its first character to its last; white space after a block belongs to the file. */
function extent(text: string, node: Node): [number, number] {
  const [start = 0, end = 0] = node.range ?? [];
  const length = text.slice(start, end).trimEnd().length;
  return [start, start + length];
}

/** Column of the key that holds a path: what a block below it is indented from. */
function columnOf(text: string, doc: Document, path: Path): number {
  const parent = path.length > 1 ? nodeAt(doc, path.slice(0, -1)) : doc.contents;
  const item = isMap(parent) ? parent.items.find((pair) => keyOf(pair) === path.at(-1)) : undefined;
  const start = isPair(item) && isScalar(item.key) ? (item.key.range?.[0] ?? 0) : 0;
  return start - lineStart(text, start);
}
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function inserted(text: string, parent: unknown, key: string | number, value: ParamValue): string {
  if (isSeq(parent) && parent.range) return insertedItem(text, parent, value);
  if (!isMap(parent) || !parent.range) throw new Error(`nothing can be put under ${String(key)} here`);
  const [start = 0] = parent.range;
  if (parent.flow) return insertedInFlow(text, parent, `${key}: ${rendered(value, { inFlow: true, column: 0 })}`);
  const column = start - lineStart(text, start);
  const last = parent.items.at(-1);
  const end = lineEnd(text, lastEnd(text, last));
  const entry = `${' '.repeat(column)}${key}:${spaced(rendered(value, { inFlow: false, column }))}`;
  return `${text.slice(0, end)}\n${entry}${text.slice(end)}`;
}

function insertedItem(
  text: string,
  list: { items: unknown[]; flow?: boolean; range?: unknown },
  value: ParamValue,
): string {
  if (list.flow) return insertedInFlow(text, list, rendered(value, { inFlow: true, column: 0 }));
  const [start = 0] = list.range as number[];
  const column = start - lineStart(text, start);
  const end = lineEnd(text, lastEnd(text, list.items.at(-1)));
  return `${text.slice(0, end)}\n${' '.repeat(column)}- ${rendered(value, { inFlow: true, column })}${text.slice(end)}`;
}

function insertedInFlow(text: string, parent: { items: unknown[]; range?: unknown }, entry: string): string {
  const [, end = 0] = parent.range as number[];
  const close = end - 1;
  const inside = text.slice(0, close).trimEnd();
  const gap = text.slice(inside.length, close);
  const comma = parent.items.length && !inside.endsWith(',') ? ', ' : ' ';
  return `${inside}${comma}${entry}${gap || (text[close] === '}' ? ' ' : '')}${text.slice(close)}`;
}

const spaced = (value: string): string => (value.startsWith('\n') ? value : ` ${value}`);

function lastEnd(text: string, item: unknown): number {
  const node = isPair(item) ? ((item.value ?? item.key) as Node) : (item as Node);
  return extent(text, node)[1];
}
function firstStart(item: unknown): number {
  const node = (isPair(item) ? item.key : item) as Node;
  return node.range?.[0] ?? 0;
}

function cutBlock(text: string, items: readonly unknown[], index: number): string {
  const start = lineStart(text, firstStart(items[index]));
  const next = items[index + 1];
  const end = next ? lineStart(text, firstStart(next)) : lineEnd(text, lastEnd(text, items[index])) + 1;
  return text.slice(0, start) + text.slice(end);
}
function cutFlow(text: string, items: readonly unknown[], index: number): string {
  const next = items[index + 1];
  if (next) return text.slice(0, firstStart(items[index])) + text.slice(firstStart(next));
  const before = items[index - 1];
  const start = before ? lastEnd(text, before) : firstStart(items[index]);
  return text.slice(0, start) + text.slice(lastEnd(text, items[index]));
}

interface Place {
  inFlow: boolean;
  column: number;
  style?: Scalar.Type;
}

/** A value as YAML, in the manner of the pack sources: small maps and lists in one line, larger ones as blocks. */
function rendered(value: ParamValue, place: Place): string {
  if (typeof value === 'string') return renderedText(value, place);
  if (value === null || typeof value !== 'object') return String(value);
  const inside: Place = { inFlow: true, column: place.column };
  if (Array.isArray(value)) {
    if (place.inFlow || value.every((item) => typeof item !== 'object' || item === null || isSmall(item)))
      return place.inFlow || value.every((item) => typeof item !== 'object')
        ? `[${value.map((item) => rendered(item, inside)).join(', ')}]`
        : `\n${value.map((item) => `${' '.repeat(place.column + 2)}- ${rendered(item, inside)}`).join('\n')}`;
    return `[${value.map((item) => rendered(item, inside)).join(', ')}]`;
  }
  const entries = Object.entries(value);
  if (!entries.length) return '{}';
  if (place.inFlow || isSmall(value))
    return `{ ${entries.map(([key, item]) => `${key}: ${rendered(item, inside)}`).join(', ')} }`;
  const column = place.column + 2;
  return `\n${entries
    .map(([key, item]) => `${' '.repeat(column)}${key}:${spaced(rendered(item, { inFlow: false, column }))}`)
    .join('\n')}`;
}
const isSmall = (value: ParamValue): boolean =>
  typeof value !== 'object' ||
  value === null ||
  Object.values(value).every((item) => typeof item !== 'object' || item === null);

function renderedText(text: string, { inFlow, column, style }: Place): string {
  if (text.includes('\n') && !inFlow)
    return `|-\n${text
      .split('\n')
      .map((line) => (line ? `${' '.repeat(column + 2)}${line}` : ''))
      .join('\n')}`;
  if (style === Scalar.QUOTE_DOUBLE) return JSON.stringify(text);
  if (style === Scalar.QUOTE_SINGLE && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`;
  return isPlain(text, inFlow) ? text : JSON.stringify(text);
}

/** May it stand without quotes? The parser says. */
function isPlain(text: string, inFlow: boolean): boolean {
  if (!text || text !== text.trim() || text.includes('\n')) return false;
  try {
    const inMap: unknown = parse(inFlow ? `{ a: ${text}, b: [${text}] }` : `a: ${text}`, { logLevel: 'error' });
    return alike(inMap, inFlow ? { a: text, b: [text] } : { a: text });
  } catch {
    return false;
  }
}
