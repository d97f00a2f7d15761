import type { PeopleView, SecondView } from '@/lib/messages/views';
import type { Flag, Language, Person } from '@/lib/model';
import { askRank } from '@/lib/rules';
import type { Library } from '@/lib/packs';
import type { Store, TicketRow } from '@/lib/store';
import type { People } from '../people';
import { REFUSALS } from '../words';
import { actOf, clerkOf, firedOf, subjectOf, titleOf } from './act';
import { DRAFT } from '@/lib/rules/flag';
import { factLines, markOf, sourceLines } from './format';

type Line = PeopleView['people'][number];
const lineOf =
  (library: Library, language: Language, withPin: ReadonlySet<string>) =>
  (person: Person): Line => ({
    ...person,
    postNames: person.posts
      .map((post) => library.posts[post]?.[language] ?? post)
      .join(language === 'zh' ? '、' : ', '),
    hasPin: withPin.has(person.id),
  });

export async function peopleView(input: {
  store: Store;
  library: Library;
  language: Language;
  people: People;
  pageLogin?: string;
}): Promise<PeopleView> {
  const { library, language } = input;
  const signedIn = await input.people.signedIn();
  const withPin = new Set(await input.store.secrets.withPin());
  return {
    language,
    people: (await input.people.all()).map(lineOf(library, language, withPin)),
    ...(signedIn ? { signedIn: signedIn.id } : {}),
    ...(input.pageLogin ? { pageLogin: input.pageLogin } : {}),
  };
}

/** What the second person reads before confirming: the act and the flags that ask for two. */
export async function secondView(input: {
  store: Store;
  library: Library;
  language: Language;
  people: People;
  row: TicketRow | undefined;
  now: number;
  flags: readonly Flag[];
  action: string;
}): Promise<SecondView> {
  const { store, library, language, row } = input;
  if (row?.state !== 'open' || row.until <= input.now) return { kind: 'gone', sentence: REFUSALS.gone[language] };
  const entry = row.seq === undefined ? undefined : await store.journal.entry(row.seq);
  const act = entry && actOf(entry);
  const flags = act ? firedOf(act) : [...input.flags];
  const subject = act && subjectOf(library, act, language);
  const clerk = (act && clerkOf(act)) ?? row.operator;
  const { candidates } = await input.people.candidatesFor(flags, { system: row.system, operator: row.operator });
  const withPin = new Set(await store.secrets.withPin());
  return {
    kind: 'ask',
    language,
    ticket: row.ticket,
    until: row.until,
    actionTitle: titleOf(library, input.action, language),
    flags: flags
      .filter((flag) => askRank(flag.ask) >= askRank('checklist'))
      .map((flag) => ({
        level: {
          ...markOf(library.scheme, flag.level, language),
          ...(flag.draft ? { draft: DRAFT[language] } : {}),
        },
        sentence: flag.sentence[language],
        facts: factLines(flag.facts, language),
        sources: sourceLines(flag.sources, language),
      })),
    candidates: candidates
      .map(lineOf(library, language, withPin))
      .sort((a, b) => Number(b.id === row.asked) - Number(a.id === row.asked)),
    chosen: row.asked,
    ...(subject === undefined ? {} : { subject }),
    ...(clerk === undefined ? {} : { clerk }),
  };
}
