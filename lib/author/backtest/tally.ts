import type { ActionSpec, ReviewVerdict, Rule, Text } from '@/lib/model';
import type { BacktestResult, Counted } from '.';
import type { PastAct } from './acts';
import type { Judged } from './player';

/** What one of the two rules says of an act. */
export interface Said {
  judged: Judged;
  why(): Text;
}
const MOST_LISTED = 200;

/** Counts what draft and rule in force say of the same acts, and lists where they differ. */
export function createTally(draft: Rule, actions: readonly ActionSpec[]) {
  const none = (): Counted => ({ flagged: 0, undetermined: 0 });
  const result: BacktestResult = {
    acts: 0,
    before: none(),
    draft: none(),
    more: 0,
    less: 0,
    sooner: 0,
    later: 0,
    added: [],
    gone: [],
    decidedAdded: {},
    decidedGone: {},
  };
  const count = (of: Counted, { judged }: Said): void => {
    if (judged === true) of.flagged++;
    if (judged === 'unknown') of.undetermined++;
  };
  function compare(act: PastAct, now: Said, was: Said, verdict: ReviewVerdict | undefined): void {
    count(result.draft, now);
    count(result.before, was);
    const isFlagged = now.judged === true;
    if (isFlagged === (was.judged === true)) return;
    if (isFlagged) result.more++;
    else result.less++;
    const decided = isFlagged ? result.decidedAdded : result.decidedGone;
    if (verdict) decided[verdict] = (decided[verdict] ?? 0) + 1;
    const list = isFlagged ? result.added : result.gone;
    if (list.length >= MOST_LISTED) return;
    const { desk, seq, at, action } = act;
    const why = (isFlagged ? now : was).why();
    list.push({ desk, seq, at, action, subject: subjectOf(act, actions), why, ...(verdict ? { verdict } : {}) });
  }
  return { result, compare, silent: { judged: false, why: () => draft.title } satisfies Said };
}

function subjectOf(act: PastAct, actions: readonly ActionSpec[]): string {
  const id = actions.find((action) => action.key === act.action)?.subject;
  const reading = id === undefined ? undefined : act.fields[id];
  if (reading?.kind !== 'read' || reading.value === null) return '';
  return typeof reading.value === 'object' ? '' : String(reading.value);
}
