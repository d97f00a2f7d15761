// The rules room: event + rules + facts → verdict, in three values. Pure: no clock, no browser, no schemas at run time.
// It refuses nothing: what cannot be told comes back as undetermined, with its reason.
export { askRank, holds, strongest } from './ask';
export { computeFacts, factsNeeded } from './history';
export type { FactNeed, HistoryEvent, HistoryInput } from './history';
export { judge } from './judge';
export type { FactAnswer, FactScalar, FactValue, JudgeInput, PackedRule } from './judge';
export { indexRules } from './library';
export type { RuleIndex } from './library';
export { merge, remind, sift } from './remind';
export type { Merged, ReminderMemory } from './remind';
