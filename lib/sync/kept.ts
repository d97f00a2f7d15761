import type { Revocation, Rollout } from '@/lib/model';
import type { PackChange, PackCheck, PackSourceView } from '@/lib/messages/views';
import type { Holding } from '@/lib/packs';
import type { Trusted } from '@/lib/packs/tuf';
import type { Store } from '@/lib/store';

/** What one source has brought: written whole in one transaction, so that a desk has one release or another. */
export interface Kept {
  /** SHA-256 of the root that policy names: with another one all begins anew. */
  anchor: string;
  /** The anchor under which the packs were verified; their versions bind what follows under the same one. */
  under: string;
  trusted: Trusted;
  holdings: Holding[];
}
/** What a check needs to know without reading the packs, and what is shown. */
export interface State {
  anchor: string;
  /** Who the desk was said to be when it chose. */
  desk: string;
  /** Everything the timestamp in hand names is in hand, too. */
  complete: boolean;
  etag?: string;
  rootAskedAt: number;
  /** When the first of the metadata in hand ends. */
  expiresAt: number;
  signedAt?: number;
  rootExpiresAt?: number;
  versions?: PackSourceView['versions'];
  signers: PackSourceView['signers'];
  offered: { id: string; version: number; kind: 'pack' | 'overlay'; rollout: Rollout }[];
  revoked: Revocation[];
  lastCheck?: PackCheck;
  saidExpired?: boolean;
}

export const NO_STATE: State = {
  anchor: '',
  desk: '',
  complete: false,
  rootAskedAt: 0,
  expiresAt: 0,
  signers: [],
  offered: [],
  revoked: [],
};

const CHANGES = 'trust-changes';
/** Another one with every change of what is held: a worker that was stopped before it told is found out by it. */
const STAMP = 'trust-stamp';
const NEXT = 'trust-next';
const MOST_CHANGES = 50;
const keyOf = (source: string): string => `trust/${source}`;
const stateKeyOf = (source: string): string => `trust-state/${source}`;

export interface Shelf {
  kept(source: string): Promise<Kept | undefined>;
  state(source: string): Promise<State>;
  changes(): Promise<PackChange[]>;
  stamp(): Promise<string>;
  nextCheckAt(): Promise<number | undefined>;
  putNext(at: number): Promise<void>;
  /** All of it or nothing. */
  put(what: {
    source: string;
    state: State;
    kept?: Kept;
    changes?: readonly PackChange[];
    /** Further records of the store, in the same transaction. */
    more?: Record<string, unknown>;
  }): Promise<void>;
}

/** The store's records of this room. They were written here and nowhere else; a record of another shape counts as none. */
export function shelfOf({ memory }: Pick<Store, 'memory'>, stamp: () => string): Shelf {
  const has = (value: unknown, ...names: string[]): boolean =>
    typeof value === 'object' && value !== null && names.every((name) => name in value);
  const changes = async (): Promise<PackChange[]> => {
    const list = await memory.get(CHANGES);
    return Array.isArray(list) ? (list as PackChange[]) : [];
  };
  return {
    changes,
    stamp: async () => String((await memory.get(STAMP)) ?? ''),
    async nextCheckAt() {
      const at = await memory.get(NEXT);
      return typeof at === 'number' ? at : undefined;
    },
    putNext: (at) => memory.put(NEXT, at),
    async kept(source) {
      const value = await memory.get(keyOf(source));
      return has(value, 'anchor', 'trusted', 'holdings') ? (value as Kept) : undefined;
    },
    async state(source) {
      const value = await memory.get(stateKeyOf(source));
      return has(value, 'anchor', 'complete', 'offered', 'revoked') ? (value as State) : NO_STATE;
    },
    async put({ source, state, kept, changes: made = [], more = {} }) {
      await memory.putAll({
        ...more,
        [stateKeyOf(source)]: state,
        ...(kept ? { [keyOf(source)]: kept, [STAMP]: stamp() } : {}),
        ...(made.length ? { [CHANGES]: [...[...made].reverse(), ...(await changes())].slice(0, MOST_CHANGES) } : {}),
      });
    },
  };
}
