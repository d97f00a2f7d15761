import type { MatterRow, StateRow, Tally } from './rows';

const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** Civil month in Asia/Shanghai, `2026-10`. */
export const monthOf = (at: number): string => new Date(at + SHANGHAI_MS).toISOString().slice(0, 7);
const dayOf = (at: number): number => Math.floor((at + SHANGHAI_MS) / DAY_MS);

export type Counted = readonly [tally: Tally, by: 1 | -1];

/** What a flagged act counts for when it comes in. */
export function matterTallies({ at, desk, severity, unit, post, risk, rule, answer }: MatterRow): Tally[] {
  const month = monthOf(at);
  const of = (what: string, a: string, b = ''): Tally => ({ month, what, desk, a, b });
  return [
    of('flags', unit),
    of('severity', String(severity)),
    of('heat', post, risk),
    of('rule', rule),
    of('answer', rule, answer),
  ];
}

/** An answer takes the place of the one before. */
export function answerTallies({ at, desk, rule }: MatterRow, before: string, answer: string): Counted[] {
  if (before === answer) return [];
  const of = (b: string): Tally => ({ month: monthOf(at), what: 'answer', desk, a: rule, b });
  return [
    [of(before), -1],
    [of(answer), 1],
  ];
}

/** What an officer found counts in the month it was found; a verdict that was taken back no longer does. */
export function verdictTallies(matter: MatterRow, before: StateRow | undefined, after: StateRow): Counted[] {
  if (before?.verdict === after.verdict && before?.verdictAt === after.verdictAt) return [];
  const of = (state: StateRow | undefined, by: 1 | -1): Counted[] =>
    found(matter, state).map((tally): Counted => [tally, by]);
  return [...of(before, -1), ...of(after, 1)];
}

const CONFIRMED = new Set(['dispose', 'transfer']);
function found(matter: MatterRow, state: StateRow | undefined): Tally[] {
  if (!state?.verdict || state.verdictAt === undefined) return [];
  const { desk, rule, risk, post, unit, at } = matter;
  const month = monthOf(state.verdictAt);
  const of = (what: string, a: string, b = ''): Tally => ({ month, what, desk, a, b });
  const confirmed = CONFIRMED.has(state.verdict)
    ? [
        of('problem', unit),
        of('problem-risk', risk),
        of('problem-post', post),
        of('latency', String(dayOf(state.verdictAt) - dayOf(at))),
      ]
    : [];
  return [of('verdict', rule, state.verdict), ...confirmed];
}
