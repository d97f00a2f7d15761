// The Update Framework 1.0 as a pure core: files in, what may be trusted out, or a named refusal. It knows no network, no
// store and no clock, and takes nothing that is not signed for, in date and newer than what is in hand.
export { fromBundle, readBundle, writeBundle } from './bundle';
export type { Bundle } from './bundle';
export { readRoot, refresh } from './client';
export type { Get, Got, InHand, Refreshed, Trusted } from './client';
export { expiresAt, refuse } from './metadata';
export type { Metadata, Refused, Role, Root } from './metadata';
export { fetchOffered, offersIn } from './target';
export type { OfferedFile } from './target';
export type { Signer } from './signatures';
