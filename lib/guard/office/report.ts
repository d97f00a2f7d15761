import { base64url, canonical, sha256, utf8 } from '@/lib/journal';
import type { MessageBody } from '@/lib/messages';
import type { ReportView } from '@/lib/messages/office-views';
import { MonthReport } from '@/lib/model';
import type { Language, Person } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Platform } from '@/lib/platform/types';
import { annexOf, monthReport } from '@/lib/review';
import type { Regulation, Reported } from '@/lib/review';
import { monthOf } from '@/lib/store';
import type { Office, Store } from '@/lib/store';
import { valuesOf } from '../parts';
import type { Recorder } from '../recorder';
import { OfficeNote } from './notes';

interface Deps {
  platform: Platform;
  store: Store;
  office: Office;
  recorder: Recorder;
  library: Library;
  regulation: Regulation;
  language: Language;
  reader: Person;
  /** Titles of the risk points by id. */
  riskWords: Record<string, string>;
}

/** The month before, `2026-01` → `2025-12`. */
export function monthBefore(month: string): string {
  const [year = 0, m = 1] = month.split('-').map(Number);
  return m === 1 ? `${year - 1}-12` : `${year}-${String(m - 1).padStart(2, '0')}`;
}
const monthsBefore = (month: string, n: number): string[] => {
  const list: string[] = [];
  for (let m = monthBefore(month); list.length < n; m = monthBefore(m)) list.unshift(m);
  return list;
};

/**
 * A month's report. A month that is over is sealed when it is first asked for, with all its figures, in this machine's journal;
 * from then on the sealed figures are shown, and what would come out differently today stands in an annex.
 */
export async function reportView({ month: asked }: MessageBody<'view.report'>, deps: Deps): Promise<ReportView> {
  const { platform, office, language } = deps;
  const months = (await office.months()).reverse();
  const current = monthOf(platform.clock.now());
  const month = asked ?? months.find((m) => m < current) ?? months[0];
  const words = wordsOf(deps);
  if (!month || !months.includes(month)) return { language, months, annex: [], words };
  const now = await figuresOf(month, deps);
  const seal =
    (await sealOf(month, deps)) ?? (month < current && (await isWhole(office)) ? await sealed(now, deps) : undefined);
  return {
    language,
    months,
    report: seal?.report ?? now,
    ...(seal ? { sealed: { at: seal.at, by: seal.by, sha256: seal.sha256, seq: seal.seq } } : {}),
    annex: seal ? annexOf(seal.report, now) : [],
    words,
  };
}

/** Nothing is sealed while a desk's entries are still being read. */
const isWhole = async (office: Office): Promise<boolean> =>
  (await office.sources()).every((s) => s.from === 'own' || s.folded >= s.entries);

async function figuresOf(month: string, deps: Deps): Promise<MonthReport> {
  const { office, library, regulation } = deps;
  const sums = async (m: string, what: string): Promise<number> =>
    (await office.tallies(m, what)).reduce((sum, t) => sum + t.n, 0);
  const known = new Set(await office.months());
  const before = await Promise.all(
    monthsBefore(month, 11)
      .filter((m) => known.has(m))
      .map(async (m) => ({ month: m, acts: await sums(m, 'acts'), problems: await sums(m, 'problem') })),
  );
  const last = monthBefore(month);
  const { scoring } = library;
  const reported = await reportedOf([...monthsBefore(month, 2), month], deps);
  const rates = scoring?.rates.collection ?? [];
  return monthReport({
    month,
    profile: `${regulation.profile.id}@${regulation.profile.version}`,
    tallies: await office.tallies(month),
    before,
    unitsBefore: [...(await office.tallies(last, 'acts')), ...(await office.tallies(last, 'flags'))],
    reported: reported.at(-1) ?? {},
    ratesBefore: Object.fromEntries(
      rates.map(({ id }) => [
        id,
        reported.slice(0, -1).flatMap((r) => {
          const figures = r[id];
          return figures?.whole ? [(100 * figures.part) / figures.whole] : [];
        }),
      ]),
    ),
    categories: new Set(library.rules.flatMap((r) => r.riskPoints[0] ?? [])).size,
    posts: Object.keys(library.posts).length,
    rates,
    fewestProblems: scoring?.riskValue.fewestProblems ?? 10,
    fewestCases: scoring?.rates.fewest ?? 30,
  });
}

