import type { Figure } from './figure';

const HEAD = ['figure', 'value', 'goal', 'beside', 'ratio', ''];

/** Figures as an aligned table; a figure that misses its goal says so. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((f) => [
    f.name,
    `${f.value}${f.unit ? ` ${f.unit}` : ''}`,
    f.goal ?? '',
    f.peer ?? '',
    f.ratio === undefined ? '' : `${f.ratio}×`,
    f.goal ? (f.ok ? 'ok' : 'FAILS') : '',
  ]);
  const widths = HEAD.map((head, i) => Math.max(width(head), ...rows.map((row) => width(row[i] ?? ''))));
  const line = (cells: string[]): string =>
    cells
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd();
  return [line(HEAD), line(widths.map((w) => '-'.repeat(w))), ...rows.map(line)].join('\n');
}

/** Columns a text takes in a terminal: Chinese characters take two. */
const width = (text: string): number =>
  [...text].reduce(
    (sum, char) => sum + (/[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(char) ? 2 : 1),
    0,
  );
