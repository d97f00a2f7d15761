import { AnswerBody, ReviewBody } from '@/lib/model';
import type { Entry } from '@/lib/model';
import type { Library } from '@/lib/packs';
import { matterTallies, monthOf } from '@/lib/store';
import type { FoldStep, MatterRow, MatterWords, Office, SourceRow, Store, Tally } from '@/lib/store';
import { valuesOf } from '../parts';
import { passOf } from './passes';
import { actOf, firedOf, subjectOf } from '../views/act';
import type { Act } from '../views/act';
import { OfficeNote } from './notes';

const SLICE = 2_000;
/** A desk's clock that was set by more than this is named beside what it recorded. */
const CLOCK_MS = 60_000;

type DueFirst = (severity: number, at: number) => number | undefined;

/** A flagged act's line in the queue and its words; undefined for an act nothing fired on. */
export function matterOf(
  entry: Entry,
  act: Act,
  library: Library,
  checkDue: DueFirst,
): { row: MatterRow; words: MatterWords } | undefined {
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

export interface Folded {
  folded: number;
  entries: number;
  /** Matters that have to be looked at again: this machine's journal says something was done, or a clerk spoke. */
  reviewed: string[];
  /** Words of clerks on imported desks about acts of theirs. */
  statements: { matter: string; seq: number; text: string }[];
}

/** Brings the next entries of a desk into the list of matters. `own`: this machine's journal; others: imported. */
export async function foldDesk(deps: {
  store: Store;
  office: Office;
  library: Library;
  desk: string;
  own: string;
  now: number;
  checkDue: DueFirst;
}): Promise<Folded> {
  const { store, office, desk, own, now } = deps;
  const isOwn = desk === own;
  const size = isOwn ? (await store.journal.head(() => own)).frontier.size : 0;
  const known = await office.source(desk);
  if (!known && !isOwn) return { folded: 0, entries: 0, reviewed: [], statements: [] };
  const source = known ?? ownSource(desk, now, size);
  const from = source.folded;
  const entries = isOwn
    ? (await store.journal.entries(numbers(from, Math.min(size, from + SLICE)))).flatMap((e) => e ?? [])
    : await office.entriesFrom(desk, from, SLICE);
  const read = readSlice(entries, deps, isOwn);
  const last = entries.at(-1)?.skeleton.seq;
  const folded = isOwn ? Math.min(size, from + SLICE) : last === undefined ? source.entries : last + 1;
  const total = isOwn ? size : source.entries;
  const { reviewed, statements, clock, ...step } = read;
  const next: SourceRow = {
    ...source,
    entries: total,
    folded,
    clock: [...(source.clock ?? []), ...clock].slice(-MOST),
  };
  const isWritten = await office.fold({ ...step, from, source: next });
  // Somebody else folded this slice: it is not told twice, and the caller asks again.
  return isWritten
    ? { folded, entries: total, reviewed, statements }
    : { folded: from, entries: total, reviewed: [], statements: [] };
}
const MOST = 200;

const ownSource = (desk: string, now: number, entries: number): SourceRow => ({
  desk,
  from: 'own',
  importedAt: now,
  entries,
  folded: 0,
  state: 'ok',
  sentence: { zh: '本机留痕', en: 'Journal of this machine' },
});

type Read = Omit<FoldStep, 'from' | 'source'> &
  Pick<Folded, 'statements' | 'reviewed'> & { clock: NonNullable<SourceRow['clock']> };

function readSlice(
  entries: readonly Entry[],
  { library, checkDue }: { library: Library; checkDue: DueFirst },
  isOwn: boolean,
): Read {
  const read: Read = {
    matters: [],
    words: [],
    acts: [],
    answers: [],
    tallies: [],
    done: [],
    letters: [],
    papers: [],
    passes: [],
    reviewed: [],
    statements: [],
    clock: [],
  };
  const reviewed = new Set<string>();
  for (const entry of entries) {
    const { kind, re, body, seq, at, desk } = entry.skeleton;
    switch (kind) {
      case 'event':
        readAct(entry, read, library, checkDue);
        break;
      case 'answer': {
        if (re === undefined) break;
        const { second } = valuesOf(entry);
        const answer = AnswerBody.parse(body).kind;
        read.answers.push({ id: `${desk}/${re}`, answer, ...(typeof second === 'string' ? { involved: second } : {}) });
        break;
      }
      case 'clock': {
        const ms = Number(body.stepMs ?? (typeof body.backMs === 'number' ? -body.backMs : 0));
        if (Math.abs(ms) > CLOCK_MS) read.clock.push({ seq, at, ms });
        break;
      }
      case 'disposition': {
        if (!isOwn) break;
        const { matter, letter } = ReviewBody.parse(body);
        read.done.push({ matter, seq });
        if (letter) read.letters.push({ seq, template: letter.template, at });
        reviewed.add(matter);
        break;
      }
      case 'note': {
        const { text } = valuesOf(entry);
        if (re !== undefined && body.note === 'statement' && typeof text === 'string') {
          if (isOwn) reviewed.add(`${desk}/${re}`);
          else read.statements.push({ matter: `${desk}/${re}`, seq, text });
        }
        const paper = isOwn ? OfficeNote.safeParse(body).data : undefined;
        if (paper) read.papers.push({ seq, at, kind: paper.office, of: paper.of });
        break;
      }
      case 'learning': {
        const pass = passOf(entry);
        if (pass) read.passes.push(pass);
        break;
      }
      default:
    }
  }
  return { ...read, reviewed: [...reviewed] };
}

/** Every act counts for its unit and stands in its subject's lane; a flagged one is a matter. */
function readAct(entry: Entry, read: Read, library: Library, checkDue: DueFirst): void {
  const act = actOf(entry);
  const { desk, seq } = entry.skeleton;
  const { at, action } = act.body;
  const unit = act.parts.clerk?.person?.unit ?? '';
  const acts: Tally = { month: monthOf(at), what: 'acts', desk, a: unit, b: '' };
  const matter = matterOf(entry, act, library, checkDue);
  if (matter) {
    read.matters.push(matter.row);
    read.words.push(matter.words);
  }
  // A timer's tick is no transaction of a clerk's.
  if (action !== 'tick') read.tallies.push(acts);
  if (matter) read.tallies.push(...matterTallies(matter.row));
  const subject = subjectOf(library, act, 'zh');
  if (subject)
    read.acts.push({
      desk,
      seq,
      at,
      subject,
      action,
      operator: act.parts.clerk?.person?.name ?? act.parts.clerk?.login ?? '',
      isFlagged: matter !== undefined,
    });
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
