import type { DispositionKind, Level, Person, Profile, Refusal, ReviewAct, ReviewVerdict, Term } from '@/lib/model';

/** Epoch ms of the end of the civil day on which a term runs out, counted from the day after `from`. */
export type DueAt = (from: number, term: Term) => number;

/** What the review needs to know of a flagged act, whoever recorded it. */
export interface FlaggedMatter {
  /** `desk/seq` of the event entry. */
  id: string;
  at: number;
  /** Severity of the strongest flag of the act. */
  severity: number;
  /** Persons who took part in the act: operator and second person, by id or log-in. They may not review it. */
  involved: string[];
  unit?: string;
}

export interface Regulation {
  profile: Profile;
  /** The profile's level scheme. */
  levels: Level[];
  dueAt: DueAt;
}

export type Stage = 'new' | 'asked' | 'to_dispose' | 'to_approve' | 'to_issue' | 'to_report' | 'reported' | 'closed';
export type ClosedAs = 'normal' | 'false_alarm' | 'done' | 'withdrawn' | 'transferred';

/** A proposed disposition and who agreed to it so far. */
export interface Proposal {
  seq: number;
  kind: DispositionKind;
  level?: Level;
  by: Person;
  text?: string;
  due?: number;
  approvedBy?: Person;
  cosigners: Person[];
}

export interface MatterState {
  stage: Stage;
  closedAs?: ClosedAs;
  /** When the stage must be left, epoch ms; absent where no term runs. */
  due?: number;
  lock?: Person;
  verdict?: { kind: ReviewVerdict; by: Person; at: number; seq: number };
  proposal?: Proposal;
  issuedAt?: number;
  /** Rungs of the supervision ladder already taken. */
  steps: string[];
  /** The rung that is due now and not taken. */
  nextStep?: string;
  /** A statement or report-back of the warned side. */
  statements: ReviewAct[];
  recused: string[];
  /** Routed to the level above, because the usual checkers took part. */
  raised: boolean;
  /** Put into the group of another matter, or taken out of its own, by a person. */
  joined?: string;
  split?: boolean;
  /** What was decided about the counters that this warning reached. */
  consequences: { counter: string; adopted: boolean; by: Person; at: number }[];
  closedAt?: number;
  letters: { template: string; number: string; at: number; seq: number }[];
  circulated: boolean;
  /** Acts that count: taken-back ones are left out. */
  acts: ReviewAct[];
  /** Acts that were not allowed when they were written: shown, without effect. */
  void: { act: ReviewAct; why: Refusal }[];
}
