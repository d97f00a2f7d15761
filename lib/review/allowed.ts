import type { Person, Refusal, ReviewAct } from '@/lib/model';
import type { FlaggedMatter, MatterState, Regulation } from './state';

export type Tried = Pick<ReviewAct, 'do' | 'at' | 'by'> & Partial<ReviewAct>;

/** An officer may take a verdict back for ten seconds. */
export const UNDO_MS = 10_000;

const STAGES: Partial<Record<ReviewAct['do'], MatterState['stage'][]>> = {
  verdict: ['new', 'asked'],
  statement: ['new', 'asked', 'to_dispose', 'to_approve', 'to_issue', 'to_report', 'reported'],
  propose: ['to_dispose', 'to_approve', 'to_issue'],
  approve: ['to_approve'],
  refuse: ['to_approve'],
  cosign: ['to_approve'],
  issue: ['to_issue'],
  report_back: ['to_report'],
  accept: ['reported'],
  return: ['reported'],
  supervise: ['to_report'],
  circular: ['to_report', 'reported'],
  withdraw: ['to_report', 'reported'],
  close: ['reported'],
};
/** Open to everybody concerned, also after the end. */
const ALWAYS = new Set<ReviewAct['do']>(['note', 'statement', 'sample', 'undo', 'join', 'split', 'consequence']);
/** What the flagged side itself does. */
const THEIRS = new Set<ReviewAct['do']>(['statement', 'report_back']);
const NEEDS_WORDS = new Set<ReviewAct['do']>([
  'statement',
  'propose',
  'refuse',
  'report_back',
  'return',
  'withdraw',
  'note',
  'split',
  'join',
  'consequence',
]);

const holds = (person: Person, posts: readonly string[]): boolean => posts.some((p) => person.posts.includes(p));

/** May this be done, in this state, by this person? Pure; the same test stands in the screen and in the fold. */
export function refusalOf(
  act: Tried,
  state: MatterState,
  matter: FlaggedMatter,
  { profile, levels }: Regulation,
): Refusal | undefined {
  const { by } = act;
  const { proposal } = state;
  const own = matter.involved.includes(by.id);
  if (state.stage === 'closed' && !ALWAYS.has(act.do)) return 'closed';
  if (own && !THEIRS.has(act.do) && act.do !== 'recuse') return 'own_matter';
  const stages = STAGES[act.do];
  if (stages && !ALWAYS.has(act.do) && !stages.includes(state.stage)) return 'not_this_stage';
  if (state.lock && state.lock.id !== by.id && !THEIRS.has(act.do) && !ALWAYS.has(act.do)) {
    const helping = act.do === 'approve' || act.do === 'refuse' || act.do === 'cosign' || act.do === 'take';
    if (!helping) return 'locked';
  }
  if (NEEDS_WORDS.has(act.do) && !act.text?.trim()) return 'sentence_missing';

  const checkers = state.raised ? profile.recusal.to : profile.check.by;
  const kind = profile.dispositions.find((d) => d.id === act.disposition);
  const level = levels.find((l) => l.key === (act.level ?? proposal?.level?.key));
  switch (act.do) {
    case 'take':
    case 'verdict':
      if (act.do === 'verdict' && !['normal', 'false_alarm'].includes(act.verdict ?? '') && !act.text?.trim())
        return 'sentence_missing';
      return holds(by, checkers) ? undefined : 'wrong_post';
    case 'undo': {
      const undone = state.acts.find((a) => a.seq === act.of);
      if (!undone || undone.do === 'undo') return 'already_done';
      if (undone.by.id !== by.id) return 'not_yours';
      if (undone !== state.acts.filter((a) => a.do !== 'note').at(-1)) return 'undo_too_late';
      return act.at - undone.at <= UNDO_MS ? undefined : 'undo_too_late';
    }
    case 'propose': {
      if (!kind || (kind.levels && level && !kind.levels.includes(level.key))) return 'unknown_disposition';
      const proposers = kind.by ?? [...checkers, ...(level?.handledBy ? [level.handledBy] : [])];
      return holds(by, proposers) ? undefined : 'wrong_post';
    }
    case 'approve':
    case 'refuse':
      if (by.id === proposal?.by.id) return 'same_person';
      if (proposal?.approvedBy && act.do === 'approve') return 'already_done';
      return holds(by, proposal?.kind.approval ?? []) ? undefined : 'wrong_post';
    case 'cosign':
      if (by.id === proposal?.by.id || proposal?.cosigners.some((c) => c.id === by.id)) return 'same_person';
      return holds(by, [...checkers, ...(proposal?.kind.approval ?? [])]) ? undefined : 'wrong_post';
    case 'issue':
      return holds(by, [...checkers, ...(proposal?.level?.handledBy ? [proposal.level.handledBy] : [])])
        ? undefined
        : 'wrong_post';
    case 'report_back':
      return own || by.unit === matter.unit ? undefined : 'not_yours';
    case 'supervise': {
      const step = profile.overdue.find((s) => s.id === act.step);
      if (!step || state.steps.includes(step.id)) return 'already_done';
      if (state.nextStep !== step.id) return 'not_due';
      return holds(by, step.by) ? undefined : 'wrong_post';
    }
    case 'circular':
      if (!profile.circular) return 'not_this_stage';
      return holds(by, profile.circular.by) ? undefined : 'wrong_post';
    case 'withdraw':
      if (!profile.withdrawal) return 'no_withdrawal';
      if (profile.withdrawal.by === 'issuer') return by.id === issuerOf(state)?.id ? undefined : 'not_issuer';
      return holds(by, profile.recusal.to) ? undefined : 'wrong_post';
    case 'join':
    case 'split':
      if (act.do === 'join' ? !act.with || act.with === matter.id : state.split) return 'already_done';
      return holds(by, [...checkers, ...profile.recusal.to]) ? undefined : 'wrong_post';
    case 'consequence':
      if (!profile.counters.some((c) => c.id === act.counter)) return 'not_due';
      if (state.consequences.some((c) => c.counter === act.counter)) return 'already_done';
      return holds(by, [...checkers, ...profile.recusal.to]) ? undefined : 'wrong_post';
    case 'close':
    case 'accept':
      if (needsFourEyes(state, profile.fourEyesToClose) && by.id === proposal?.by.id) return 'same_person';
      return holds(by, [...checkers, ...(proposal?.level?.supervisedBy ? [proposal.level.supervisedBy] : [])])
        ? undefined
        : 'wrong_post';
    default:
      return undefined;
  }
}

export const issuerOf = (state: MatterState): Person | undefined => state.acts.findLast((a) => a.do === 'issue')?.by;

const needsFourEyes = ({ proposal }: MatterState, levels: readonly string[]): boolean =>
  proposal?.level !== undefined && levels.includes(proposal.level.key);
