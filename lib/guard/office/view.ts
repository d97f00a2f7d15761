import type { ReviewView, ReviewLine } from '@/lib/messages/office-views';
import type { Language, Person, ReviewAct } from '@/lib/model';
import type { Library } from '@/lib/packs';
import { refusalOf } from '@/lib/review';
import type { FlaggedMatter, MatterState, Regulation } from '@/lib/review';

/** Deeds a screen may offer, with what the test needs to know about each. */
const OFFERED: { do: ReviewAct['do']; more?: Partial<ReviewAct> }[] = [
  { do: 'take' },
  { do: 'verdict', more: { verdict: 'normal' } },
  { do: 'approve' },
  { do: 'refuse', more: { text: '—' } },
  { do: 'cosign' },
  { do: 'issue' },
  { do: 'statement', more: { text: '—' } },
  { do: 'report_back', more: { text: '—' } },
  { do: 'accept' },
  { do: 'return', more: { text: '—' } },
  { do: 'circular' },
  { do: 'withdraw', more: { text: '—' } },
  { do: 'note', more: { text: '—' } },
  { do: 'split', more: { text: '—' } },
  { do: 'join', more: { text: '—', with: 'other/0' } },
];

/** A matter's state as the screen draws it, with why the reader may not do what is barred. */
export function reviewView(input: {
  state: MatterState;
  matter: FlaggedMatter;
  regulation: Regulation;
  library: Library;
  language: Language;
  reader: Person | undefined;
  now: number;
}): ReviewView {
  const { state, matter, regulation, library, language, reader, now } = input;
  const { profile, levels, dueAt } = regulation;
  const post = (id: string): string => library.posts[id]?.[language] ?? id;
  const { proposal } = state;
  return {
    stage: state.stage,
    steps: profile.overdue.map((step) => ({
      id: step.id,
      title: step.title[language],
      taken: state.steps.includes(step.id),
      isDue: state.nextStep === step.id,
    })),
    dispositions: profile.dispositions.map((kind) => ({
      id: kind.id,
      title: kind.title[language],
      approval: (kind.approval ?? []).map(post),
      cosigners: kind.cosigners,
      levels: levels
        .filter((level) => !kind.levels || kind.levels.includes(level.key))
        .map((level) => {
          const term = kind.due ?? level.answer?.due;
          const owes = (kind.answer ?? level.answer?.form ?? 'none') !== 'none';
          return {
            key: level.key,
            word: level.label[language],
            ...(owes && term ? { due: dueAt(now, term) } : {}),
          };
        }),
      ...(kind.hint ? { hint: kind.hint[language] } : {}),
      ...(kind.letter ? { letter: profile.letters.find((l) => l.id === kind.letter)?.title[language] ?? '' } : {}),
    })),
    letters: state.letters.map((letter) => ({
      ...letter,
      title: profile.letters.find((l) => l.id === letter.template)?.title[language] ?? letter.template,
    })),
    history: historyOf(state, regulation, language),
    barred: Object.fromEntries(
      OFFERED.flatMap(({ do: what, more }) => {
        const why = reader
          ? refusalOf({ do: what, at: now, by: reader, ...more }, state, matter, regulation)
          : 'not_signed_in';
        return why ? [[what, why]] : [];
      }),
    ),
    profile: profile.id,
    ...(state.closedAs ? { closedAs: state.closedAs } : {}),
    ...(state.due === undefined ? {} : { due: state.due }),
    ...(state.lock ? { lock: state.lock.name } : {}),
    ...(state.verdict ? { verdict: state.verdict.kind } : {}),
    ...(proposal
      ? {
          proposal: {
            disposition: proposal.kind.id,
            title: proposal.kind.title[language],
            by: proposal.by.name,
            cosigners: proposal.cosigners.map((c) => c.name),
            wants: proposal.kind.cosigners,
            ...(proposal.level ? { level: proposal.level.label[language] } : {}),
            ...(proposal.text ? { text: proposal.text } : {}),
            ...(proposal.due === undefined ? {} : { due: proposal.due }),
            ...(proposal.approvedBy ? { approvedBy: proposal.approvedBy.name } : {}),
          },
        }
      : {}),
  };
}

function historyOf(state: MatterState, { profile }: Regulation, language: Language): ReviewLine[] {
  const line = (act: ReviewAct): ReviewLine => {
    const what =
      profile.dispositions.find((d) => d.id === act.disposition)?.title[language] ??
      profile.overdue.find((s) => s.id === act.step)?.title[language];
    return {
      seq: act.seq,
      at: act.at,
      who: act.by.name,
      do: act.do,
      ...(act.verdict ? { verdict: act.verdict } : {}),
      ...(what ? { what } : {}),
      ...(act.text ? { text: act.text } : {}),
      ...(act.adopted === undefined ? {} : { adopted: act.adopted }),
      ...(act.from ? { isReceived: true } : {}),
      ...(act.letter ? { letter: act.letter.number } : {}),
    };
  };
  return [...state.acts.map(line), ...state.void.map(({ act, why }) => ({ ...line(act), void: why }))].sort(
    (a, b) => a.seq - b.seq,
  );
}
