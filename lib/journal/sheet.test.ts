// @vitest-environment jsdom
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, xlsxOf } from './sheet';

const text = (bytes: Uint8Array | undefined): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
/** Every sheet of a workbook, by its name, as a reader takes it: relations followed, cells with their style. */
function readBack(bytes: Uint8Array): Record<string, { value: string | number; style: number }[][]> {
  const files = unzipSync(bytes);
  const xml = (name: string): Document => new DOMParser().parseFromString(text(files[name]), 'application/xml');
  const target = new Map(
    [...xml('xl/_rels/workbook.xml.rels').querySelectorAll('Relationship')].map((r) => [
      r.getAttribute('Id'),
      r.getAttribute('Target'),
    ]),
  );
  return Object.fromEntries(
    [...xml('xl/workbook.xml').querySelectorAll('sheet')].map((s) => [
      s.getAttribute('name') ?? '',
      [...xml(`xl/${target.get(s.getAttribute('r:id'))}`).querySelectorAll('row')].map((r) =>
        [...r.querySelectorAll('c')].map((c) => ({
          value: c.getAttribute('t') === 'inlineStr' ? (c.textContent ?? '') : Number(c.textContent),
          style: Number(c.getAttribute('s')),
        })),
      ),
    ]),
  );
}
const sheet = (rows: (string | number)[][]) => ({ name: '留痕', head: ['序号', '提示'], rows });

describe('a sheet', () => {
  it('as CSV keeps commas, quotes and line breaks, and computes nothing that a page wrote', () => {
    const csv = text(
      csvOf(
        sheet([
          [1, '甲,乙"丙"'],
          [-2, '=HYPERLINK("x")'],
          [3, '@a\nb'],
        ]),
      ),
    );

    expect(csv).toBe('\ufeff序号,提示\r\n1,"甲,乙""丙"""\r\n-2,"\'=HYPERLINK(""x"")"\r\n3,"\'@a\nb"\r\n');
  });

  it('as a workbook is well-formed XML whatever the texts are, and keeps them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.string({ unit: 'binary' })), { maxLength: 5 }), (rows) => {
        const files = unzipSync(xlsxOf(sheet(rows)));
        for (const [name, bytes] of Object.entries(files)) {
          const xml = new DOMParser().parseFromString(text(bytes).replace(/^<\?xml[^>]*\?>\n/, ''), 'application/xml');
          expect(xml.querySelector('parsererror'), name).toBeNull();
        }
        const cells = [
          ...new DOMParser()
            .parseFromString(text(files['xl/worksheets/sheet1.xml']), 'application/xml')
            .querySelectorAll('row:not(:first-child) t'),
        ].map((cell) => cell.textContent);
        const plain = (value: string): string => value.replace(/[^\x20-\x7e]/g, '');
        expect(cells.map((cell) => plain(cell ?? ''))).toEqual(rows.map(([, value]) => plain(value)));
      }),
      { numRuns: 8 },
    );
  });

  it('as a workbook of several is read back sheet by sheet, numbers as numbers', () => {
    const found = readBack(
      xlsxOf([
        { name: '待核', head: ['件'], rows: [[3], ['甲']] },
        { name: '待核', head: ['率'], rows: [[0.25]] },
        { name: "a/b:[c]*?'", head: [], rows: [] },
      ]),
    );

    expect(Object.keys(found)).toEqual(['待核', '待核 2', 'a b  c']);
    expect(found.待核?.map((row) => row.map((c) => c.value))).toEqual([['件'], [3], ['甲']]);
    expect(found['待核 2']?.[1]?.[0]?.value).toBe(0.25);
  });

  it('as a workbook leaves what looks like a formula text, also once somebody edits the cell', () => {
    const cells = readBack(
      xlsxOf(
        sheet([
          [1, '=1+1'],
          [2, '-5'],
          [3, '甲'],
        ]),
      ),
    ).留痕;

    expect(cells?.slice(1).map(([, c]) => [c?.value, c?.style === 2])).toEqual([
      ['=1+1', true],
      ['-5', true],
      ['甲', false],
    ]);
  });

  it('as a workbook cuts what no cell can hold, and writes no number that is none', () => {
    const cells = readBack(xlsxOf(sheet([[Number.NaN, 'x'.repeat(40_000)]]))).留痕?.[1];

    expect(cells?.[0]?.value).toBe('NaN');
    expect(String(cells?.[1]?.value)).toHaveLength(32_767);
  });
});
