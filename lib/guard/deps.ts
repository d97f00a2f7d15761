import type { Mask } from './conceal';
import type { Tried } from './drafts';
import type { Holding, LeftOut, Library } from '@/lib/packs';
import type { Platform, SeenRequest } from '@/lib/platform/types';
import type { Rings, RuleIndex } from '@/lib/rules';
import type { Office, Store } from '@/lib/store';
import type { DeskFacts, Language, RequestMatch, Revocation } from '@/lib/model';
import type { PackChange, PackCheck, PackSourceView } from '@/lib/messages/views';

export interface GuardDeps {
  platform: Platform;
  store: Store;
  /** Matters an officer reviews on this machine. */
  office: Office;
  /** Is this request the one an adapter names? From the adapters room, handed over by the wiring. */
  fits: (match: RequestMatch, seen: SeenRequest) => boolean;
  /** What of a request names the act, for a page that is taught; from the adapters room, too. */
  words: (seen: SeenRequest) => { form?: Record<string, string>; json?: Record<string, string> };
  /** Hides identity, phone and card numbers in a text. From the adapters room, too. */
  mask: Mask;
  /** PBKDF2 rounds of a PIN; tests take fewer. */
  pinRounds?: number;
  /** Packs from elsewhere, from the sync room; absent: the program's own alone. */
  deliver?: (hooks: DeliveryHooks) => Delivery;
}

export interface DeliveryHooks {
  /** Other packs, or other off switches: all that rests on them is made anew. */
  changed(): Promise<void>;
  journal(changes: readonly PackChange[]): Promise<void>;
}
export interface Delivery {
  holdings(): Promise<{ source: string; holdings: Holding[] }[]>;
  /** Changes whenever `holdings` does. */
  stamp(): Promise<string>;
  sources(): Promise<PackSourceView[]>;
  changes(): Promise<PackChange[]>;
  desk(): Promise<DeskFacts>;
  check(by: PackCheck['by'], source?: string): Promise<(PackCheck & { source: string })[]>;
  bring(text: string): Promise<{ source?: string; check: PackCheck }>;
  arm(): Promise<void>;
  alarm(name: string): Promise<void>;
}

/** Packs in force on this desk, with the index of their rules. */
export interface InForce {
  stamp: string;
  library: Library;
  index: RuleIndex;
  /** What is kept of each act for the rules' history. */
  rings: Rings;
  refused: { file: string; detail: string }[];
  /** Left out of the library and of the index. */
  revoked?: Revocation[];
  /** Of packs that sources brought: whose stands, what is watched only, what an overlay may not set. */
  from: Record<string, string>;
  observed: { id: string; version: number; source: string }[];
  leftOut: Record<string, LeftOut[]>;
  /** Drafts that an author tries here: in the index, and nowhere in the library. */
  drafts: Tried[];
}

export interface Settings {
  language: Language;
  budget?: number;
  unit?: string;
  /** Days after which personal parts are erased, and whole entries removed. */
  keepPersonalDays: number;
  keepDays: number;
  /** Whose desk this is, where the bureau says so and nobody signed in or is logged in on a page. */
  clerk?: string;
  /** Risk card at the day's first visit and after five idle minutes; default: on desks where a shift was started before. */
  dayCard?: boolean;
  hosts: string[] /** set by policy: the desk cannot change it */;
  languageFixed: boolean;
  /** Switched off by the bureau's policy. */
  revoked?: Revocation[];
}
