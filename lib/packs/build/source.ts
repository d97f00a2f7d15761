import { isAlias, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Scalar } from 'yaml';
import { mendOf } from './mends';
import type { Finding, Problem } from './problem';

export type Path = readonly (string | number)[];

/** A YAML file read with its places kept. */
export interface Source {
  file: string;
  value: unknown;
  problems: Problem[];
  /** The problem at the node of this path, or at the nearest node above it. */
  at(path: Path, finding: Finding): Problem;
}

export function readSource(file: string, text: string): Source {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false });
  const place = (range: [number, number], found: Finding): Problem => {
    const { line, col } = lines.linePos(range[0]);
    const { code, message } = found;
    const mend = mendOf(found);
    return {
      file,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      range,
      severity: found.severity ?? 'error',
      code,
      message,
      ...(mend ? { mend } : {}),
    };
  };
  const problems = doc.errors.map((e) =>
    place([e.pos[0], e.pos[1]], {
      code: 'yaml',
      message: { zh: `不是正确的 YAML:${e.message.split('\n')[0]}`, en: `not valid YAML: ${e.message.split('\n')[0]}` },
    }),
  );
  return {
    file,
    value: problems.length ? undefined : plainValue(doc),
    problems,
    at: (path, found) => place(rangeIn(doc, path, text, found.at), found),
  };
}

/** Aliases are refused a large expansion: a pack is plain data. */
function plainValue(doc: Document): unknown {
  return doc.toJS({ maxAliasCount: 50 });
}

function rangeIn(doc: Document, path: Path, text: string, within?: [number, number]): [number, number] {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = doc.getIn(path.slice(0, depth), true);
    if (!isNode(node) || !node.range) continue;
    const [start, end] = node.range;
    return depth === path.length && within && isScalar(node) && typeof node.value === 'string'
      ? inside(node, node.value, text, within)
      : [start, end];
  }
  return [0, 0];
}
const isNode = (x: unknown): x is Node => typeof x === 'object' && x !== null && 'range' in x && !isAlias(x);

/** Range in the file of a range in a scalar's value: both are walked together, white space aside, since YAML folds it. */
function inside(node: Scalar, value: string, text: string, [from, to]: [number, number]): [number, number] {
  const [start, end] = node.range ?? [0, 0];
  const header =
    /^[|>][^\n]*\n/.exec(text.slice(start, end))?.[0].length ?? (/^["']/.test(text.slice(start, start + 1)) ? 1 : 0);
  const nth = (upTo: number): number => value.slice(0, upTo).replace(/\s/g, '').length;
  const offsetOf = (count: number): number => {
    let seen = 0;
    let last = start + header;
    for (let i = start + header; i < end; i++) {
      if (/\s/.test(text[i] ?? '')) continue;
      last = i;
      if (seen++ === count) return i;
    }
    return last;
  };
  const first = offsetOf(nth(from));
  return [first, Math.max(first + 1, offsetOf(Math.max(nth(to) - 1, nth(from))) + 1)];
}
