import { AnswerBody, EndingBody, ShownBody } from '@/lib/model';
import type { ActionSpec, Entry, Flag, Language, Readings } from '@/lib/model';
import type {
  AnswerLine,
  EndingLine,
  FieldLine,
  FiredLine,
  FlagDetailView,
  ProofView,
  ShownLine,
  TimeLine,
  UndeterminedLine,
} from '@/lib/messages/views';
import type { Library } from '@/lib/packs';
import type { JournalTable, Store } from '@/lib/store';
import { valuesOf } from '../parts';
import { ANSWER_WORDS, ASK_WORDS, EASED, ENDING_WORDS, ERASED, UNREAD, WHY_UNDETERMINED } from '../words';
import { actOf, answerOf, clerkOf, firedOf, gapLine, subjectOf, titleOf } from './act';
import type { Act } from './act';
import { factLines, markOf, sourceLines, unreadText, valueText } from './format';
import { proofOf, withClock } from './proof';
import type { ClockStep } from './proof';

interface Reader {
  library: Library;
  language: Language;
  act: Act;
  spec: ActionSpec | undefined;
}

/** Everything the journal holds about one act. */
export async function detailView(input: {
  store: Store;
  library: Library;
  language: Language;
  seq: number;
  held?: boolean;
  /** Where this desk's clock was set. */
  clock?: readonly ClockStep[];
  /** Records of another desk, and how they were proved on the way in; else this desk's own. */
  imported?: { journal: Pick<JournalTable, 'entry' | 'belonging'>; proof(entry: Entry): Promise<ProofView> };
}): Promise<FlagDetailView> {
  const { store, library, language, seq, imported } = input;
  const journal = imported?.journal ?? store.journal;
  const entry = await journal.entry(seq);
  if (entry?.skeleton.kind !== 'event') return { kind: 'none' };
  const act = actOf(entry);
  const reader: Reader = { library, language, act, spec: library.actions.find((a) => a.key === act.body.action) };
  const belonging = await journal.belonging(seq);
  const of = (kind: Entry['skeleton']['kind']): Entry[] => belonging.filter((e) => e.skeleton.kind === kind);
  const { body } = act;
  const subject = subjectOf(library, act, language);
  const clerk = clerkOf(act);
  const adapter = library.adapters.find((a) => a.id === body.adapter.id);
  return {
    kind: 'flag',
    language,
    seq,
    at: body.at,
    event: body.id,
    action: body.action,
    actionTitle: titleOf(library, body.action, language),
    system: body.system,
    adapter: `${body.adapter.id} v${body.adapter.version}`,
    page: adapter?.pages.find((p) => p.id === body.page)?.title[language] ?? body.page,
    degraded: body.degraded ?? false,
    mode: body.mode,
    held: input.held ?? false,
    fields: fieldLines(reader, act.fields),
    items: act.items.map((item) => fieldLines(reader, item)),
    fired: firedOf(act).map((flag) => firedLine(reader, flag)),
    undetermined: undeterminedLines(reader),
    shown: of('shown').map((e) => shownLine(e, language)),
    answers: of('answer').map((e) => answerLine(reader, e)),
    endings: of('ending').map((e) => endingLine(e, language)),
    gaps: of('gap').map((e) => gapLine(e, language)),
    timeline: timelineOf(reader, [entry, ...belonging]),
    proof: withClock(
      await (imported ? imported.proof(entry) : proofOf(store, entry, language)),
      entry,
      input.clock,
      language,
    ),
    ...(subject === undefined ? {} : { subject }),
    ...(clerk === undefined ? {} : { clerk }),
    ...(body.dwellMs === undefined ? {} : { dwellMs: body.dwellMs }),
  };
}

