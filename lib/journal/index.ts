// The journal room: drafts → chained entries, and the proof that they are still what was written. Pure; it keeps nothing,
// knows no clock and no database. It refuses to say "intact" of what it cannot recompute.
export { planAppend } from './append';
export type { AppendInput, Moment, Plan } from './append';
export { base64, base64url, fromBase64, fromBase64url, hex, sha256, utf8 } from './bytes';
export type { Bytes } from './bytes';
export { canonical } from './canonical';
export { keysOf, openCheckpoint, originOf, readCheckpoint, signCheckpoint } from './checkpoint';
export type { Checkpoint, Signer } from './checkpoint';
export { vkeyOf } from './note';
export type { NoteFault, NoteKey } from './note';
export { faultOf } from './seal';
export type { Fault } from './seal';
export { EMPTY, inclusionProof, nodeHash, rootAt, rootFromInclusion, rootOf, same, TILE } from './tree';
export type { Frontier, HashAt, TreeNode } from './tree';
export { verifyJournal } from './verify';
export type { Breach, Verification } from './verify';
export { createAudit } from './audit';
export type { AuditResult } from './audit';
export { checkExport, checkpointsIn } from './check';
export type { CheckOptions, Report } from './check';
export { EraseBody } from './erasure';
export { withoutParts, writeExport } from './export';
export type { Piece } from './export';
export type { Finding } from './findings';
export type { Manifest } from './manifest';
export { proofText } from './proof';
export { deskOf, entriesIn } from './read';
export { partWord, sentenceOf, summaryOf, verdictOf } from './words';
