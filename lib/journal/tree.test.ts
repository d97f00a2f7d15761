import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from './bytes';
import {
  appendLeaf,
  consistencyProof,
  EMPTY,
  inclusionProof,
  isConsistent,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootOf,
} from './tree';
import type { Frontier } from './tree';

/** MTH of RFC 6962 §2.1, word for word, to compare with. */
async function naiveRoot(leaves: readonly Uint8Array[]): Promise<Uint8Array> {
  const [first] = leaves;
  if (!first) return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(0)));
  if (leaves.length === 1) return first;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(await naiveRoot(leaves.slice(0, k)), await naiveRoot(leaves.slice(k)));
}
const leavesOf = (n: number): Promise<Uint8Array<ArrayBuffer>[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => leafHash(utf8(`entry ${i}`))));

async function grow(
  leaves: readonly Uint8Array<ArrayBuffer>[],
): Promise<{ frontier: Frontier; nodes: Map<string, Uint8Array> }> {
  let frontier = EMPTY;
  const nodes = new Map<string, Uint8Array>();
  for (const [i, leaf] of leaves.entries()) {
    nodes.set(`0/${i}`, leaf);
    const grown = await appendLeaf(frontier, leaf);
    for (const node of grown.made) nodes.set(`${node.level}/${node.index}`, node.hash);
    frontier = grown.frontier;
  }
  return { frontier, nodes };
}
const from = (nodes: Map<string, Uint8Array>) => async (level: number, index: number) => {
  const hash = nodes.get(`${level}/${index}`);
  if (!hash) throw new Error(`no node ${level}/${index}`);
  return hash;
};

describe('tree', () => {
  it('has the published root of the empty tree and of the RFC test leaves', async () => {
    const data = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = await Promise.all(
      data.map((text) => leafHash(Uint8Array.from(text.match(/../g) ?? [], (b) => Number.parseInt(b, 16)))),
    );

    const { frontier } = await grow(leaves);

    expect(hex(await rootOf(EMPTY))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(await rootOf(frontier))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('grows by its frontier to the same root as the whole tree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 70 }), async (n) => {
        const leaves = await leavesOf(n);
        const { frontier } = await grow(leaves);
        expect(hex(await rootOf(frontier))).toBe(hex(await naiveRoot(leaves)));
        expect(frontier.peaks.length).toBe(n.toString(2).replaceAll('0', '').length);
      }),
      { numRuns: 40 },
    );
  });

  it('proves every leaf of every tree, and no leaf at another place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 65 }), fc.nat(), fc.nat(), async (size, a, b) => {
        const leaves = await leavesOf(size);
        const { frontier, nodes } = await grow(leaves);
        const index = a % size;
        const root = hex(await rootOf(frontier));
        const leaf = leaves[index];
        if (!leaf) throw new Error('no leaf');

        const path = await inclusionProof(index, size, from(nodes));
        const found = await rootFromInclusion({ leaf, index, size, path });
        const elsewhere = b % size;
        const wrong = await rootFromInclusion({ leaf, index: elsewhere, size, path });

        expect(found && hex(found)).toBe(root);
        if (elsewhere !== index) expect(wrong && hex(wrong)).not.toBe(root);
      }),
      { numRuns: 60 },
    );
  });

  it('proves that a newer tree only adds, and refuses a rewritten one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 65 }), fc.nat(), async (size, a) => {
        const older = a % (size + 1);
        const leaves = await leavesOf(size);
        const { frontier, nodes } = await grow(leaves);
        const olderRoot = await naiveRoot(leaves.slice(0, older));
        const root = await rootOf(frontier);

        const path = await consistencyProof(older, size, from(nodes));

        expect(await isConsistent({ older, size, olderRoot, root, path })).toBe(true);
        if (older > 0) {
          const rewritten = await naiveRoot([await leafHash(utf8('changed')), ...leaves.slice(1, older)]);
          expect(await isConsistent({ older, size, olderRoot: rewritten, root, path })).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a place outside the tree', async () => {
    await expect(inclusionProof(3, 3, async () => new Uint8Array(32))).rejects.toThrow(RangeError);
    expect(await rootFromInclusion({ leaf: new Uint8Array(32), index: 2, size: 2, path: [] })).toBeUndefined();
  });
});
