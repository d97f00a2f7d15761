// What is said while an administrator teaches a page. Part of the one table in ./index.
import * as z from 'zod';
import { Id } from '@/lib/model';
import type { ActionSpec, Adapter, Language } from '@/lib/model';

export const TEACH_MESSAGES = {
  /** Puts the lesson into this tab; only for whoever may teach. */
  'teach.start': { by: 'own', body: z.strictObject({ tab: z.number().int() }) },
  /** The lesson stands in the page and asks what the desk knows. */
  'teach.begin': { by: 'lesson', body: z.strictObject({}) },
  /** A skeleton of the page: structure and labels. */
  'teach.keep': {
    by: 'lesson',
    body: z.strictObject({
      page: Id,
      url: z.string().max(2000),
      html: z.string().max(1_000_000),
      at: z.number(),
    }),
  },
  /** Commits that left in this tab since the lesson began: method, path, words that name verbs. */
  'teach.calls': { by: 'lesson', body: z.strictObject({}) },
  'teach.end': { by: 'lesson', body: z.strictObject({}) },
} as const;

export interface TeachReplies {
  /** `post`: who sits here does not hold the post · `page`: the browser lets us into no such page. */
  'teach.start': { ok: true } | { ok: false; why: 'post' | 'page' };
  'teach.begin': {
    language: Language;
    actions: { spec: ActionSpec; pack: string; needed: Record<string, string[]> }[];
    adapter?: Adapter & { pack: string };
    snapshots: { page: string; url: string; html: string; at: number }[];
  };
  'teach.keep': { ok: boolean };
  'teach.calls': {
    calls: { method: string; path: string; words: { form?: Record<string, string>; json?: Record<string, string> } }[];
  };
  'teach.end': { ok: true };
}
