// What a worker would answer to the page of learning and to the list of passes. Invented but for the library's words.
import type {
  LearningAnswered,
  LearningView,
  PaperKind,
  QuestionView,
  RunView,
  ToldView,
} from '@/lib/messages/learning-views';
import type { PassesView } from '@/lib/messages/office-views';
import type { LearningApi } from '@/components/learning/api';

const AT = Date.UTC(2026, 10, 20, 2, 0);
const WORDS = {
  zh: {
    title: '签订空白借款合同',
    behaviour: '要素未填客户先签字就放款，事后补写，易被用来逃债。',
    measures: ['要素齐全方可放款', '面签影像', '缺项拦截'],
    ask: '“签订空白借款合同”，应当怎样防？',
    options: [
      '代理人证件号全机构累计；第四张拦截；真实意愿核实',
      '岗位分离校验',
      '要素齐全方可放款；面签影像；缺项拦截',
      '专用通道；双人进出',
    ],
    source: '建三江农信风险点库 一(一) 信贷业务第3项',
    level: '关注',
    posts: ['客户经理', '柜员'],
    name: '刘佳',
    unit: '云岭联社城关信用社',
  },
  en: {
    title: 'Loan contracts signed in blank',
    behaviour: 'The client signs a blank form, money goes out and blanks are filled later.',
    measures: ['Nothing paid out before every term is filled', 'video of signing', 'blanks stop the step'],
    ask: 'How is this prevented: “Loan contracts signed in blank”?',
    options: [
      'Agents counted across outlets; the fourth is stopped; the wish is verified',
      'Duties are split by the system',
      'Nothing paid out before every term is filled; video of signing; blanks stop the step',
      'A door of its own; two people enter',
    ],
    source: 'Jiansanjiang rural credit cooperative: risk point library 一(一)',
    level: 'Caution',
    posts: ['credit manager', 'teller'],
    name: '刘佳',
    unit: '云岭联社城关信用社',
  },
};

/** `state`: full · done · waits · nobody · nopost · page (no sign-in of one's own). */
export function aLearning(language: 'zh' | 'en', state: string, give: <T>(value: T) => Promise<T>): LearningApi {
  const w = WORDS[language];
  const question: QuestionView = { id: 'prevent:cr-blank-contract', ask: w.ask, options: w.options };
  const point = { ...w, id: 'a', level: { mark: 'yellow' as const, word: w.level } };
  const told = (chosen: number): ToldView => ({ ...w, question, chosen, right: 2 });
  const run = (kind: 'quiz' | 'exam', n: number): RunView => ({
    kind,
    n,
    of: 3,
    question: { ...question, id: `${question.id}${n}` },
    ...(kind === 'exam' ? { postName: w.posts[0] } : {}),
  });
  const view: LearningView =
    state === 'nobody'
      ? { kind: 'nobody', language }
      : state === 'nopost'
        ? { kind: 'no_posts', language }
        : {
            kind: 'learning',
            language,
            clerk: { id: 'liujia', name: w.name, unit: w.unit, posts: w.posts, from: 'sign_in' },
            waits: state === 'waits' ? 1 : 0,
            card: { point, question, done: state === 'done', days: state === 'done' ? 12 : 0 },
            quiz: {
              period: '2026-Q4',
              questions: 10,
              need: 8,
              ...(state === 'done' ? { last: { at: AT, right: 9, of: 10, passed: true } } : {}),
            },
            exams: w.posts.map((postName, i) => ({
              post: `p${i}`,
              postName,
              questions: 20,
              need: 16,
              ...(state === 'done' && i === 0
                ? { passed: { at: AT, packs: 'credit@3' }, last: { at: AT, right: 18, of: 20, passed: true } }
                : {}),
              ...(state === 'done' && i === 1 ? { last: { at: AT, right: 12, of: 20, passed: false } } : {}),
            })),
            mayExam: state !== 'page',
          };
  let answered = 0;
  return {
    view: () => give(view),
    start: async (kind) => ({ ok: true, run: run(kind, 1) }),
    answer: async (id, option): Promise<LearningAnswered> => {
      if (id === question.id) return { ok: true, told: told(option) };
      answered += 1;
      const kind: PaperKind = state === 'exam' ? 'exam' : 'quiz';
      const shown = kind === 'quiz' ? { told: told(option) } : {};
      if (answered < 3) return { ok: true, ...shown, run: run(kind, answered + 1) };
      const result = { right: 2, of: 3, need: 3, passed: false, mistakes: [told(0)], kind };
      return { ok: true, ...shown, result };
    },
    onChange: () => undefined,
  };
}

export const passes = (language: 'zh' | 'en', size: number, isOfficer: boolean): PassesView => ({
  language,
  isOfficer,
  lines: Array.from({ length: Math.min(size, 6) }, (_, i) => ({
    person: `yl-0${i + 11}`,
    name: ['刘佳', '张雯', '黄波', '郭昕', '汪海', ''][i] ?? '',
    unit: i < 5 ? WORDS[language].unit : '',
    postName: WORDS[language].posts[i % 2] ?? '',
    at: AT - i * 86_400_000,
    packs: 'credit@3',
  })),
});
