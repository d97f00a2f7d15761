// The rules room: event + rules + facts → verdict, in three values. Pure: no clock, no browser, no schemas at run time.
// In the page take `weighAct` (light) at the click and `judge` where texts are wanted; worker and tools hand `because` of ./explain to judge.
// It refuses nothing: what cannot be told comes back as undetermined, with its reason.
export { askRank, holds } from './ask';
export { computeFacts, factsNeeded } from './history';
export type { FactNeed, HistoryEvent, HistoryInput } from './history';
export { judge } from './judge';
export type { FactAnswer, FactScalar, FactValue } from './scope';
export { weighAct } from './weigh';
export type { JudgeInput, PackedRule, Weighed } from './weigh';
export { indexRules } from './library';
export type { RuleIndex } from './library';
export { merge, sift } from './remind';
export type { Merged, ReminderMemory } from './remind';
export { dueOf } from './deadline';
export { ringsFor } from './rings';
export type { Rings } from './rings';
