import type { ProblemView, Spot } from '@/lib/messages/admin-views';
import type { Language } from '@/lib/model';
import { nearest } from '@/lib/packs/build/problem';
import type { Problem } from '@/lib/packs/build/problem';
import type { Source } from '@/lib/packs/build/source';

/** Where a problem lies in the condition's own text; undefined: elsewhere. */
export function placeInCondition(problem: Problem, source: Source, condition: string): [number, number] | undefined {
  const whole = source.at(['condition'], { code: '', message: { zh: '', en: '' } });
  if (problem.range[0] < whole.range[0] || problem.range[1] > whole.range[1]) return undefined;
  // The file folds and quotes the text: the start is found by asking the source where each character lies.
  const startOf = (at: number): number =>
    source.at(['condition'], { code: '', message: { zh: '', en: '' }, at: [at, at + 1] }).range[0];
  let low = 0;
  let high = condition.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) < problem.range[0]) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < condition.length && startOf(end) < problem.range[1]) end++;
  return [low, Math.max(end, low + 1)];
}

/** A name nearly right is put right, a bare number beside money becomes yuan; everything else is the author's. */
function fixOf(
  { code }: Problem,
  place: [number, number],
  condition: string,
  known: { fields: readonly string[]; params: readonly string[]; facts: readonly string[] },
): { label: string; spot: Spot; text: string } | undefined {
  const text = condition.slice(...place).trimEnd();
  const put = (better: string | undefined): ReturnType<typeof fixOf> =>
    better === undefined || better === text
      ? undefined
      : { label: better, spot: { range: [place[0], place[0] + text.length] }, text: better };
  if (code === 'unknown_field') return put(nearest(text, known.fields));
  if (code === 'unknown_param') return put(prefixed('params.', nearest(text.replace(/^params\./, ''), known.params)));
  if (code === 'unknown_fact') return put(prefixed('facts.', nearest(text.replace(/^facts\./, ''), known.facts)));
  if (code === 'money_literal') return put(text.replace(/(?<![\w.'"(])(\d+(?:\.\d+)?)(?![\w.)'"])/, 'yuan($1)'));
  return undefined;
}
const prefixed = (room: string, name: string | undefined): string | undefined =>
  name === undefined ? undefined : room + name;

export function problemView(
  problem: Problem,
  file: ProblemView['file'],
  language: Language,
  within?: { place: [number, number]; condition: string; known: Parameters<typeof fixOf>[3] },
): ProblemView {
  const fix = within && fixOf(problem, within.place, within.condition, within.known);
  return {
    file,
    line: problem.line,
    column: problem.column,
    message: problem.message[language],
    ...(problem.mend ? { mend: problem.mend[language] } : {}),
    ...(fix ? { fix } : {}),
    isWarning: problem.severity === 'warning',
  };
}
