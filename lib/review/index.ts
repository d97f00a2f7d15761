// The review room: what was done about a flag, folded into where it stands. Pure: profile, acts and clock come in as values.
// It issues nothing and judges nobody; it says what may be done next, by whom, until when, and why something may not.
export { issuerOf, refusalOf } from './allowed';
export type { Tried } from './allowed';
export { countersReached } from './counters';
export type { CounterReached, IssuedWarning } from './counters';
export { matterState } from './fold';
export { groupsOf } from './group';
export type { Group, Groupable } from './group';
export { nextNumber, writeLetter } from './letters';
export type { Letter, LetterFacts } from './letters';
export { Queue } from './queue';
export type { QueueChange, QueueRow } from './queue-row';
export { annexOf, monthReport } from './report';
export type { Reported } from './report';
export { sampleOf } from './sampling';
export type { ClosedAs, DueAt, FlaggedMatter, MatterState, Proposal, Regulation, Stage } from './state';
