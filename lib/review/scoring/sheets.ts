import { DIMENSIONS } from '@/lib/model';
import type { Dimension, ScoreSheet } from '@/lib/model';
import type { Scored } from './luoyang';

export type SheetState =
  | { kind: 'none' }
  /** One scorer only: the pack's score stays. */
  | { kind: 'one'; sheet: ScoreSheet }
  /** More than one step apart somewhere: the two sit down together. */
  | { kind: 'apart'; sheets: [ScoreSheet, ScoreSheet]; dimensions: Dimension[] }
  | { kind: 'agreed'; score: Scored; by: ScoreSheet[]; joint: boolean };

/**
 * Where two scorers of one point stand. Of each person the latest sheet counts, of all persons the two latest; what was agreed
 * jointly counts until a later sheet. Within one step the riskier figure is taken, so that no difference is rounded away.
 */
export function sheetState(sheets: readonly ScoreSheet[]): SheetState {
  const ordered = [...sheets].sort((a, b) => b.seq - a.seq);
  const [latest] = ordered;
  if (!latest) return { kind: 'none' };
  if (latest.joint) return { kind: 'agreed', score: scoreOf([latest]), by: [latest], joint: true };
  const own = ordered.filter((sheet) => !sheet.joint);
  const other = own.find((sheet) => sheet.person !== latest.person);
  if (!other) return { kind: 'one', sheet: latest };
  const dimensions = DIMENSIONS.filter((d) => Math.abs(latest.scores[d] - other.scores[d]) > 1);
  return dimensions.length
    ? { kind: 'apart', sheets: [latest, other], dimensions }
    : { kind: 'agreed', score: scoreOf([latest, other]), by: [latest, other], joint: false };
}

function scoreOf(sheets: readonly ScoreSheet[]): Scored {
  const greatest = (of: (sheet: ScoreSheet) => number): number => Math.max(...sheets.map(of));
  return {
    discretion: greatest((s) => s.scores.discretion),
    transparency: greatest((s) => s.scores.transparency),
    reviewability: greatest((s) => s.scores.reviewability),
    constraint: greatest((s) => s.scores.constraint),
    impact: greatest((s) => s.impact),
    frequency: greatest((s) => s.frequency),
  };
}
