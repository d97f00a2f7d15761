// Row + header text → cell. Headers may stand in a table of their own, columns may be frozen in another, headers may be grouped.
// Counting says which cell it is; where the page is drawn, the cell must also stand under its header. If not, nothing is read.
import { all, around, attr, parentOf, quote, readText, tagOf } from './dom';
import { matchesLabel } from './text';

const CELL = 'td,th,[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]';
const TABLE = 'table,[role=grid],[role=table],[role=treegrid]';
const HEADS = 'th,thead td,[role=columnheader],tr:first-child>td';
/** Levels that a split grid puts between its table and what holds all its parts. */
const PARTS_UP = 6,
  HEADER_ROWS = 4;

/** The row that stands around an element. */
export const rowOf = (el: Element | null | undefined): Element | null => (el ? around(el, 'tr,[role=row],li') : null);

interface Placed {
  cell: Element;
  from: number;
  to: number;
}
const spanOf = (cell: Element, name: string): number => Math.min(Math.max(Number(attr(cell, name)) || 1, 1), 100);
const ownCells = (row: Element): Element[] => all(row, CELL).filter((cell) => rowOf(cell) === row);

/** The row's cells with their columns, those counted that reach down from rows above. */
function placed(row: Element): Placed[] {
  const section = parentOf(row);
  const deep = section && all(section, '[rowspan]').length > 0;
  const rows = deep ? all(section, 'tr,[role=row]').filter((r) => parentOf(r) === section) : [row];
  let taken: number[] = [];
  for (const each of rows) {
    const list: Placed[] = [];
    const left = taken.map((n) => Math.max(n - 1, 0));
    let at = 0;
    for (const cell of ownCells(each)) {
      while (taken[at]) at++;
      const to = at + spanOf(cell, 'colspan');
      list.push({ cell, from: at, to });
      for (; at < to; at++) left[at] = spanOf(cell, 'rowspan') - 1;
    }
    if (each === row) return list;
    taken = left;
  }
  return [];
}
const under = (row: Element, column: number): Element | undefined =>
  placed(row).find(({ from, to }) => from <= column && column < to)?.cell;
const columnOf = (head: Element, headRow: Element): number => placed(headRow).find((p) => p.cell === head)?.from ?? -1;

/** What stands below a cell of a row of headers. */
export function below(head: Element): Element | null {
  const row = rowOf(head),
    table = row && around(row, TABLE);
  if (!row || !table) return null;
  const rows = all(table, 'tr,[role=row]');
  const next = rows[rows.indexOf(row) + 1];
  return (next && under(next, columnOf(head, row))) ?? null;
}

/** Cells of the row under headers with this text: more than one where several headers say the same. */
export function underHeader(row: Element, header: string): { cell: Element; text: string }[] {
  const table = around(row, TABLE);
  for (let box = table, up = 0; box && up < PARTS_UP; up++, box = parentOf(box)) {
    const found = new Map<Element, string>();
    for (const head of all(box, HEADS)) {
      const headRow = rowOf(head);
      if (!headRow || headRow === row || !mayHead(head, table)) continue;
      const text = readText(head, 300);
      if (!matchesLabel(header, text)) continue;
      const cell = cellOf(row, head, headRow, box);
      if (cell) found.set(cell, text);
    }
    if (found.size) return [...found].map(([cell, text]) => ({ cell, text }));
  }
  return [];
}
/** In the row's own table, or in one that holds headers only: not in another grid on the page. */
function mayHead(head: Element, table: Element | null): boolean {
  const own = around(head, TABLE);
  return own === table || !own || all(own, 'tr,[role=row]').length <= HEADER_ROWS || own.contains(table);
}

function cellOf(row: Element, head: Element, headRow: Element, box: Element): Element | undefined {
  const index = attr(head, 'aria-colindex');
  const column = columnOf(head, headRow);
  const pick = (of: Element): Element | undefined =>
    (index ? ownCells(of).find((cell) => attr(cell, 'aria-colindex') === index) : undefined) ?? under(of, column);
  for (const part of [row, ...twinsOf(row, box)]) {
    const cell = pick(part);
    if (cell && stands(cell, head, row)) return cell;
  }
  return undefined;
}
/** The same row in another part of a split grid: both carry the same index. */
function twinsOf(row: Element, box: Element): Element[] {
  const holder = parentOf(row);
  const marked =
    tagOf(row) === 'tr' && holder && all(holder, 'tr').length === 1 ? [row, holder, parentOf(holder)] : [row];
  return marked.flatMap((el) =>
    [...(el?.attributes ?? [])]
      .filter(({ name, value }) => value && /index$|row-?id$|record-?id$/i.test(name))
      .flatMap(({ name, value }) => all(box, `[${name}=${quote(value)}]`))
      .map((twin) => rowOf(twin) ?? all(twin, 'tr,[role=row]')[0])
      .filter((twin): twin is Element => !!twin && twin !== row),
  );
}
/** Drawn: under its header and on the line of the row. Not drawn: as many columns, but for the one over a scroll bar. */
function stands(cell: Element, head: Element, row: Element): boolean {
  const [a, b, line] = [head, cell, row].map((el) => el.getBoundingClientRect());
  if (!a?.width || !b?.width || !line) {
    const cellRow = rowOf(cell),
      headRow = rowOf(head);
    return !!cellRow && !!headRow && Math.abs(width(headRow) - width(cellRow)) <= 1;
  }
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const middle = (b.top + b.bottom) / 2;
  return across > Math.min(a.width, b.width) / 2 && line.top <= middle && middle <= line.bottom;
}
const width = (row: Element): number => Math.max(0, ...placed(row).map(({ to }) => to));
