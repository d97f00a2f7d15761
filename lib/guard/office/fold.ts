import { AnswerBody, ReviewBody } from '@/lib/model';
import type { Entry } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { MatterRow, MatterWords, Office, Store } from '@/lib/store';
import { valuesOf } from '../parts';
import { passOf } from './passes';
import { actOf, firedOf, subjectOf } from '../views/act';

const SLICE = 2_000;

/** A flagged act's line in the queue and its words; undefined for an act nothing fired on. */
export function matterOf(
  entry: Entry,
  library: Library,
  checkDue: (severity: number, at: number) => number | undefined,
): { row: MatterRow; words: MatterWords } | undefined {
  const act = actOf(entry);
  const fired = firedOf(act);
  const [lead] = fired;
  if (!lead) return undefined;
  const { desk, seq } = entry.skeleton;
  const person = act.parts.clerk?.person;
  const login = act.parts.clerk?.login;
  const id = `${desk}/${seq}`;
  const severity = Math.max(...fired.map((f) => f.level.severity));
  const due = checkDue(severity, act.body.at);
  return {
    row: {
      id,
      desk,
      seq,
      at: act.body.at,
      severity,
      answer: 'none',
      rule: lead.rule,
      risk: library.rules.find((r) => r.id === lead.rule)?.riskPoints[0] ?? '',
      unit: person?.unit ?? '',
      post: person?.posts[0] ?? '',
      subject: subjectOf(library, act, 'zh') ?? '',
      operator: person?.name ?? login ?? '',
      ...(due === undefined ? {} : { due }),
      involved: [...new Set([person?.id, login].flatMap((x) => x ?? []))],
    },
    words: {
      id,
      sentence: lead.sentence,
      level: lead.level,
      rules: fired.map((f) => f.rule),
      action: act.body.action,
    },
  };
}

interface Folded {
  folded: number;
  entries: number;
  /** Matters that this machine's journal says something was done about. */
  reviewed: string[];
}

/** Brings the next entries of a desk into the list of matters. `own`: this machine's journal; others: imported. */
export async function foldDesk(deps: {
  store: Store;
  office: Office;
  library: Library;
  desk: string;
  own: string;
  now: number;
  checkDue(severity: number, at: number): number | undefined;
}): Promise<Folded> {
  const { store, office, library, desk, own, now } = deps;
  const isOwn = desk === own;
  const size = isOwn ? (await store.journal.head(() => own)).frontier.size : 0;
  const known = await office.source(desk);
  const source = known ?? {
    desk,
    from: 'own',
    importedAt: now,
    entries: size,
    folded: 0,
    state: 'ok' as const,
    sentence: { zh: '本机留痕', en: 'Journal of this machine' },
  };
  if (!known && !isOwn) return { folded: 0, entries: 0, reviewed: [] };
  const entries = isOwn
    ? (await store.journal.entries(numbers(source.folded, Math.min(size, source.folded + SLICE)))).flatMap(
        (e) => e ?? [],
      )
    : await office.entriesFrom(desk, source.folded, SLICE);
  const made = entries
    .filter((e) => e.skeleton.kind === 'event')
    .flatMap((e) => {
      const matter = matterOf(e, library, deps.checkDue);
      return matter ? [matter] : [];
    });
  await office.keepMatters(
    made.map((m) => m.row),
    made.map((m) => m.words),
  );
  await office.keepPasses(entries.flatMap((entry) => passOf(entry) ?? []));
  const reviewed = new Set<string>();
  for (const entry of entries) {
    const { kind, re, body, seq } = entry.skeleton;
    if (isOwn && kind === 'disposition') {
      const { matter, letter } = ReviewBody.parse(body);
      await office.keepDone({ matter, seq });
      if (letter) await office.keepLetter({ seq, template: letter.template, at: entry.skeleton.at });
      reviewed.add(matter);
    }
    if (kind !== 'answer' || re === undefined) continue;
    const { second } = valuesOf(entry);
    await office.setAnswer(
      `${desk}/${re}`,
      AnswerBody.parse(body).kind,
      typeof second === 'string' ? second : undefined,
    );
  }
  const last = entries.at(-1)?.skeleton.seq;
  const folded = isOwn ? Math.min(size, source.folded + SLICE) : last === undefined ? source.entries : last + 1;
  const total = isOwn ? size : source.entries;
  await office.keepSource({ ...source, entries: total, folded });
  return { folded, entries: total, reviewed: [...reviewed] };
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
