import type { Text } from '@/lib/model';

/** One thing wrong with a pack's sources: where, what, and how to mend it. Lines and columns count from 1, ranges from 0. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  range: [start: number, end: number];
  severity: 'error' | 'warning';
  /** Stable word for machines, e.g. `unknown_field`. */
  code: string;
  message: Text;
  mend?: Text;
}

/** A finding before it has a place in a file: `at` is the character range in the condition's own text. */
export interface Finding {
  code: string;
  message: Text;
  mend?: Text;
  at?: [start: number, end: number];
  severity?: Problem['severity'];
}

export const finding = (code: string, zh: string, en: string, more: Partial<Finding> = {}): Finding => ({
  code,
  message: { zh, en },
  ...more,
});

export const showProblem = (p: Problem): string =>
  [
    `${p.file}:${p.line}:${p.column} ${p.severity === 'error' ? '错误 error' : '提示 warning'} ${p.code}`,
    `  ${p.message.zh}`,
    `  ${p.message.en}`,
    ...(p.mend ? [`  改法:${p.mend.zh} / ${p.mend.en}`] : []),
  ].join('\n');

/** The listed word nearest to a wrong one, when it is near enough to be meant. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    const distance = editDistance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

export function didYouMean(word: string, words: Iterable<string>): Text | undefined {
  const list = [...words];
  const near = nearest(word, list);
  if (near) return { zh: `是否想写 ${near}`, en: `did you mean ${near}` };
  return list.length && list.length <= 40
    ? { zh: `可用:${list.join('、')}`, en: `known: ${list.join(', ')}` }
    : undefined;
}
