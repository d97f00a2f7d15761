// @vitest-environment jsdom
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, xlsxOf } from './sheet';

const text = (bytes: Uint8Array | undefined): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
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
});
