import { LETTER_PLACES } from '@/lib/model';
import type { LevelScheme, LetterTemplate, Profile, Text } from '@/lib/model';
import { didYouMean, finding } from './problem';
import type { Finding, Problem } from './problem';
import type { Path } from './source';
import type { Placed } from './folder';

const PLACES = new Set<string>(LETTER_PLACES);

interface Around {
  schemes: ReadonlyMap<string, LevelScheme>;
  posts: Record<string, Text>;
}

/** A regulation whose levels, posts and letters all exist; every loose end is a problem at its place. */
export function checkProfile(placed: Placed<Profile>, { schemes, posts }: Around): Problem[] {
  const problems: Problem[] = [];
  const profile = placed.value;
  const say = (path: Path, found: Finding): void => {
    problems.push(placed.source.at([...placed.path, ...path], found));
  };
  const scheme = schemes.get(profile.scheme);
  if (!scheme)
    say(
      ['scheme'],
      finding('unknown_scheme', `没有级别方案 ${profile.scheme}`, `there is no level scheme ${profile.scheme}`, {
        mend: didYouMean(profile.scheme, [...schemes.keys()]),
      }),
    );
  else if (scheme.undecided)
    say(
      ['scheme'],
      finding(
        'undecided_scheme',
        `级别方案 ${scheme.id} 还须本单位选定：${scheme.undecided}`,
        `the bureau must still decide in level scheme ${scheme.id}`,
      ),
    );

  const levelKeys = scheme?.levels.map((l) => l.key) ?? [];
  const needLevels = (path: Path, keys: readonly string[] | undefined): void => {
    for (const [i, key] of (keys ?? []).entries())
      if (scheme && !levelKeys.includes(key))
        say(
          [...path, i],
          finding('unknown_level', `没有级别 ${key}`, `there is no level ${key}`, { mend: didYouMean(key, levelKeys) }),
        );
  };
  const needPosts = (path: Path, ids: readonly string[] | undefined): void => {
    for (const [i, id] of (ids ?? []).entries())
      if (!Object.hasOwn(posts, id))
        say(
          [...path, i],
          finding('unknown_post', `没有岗位 ${id}`, `there is no post ${id}`, {
            mend: didYouMean(id, Object.keys(posts)),
          }),
        );
  };
  const letterIds = profile.letters.map((l) => l.id);
  const needLetter = (path: Path, id: string | undefined): void => {
    if (id !== undefined && !letterIds.includes(id))
      say(
        path,
        finding('unknown_letter', `没有文书 ${id}`, `there is no letter ${id}`, { mend: didYouMean(id, letterIds) }),
      );
  };

  needPosts(['check', 'by'], profile.check.by);
  needPosts(['recusal', 'to'], profile.recusal.to);
  needLevels(['fourEyesToClose'], profile.fourEyesToClose);
  for (const [i, kind] of profile.dispositions.entries()) {
    needLevels(['dispositions', i, 'levels'], kind.levels);
    needPosts(['dispositions', i, 'by'], kind.by);
    needPosts(['dispositions', i, 'approval'], kind.approval);
    needLetter(['dispositions', i, 'letter'], kind.letter);
  }
  for (const [i, step] of profile.overdue.entries()) {
    needPosts(['overdue', i, 'by'], step.by);
    needLetter(['overdue', i, 'letter'], step.letter);
  }
  if (profile.circular) {
    needPosts(['circular', 'by'], profile.circular.by);
    needLetter(['circular', 'letter'], profile.circular.letter);
  }
  needLetter(['withdrawal', 'letter'], profile.withdrawal?.letter);
  for (const [i, counter] of profile.counters.entries()) needLevels(['counters', i, 'levels'], counter.levels);
  for (const [i, plan] of profile.sampling.entries()) {
    needLevels(['sampling', i, 'levels'], plan.levels);
    needPosts(['sampling', i, 'by'], plan.by);
  }
  for (const [i, letter] of profile.letters.entries()) {
    needPosts(['letters', i, 'copyTo'], letter.copyTo);
    for (const { path, name } of loosePlaces(letter))
      say(
        ['letters', i, ...path],
        finding('unknown_placeholder', `没有可填的 {${name}}`, `nothing fills {${name}}`, {
          mend: didYouMean(name, [...PLACES]),
        }),
      );
  }
  return problems;
}

function loosePlaces(letter: LetterTemplate): { path: Path; name: string }[] {
  const texts: { path: Path; text: string }[] = [
    { path: ['number'], text: letter.number },
    ...letter.paragraphs.flatMap((p, i) => [
      { path: ['paragraphs', i, 'zh'], text: p.zh },
      { path: ['paragraphs', i, 'en'], text: p.en },
    ]),
  ];
  return texts.flatMap(({ path, text }) =>
    [...text.matchAll(/\{([a-z]+)\}/g)].flatMap((m) =>
      m[1] === undefined || PLACES.has(m[1]) ? [] : [{ path, name: m[1] }],
    ),
  );
}
