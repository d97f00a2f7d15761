import type { Expr } from '@/lib/model';

/** A part of a condition that stands in a line of its own: its tree, and its characters in the condition's text. */
export interface Row {
  tree: Expr;
  range: [number, number];
  text: string;
}
export interface Rows {
  joined: 'all' | 'any';
  rows: Row[];
}
const SIGN = { all: '&&', any: '||' } as const;

/** The parts of the outermost `&&` or `||`; one row where there is none or where brackets forbid taking it apart. */
export function rowsOf(text: string, tree: Expr): Rows {
  const joined = tree.op === '||' ? 'any' : 'all';
  const parts = tree.op === SIGN[joined] ? flat(tree, SIGN[joined]) : [tree];
  const cut = cutAt(text, parts, SIGN[joined]);
  return { joined, rows: cut ?? [{ tree, range: [0, text.length], text }] };
}

const flat = (tree: Expr, op: string): Expr[] =>
  tree.op === op && 'args' in tree ? tree.args.flatMap((arg) => flat(arg, op)) : [tree];

/** Brackets lie outside a part's own characters, so the text is cut at the signs between the parts. */
function cutAt(text: string, parts: readonly Expr[], sign: string): Row[] | undefined {
  const cuts: number[] = [];
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    if (!next) break;
    const at = part.at && next.at ? text.slice(0, next.at[0]).lastIndexOf(sign) : -1;
    if (at < (part.at?.[1] ?? 0)) return undefined;
    cuts.push(at);
  }
  const rows = parts.map((tree, i): Row => {
    const start = i === 0 ? 0 : (cuts[i - 1] ?? 0) + sign.length;
    const end = cuts[i] ?? text.length;
    const piece = text.slice(start, end);
    const lead = piece.length - piece.trimStart().length;
    const range: [number, number] = [start + lead, start + piece.trimEnd().length];
    return { tree, range, text: text.slice(...range) };
  });
  return rows.every((row) => isBalanced(row.text)) ? rows : undefined;
}

function isBalanced(text: string): boolean {
  let open = 0;
  for (const c of text.replace(/(["'])(?:\\.|(?!\1).)*\1/g, '')) {
    if (c === '(' || c === '[') open++;
    if (c === ')' || c === ']') open--;
    if (open < 0) return false;
  }
  return open === 0;
}

/** Rows put together again; a row that binds looser than the sign gets brackets. */
export function joinRows(
  rows: readonly string[],
  joined: Rows['joined'],
  trees: readonly (Expr | undefined)[],
): string {
  const looser = joined === 'all' ? ['||', '?:'] : ['?:'];
  const sign = ` ${SIGN[joined]} `;
  const texts = rows.map((text, i) => {
    const op = trees[i]?.op ?? '';
    return rows.length > 1 && looser.includes(op) && !isWrapped(text) ? `(${text})` : text;
  });
  const line = texts.join(sign);
  return line.length <= 100 ? line : texts.join(`${sign.trimEnd()}\n  `);
}
const isWrapped = (text: string): boolean =>
  text.startsWith('(') && text.endsWith(')') && isBalanced(text.slice(1, -1));
