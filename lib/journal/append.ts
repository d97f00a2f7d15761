import type { Draft, Entry, Part, Skeleton } from '@/lib/model';
import { base64url } from './bytes';
import { commit, leafOf } from './seal';
import { appendLeaf } from './tree';
import type { Frontier, TreeNode } from './tree';

/** When and in which run of the worker something is written. */
export interface Moment {
  at: number;
  mono: number;
  boot: string;
}

export interface AppendInput {
  desk: string;
  frontier: Frontier;
  drafts: readonly Draft[];
  moment: Moment;
  /** 16 fresh random bytes, base64url. */
  salt: () => string;
}

/** Everything one append writes; hashed beforehand, because WebCrypto cannot be awaited inside an IndexedDB transaction. */
export interface Plan {
  before: Frontier;
  entries: Entry[];
  made: TreeNode[];
  after: Frontier;
}

/** Chains drafts to the tree in their order. */
export async function planAppend(input: AppendInput): Promise<Plan> {
  let frontier = input.frontier;
  const entries: Entry[] = [];
  const made: TreeNode[] = [];
  for (const draft of input.drafts) {
    const parts = await sealParts(draft, input.salt);
    const skeleton = skeletonOf(input, frontier.size, draft, parts.commitments);
    const leaf = await leafOf(skeleton);
    const grown = await appendLeaf(frontier, leaf);
    entries.push({ skeleton, leaf: base64url(leaf), parts: parts.kept });
    made.push(...grown.made);
    frontier = grown.frontier;
  }
  return { before: input.frontier, entries, made, after: frontier };
}

function skeletonOf({ desk, moment }: AppendInput, seq: number, draft: Draft, parts: Record<string, string>): Skeleton {
  return {
    v: 1,
    desk,
    seq,
    ...moment,
    kind: draft.kind,
    ...(draft.re === undefined ? {} : { re: draft.re }),
    body: draft.body,
    parts,
  };
}

async function sealParts(
  draft: Draft,
  salt: () => string,
): Promise<{ kept: Record<string, Part>; commitments: Record<string, string> }> {
  const kept: Record<string, Part> = {};
  const commitments: Record<string, string> = {};
  for (const [name, value] of Object.entries(draft.parts ?? {})) {
    const part: Part = { salt: salt(), value };
    kept[name] = part;
    commitments[name] = await commit(part);
  }
  return { kept, commitments };
}