function fieldLines({ act, spec, language }: Reader, readings: Readings): FieldLine[] {
  const flagged = new Set(
    firedOf(act).flatMap((flag) => flag.facts.flatMap((fact) => (fact.bad && fact.field ? [fact.field] : []))),
  );
  const order = Object.keys(spec?.fields ?? {});
  const lines = Object.entries(readings).map(([id, reading]): FieldLine => {
    const field = spec?.fields[id];
    const unread = unreadText(reading, language);
    return {
      id,
      label: field?.label[language] ?? id,
      value: valueText(reading, field, language) ?? '',
      ...(unread === undefined ? {} : { unread }),
      ...(flagged.has(id) ? { flagged: true } : {}),
      ...(field?.personal || field?.type === 'identity' || field?.type === 'identities' ? { personal: true } : {}),
    };
  });
  return lines.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function firedLine({ library, act, language }: Reader, flag: Flag): FiredLine {
  const eased = act.body.flags.find((f) => f.rule === flag.rule)?.eased;
  return {
    rule: flag.rule,
    ruleVersion: flag.ruleVersion,
    pack: flag.pack,
    title: library.rules.find((r) => r.id === flag.rule)?.title[language] ?? flag.rule,
    level: markOf(library.scheme, flag.level, language),
    ask: flag.ask,
    askText: ASK_WORDS[flag.ask][language],
    sentence: flag.sentence[language],
    because: flag.because[language],
    facts: factLines(flag.facts, language),
    sources: sourceLines(flag.sources, language),
    evidence: flag.evidence ?? [],
    ...(eased ? { eased: EASED[eased][language] } : {}),
    ...(flag.items ? { items: flag.items } : {}),
    ...(flag.deadline ? { deadline: { at: flag.deadline.at, label: flag.deadline.label[language] } } : {}),
  };
}

const undeterminedLines = ({ library, act, spec, language }: Reader): UndeterminedLine[] =>
  act.body.undetermined.map((u) => ({
    rule: u.rule,
    title: library.rules.find((r) => r.id === u.rule)?.title[language] ?? u.rule,
    why: WHY_UNDETERMINED[u.why][language],
    fields: Object.entries(u.fields).map(
      ([id, reason]) => `${spec?.fields[id]?.label[language] ?? id}: ${UNREAD[reason]?.[language] ?? reason}`,
    ),
  }));

function shownLine(entry: Entry, language: Language): ShownLine {
  const body = ShownBody.parse(entry.skeleton.body);
  const { text } = valuesOf(entry);
  return {
    seq: entry.skeleton.seq,
    at: entry.skeleton.at,
    surface: body.surface,
    text: typeof text === 'string' ? text : ERASED[language],
    visibleMs: body.visibleMs,
    receipt: body.receipt,
    textVersion: body.textVersion,
  };
}

function answerLine({ library, act, language }: Reader, entry: Entry): AnswerLine {
  const body = AnswerBody.parse(entry.skeleton.body);
  const { reason, second } = valuesOf(entry);
  const flags = firedOf(act);
  const textOf = (list: 'checks' | 'reasons', id: string): string =>
    flags.flatMap((f): { id: string; text: { zh: string; en: string } }[] => f[list]).find((x) => x.id === id)?.text[
      language
    ] ?? (id === WRONG.id ? WRONG[language] : id);
  const person = library.staff.find((p) => p.id === second);
  return {
    seq: entry.skeleton.seq,
    at: entry.skeleton.at,
    kind: body.kind,
    text: answerOf([entry], language).text,
    checks: (body.checks ?? []).map((id) => textOf('checks', id)),
    ...(body.reasonId ? { reason: textOf('reasons', body.reasonId) } : {}),
    ...(typeof reason === 'string' ? { reasonText: reason } : {}),
    ...(body.second
      ? {
          second: {
            name: person?.name ?? (typeof second === 'string' ? second : ERASED[language]),
            post: library.posts[body.second.post]?.[language] ?? body.second.post,
            way: body.second.way,
            at: body.second.at,
          },
        }
      : {}),
  };
}

function endingLine(entry: Entry, language: Language): EndingLine {
  const { ending, detail } = EndingBody.parse(entry.skeleton.body);
  return {
    seq: entry.skeleton.seq,
    at: entry.skeleton.at,
    text: ENDING_WORDS[ending]?.[language] ?? ending,
    ...(detail ? { detail } : {}),
  };
}

function timelineOf({ library, act, language }: Reader, entries: readonly Entry[]): TimeLine[] {
  return entries
    .flatMap((entry): TimeLine[] => {
      const { seq, at, kind } = entry.skeleton;
      switch (kind) {
        case 'event':
          return [
            {
              seq,
              at: act.body.at,
              text: titleOf(library, act.body.action, language),
              tone: act.body.flags.length ? 'flag' : 'plain',
            },
          ];
        case 'shown':
          return [{ seq, at, text: language === 'zh' ? '提醒已显示' : 'The reminder was shown', tone: 'plain' }];
        case 'answer':
          return [{ seq, at, text: ANSWER_WORDS[AnswerBody.parse(entry.skeleton.body).kind][language], tone: 'plain' }];
        case 'ending':
          return [{ seq, at, text: endingLine(entry, language).text, tone: 'plain' }];
        case 'gap':
          return [{ seq, at, text: gapLine(entry, language).text, tone: 'gap' }];
        default:
          return [];
      }
    })
    .sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** The reason that every hold but a stop offers, where no rule names one of its own. */
const WRONG = { id: 'rule-is-wrong', zh: '提醒与实际不符', en: 'The reminder does not fit the facts' };
