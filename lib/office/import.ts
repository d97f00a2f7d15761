import {
  checkExport,
  checkpointsIn,
  deskOf,
  EraseBody,
  entriesIn,
  readCheckpoint,
  sentenceOf,
  verdictOf,
} from '@/lib/journal';
import type { Report } from '@/lib/journal';
import type { Entry } from '@/lib/model';
import type { ErasureRow, Office, SourceRow } from '@/lib/store';

/** `erased`: entries in it that say what was erased. `not_export`: no file of ours · `own`: this machine's own journal · `empty`: nothing in it. */
export type Imported =
  | { ok: true; desk: string; added: number; erased: number; whole: boolean; sentence: { zh: string; en: string } }
  | { ok: false; why: 'not_export' | 'own' | 'empty' };

/**
 * Takes a `.hulan` file into the officer's import store. It is verified first, also against what an earlier file of the same
 * desk had signed; what is not whole is taken in all the same, with what was found said of it. Entries already there stay; what a
 * whole file says was erased is written down, and the copies here go when the desk is next read into the list.
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
    office: Pick<Office, 'source' | 'keepSource' | 'addEntries' | 'addErasures' | 'leaves' | 'refold'>;
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

  const isOlder = isBefore(report, before);
  let added = 0;
  let done = 0;
  let first = Number.MAX_SAFE_INTEGER;
  let other: number | undefined;
  const erasures: ErasureRow[] = [];
  for (const slice of entriesIn(bytes)) {
    // An entry of another desk in this file was named as mixed in; it is not this desk's record.
    const own = slice.filter((e) => e.skeleton.desk === desk);
    if (isOlder) other ??= await firstOther(desk, own, office);
    const written = await office.addEntries(desk, own);
    added += written.added;
    first = Math.min(first, written.first ?? first);
    erasures.push(...own.flatMap(erasureOf));
    done += slice.length;
    progress?.(report.entries + done, report.entries * 2);
  }
  const grave = [
    // That an older file ends earlier is no fault, where it says the same as what came after it.
    ...report.findings.filter((f) => f.grave && !(isOlder && f.code === 'cut' && f.detail === 'outside')),
    ...(other === undefined ? [] : [{ code: 'fork' as const, grave: true as const, seq: other, to: report.size - 1 }]),
  ];
  const isWhole = grave.length === 0;
  const say = (language: 'zh' | 'en'): string =>
    grave.length > 0
      ? grave
          .slice(0, 3)
          .map((f) => sentenceOf(f, language))
          .join(language === 'zh' ? '；' : '; ')
      : isOlder
        ? OLDER[language]
        : verdictOf(report, language);
  const sentence = { zh: say('zh'), en: say('en') };
  const brokenFrom = [before?.brokenFrom, ...grave.map((f) => f.seq)]
    .flatMap((seq) => seq ?? [])
    .sort((a, b) => a - b)[0];
  if (isWhole) await office.addErasures(erasures.filter(({ seq }) => seq < (report.signed?.size ?? 0)));
  const newest = isWhole && !isOlder ? checkpointsIn(bytes).at(-1) : undefined;
  const checkpoint = newest ?? before?.checkpoint ?? checkpointsIn(bytes).at(-1);
  const isNews = !before || !isWhole || !isOlder;
  await office.keepSource({
    desk,
    ...(isNews
      ? { from, importedAt: now, sentence }
      : { from: before.from, importedAt: before.importedAt, sentence: before.sentence }),
    entries: Math.max(before?.entries ?? 0, report.size),
    folded: before?.folded ?? 0,
    state: isWhole && before?.state !== 'broken' ? 'ok' : 'broken',
    ...(checkpoint ? { checkpoint } : {}),
    ...(before?.clock ? { clock: before.clock } : {}),
    ...(brokenFrom === undefined ? {} : { brokenFrom }),
  });
  // A later file filled a hole before what was folded: figures are counted anew, or the hole would be counted twice or never.
  if (first < (before?.folded ?? 0)) await office.refold(desk);
  return { ok: true, desk, added, erased: erasures.length, whole: isWhole, sentence };
}

const OLDER = { zh: '完整；比已有的一份旧', en: 'Whole; older than what is here already' };

/** Was this file written before what is known of the desk was signed? */
function isBefore({ kind, at, size }: Report, before: SourceRow | undefined): boolean {
  const known = before?.checkpoint === undefined ? undefined : readCheckpoint(before.checkpoint);
  return kind === 'journal' && known !== undefined && at < known.at && size < known.size;
}

/** The first entry that is another than the one that is here under its number. */
async function firstOther(
  desk: string,
  entries: readonly Entry[],
  office: Pick<Office, 'leaves'>,
): Promise<number | undefined> {
  const [head, last] = [entries[0], entries.at(-1)];
  if (!head || !last) return undefined;
  const leaves = await office.leaves(desk, head.skeleton.seq, last.skeleton.seq);
  return entries.find(({ skeleton, leaf }) => (leaves.get(skeleton.seq) ?? leaf) !== leaf)?.skeleton.seq;
}

/** What an entry says was erased; it speaks of entries before it only. */
function erasureOf({ skeleton: { kind, desk, seq, at, re, body } }: Entry): ErasureRow[] {
  const said = kind === 'erase' ? EraseBody.safeParse(body).data : undefined;
  if (!said) return [];
  const row = { desk, seq, at, left: 'all' as const };
  if ('before' in said) return [{ ...row, from: 0, to: Math.min(said.before, seq) }];
  if ('from' in said)
    return [{ ...row, from: said.from, to: Math.min(said.to, seq), ...(said.except ? { except: said.except } : {}) }];
  return re === undefined || re >= seq ? [] : [{ ...row, from: re, to: re + 1, parts: said.parts }];
}
