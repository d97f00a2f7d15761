// The packs room, as worker and hub use it: bytes → a pack or a named refusal; packs → one library. Building from sources
// lives in `./build`, which carries parsers and is for tools only.
export { mergePacks } from './merge';
export type { Conflict, Library, MergeChoice } from './merge';
export { without } from './revoke';
export { MAX_PACK_BYTES, readPack } from './read';
export type { PackRead, PackRefusal } from './read';
export { chooseAll } from './rollout';
export { standing } from './standing';
export type { Brought, Holding, Standing } from './standing';
export type { LeftOut } from './overlay';
