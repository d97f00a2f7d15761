import { base64url, canonical, fromBase64url, sha256, utf8 } from '@/lib/journal';
import type { MessageBody } from '@/lib/messages';
import type { DrawView, ReviewRefusal, SamplesView } from '@/lib/messages/office-views';
import type { Language, Person, Sampling } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import { sampleOf } from '@/lib/review';
import type { Regulation } from '@/lib/review';
import type { Office, Store } from '@/lib/store';
import { valuesOf } from '../parts';
import type { Recorder } from '../recorder';
import { OfficeNote } from './notes';

interface Deps {
  platform: Platform;
  store: Store;
  office: Office;
  recorder: Recorder;
  regulation: Regulation;
  language: Language;
  reader: Person | undefined;
}
type Done = { ok: boolean; why?: ReviewRefusal };
interface Pool {
  ids: { id: string; level: string }[];
  sha: string;
}

const SHANGHAI_MS = 8 * 3_600_000;
const MONTHS: Record<Sampling['per'], number> = { year: 12, half: 6, quarter: 3 };

/** First moment of the year, half or quarter that holds `at`, in Asia/Shanghai. */
export function periodStart(at: number, per: Sampling['per']): number {
  const day = new Date(at + SHANGHAI_MS);
  const months = MONTHS[per];
  return Date.UTC(day.getUTCFullYear(), Math.floor(day.getUTCMonth() / months) * months, 1) - SHANGHAI_MS;
}

/** What a plan draws from: closed matters of its levels, or the units that were warned; between two moments. */
async function poolOf(plan: Sampling, office: Office, from: number, until: number): Promise<Pool> {
  const warned = (await office.issued(0)).filter((s) => plan.levels.includes(s.issuedLevel ?? ''));
  const inside = (at: number | undefined): boolean => at !== undefined && at >= from && at <= until;
  const ids =
    plan.of === 'units'
      ? [...new Set(warned.flatMap((s) => (inside(s.issuedAt) && s.issuedUnit ? s.issuedUnit : [])))]
          .sort()
          .map((id) => ({ id, level: UNITS }))
      : warned
          .filter((s) => inside(s.closedAt))
          .map((s) => ({ id: s.id, level: s.issuedLevel ?? '' }))
          .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ids, sha: base64url(await sha256(utf8(canonical(ids)))) };
}
const UNITS = 'units';
const drawFrom = (plan: Sampling, pool: Pool, seed: string): string[] =>
  sampleOf(plan.of === 'units' ? { ...plan, levels: [UNITS] } : plan, pool.ids, seed);

const barred = (plan: Sampling, reader: Person | undefined): ReviewRefusal | undefined =>
  reader ? (plan.by.some((post) => reader.posts.includes(post)) ? undefined : 'wrong_post') : 'not_signed_in';

export async function drawSample({ plan: id, seed }: MessageBody<'sample.draw'>, deps: Deps): Promise<Done> {
  const { platform, office, recorder, regulation, reader } = deps;
  const plan = regulation.profile.sampling.find((p) => p.id === id);
  if (!plan) return { ok: false, why: 'not_due' };
  const why = barred(plan, reader);
  if (why || !reader) return { ok: false, why: why ?? 'not_signed_in' };
  const until = platform.clock.now();
  const from = periodStart(until, plan.per);
  const pool = await poolOf(plan, office, from, until);
  const used = seed ?? numberFrom(platform.random(4));
  const body: OfficeNote = {
    office: 'draw',
    of: plan.id,
    profile: `${regulation.profile.id}@${regulation.profile.version}`,
    seed: used,
    from,
    until,
    pool: pool.ids.length,
    poolSha: pool.sha,
    drawn: drawFrom(plan, pool, used),
  };
  return written(await recorder.write([{ kind: 'note', body: { ...body }, parts: { by: reader } }]), body, deps);
}

export async function checkSample({ draw, item, found, text }: MessageBody<'sample.check'>, deps: Deps): Promise<Done> {
  const { store, recorder, regulation, reader, office } = deps;
  const note = OfficeNote.safeParse((await store.journal.entry(draw))?.skeleton.body).data;
  if (note?.office !== 'draw' || !note.drawn.includes(item)) return { ok: false, why: 'not_due' };
  const plan = regulation.profile.sampling.find((p) => p.id === note.of);
  const why = plan ? barred(plan, reader) : 'not_due';
  if (why || !reader) return { ok: false, why: why ?? 'not_signed_in' };
  const row = note.drawn.includes(item) ? await office.matter(item) : undefined;
  if (row?.involved.includes(reader.id)) return { ok: false, why: 'own_matter' };
  const body: OfficeNote = { office: 'check', of: String(draw), item, found };
  const seq = await recorder.write([{ kind: 'note', re: draw, body: { ...body }, parts: { by: reader, text } }]);
  return written(seq, body, deps);
}

