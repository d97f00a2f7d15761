import { civil, dayAt } from '@/lib/rules/days';
import { drawn } from './draw';
import type { Question } from './questions';

/** How many questions a paper has, and which share must be right. */
export interface PaperSize {
  of: number;
  share: number;
}
export const QUIZ: PaperSize = { of: 10, share: 0.8 };
export const EXAM: PaperSize = { of: 20, share: 0.8 };

/** So many right answers pass. */
export const need = (of: number, { share }: PaperSize): number => Math.ceil(of * share);

/** Questions drawn for one paper, one about each matter before a second about any. */
export function paperOf(questions: readonly Question[], { of }: PaperSize, seed: string): Question[] {
  const order = drawn(questions, `${seed}/paper`, ({ id }) => id);
  const times = new Map<string, number>();
  const turned = order.map((question) => {
    const turn = times.get(question.point) ?? 0;
    times.set(question.point, turn + 1);
    return { question, turn };
  });
  return turned
    .sort((a, b) => a.turn - b.turn)
    .slice(0, of)
    .map(({ question }) => question);
}

/** `2026-Q4`, by the calendar of Asia/Shanghai. */
export function quarterOf(at: number): string {
  const [year = '', month = '1'] = civil(dayAt(at)).split('-');
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
