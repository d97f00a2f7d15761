import type { PassesView } from '@/lib/messages/office-views';
import { LearningBody, LearningParts } from '@/lib/model';
import type { Entry, Language } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { PassRow } from '@/lib/store';
import { valuesOf } from '../parts';

/** An entry exam that was passed; undefined for everything else, and where the person was erased. */
export function passOf({ skeleton, ...entry }: Entry): PassRow | undefined {
  if (skeleton.kind !== 'learning') return undefined;
  const body = LearningBody.safeParse(skeleton.body).data;
  const parts = LearningParts.safeParse(valuesOf({ skeleton, ...entry })).data;
  if (body?.learning !== 'exam' || !body.passed || !body.post || !parts) return undefined;
  const { desk, seq, at } = skeleton;
  return { id: `${desk}/${seq}`, desk, person: parts.person, post: body.post, at, packs: body.packs };
}

/** One line a person and post, in the order of the staff list's units, posts and numbers. */
export function passesView(
  rows: readonly PassRow[],
  library: Library,
  language: Language,
): Omit<PassesView, 'isOfficer'> {
  const latest = new Map<string, PassRow>();
  for (const row of rows) {
    const key = `${row.person} ${row.post}`;
    if ((latest.get(key)?.at ?? 0) < row.at) latest.set(key, row);
  }
  const lines = [...latest.values()].map((row) => {
    const person = library.staff.find(({ id }) => id === row.person);
    return {
      person: row.person,
      name: person?.name ?? '',
      unit: person?.unit ?? '',
      postName: library.posts[row.post]?.[language] ?? row.post,
      at: row.at,
      packs: row.packs.join(language === 'zh' ? '、' : ', '),
    };
  });
  const key = (line: (typeof lines)[number]): string => [line.unit, line.postName, line.person].join('\n');
  return { language, lines: lines.sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
