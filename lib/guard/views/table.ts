import type { TableView } from '@/lib/messages/views';
import type { Language } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Store } from '@/lib/store';
import { actOf, answerOf, clerkOf, endingText, firedOf, subjectOf, titleOf } from './act';
import { markOf, timeText } from './format';

const HEAD: Record<Language, string[]> = {
  zh: ['序号', '时间', '动作', '系统', '标的', '经办人', '级别', '规则', '提示', '应答', '结果'],
  en: ['No.', 'Time', 'Action', 'System', 'Subject', 'Clerk', 'Level', 'Rules', 'Reminder', 'Answer', 'Outcome'],
};

/** Acts as a sheet, newest first, a page at a time; every act, flagged or not. */
export async function tableView(
  { store, library, language }: { store: Store; library: Library; language: Language },
  { before, limit }: { before?: number; limit: number },
): Promise<TableView> {
  const acts = await store.queries.actsBefore(before, limit);
  const entries = await store.journal.entries(acts);
  const rows = await Promise.all(
    entries.flatMap((entry) => {
      if (entry?.skeleton.kind !== 'event') return [];
      const act = actOf(entry);
      const fired = firedOf(act);
      const [lead] = fired;
      return [
        store.journal
          .belonging(entry.skeleton.seq)
          .then((belonging): (string | number)[] => [
            entry.skeleton.seq,
            timeText(act.body.at),
            titleOf(library, act.body.action, language),
            act.body.system,
            subjectOf(library, act, language) ?? '',
            clerkOf(act) ?? '',
            lead ? markOf(library.scheme, lead.level, language).word : '',
            fired.map((flag) => flag.rule).join(' '),
            lead?.sentence[language] ?? '',
            lead ? answerOf(belonging, language).text : '',
            endingText(belonging, language) ?? '',
          ]),
      ];
    }),
  );
  const last = acts.at(-1);
  return { head: HEAD[language], rows, ...(last !== undefined && acts.length === limit ? { next: last } : {}) };
}
