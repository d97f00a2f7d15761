// The teaching room: document + what a person pointed at → how an adapter would say it, how well that holds, and a picture of
// the page without anything that stood in it. It decides nothing by itself and keeps no value.
export { rowOf } from '../columns';
export { anchorsOf } from './anchors';
export type { TeachScope } from './anchors';
export { chosenPage, pageChoices, pageMatch } from './page';
export type { PageChoice, PagePlace } from './page';
export { calledOf, placesToPoint } from './places';
export { openSkeleton, PRESSED, skeletonOf, skeletonUrl } from './skeleton';
export { chosen, reinforcement, together } from './strength';
export type { Anchor, AnchorKind, Strength } from './strength';
export { controlAt, rowsAround, triggersOf } from './trigger';
export type { TriggerChoice } from './trigger';
export { wordsOf } from './words';
export type { SeenCall } from './words';
