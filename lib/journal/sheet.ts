// Sheets for people: CSV as Excel opens it, and a workbook. What a page wrote is text in both, never a formula.
import { concat, utf8 } from './bytes';
import type { Bytes } from './bytes';
import { pack, zipOf } from './zip';

export type Cell = string | number;
export interface Sheet {
  name: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** UTF-8 with a byte order mark, lines ended by CR LF (RFC 4180). */
export const csvOf = ({ head, rows }: Sheet): Bytes =>
  utf8(`\ufeff${[head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`);

/** A text that a spreadsheet would compute gets an apostrophe before it. */
function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHEETML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles by place in `cellXfs`: plain, head, and text that stays text when somebody edits the cell. */
const PLAIN = 0;
const HEAD = 1;
const QUOTED = 2;
/** What a strict reader asks for: both fills that every workbook has, and a style of that name. */
const BARE =
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>';
const STYLES = '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/></cellXfs>';

/** Office Open XML (ECMA-376): texts inline, the first row bold and fixed, columns as wide as what they hold. */
export function xlsxOf(given: Sheet | readonly Sheet[]): Bytes {
  const sheets = namedApart('rows' in given ? [given] : given);
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEETML}.sheet.main+xml"/>${sheets
      .map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEETML}.worksheet+xml"/>`)
      .join('')}<Override PartName="/xl/styles.xml" ContentType="${SHEETML}.styles+xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i): Relation => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`]),
      [`rId${sheets.length + 1}`, 'styles', 'styles.xml'],
    ]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
      .map((sheet, i) => `<sheet name="${escaped(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}">${BARE}${STYLES}</styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, worksheet(sheet)])),
  };
  return concat(...zipOf(Object.entries(files).map(([name, text]) => pack(name, utf8(text)))));
}

/** A sheet's name has at most 31 characters, none of `[]:*?/\\`, no apostrophe at an end, and is like no other's. */
function namedApart(sheets: readonly Sheet[]): Sheet[] {
  const taken = new Set<string>();
  return sheets.map((sheet, i) => {
    const bare =
      sheet.name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || `Sheet${i + 1}`;
    let name = bare.slice(0, 31);
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${bare.slice(0, 27)} ${n}`;
    taken.add(name.toLowerCase());
    return { ...sheet, name };
  });
}

type Relation = readonly [id: string, type: string, target: string];
const relations = (list: readonly Relation[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

function worksheet({ head, rows }: Sheet): string {
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const lines = [row(head, true), ...rows.map((cells) => row(cells, false))];
  return `${XML}<worksheet xmlns="${MAIN}">${view}${columns(head, rows)}<sheetData>${lines.join('')}</sheetData></worksheet>`;
}
/** Widths in characters; a Chinese one takes two. The first rows tell how wide a column is. */
function columns(head: Sheet['head'], rows: Sheet['rows']): string {
  const width = (cell: Cell | undefined): number =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything outside ASCII is wide
    String(cell ?? '').replace(/[^\u0000-\u00ff]/g, 'xx').length + 2;
  const cols = head.map((title, i) => {
    const wide = Math.max(width(title), ...rows.slice(0, 200).map((cells) => width(cells[i])));
    return `<col min="${i + 1}" max="${i + 1}" width="${Math.min(60, wide)}" customWidth="1"/>`;
  });
  return cols.length ? `<cols>${cols.join('')}</cols>` : '';
}
const row = (cells: readonly Cell[], isHead: boolean): string =>
  `<row>${cells.map((cell) => cellOf(cell, isHead)).join('')}</row>`;
function cellOf(cell: Cell, isHead: boolean): string {
  const style = isHead ? HEAD : typeof cell === 'string' && isFormula(cell) ? QUOTED : PLAIN;
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c s="${style}"><v>${cell}</v></c>`;
  const text = escaped(String(cell).slice(0, LONGEST));
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}
/** Characters a cell can hold; with more, the workbook is called damaged. */
const LONGEST = 32_767;
/** What a spreadsheet would compute, were it typed in. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text);

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that XML 1.0 cannot hold are left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (mark) => MARKS[mark] ?? '');
