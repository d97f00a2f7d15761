// Flags → what the dialog shows, in the reader's language. One dialog an act: strongest ask first, checks and reasons once.
import type {
  ActionSpec,
  Flag,
  HoldView,
  Language,
  LevelMark,
  LevelScheme,
  Matter,
  Person,
  Text,
  UnreadReason,
  Verdict,
} from '@/lib/model';
import { askRank } from '@/lib/rules/ask';
import { DRAFT } from '@/lib/rules/flag';
import { merge } from '@/lib/rules/remind';

export interface HoldInput {
  id: string;
  language: Language;
  spec: ActionSpec;
  scheme: LevelScheme;
  flags: readonly Flag[];
  undetermined: Verdict['undetermined'];
  candidates: Person[];
  postNames: Record<string, Text>;
  deskOnly: boolean;
  draft?: string;
  matter?: Matter | undefined;
  now: number;
}

export const markOf = (
  scheme: LevelScheme,
  { level: ref, draft }: Pick<Flag, 'level' | 'draft'>,
  language: Language,
): LevelMark => {
  const level = scheme.levels.find((l) => l.key === ref.key);
  return {
    mark: level?.mark ?? 'yellow',
    word: level?.label[language] ?? ref.key,
    ...(draft ? { draft: DRAFT[language] } : {}),
  };
};

type Words = Record<
  'paused' | 'done' | 'back' | 'on' | 'on2' | 'deskOnly' | 'history' | 'draft',
  (...given: string[]) => string
>;
const WORDS: Record<Language, Words> = {
  zh: {
    paused: (a) => `${a}已暂停`,
    done: (what, done) => `${what}尚未${done}`,
    back: () => '返回修改',
    on: () => '确认并继续',
    on2: (a) => `双人确认并${a}`,
    deskOnly: () => '只依据本机记录判断',
    history: () => '历史记录未能及时读到',
    draft: () => '规则尚未发布，不作为预警记录',
  },
  en: {
    paused: (a) => `${a} is paused`,
    done: (what, done) => `${what} has not been ${done}`,
    back: () => 'Go back and change',
    on: () => 'Confirm and continue',
    on2: (a) => `Confirm with two: ${a}`,
    deskOnly: () => 'Judged by the records of this desk only',
    history: () => 'The history could not be read in time',
    draft: () => 'This rule is not published and is not recorded as a flag',
  },
};
const REASON: Record<Language, string> = { zh: '说明理由并继续', en: 'Give reason and continue' };

export function buildHoldView(input: HoldInput): HoldView {
  const { language, spec, scheme } = input;
  const say = WORDS[language],
    t = (text: Text): string => text[language];
  const { flags, checks, reasons, posts } = merge(input.flags);
  const ask = askOf(flags);
  const title = t(spec.title);
  return {
    id: input.id,
    language,
    title: say.paused(title),
    notDone: say.done(t(spec.effect.what), t(spec.effect.done)),
    hits: flags.map((f) => ({
      rule: f.rule,
      ruleVersion: f.ruleVersion,
      level: markOf(scheme, f, language),
      sentence: t(f.sentence),
      because: t(f.because),
      facts: f.facts.map((x) => ({
        label: t(x.label),
        actual: t(x.actual),
        bad: x.bad,
        ...(x.expected ? { expected: t(x.expected) } : {}),
        ...(x.field ? { field: x.field } : {}),
      })),
      checks: f.checks.map((c) => ({ id: c.id, text: t(c.text) })),
      reasons: f.reasons.map(reasonOf(language)),
      sources: f.sources.map((s) => ({
        title: t(s.title),
        checked: s.checked ?? false,
        ...(s.article ? { article: s.article } : {}),
        ...(s.href ? { href: s.href } : {}),
      })),
      ...(f.deadline ? { deadline: { at: f.deadline.at, from: input.now, label: t(f.deadline.label) } } : {}),
    })),
    ask,
    need: {
      checks: ask === 'stop' ? [] : checks.map((c) => ({ id: c.id, text: t(c.text) })),
      reason:
        ask === 'second_person' ? 'text10' : ask === 'justification' ? (reasons.length ? 'pick' : 'text10') : 'none',
      reasons: reasons.map(reasonOf(language)),
      ...(ask === 'second_person'
        ? {
            second: {
              posts,
              postNames: posts.map((p) => input.postNames[p]?.[language] ?? p).join(language === 'zh' ? '、' : ', '),
              candidates: input.candidates,
            },
          }
        : {}),
    },
    backLabel: flags[0]?.back ? t(flags[0].back) : say.back(),
    continueLabel: ask === 'second_person' ? say.on2(title) : ask === 'justification' ? REASON[language] : say.on(),
    notes: notesOf(input),
    ...(input.draft ? { draft: input.draft } : {}),
    ...(input.matter ? { matter: input.matter } : {}),
  };
}

const reasonOf =
  (language: Language) =>
  (r: Flag['reasons'][number]): { id: string; text: string; wrongRule?: boolean } => ({
    id: r.id,
    text: r.text[language],
    ...(r.wrongRule ? { wrongRule: true } : {}),
  });
function askOf(flags: readonly Flag[]): HoldView['ask'] {
  const strongest = flags.reduce((top, f) => Math.max(top, askRank(f.ask)), 3);
  return strongest >= 6 ? 'stop' : strongest === 5 ? 'second_person' : strongest === 4 ? 'justification' : 'checklist';
}

const UNREAD: Record<UnreadReason, Text> = {
  no_element: { zh: '页面上未找到', en: 'not found on the page' },
  ambiguous: { zh: '几处不一致', en: 'sources disagree' },
  not_parsed: { zh: '内容无法识别', en: 'cannot be understood' },
  other_frame: { zh: '在读不到的框架里', en: 'in a frame that cannot be read' },
  too_long: { zh: '内容过长', en: 'too long' },
  no_source: { zh: '本页没有', en: 'not on this page' },
  page_unknown: { zh: '页面未识别', en: 'page not recognised' },
};
function notesOf({ language, flags, undetermined, spec, deskOnly }: HoldInput): string[] {
  const notes = new Set<string>();
  if (flags.some((flag) => flag.draft)) notes.add(WORDS[language].draft());
  for (const open of undetermined) {
    if (open.why === 'history') notes.add(WORDS[language].history());
    for (const [field, reason] of Object.entries(open.fields))
      notes.add(`${spec.fields[field]?.label[language] ?? field}:${UNREAD[reason][language]}`);
  }
  if (deskOnly) notes.add(WORDS[language].deskOnly());
  return [...notes].slice(0, 6);
}
