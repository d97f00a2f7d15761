// The author's room: what the admin's pages show of packs, sources and scores, and the changed sources they hand out. Loaded in
// the console only, when one of these pages is opened: it carries the parsers of conditions and sources. It decides nothing.
import { strToU8, zipSync } from 'fflate';
import type { Language } from '@/lib/model';
import type { MessageBody, Reply } from '@/lib/messages';
import type { SystemCoverage } from '@/lib/messages/views';
import type { Figures } from '@/lib/messages/admin-views';
import type { Exercise } from '@/lib/review/scoring';
import { matchesAction } from '@/lib/rules/reach';
import { healthLines } from './health';
import { guarding, libraryView, measuredOf, pointView, settingsOf } from './library';
import type { Shelf } from './library';
import { scoredSources } from './export-scores';
import { createEditor } from './editor';
import type { EditorDeps } from './editor';

export { sourcesFrom } from './sources';
export type { Sources } from './sources';

/** `post`: who sits here may not teach · `page`: the browser lets us into no such page · `closed`: no page of it is open. */
export type TeachDone = { ok: true } | { ok: false; why: 'post' | 'page' | 'closed' };
export interface AuthorDeps extends EditorDeps {
  state(): Promise<Reply<'view.packs'>>;
  check(): Promise<Reply<'packs.check'>>;
  bring(text: string): Promise<Reply<'packs.import'>>;
  /** What was seen of each system here. */
  coverage(): Promise<SystemCoverage[]>;
  /** Starts a lesson in this tab, or in another one that shows a page of these hosts. */
  teach(hosts: readonly string[], tab?: number): Promise<TeachDone>;
  scores(): Promise<Reply<'view.scores'>>;
  keepScore(body: MessageBody<'score.keep'>): Promise<Reply<'score.keep'>>;
  /** Flags of each rule at this machine. */
  flags(rules: readonly string[]): Promise<Record<string, number>>;
  /** Acts of these actions at this machine since a moment. */
  exercises(actions: readonly string[], since: number): Promise<Exercise[]>;
}
export interface NewScore {
  point: string;
  figures: Figures;
  evidence: Record<string, string>;
  joint: boolean;
}

const YEAR = 400 * 86_400_000;

export function createAuthor(deps: AuthorDeps) {
  async function shelf(language: Language): Promise<Shelf> {
    const packs = await deps.packs();
    const rules = packs.flatMap((pack) => pack.rules.map((rule) => rule.id));
    const [scores, flags] = await Promise.all([deps.scores(), deps.flags(rules).catch(() => ({}))]);
    return { packs, scores, language, flags };
  }
  const day = (): string => new Date(deps.now() + 8 * 3_600_000).toISOString().slice(0, 10);

  return {
    ...createEditor(deps),
    packs: () => deps.state(),
    checkPacks: async () => (await deps.check()).checks,
    async bringPack(file: Blob) {
      const { source, check } = await deps.bring(await file.text());
      return { outcome: check, ...(source ? { source } : {}) };
    },
    health: async (language: Language) => healthLines(await deps.packs(), await deps.coverage(), language),
    async teachAgain(adapter: string, tab?: number): Promise<TeachDone> {
      const own = (await deps.packs()).flatMap((pack) => pack.adapters).find(({ id }) => id === adapter);
      return deps.teach(own?.hosts ?? [], tab);
    },
    library: async (language: Language) => ({ view: libraryView(await shelf(language)) ?? null }),
    point: async (id: string, language: Language) => ({ point: pointView(await shelf(language), id) ?? null }),
    async measured(id: string) {
      const packs = await deps.packs();
      const settings = settingsOf(packs);
      const point = packs.flatMap((pack) => pack.riskPoints).find((p) => p.id === id);
      if (!settings || !point) return { kind: 'none' as const };
      const patterns = guarding(packs, point).flatMap(({ rule }) => rule.on);
      const keys = packs.flatMap((pack) => pack.actions.map((action) => action.key));
      const actions = [...new Set(keys.filter((key) => patterns.some((p) => matchesAction(p, key))))];
      const now = deps.now();
      return measuredOf(actions.length ? await deps.exercises(actions, now - YEAR) : [], now, settings);
    },
    score: ({ point, figures, evidence, joint }: NewScore) => {
      const { impact, frequency, ...scores } = figures;
      const { discretion, transparency, reviewability, constraint } = scores;
      return deps.keepScore({
        point,
        scores: { discretion, transparency, reviewability, constraint },
        impact,
        frequency,
        evidence,
        ...(joint ? { joint } : {}),
      });
    },
    async exportScores(): Promise<number> {
      const [packs, sources, scores] = await Promise.all([deps.packs(), deps.sources(), deps.scores()]);
      const files = scoredSources(sources, packs, scores);
      if (files.size) deps.save(`hulan-risk-points-${day()}.zip`, zipOf(files), 'application/zip');
      return files.size;
    },
  };
}

/** Paths as under `packs/`, so that unpacking there puts each file where it belongs. */
const zipOf = (files: ReadonlyMap<string, string>): Uint8Array =>
  zipSync(Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)])));
