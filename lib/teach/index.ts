// The teaching room, page side: a lesson over a live page, from pointing to pack sources. It keeps no value of the page, sends
// nothing of it but skeletons, and presses nothing by itself.
export { framesOf } from './frames';
export type { TeachDesk } from './lesson';
export { createTeaching } from './session';
export { zipped } from './zipped';
