import { AnswerBody, EndingBody, EventBody, EventParts, GapBody } from '@/lib/model';
import type { Entry, Flag, Language, Readings, Verdict } from '@/lib/model';
import type { AnswerKind, FlagLine, GapLine } from '@/lib/messages/views';
import type { Library } from '@/lib/packs';
import { askRank } from '@/lib/rules';
import { valuesOf } from '../parts';
import { ANSWER_WORDS, DUE_CHECK, ENDING_WORDS, ERASED, GAPS, WHY_UNANSWERED } from '../words';
import { markOf, valueText } from './format';

/** An act's entry with its parts, put together again. */
export interface Act {
  entry: Entry;
  body: EventBody;
  parts: EventParts;
  fields: Readings;
  items: Readings[];
  verdict: Verdict;
}

export function actOf(entry: Entry): Act {
  const body = EventBody.parse(entry.skeleton.body);
  const parts = EventParts.parse(valuesOf(entry));
  const items = (body.items ?? []).map((item, i) => ({ ...item, ...parts.fields?.items?.[i] }));
  return {
    entry,
    body,
    parts,
    fields: { ...body.fields, ...parts.fields?.fields },
    items,
    verdict: parts.verdict ?? { flags: [], undetermined: [], judged: body.judged },
  };
}

export const titleOf = (library: Library, action: string, language: Language): string =>
  (action === 'tick' ? DUE_CHECK : library.actions.find((a) => a.key === action)?.title)?.[language] ?? action;
export const clerkOf = (act: Act): string | undefined => act.parts.clerk?.person?.name ?? act.parts.clerk?.login;

export function subjectOf(library: Library, act: Act, language: Language): string | undefined {
  const spec = library.actions.find((a) => a.key === act.body.action);
  const reading = spec?.subject ? act.fields[spec.subject] : undefined;
  return reading && spec?.subject ? valueText(reading, spec.fields[spec.subject], language) : undefined;
}

/** Flags with their texts, holds of rules that could not be told included, strongest ask first. */
export const firedOf = (act: Act): Flag[] =>
  [...act.verdict.flags, ...act.verdict.undetermined.flatMap((u) => u.flag ?? [])].sort(
    (a, b) => askRank(b.ask) - askRank(a.ask) || b.level.severity - a.level.severity,
  );

/** One line for an act that raised at least one flag. Where its texts were erased, rule and level still stand. */
export function flagLine(input: {
  library: Library;
  act: Act;
  belonging: readonly Entry[];
  language: Language;
}): FlagLine {
  const { library, act, language } = input;
  const { body, entry } = act;
  const [lead] = firedOf(act);
  const bare = [...body.flags].sort((a, b) => askRank(b.ask) - askRank(a.ask))[0];
  const ref = lead?.level ?? bare?.level;
  const rule = lead?.rule ?? bare?.rule ?? '';
  const subject = subjectOf(library, act, language);
  const clerk = clerkOf(act);
  const answer = answerOf(input.belonging, language);
  const ending = endingText(input.belonging, language);
  return {
    seq: entry.skeleton.seq,
    at: body.at,
    action: body.action,
    actionTitle: titleOf(library, body.action, language),
    level: ref ? markOf(library.scheme, ref, language) : { mark: 'yellow', word: '' },
    severity: ref?.severity ?? 0,
    ask: lead?.ask ?? bare?.ask ?? 'notice',
    rule,
    sentence: lead?.sentence[language] ?? ERASED[language],
    more: Math.max(0, body.flags.length + body.undetermined.filter((u) => u.shown).length - 1),
    answer: answer.kind,
    answerText: answer.text,
    ...(subject === undefined ? {} : { subject }),
    ...(clerk === undefined ? {} : { clerk }),
    ...(ending === undefined ? {} : { endingText: ending }),
  };
}

/** The last answer stands. */
export function answerOf(belonging: readonly Entry[], language: Language): { kind: AnswerKind; text: string } {
  const last = belonging.filter((entry) => entry.skeleton.kind === 'answer').at(-1);
  if (!last) return { kind: 'none', text: ANSWER_WORDS.none[language] };
  const body = AnswerBody.parse(last.skeleton.body);
  const why = body.why ? WHY_UNANSWERED[body.why]?.[language] : undefined;
  return {
    kind: body.kind,
    text: why ? `${ANSWER_WORDS[body.kind][language]}(${why})` : ANSWER_WORDS[body.kind][language],
  };
}

export function endingText(belonging: readonly Entry[], language: Language): string | undefined {
  const last = belonging.filter((entry) => entry.skeleton.kind === 'ending').at(-1);
  if (!last) return undefined;
  const { ending } = EndingBody.parse(last.skeleton.body);
  return ENDING_WORDS[ending]?.[language] ?? ending;
}

export function gapLine(entry: Entry, language: Language): GapLine {
  const { reason, at, action, field, rule, detail } = GapBody.parse(entry.skeleton.body);
  return {
    seq: entry.skeleton.seq,
    at,
    reason,
    text: GAPS[reason][language],
    ...(action ? { action } : {}),
    ...(field ? { field } : {}),
    ...(rule ? { rule } : {}),
    ...(detail ? { detail } : {}),
  };
}
