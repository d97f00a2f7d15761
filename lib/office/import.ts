import { checkExport, checkpointsIn, deskOf, entriesIn, sentenceOf, verdictOf } from '@/lib/journal';
import type { Office } from '@/lib/store';

/** `not_export`: no file of ours · `own`: this machine's own journal · `empty`: nothing in it. */
export type Imported =
  | { ok: true; desk: string; added: number; whole: boolean; sentence: { zh: string; en: string } }
  | { ok: false; why: 'not_export' | 'own' | 'empty' };

/**
 * Takes a `.hulan` file into the officer's import store. It is verified first, also against what an earlier file of the same
 * desk had signed; what is not whole is taken in all the same, with what was found said of it. Entries already there stay.
 * `progress` gets entries done and in all, twice over: verified, then written.
 */
export async function importExport(
  bytes: Uint8Array,
  from: string,
  {
    office,
    ownDesk,
    now,
    progress,
  }: {
    office: Pick<Office, 'source' | 'keepSource' | 'addEntries' | 'refold'>;
    ownDesk: string;
    now: number;
    progress?: (done: number, of: number) => void;
  },
): Promise<Imported> {
  const desk = deskOf(bytes);
  if (!desk) return { ok: false, why: 'not_export' };
  if (desk === ownDesk) return { ok: false, why: 'own' };
  const before = await office.source(desk);
  const report = await checkExport(bytes, {
    ...(before?.checkpoint ? { outside: [before.checkpoint] } : {}),
    progress: (done, of) => progress?.(done, of * 2),
  });
  if (report.entries === 0) return { ok: false, why: 'empty' };

  let added = 0;
  let done = 0;
  let first = Number.MAX_SAFE_INTEGER;
  for (const slice of entriesIn(bytes)) {
    // An entry of another desk in this file was named as mixed in; it is not this desk's record.
    const own = slice.filter((e) => e.skeleton.desk === desk);
    const written = await office.addEntries(desk, own);
    added += written.added;
    first = Math.min(first, written.first ?? first);
    done += slice.length;
    progress?.(report.entries + done, report.entries * 2);
  }
  const grave = report.findings.filter((f) => f.grave);
  const say = (language: 'zh' | 'en'): string =>
    grave.length === 0
      ? verdictOf(report, language)
      : grave
          .slice(0, 3)
          .map((f) => sentenceOf(f, language))
          .join(language === 'zh' ? '；' : '; ');
  const sentence = { zh: say('zh'), en: say('en') };
  const brokenFrom = [before?.brokenFrom, ...grave.map((f) => f.seq)]
    .flatMap((seq) => seq ?? [])
    .sort((a, b) => a - b)[0];
  const checkpoint = checkpointsIn(bytes).at(-1) ?? before?.checkpoint;
  await office.keepSource({
    desk,
    from,
    importedAt: now,
    entries: Math.max(before?.entries ?? 0, report.size),
    folded: before?.folded ?? 0,
    state: report.whole && before?.state !== 'broken' ? 'ok' : 'broken',
    sentence,
    ...(checkpoint ? { checkpoint } : {}),
    ...(before?.clock ? { clock: before.clock } : {}),
    ...(brokenFrom === undefined ? {} : { brokenFrom }),
  });
  // A later file filled a hole before what was folded: figures are counted anew, or the hole would be counted twice or never.
  if (first < (before?.folded ?? 0)) await office.refold(desk);
  return { ok: true, desk, added, whole: report.whole, sentence };
}
