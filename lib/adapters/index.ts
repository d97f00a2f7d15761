// The adapters room: DOM in, readings out. It promises a value only where its sources agree, and says why where it has none.
// It refuses to touch the page: no listener, no style, no attribute, no network.
export { isConnected, isElement, isVisible } from './dom';
export { locate } from './locate';
export type { Found, Scope } from './locate';
export { createMemory, forget, hold, letGo, recalling } from './memory';
export type { Memory } from './memory';
export { isDoubtful, readField } from './read';
export type { ReadScope } from './read';
export { addressOf, systemsAt } from './place';
export { recognise } from './recognise';
export type { Place, Recognised } from './recognise';
export { formRequest, outerOf, parseRequest, requestFits } from './request';
export type { ParsedRequest, SentRequest } from './request';
export { readLogin, snapshot } from './snapshot';
export type { Snapshot } from './snapshot';
export { clickHit, clicksByKey, controlsOf, isWatched, pathOf, requestHit, submitHit } from './triggers';
export type { Hit } from './triggers';
