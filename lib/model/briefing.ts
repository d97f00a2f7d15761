import type { ActionSpec } from './action';
import type { Adapter, Locator, PageMatch, PageSpec, RequestMatch } from './adapter';
import type { Calendar, LevelScheme } from './level';
import type { Rule } from './rule';
import type { Language } from './text';

/**
 * What a page needs to decide by itself, written by the worker only, in extension storage (local), plain JSON.
 * Keys: `briefing:index` → StoredIndex and `briefing:requests` → StoredRequests, which a page unfolds into one BriefingIndex;
 * `briefing:page:ADAPTER/PAGE` → PageBriefing.
 */
export interface BriefingIndex {
  /** Changes whenever packs, settings or hosts change. */
  stamp: string;
  language: Language;
  paused?: boolean;
  systems: SystemBrief[];
}
export interface SystemBrief {
  adapter: Pick<Adapter, 'id' | 'version' | 'system' | 'hosts' | 'clerk'>;
  pages: Pick<PageSpec, 'id' | 'when'>[];
  /** Commit requests of the whole system, matched also where no page was recognised. */
  requests: { page: string; action: string; match: RequestMatch }[];
}
/** Texts are filled in the desk's language only; the other one is ''. */
export interface PageBriefing {
  stamp: string;
  page: PageSpec;
  adapter: Pick<Adapter, 'id' | 'version' | 'system' | 'clerk'>;
  actions: ActionSpec[];
  rules: (Rule & { pack: string; draft?: true })[];
  scheme: LevelScheme;
  calendar: Calendar;
}

/** The index as it lies in storage: a page reads it at every document start, so it is short. */
export interface StoredIndex extends Omit<BriefingIndex, 'systems'> {
  systems: { adapter: SystemBrief['adapter']; pages: StoredPage[] }[];
}
/** Path pattern ('' for any) and anchors apart; `rest` holds what else the match says. */
export type StoredPage = [id: string, path: string, has: Locator[], rest?: Partial<PageMatch>];
/** By adapter; `page` is the page's place in the index. Method and path ('' for any) apart. */
export type StoredRequests = Record<
  string,
  [page: number, action: string, method: string, path: string, rest?: RequestMatch][]
>;
export const INDEX_KEY = 'briefing:index';
export const REQUESTS_KEY = 'briefing:requests';
export const pageKey = (adapter: string, page: string): string => `briefing:page:${adapter}/${page}`;
