// What is still missing before a held act may go on, and the answer it becomes. Values in, values out; no rule logic.
import type { HoldOutcome, HoldView } from '@/lib/model';
import { lengthOf } from '@/components/ui/cut';

export const MIN_REASON = 10;
/** Clicks and keys that were meant for the page do not reach the continue button. */
export const GUARD_MS = 500;
/** After this long without an eligible person the act may go on with a note instead. */
export const NOBODY_MS = 10 * 60_000;
/** With nobody eligible at all there is nobody to wait for; a moment, because the list may still be on its way. */
export const NO_CANDIDATE_MS = 5000;

export type Second =
  | { kind: 'idle' }
  | { kind: 'waiting'; name: string }
  | { kind: 'unanswered'; sentence: string }
  | { kind: 'refused'; name: string; sentence: string }
  | { kind: 'ok'; person: string; name: string; post: string; at: number; ticket: string }
  | { kind: 'none'; post: string; at: number };

export interface Filled {
  ticked: ReadonlySet<string>;
  reasonId?: string;
  text: string;
  second: Second;
}

export type Lack =
  | { kind: 'check'; n: number }
  | { kind: 'pick' }
  | { kind: 'text'; n: number }
  | { kind: 'second' }
  | { kind: 'waiting'; name: string };

type Need = HoldView['need'];
/** Of a hold whose rules name no such reason of their own. */
export const WRONG = 'rule-is-wrong';

/** The clerk says the reminder does not fit: with words of their own that is always a way on, except at a stop. */
export const isWrong = (need: Need, { reasonId }: Filled): boolean =>
  reasonId === WRONG || need.reasons.some((r) => r.id === reasonId && r.wrongRule === true);

/** Missing in the form itself, in reading order. */
export const formLacks = (need: Need, filled: Filled): Lack[] => {
  const unticked = need.checks.filter((c) => !filled.ticked.has(c.id)).length;
  const short = Math.max(0, MIN_REASON - lengthOf(filled.text));
  if (isWrong(need, filled)) return short > 0 ? [{ kind: 'text', n: short }] : [];
  const lacks: Lack[] = unticked > 0 ? [{ kind: 'check', n: unticked }] : [];
  if (need.reason === 'text10' && short > 0) lacks.push({ kind: 'text', n: short });
  if (need.reason === 'pick' && !filled.reasonId && short > 0)
    lacks.push(need.reasons.length ? { kind: 'pick' } : { kind: 'text', n: short });
  return lacks;
};

export const lacksOf = (need: Need, filled: Filled): Lack[] => {
  const lacks = formLacks(need, filled);
  if (!need.second || isWrong(need, filled) || filled.second.kind === 'ok' || filled.second.kind === 'none')
    return lacks;
  return [
    ...lacks,
    filled.second.kind === 'waiting' ? { kind: 'waiting', name: filled.second.name } : { kind: 'second' },
  ];
};

/** The answer of a complete form. */
export const outcomeOf = (need: Need, filled: Filled): HoldOutcome => ({
  kind: 'continue',
  checks: need.checks.filter((c) => filled.ticked.has(c.id)).map((c) => c.id),
  ...(filled.reasonId && { reasonId: filled.reasonId }),
  ...(filled.text.trim() && { reasonText: filled.text.trim() }),
  ...(filled.second.kind === 'ok' && {
    second: {
      person: filled.second.person,
      post: filled.second.post,
      way: 'local_pin',
      at: filled.second.at,
      ticket: filled.second.ticket,
    },
  }),
  ...(filled.second.kind === 'none' && {
    second: { person: '', post: filled.second.post, way: 'none_available', at: filled.second.at },
  }),
});
