import type { ReviewAct } from '@/lib/model';
import { refusalOf } from './allowed';
import type { FlaggedMatter, MatterState, Regulation, Stage } from './state';

const empty = (matter: FlaggedMatter, { profile, dueAt }: Regulation): MatterState => ({
  stage: 'new',
  due: dueAt(matter.at, profile.check.bySeverity[String(matter.severity)] ?? profile.check.due),
  steps: [],
  statements: [],
  recused: [],
  raised: false,
  letters: [],
  consequences: [],
  circulated: false,
  acts: [],
  void: [],
});

/**
 * Everything done about one matter, in the order of the journal → where it stands at `now`. Nothing is stored: a changed
 * record of acts gives the state anew. An act that was not allowed when written has no effect and is listed in `void`.
 */
export function matterState(
  matter: FlaggedMatter,
  acts: readonly ReviewAct[],
  regulation: Regulation,
  now: number,
): MatterState {
  const undone = new Set<number>();
  const inOrder = [...acts].sort((a, b) => a.seq - b.seq);
  let state = empty(matter, regulation);
  for (const act of inOrder) {
    const then = withLadder(state, regulation, act.at);
    const why = refusalOf(act, then, matter, regulation);
    if (why) state.void.push({ act, why });
    else if (act.do === 'undo' && act.of !== undefined) {
      undone.add(act.of);
      const refused = state.void;
      // Taken back: the acts before it are folded again, as if it had not been.
      state = replay(matter, inOrder, regulation, undone, act.seq);
      state.void = refused;
    } else take(state, act, regulation);
  }
  return withLadder(state, regulation, now);
}

function replay(
  matter: FlaggedMatter,
  acts: readonly ReviewAct[],
  regulation: Regulation,
  undone: ReadonlySet<number>,
  upTo: number,
): MatterState {
  const state = empty(matter, regulation);
  for (const act of acts) {
    if (act.seq >= upTo || undone.has(act.seq) || act.do === 'undo') continue;
    if (!refusalOf(act, withLadder(state, regulation, act.at), matter, regulation)) take(state, act, regulation);
  }
  return state;
}

/** The rung that is due: each counts from the day the report-back was owed. */
function withLadder(state: MatterState, { profile, dueAt }: Regulation, now: number): MatterState {
  const { nextStep: _, ...rest } = state;
  const due = state.due;
  if (state.stage !== 'to_report' || due === undefined || now <= due) return rest;
  const step = profile.overdue.find((s) => !state.steps.includes(s.id) && now > dueAt(due, s.after) - DAY);
  return step ? { ...rest, nextStep: step.id } : rest;
}
/** A rung "on day 1" opens with the first day after the term, not after its end. */
const DAY = 86_400_000;

function take(state: MatterState, act: ReviewAct, regulation: Regulation): void {
  const { profile, levels, dueAt } = regulation;
  const go = (stage: Stage, due?: number): void => {
    state.stage = stage;
    if (due === undefined) delete state.due;
    else state.due = due;
  };
  const close = (as: NonNullable<MatterState['closedAs']>): void => {
    go('closed');
    state.closedAs = as;
    state.closedAt = act.at;
    delete state.lock;
  };
  state.acts.push(act);
  if (act.letter)
    state.letters.push({ template: act.letter.template, number: act.letter.number, at: act.at, seq: act.seq });

  switch (act.do) {
    case 'take':
      state.lock = act.by;
      return;
    case 'drop':
      delete state.lock;
      return;
    case 'recuse':
      state.recused.push(act.by.id);
      state.raised = true;
      delete state.lock;
      return;
    case 'verdict':
      if (!act.verdict) return;
      state.verdict = { kind: act.verdict, by: act.by, at: act.at, seq: act.seq };
      if (act.verdict === 'normal' || act.verdict === 'false_alarm') close(act.verdict);
      else if (act.verdict === 'ask_more') go('asked', dueAt(act.at, profile.check.due));
      else go('to_dispose', dueAt(act.at, profile.check.due));
      return;
    case 'statement':
      state.statements.push(act);
      if (state.stage === 'asked') go('new', dueAt(act.at, profile.check.due));
      return;
    case 'propose': {
      const kind = profile.dispositions.find((d) => d.id === act.disposition);
      const level = levels.find((l) => l.key === act.level);
      if (!kind) return;
      state.proposal = {
        seq: act.seq,
        kind,
        ...(level ? { level } : {}),
        by: act.by,
        ...(act.text ? { text: act.text } : {}),
        ...(act.due === undefined ? {} : { due: act.due }),
        cosigners: [],
      };
      settle(state, go);
      return;
    }
    case 'approve':
      if (state.proposal) state.proposal.approvedBy = act.by;
      settle(state, go);
      return;
    case 'cosign':
      state.proposal?.cosigners.push(act.by);
      settle(state, go);
      return;
    case 'refuse':
      delete state.proposal;
      go('to_dispose', dueAt(act.at, profile.check.due));
      return;
    case 'issue': {
      const { proposal } = state;
      if (!proposal) return;
      state.issuedAt = act.at;
      if (proposal.kind.transfer) close('transferred');
      else if ((proposal.kind.answer ?? proposal.level?.answer?.form ?? 'none') === 'none') close('done');
      else {
        const term = proposal.kind.due ?? proposal.level?.answer?.due ?? profile.check.due;
        go('to_report', proposal.due ?? dueAt(act.at, term));
      }
      return;
    }
    case 'report_back':
      state.statements.push(act);
      go('reported', dueAt(act.at, profile.check.due));
      return;
    case 'return': {
      const term = state.proposal?.kind.due ?? state.proposal?.level?.answer?.due ?? profile.check.due;
      go('to_report', act.due ?? dueAt(act.at, term));
      state.steps = [];
      return;
    }
    case 'accept':
    case 'close':
      close('done');
      return;
    case 'withdraw':
      close('withdrawn');
      return;
    case 'supervise':
      if (act.step) state.steps.push(act.step);
      return;
    case 'circular':
      state.circulated = true;
      return;
    case 'join':
      if (act.with !== undefined) state.joined = act.with;
      delete state.split;
      return;
    case 'split':
      delete state.joined;
      state.split = true;
      return;
    case 'consequence':
      if (act.counter)
        state.consequences.push({ counter: act.counter, adopted: act.adopted ?? false, by: act.by, at: act.at });
      return;
    default:
  }
}

/** A proposal waits for its approver and co-signers; with all of them it may be issued, by a person. */
function settle({ proposal }: MatterState, go: (stage: Stage) => void): void {
  if (!proposal) return;
  const approved = !proposal.kind.approval?.length || proposal.approvedBy !== undefined;
  go(approved && proposal.cosigners.length >= proposal.kind.cosigners ? 'to_issue' : 'to_approve');
}
