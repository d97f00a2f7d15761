import { base64url, sha256, utf8, canonical } from '@/lib/journal';
import type { Entry, Language, LetterTemplate, Person, ReviewAct } from '@/lib/model';
import type { Library } from '@/lib/packs';
import { nextNumber, writeLetter } from '@/lib/review';
import type { Letter, MatterState, Regulation } from '@/lib/review';
import { timeText } from '../views/format';
import { actOf, clerkOf, firedOf, subjectOf, titleOf } from '../views/act';

/** The template a deed brings, if any. */
export function templateFor(
  wanted: Pick<ReviewAct, 'do' | 'step'>,
  state: MatterState,
  { profile }: Regulation,
): LetterTemplate | undefined {
  const id =
    wanted.do === 'issue'
      ? state.proposal?.kind.letter
      : wanted.do === 'supervise'
        ? profile.overdue.find((s) => s.id === wanted.step)?.letter
        : wanted.do === 'withdraw'
          ? profile.withdrawal?.letter
          : wanted.do === 'circular'
            ? profile.circular?.letter
            : undefined;
  return profile.letters.find((l) => l.id === id);
}

const DAY_MS = 86_400_000;
const civil = (at: number): string => timeText(at).slice(0, 10);
/** A date as a paper has it: 2026年11月5日 · 5 November 2026. */
const dateIn = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'Asia/Shanghai',
  }).format(at);

/** A letter out of the record, with its running number and the fingerprint of its words. */
export async function letterOf(input: {
  template: LetterTemplate;
  entry: Entry;
  state: MatterState;
  issuer: Person;
  /** Letters of this template so far, whatever the matter. */
  issued: readonly { template: string; at: number }[];
  library: Library;
  language: Language;
  text: string | undefined;
  now: number;
}): Promise<{ letter: Letter; sha: string }> {
  const { template, entry, state, issuer, library, language, now } = input;
  const act = actOf(entry);
  const [lead] = firedOf(act);
  const clerk = act.parts.clerk?.person;
  const year = Number(civil(now).slice(0, 4));
  const due = state.due ?? now + DAY_MS;
  const letter = writeLetter(
    template,
    {
      unit: clerk?.unit ?? issuer.unit,
      year,
      n: nextNumber(template, year, input.issued),
      date: dateIn(now, language),
      clerk: clerkOf(act) ?? '—',
      action: titleOf(library, act.body.action, language),
      subject: subjectOf(library, act, language) ?? '—',
      happened: dateIn(act.body.at, language),
      sentence: lead?.sentence[language] ?? '—',
      rule: library.rules.find((r) => r.id === lead?.rule)?.title[language] ?? '—',
      level: state.proposal?.level?.label[language] ?? '—',
      demand: input.text ?? state.proposal?.text ?? '—',
      due: dateIn(due, language),
      issuer: issuer.unit,
      post: issuer.posts.map((p) => library.posts[p]?.[language] ?? p).join(language === 'zh' ? '、' : ', '),
      matter: state.proposal ? String(state.proposal.seq) : '',
    },
    language,
    (post) => library.posts[post]?.[language] ?? post,
  );
  return { letter, sha: base64url(await sha256(utf8(canonical(letter)))) };
}