/** Figures by hand, month by month; the latest entry of a month stands. */
async function reportedOf(months: readonly string[], { store, office }: Deps): Promise<Record<string, Reported>[]> {
  const rows = (await office.papers('rates')).sort((a, b) => a.seq - b.seq);
  return Promise.all(
    months.map(async (month) => {
      const row = rows.findLast((r) => r.of === month);
      const note = row && OfficeNote.safeParse((await store.journal.entry(row.seq))?.skeleton.body).data;
      return note?.office === 'rates' ? note.values : {};
    }),
  );
}

interface Seal {
  seq: number;
  at: number;
  by: string;
  sha256: string;
  report: MonthReport;
}

async function sealOf(month: string, { store, office }: Deps): Promise<Seal | undefined> {
  const row = (await office.papers('seal')).filter((r) => r.of === month).sort((a, b) => a.seq - b.seq)[0];
  const entry = row && (await store.journal.entry(row.seq));
  const note = OfficeNote.safeParse(entry?.skeleton.body).data;
  const { report, by } = entry ? valuesOf(entry) : {};
  const figures = MonthReport.safeParse(report).data;
  if (!entry || note?.office !== 'seal' || !figures) return undefined;
  const name: unknown = typeof by === 'object' && by !== null ? Reflect.get(by, 'name') : undefined;
  return {
    seq: entry.skeleton.seq,
    at: entry.skeleton.at,
    by: typeof name === 'string' ? name : '—',
    sha256: note.sha256,
    report: figures,
  };
}

async function sealed(report: MonthReport, deps: Deps): Promise<Seal | undefined> {
  const { recorder, office, platform, reader } = deps;
  const sha = base64url(await sha256(utf8(canonical(report))));
  const at = platform.clock.now();
  const body: OfficeNote = { office: 'seal', of: report.month, sha256: sha };
  const seq = await recorder.write([{ kind: 'note', body: { ...body }, parts: { by: reader, report } }]);
  if (seq === undefined) return undefined;
  await office.keepPaper({ seq, kind: 'seal', of: report.month, at });
  return { seq, at, by: reader.name, sha256: sha, report };
}

export async function keepRates(
  { month, values }: MessageBody<'report.rates'>,
  { recorder, office, platform, reader, library }: Deps,
): Promise<boolean> {
  const known = new Set(library.scoring?.rates.collection.map((r) => r.id));
  const kept = Object.fromEntries(Object.entries(values).filter(([id]) => known.has(id)));
  const body: OfficeNote = { office: 'rates', of: month, values: kept };
  const seq = await recorder.write([{ kind: 'note', body: { ...body }, parts: { by: reader } }]);
  if (seq === undefined) return false;
  await office.keepPaper({ seq, kind: 'rates', of: month, at: platform.clock.now() });
  return true;
}

function wordsOf({ library, regulation, language, reader, riskWords }: Deps): ReportView['words'] {
  return {
    unit: reader.unit,
    rule: Object.fromEntries(library.rules.map((r) => [r.id, r.title[language]])),
    risk: riskWords,
    post: Object.fromEntries(Object.entries(library.posts).map(([id, text]) => [id, text[language]])),
    severity: Object.fromEntries(
      library.scheme.levels.map(({ severity, mark, label }) => [severity, { mark, word: label[language] }]),
    ),
    rate: Object.fromEntries(
      (library.scoring?.rates.collection ?? []).map((r) => [
        r.id,
        {
          title: r.title[language],
          numerator: r.numerator[language],
          denominator: r.denominator[language],
          isSeen: r.isSeen ?? false,
        },
      ]),
    ),
    profile: regulation.profile.title[language],
  };
}
