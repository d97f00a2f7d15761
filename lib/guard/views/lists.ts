import type { MessageBody } from '@/lib/messages';
import type { ClerkView, FlagLine, FlagsView, MineLine, MineView } from '@/lib/messages/views';
import { GapBody } from '@/lib/model';
import type { Entry, Language, Person } from '@/lib/model';
import type { GapLine } from '@/lib/messages/views';
import type { Library } from '@/lib/packs';
import { ANSWERS } from '@/lib/store';
import type { AnswerState, Office, Store } from '@/lib/store';
import { notesOf } from '../day/notes';
import { othersOf } from '../day/others';
import { answerOf, actOf, endingText, firedOf, flagLine, gapLine, subjectOf, titleOf } from './act';
import { markOf } from './format';

interface Reading {
  store: Store;
  library: Library;
  language: Language;
}

const isAnswer = (text: string | undefined): text is AnswerState => ANSWERS.some((a) => a === text);

/** Pages of the list that are gone through for one clerk's own lines before the reader is asked to go on. */
const MOST_PAGES = 20;

/**
 * Flags of this desk, newest first. `rule` and `answer` narrow; `level` is a severity. `own`: names under which the reader
 * acts; only what was done under one of them is listed, and it is not counted how much else there is.
 */
export async function flagsView(
  reading: Reading,
  asked: MessageBody<'view.flags'>,
  own?: readonly string[],
): Promise<FlagsView> {
  const { store, library, language } = reading;
  const by = {
    ...(asked.rule === undefined ? {} : { rule: asked.rule }),
    ...(asked.level === undefined ? {} : { severity: asked.level }),
    ...(isAnswer(asked.answer) ? { answer: asked.answer } : {}),
  };
  const lines: FlagLine[] = [];
  let before = asked.before;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { limit } = asked;
    const rows = await store.queries.flags({ ...by, limit, ...(before === undefined ? {} : { before }) });
    lines.push(
      ...(await linesOf(
        reading,
        rows.map((row) => row.seq),
        own,
      )),
    );
    before = rows.length === limit ? rows.at(-1)?.seq : undefined;
    if (!own || lines.length >= limit || before === undefined) break;
  }
  return {
    language,
    lines,
    ...(own ? {} : { total: await store.queries.countFlags(by) }),
    ...(before === undefined ? {} : { next: before }),
    filters: {
      levels: library.scheme.levels.map((level) => ({
        severity: level.severity,
        mark: { mark: level.mark, word: level.label[language] },
      })),
      rules: library.rules.map((rule) => ({ id: rule.id, title: rule.title[language] })),
    },
  };
}

export async function linesOf(
  { store, library, language }: Reading,
  seqs: readonly number[],
  own?: readonly string[],
): Promise<FlagLine[]> {
  const entries = await store.journal.entries(seqs);
  return Promise.all(
    entries
      .flatMap((entry) => (entry && (!own || isOf(entry, own)) ? [entry] : []))
      .map(async (entry) =>
        flagLine({
          library,
          language,
          act: actOf(entry),
          belonging: await store.journal.belonging(entry.skeleton.seq),
        }),
      ),
  );
}

/** Was it done under one of these names? */
export const isOf = (entry: Entry, names: readonly string[]): boolean => {
  const { clerk } = actOf(entry).parts;
  return [clerk?.person?.id, clerk?.login].some((name) => name !== undefined && names.includes(name));
};

export async function gapLines({ store, language }: Reading, limit: number): Promise<GapLine[]> {
  const entries = await store.journal.entries(await store.queries.gaps(limit));
  return entries.flatMap((entry) =>
    entry && GapBody.safeParse(entry.skeleton.body).success ? [gapLine(entry, language)] : [],
  );
}

