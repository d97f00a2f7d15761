// What our own pages ask of whoever keeps the journal: the worker answers by messages, a hub may answer by HTTP.
import type { Language } from '@/lib/model';
import type {
  AnswerKind,
  CaseView,
  Done,
  FlagDetailView,
  FlagsView,
  HostsView,
  MineView,
  PeopleView,
  PopupView,
  SecondView,
  SettingsView,
  VerifyView,
} from '@/lib/messages/views';
import type { LearningApi } from '@/components/learning/api';

export interface FlagsQuery {
  before?: number;
  limit: number;
  level?: number;
  rule?: string;
  answer?: AnswerKind;
}

/**
 * hulan: the whole journal with proofs, with or without personal parts · flag: one act · subject: all about whoever sits here ·
 * csv, xlsx: acts as a sheet · verifier: the page that verifies an export offline.
 */
export type HandOut =
  | { kind: 'hulan'; withParts: boolean }
  | { kind: 'flag'; seq: number }
  | { kind: 'subject' | 'csv' | 'xlsx' | 'verifier' };

export interface ConsoleApi {
  flags(query: FlagsQuery): Promise<FlagsView>;
  flag(seq: number): Promise<FlagDetailView>;
  mine(query: { before?: number; limit: number }): Promise<MineView>;
  /** All that this desk knows about the matter of an act. */
  matterOf(seq: number): Promise<CaseView>;
  /** The clerk's own words on an act: a statement, or that a rule's reminder does not fit the facts. */
  note(words: { seq: number; kind: 'statement' | 'report'; rule?: string; text: string }): Promise<{ ok: boolean }>;
  /** Questions of an officer's, out of a file that came to this desk. */
  takeAsks(file: File): Promise<{ ok: true; taken: number } | { ok: false; why: 'not_asks' | 'other_desk' }>;
  people(): Promise<PeopleView>;
  setPin(change: { person: string; old?: string; pin: string }): Promise<Done>;
  signIn(who: { person: string | null; pin?: string }): Promise<Done>;
  settings(change: { language?: Language }): Promise<SettingsView>;
  /** Every entry of this desk computed again; an aborted signal ends it with an AbortError. */
  verify(how: { progress: (done: number, of: number) => void; signal: AbortSignal }): Promise<VerifyView>;
  /** Hands a file to the browser's downloads. False: the journal is out of reach. */
  handOut(what: HandOut, how?: { progress: (done: number, of: number) => void; signal: AbortSignal }): Promise<boolean>;
  /** Keeps an act from being erased, or no longer. */
  hold(seq: number, on: boolean, why: string): Promise<unknown>;
  /** Erases the personal parts of an act; false: it is under hold. */
  erase(seq: number, why: string): Promise<boolean>;
  hosts(): Promise<HostsView>;
  learning: LearningApi;
  /** The bureau's key for identity tokens, from its locked file. */
  importKey(locked: {
    file: string;
    passphrase: string;
  }): Promise<{ ok: true; id: string } | { ok: false; sentence: string }>;
  /** Open pages of hosts that the browser allows us. */
  teachable(): Promise<{ tab: number; title: string; host: string }[]>;
  /** Puts the teaching surface into a tab and brings it to the front. */
  teach(tab: number): Promise<{ ok: true } | { ok: false; why: 'post' | 'page' }>;
  /** Asks the browser, inside the click that calls it. False: the person or the browser said no. */
  allowHosts(patterns: string[]): Promise<boolean>;
}

export interface PopupApi extends Pick<ConsoleApi, 'settings' | 'allowHosts' | 'hosts'> {
  popup(): Promise<PopupView>;
  /** Teaches the page in front; the popup closes. */
  teachHere(): Promise<{ ok: true } | { ok: false; why: 'post' | 'page' }>;
  /** Opens a console page, e.g. `#/mine`. */
  open(hash: string): void;
  /** Opens another page of ours, e.g. `card.html`. */
  visit(path: string): void;
  /** The small window that starts the shift; the one that is open already comes to the front. */
  openOverlay(): void;
}

export interface SecondApi {
  view(ticket: string): Promise<SecondView>;
  confirm(answer: { ticket: string; person: string; pin: string }): Promise<Done>;
  refuse(answer: { ticket: string; person: string; pin: string; sentence: string }): Promise<Done>;
  setPin(change: { person: string; old?: string; pin: string }): Promise<Done>;
  close(): void;
}