async function written(seq: number | undefined, body: OfficeNote, { office, platform }: Deps): Promise<Done> {
  if (seq === undefined) return { ok: false, why: 'not_written' };
  await office.keepPaper({ seq, kind: body.office, of: body.of, at: platform.clock.now() });
  return { ok: true };
}

/** Six digits that somebody can read out and type in again. */
function numberFrom(random: string): string {
  const n = fromBase64url(random).reduce((sum, byte) => (sum * 256 + byte) % 1_000_000, 0);
  return String(n).padStart(6, '0');
}

export async function samplesView(deps: Deps): Promise<SamplesView> {
  const { platform, store, office, regulation, language, reader } = deps;
  const now = platform.clock.now();
  const [drawRows, checkRows] = await Promise.all([office.papers('draw'), office.papers('check')]);
  const checks = await store.journal.entries(checkRows.map((row) => row.seq));
  const draws = await Promise.all(
    (await store.journal.entries(drawRows.sort((a, b) => b.seq - a.seq).map((row) => row.seq))).map(
      async (entry): Promise<DrawView[]> => {
        const note = OfficeNote.safeParse(entry?.skeleton.body).data;
        if (!entry || note?.office !== 'draw') return [];
        const plan = regulation.profile.sampling.find((p) => p.id === note.of);
        const { seq, at } = entry.skeleton;
        const lines = new Map(
          (await office.words(note.drawn)).flatMap((w) => (w ? [[w.id, w.sentence[language]]] : [])),
        );
        return [
          {
            seq,
            at,
            by: nameOf(valuesOf(entry).by),
            plan: note.of,
            title: plan?.title[language] ?? note.of,
            of: plan?.of ?? 'matters',
            seed: note.seed,
            from: note.from,
            until: note.until,
            pool: note.pool,
            again: plan ? await drawnAgain(plan, note, office) : 'changed',
            items: note.drawn.map((item) => {
              const check = checks.findLast((c) => {
                const body = OfficeNote.safeParse(c?.skeleton.body).data;
                return body?.office === 'check' && body.of === String(seq) && body.item === item;
              });
              const sentence = lines.get(item);
              return { item, ...(sentence ? { sentence } : {}), ...(check ? { checked: checkOf(check) } : {}) };
            }),
          },
        ];
      },
    ),
  );
  const plans = await Promise.all(
    regulation.profile.sampling.map(async (plan) => {
      const from = periodStart(now, plan.per);
      const why = barred(plan, reader);
      return {
        id: plan.id,
        title: plan.title[language],
        share: plan.share,
        atLeast: plan.atLeast,
        of: plan.of,
        pool: (await poolOf(plan, office, from, now)).ids.length,
        isDue: !drawRows.some((row) => row.of === plan.id && row.at >= from),
        ...(why ? { barred: why } : {}),
      };
    }),
  );
  return { plans, draws: draws.flat() };
}

async function drawnAgain(
  plan: Sampling,
  note: Extract<OfficeNote, { office: 'draw' }>,
  office: Office,
): Promise<DrawView['again']> {
  const pool = await poolOf(plan, office, note.from, note.until);
  if (pool.sha !== note.poolSha) return 'changed';
  return drawFrom(plan, pool, note.seed).join() === note.drawn.join() ? 'same' : 'other';
}

function checkOf(entry: Parameters<typeof valuesOf>[0]): NonNullable<DrawView['items'][number]['checked']> {
  const { by, text } = valuesOf(entry);
  return {
    at: entry.skeleton.at,
    by: nameOf(by),
    found: entry.skeleton.body.found === 'wrong' ? 'wrong' : 'right',
    text: typeof text === 'string' ? text : '',
  };
}
const nameOf = (by: unknown): string => {
  const name: unknown = typeof by === 'object' && by !== null ? Reflect.get(by, 'name') : undefined;
  return typeof name === 'string' ? name : '—';
};