const KEPT: Record<Language, string[]> = {
  zh: [
    '只记录守护范围内页面上的受控动作:时间、动作、规则所需的字段、提醒与应答。',
    '证件号码不保存，只保存遮盖后的形式和无法还原的代码。',
    '姓名、理由等个人内容与主记录分开存放，可以单独删除，删除本身会留下记录。',
    '页面上的其他内容、浏览历史、键盘输入都不读取。',
    '已写入的记录不能修改;更正是一条新的记录。',
  ],
  en: [
    'Only guarded actions on covered pages are recorded: time, action, the fields that rules need, reminders and answers.',
    'Identity numbers are not kept, only a masked form and a code that cannot be turned back.',
    'Names, reasons and other personal content stand apart from the record and can be erased alone; the erasure itself is recorded.',
    'Nothing else on a page, no browsing history and no keystrokes are read.',
    'What was written cannot be changed; a correction is a new entry.',
  ],
};

/** Everything recorded about the clerk who sits here, under any of his names. Without one, the acts of nobody in particular. */
export async function mineView(
  reading: Reading & { office: Office },
  asked: MessageBody<'view.mine'>,
  who: { keys: readonly string[]; clerk?: ClerkView },
): Promise<MineView> {
  const { store, library, language } = reading;
  const keys = who.keys.length ? who.keys : [''];
  const lists = await Promise.all(keys.map((key) => store.queries.actsOf(key, asked.before, asked.limit)));
  const rows = lists
    .flat()
    .sort((a, b) => b.seq - a.seq)
    .slice(0, asked.limit);
  const counts = await Promise.all(keys.map((key) => store.queries.countOf(key)));
  const entries = await store.journal.entries(rows.map((row) => row.seq));
  const lines = await Promise.all(
    entries
      .flatMap((entry) => (entry ? [entry] : []))
      .map(async (entry) => {
        const belonging = await store.journal.belonging(entry.skeleton.seq);
        return {
          ...mineLine({ library, language, entry, belonging }),
          notes: await notesOf(entry, belonging, reading),
        };
      }),
  );
  const last = rows.at(-1);
  return {
    language,
    lines,
    others: asked.before === undefined ? await othersOf(reading, who.keys) : [],
    total: counts.reduce((sum, n) => sum + n, 0),
    kept: KEPT[language],
    ...(who.clerk ? { clerk: who.clerk } : {}),
    ...(last && rows.length === asked.limit ? { next: last.seq } : {}),
  };
}

function mineLine({
  library,
  language,
  entry,
  belonging,
}: {
  library: Library;
  language: Language;
  entry: Entry;
  belonging: readonly Entry[];
}): Omit<MineLine, 'notes'> {
  const act = actOf(entry);
  const [lead] = firedOf(act);
  const subject = subjectOf(library, act, language);
  const spec = library.actions.find((a) => a.key === act.body.action);
  const ending = endingText(belonging, language);
  const answered = belonging.some((e) => e.skeleton.kind === 'answer');
  return {
    seq: entry.skeleton.seq,
    at: act.body.at,
    actionTitle: titleOf(library, act.body.action, language),
    flags: act.body.flags.length,
    rules: firedOf(act).map(({ rule }) => ({
      id: rule,
      title: library.rules.find((r) => r.id === rule)?.title[language] ?? rule,
    })),
    recorded: [...new Set([act.fields, ...act.items].flatMap((set) => Object.keys(set)))].map(
      (id) => spec?.fields[id]?.label[language] ?? id,
    ),
    ...(subject === undefined ? {} : { subject }),
    ...(lead ? { level: markOf(library.scheme, lead.level, language), sentence: lead.sentence[language] } : {}),
    ...(answered ? { answerText: answerOf(belonging, language).text } : {}),
    ...(ending === undefined ? {} : { endingText: ending }),
  };
}

export const clerkView = (
  library: Library,
  person: Person | undefined,
  login: string | undefined,
  language: Language,
): ClerkView | undefined => {
  if (person)
    return {
      id: person.id,
      name: person.name,
      unit: person.unit,
      posts: person.posts.map((post) => library.posts[post]?.[language] ?? post),
      from: login ? 'page' : 'sign_in',
    };
  return login ? { name: login, posts: [], from: 'page' } : undefined;
};
