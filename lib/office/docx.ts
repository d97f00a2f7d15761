import { concat, utf8 } from '@/lib/journal/bytes';
import { pack, zipOf } from '@/lib/journal/zip';
import type { LetterText } from '@/lib/model';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text of ours and of pages alike: escaped, and without characters that XML 1.0 forbids. */
const escaped = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must go
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c);

/** Sizes in half points, after GB/T 9704-2012: title 2号 (22 pt), body 3号 (16 pt), line 28 pt. */
const TITLE = 44;
const BODY = 32;
const LINE = 560;

interface Line {
  text: string;
  size?: number;
  font?: string;
  align?: 'center' | 'right' | 'both';
  indent?: boolean;
  /** Characters from the right edge. */
  inset?: number;
}
function paragraph({ text, size = BODY, font = '仿宋', align = 'both', indent = false, inset = 0 }: Line): string {
  const fonts = `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${font}"/>`;
  const first = indent
    ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    : inset
      ? `<w:ind w:rightChars="${inset * 100}" w:right="${inset * BODY * 10}"/>`
      : '';
  const props = `<w:pPr><w:spacing w:line="${LINE}" w:lineRule="exact"/>${first}<w:jc w:val="${align}"/></w:pPr>`;
  const run = `<w:rPr>${fonts}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t>`;
  return `<w:p>${props}<w:r>${run}</w:r></w:p>`;
}

/** A letter as Office Open XML (ECMA-376) in the layout of official documents; margins in twentieths of a point. */
export function docxOf(letter: LetterText, words: { copies: string }): Uint8Array {
  const [salute, ...rest] = letter.paragraphs;
  const lines: Line[] = [
    { text: letter.title, size: TITLE, font: '方正小标宋简体', align: 'center' },
    { text: letter.number, align: 'center' },
    { text: '' },
    ...(salute === undefined ? [] : [{ text: salute, indent: rest.length === 0 }]),
    ...rest.map((text) => ({ text, indent: true })),
    { text: '' },
    { text: letter.signed, align: 'right', inset: 4 },
    { text: letter.date, align: 'right', inset: 4 },
    ...(letter.copies.length ? [{ text: words.copies, size: 28 }] : []),
  ];
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document xmlns:w="${WORD}"><w:body>${lines.map(paragraph).join('')}${page}</w:body></w:document>`,
  };
  return concat(...zipOf(Object.entries(files).map(([name, text]) => pack(name, utf8(text)))));
}
