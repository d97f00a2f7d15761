import type { ActionSpec } from './action';
import type { Adapter, PageSpec, RequestMatch } from './adapter';
import type { Calendar, LevelScheme } from './level';
import type { Rule } from './rule';
import type { Language } from './text';

/**
 * What a page needs to decide by itself, written by the worker only, in extension storage (local), plain JSON.
 * Keys: `briefing:index` → BriefingIndex; `briefing:page:ADAPTER/PAGE` → PageBriefing.
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
export interface PageBriefing {
  stamp: string;
  page: PageSpec;
  adapter: Pick<Adapter, 'id' | 'version' | 'system' | 'clerk'>;
  actions: ActionSpec[];
  rules: (Rule & { pack: string })[];
  scheme: LevelScheme;
  calendar: Calendar;
}
export const INDEX_KEY = 'briefing:index';
export const pageKey = (adapter: string, page: string): string => `briefing:page:${adapter}/${page}`;
