/** Columns of a terminal table; Chinese characters are two cells wide. */
export function tableOf(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, column) => Math.max(width(head), ...rows.map((row) => width(row[column] ?? ''))));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd();
  return [line(heads), widths.map((each) => '─'.repeat(each)).join('  '), ...rows.map(line)].join('\n');
}

/** Cells a text takes: wide for CJK, its punctuation and full-width forms. */
function width(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum + (/[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1),
    0,
  );
}
