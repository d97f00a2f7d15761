import { describe, expect, it } from 'vitest';
import type { ScoreSheet } from '@/lib/model';
import { sheetState } from './sheets';

let seq = 0;
const aSheet = (person: string, discretion: number, over: Partial<ScoreSheet> = {}): ScoreSheet => ({
  point: 'tax-defer-repeat',
  person,
  scores: { discretion, transparency: 3, reviewability: 3, constraint: 3 },
  impact: 1.2,
  frequency: 1,
  evidence: {},
  at: 0,
  seq: ++seq,
  ...over,
});

describe('two scorers of one risk point', () => {
  it('one alone changes nothing yet', () => {
    expect(sheetState([aSheet('a', 4)]).kind).toBe('one');
    expect(sheetState([aSheet('a', 4), aSheet('a', 2)])).toMatchObject({
      kind: 'one',
      sheet: { scores: { discretion: 2 } },
    });
  });

  it('within one step agree on the riskier figure', () => {
    expect(sheetState([aSheet('a', 4), aSheet('b', 3, { impact: 1.5 })])).toMatchObject({
      kind: 'agreed',
      joint: false,
      score: { discretion: 4, impact: 1.5 },
    });
  });

  it('more than one step apart must sit down together, and what they agree on counts', () => {
    const apart = [aSheet('a', 5), aSheet('b', 3)];

    expect(sheetState(apart)).toMatchObject({ kind: 'apart', dimensions: ['discretion'] });
    expect(sheetState([...apart, aSheet('a', 4, { joint: true })])).toMatchObject({
      kind: 'agreed',
      joint: true,
      score: { discretion: 4 },
    });
  });

  it('a sheet after the joint one opens the question again', () => {
    const sheets = [aSheet('a', 5), aSheet('b', 3), aSheet('a', 4, { joint: true }), aSheet('b', 2)];

    expect(sheetState(sheets)).toMatchObject({ kind: 'apart' });
  });
});
