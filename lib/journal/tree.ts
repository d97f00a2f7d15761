// The Merkle tree of RFC 6962 over one desk's entries. An append needs only the frontier (the roots of the full subtrees, at
// most log2 n of them); proofs ask for subtree roots by place.
import { concat, sha256 } from './bytes';
import type { Bytes } from './bytes';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (data: Uint8Array): Promise<Bytes> => sha256(concat(LEAF, data));
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(concat(NODE, left, right));

/** `peaks`: roots of the full subtrees, largest first; one for each 1 in the binary form of `size`. */
export interface Frontier {
  size: number;
  peaks: Bytes[];
}
export const EMPTY: Frontier = { size: 0, peaks: [] };

/** Root of the full subtree over leaves `index·2^level … (index+1)·2^level − 1`. */
export interface TreeNode {
  level: number;
  index: number;
  hash: Bytes;
}
/** Subtree roots are kept at every fourth level; those between are computed from at most eight others. */
export const TILE = 4;
export type HashAt = (level: number, index: number) => Promise<Uint8Array>;

/** Adds one leaf; `made` are the subtrees that became full, lowest first, without the leaf itself. */
export async function appendLeaf(frontier: Frontier, leaf: Bytes): Promise<{ frontier: Frontier; made: TreeNode[] }> {
  const peaks = [...frontier.peaks];
  const made: TreeNode[] = [];
  let hash = leaf;
  let index = frontier.size;
  for (let level = 0; index % 2 === 1; level++) {
    const left = peaks.pop();
    if (!left) throw new Error('a frontier has one peak for each 1 of its size');
    hash = await nodeHash(left, hash);
    index = (index - 1) / 2;
    made.push({ level: level + 1, index, hash });
  }
  return { frontier: { size: frontier.size + 1, peaks: [...peaks, hash] }, made };
}

/** Root of the whole tree; of no leaves: the hash of nothing. */
export async function rootOf(frontier: Frontier): Promise<Bytes> {
  const [last, ...rest] = [...frontier.peaks].reverse();
  if (!last) return sha256(new Uint8Array(0));
  let root = last;
  for (const peak of rest) root = await nodeHash(peak, root);
  return root;
}

/** Root that the tree had when it was this large. */
export const rootAt = async (size: number, hashAt: HashAt): Promise<Uint8Array> =>
  size === 0 ? sha256(new Uint8Array(0)) : rangeRoot(0, size, hashAt);

/** Root over leaves `start … end − 1`, where start is a multiple of the largest power of two that matters. */
async function rangeRoot(start: number, end: number, hashAt: HashAt): Promise<Uint8Array> {
  const size = end - start;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return hashAt(level, start / size);
  const k = splitOf(size);
  return nodeHash(await rangeRoot(start, start + k, hashAt), await rangeRoot(start + k, end, hashAt));
}

/** Largest power of two below n (n > 1). */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** PATH(index, D[size]) of RFC 6962 §2.1.1, from the leaf up. */
export async function inclusionProof(index: number, size: number, hashAt: HashAt): Promise<Uint8Array[]> {
  if (!Number.isInteger(index) || index < 0 || index >= size) throw new RangeError('no such leaf in this tree');
  const path: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push(await rangeRoot(middle, end, hashAt));
      end = middle;
    } else {
      path.push(await rangeRoot(start, middle, hashAt));
      start = middle;
    }
  }
  return path.reverse();
}

/** Root that leaf and path lead to, as RFC 9162 §2.1.3.2 walks it; undefined where the path does not fit the place. */
export async function rootFromInclusion(input: {
  leaf: Uint8Array;
  index: number;
  size: number;
  path: readonly Uint8Array[];
}): Promise<Uint8Array | undefined> {
  if (input.index < 0 || input.index >= input.size) return undefined;
  let place = input.index;
  let last = input.size - 1;
  let root: Uint8Array = input.leaf;
  for (const hash of input.path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      root = await nodeHash(hash, root);
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else root = await nodeHash(root, hash);
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : undefined;
}

/** PROOF(older, D[size]) of RFC 6962 §2.1.2. */
export async function consistencyProof(older: number, size: number, hashAt: HashAt): Promise<Uint8Array[]> {
  if (older < 0 || older > size) throw new RangeError('the older tree is the smaller one');
  if (older === 0 || older === size) return [];
  const path: Uint8Array[] = [];
  let start = 0;
  let end = size;
  let whole = true;
  while (older !== end) {
    const middle = start + splitOf(end - start);
    if (older <= middle) {
      path.push(await rangeRoot(middle, end, hashAt));
      end = middle;
    } else {
      path.push(await rangeRoot(start, middle, hashAt));
      start = middle;
      whole = false;
    }
  }
  if (!whole) path.push(await rangeRoot(start, end, hashAt));
  return path.reverse();
}

/** Does the newer tree only add to the older one? RFC 9162 §2.1.4.2. */
export async function isConsistent(input: {
  older: number;
  size: number;
  olderRoot: Uint8Array;
  root: Uint8Array;
  path: readonly Uint8Array[];
}): Promise<boolean> {
  const { older, size, olderRoot, root } = input;
  if (older > size) return false;
  if (older === size) return input.path.length === 0 && same(olderRoot, root);
  if (older === 0) return input.path.length === 0;
  const path = Number.isInteger(Math.log2(older)) ? [olderRoot, ...input.path] : [...input.path];
  let place = older - 1;
  let last = size - 1;
  while (place % 2 === 1) {
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  const [first, ...rest] = path;
  if (!first) return false;
  let left: Uint8Array = first;
  let right: Uint8Array = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      left = await nodeHash(hash, left);
      right = await nodeHash(hash, right);
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else right = await nodeHash(right, hash);
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(left, olderRoot) && same(right, root);
}

export const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
