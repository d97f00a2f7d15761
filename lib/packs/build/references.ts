import type { RuleSource } from '@/lib/model';
import { didYouMean, finding } from './problem';
import type { Path } from './source';
import type { Say, Surroundings, Target } from './targets';
import { checkLength, checkPlaceholders, checkTone } from './texts';
import type { TextNames } from './texts';

const SENTENCE = { zh: 40, en: 140 };

/** Lengths, tone and placeholders of what a clerk reads. */
export function checkTexts(source: RuleSource, names: TextNames, say: Say): void {
  say(['sentence'], ...checkLength(source.sentence, SENTENCE), ...checkTone(source.sentence));
  const filled: [Path, string][] = [
    [['sentence', 'zh'], source.sentence.zh],
    [['sentence', 'en'], source.sentence.en],
    ...source.shows.flatMap((s, i): [Path, string][] => [
      [['shows', i, 'actual'], s.actual],
      ...(s.expected
        ? ([
            [['shows', i, 'expected', 'zh'], s.expected.zh],
            [['shows', i, 'expected', 'en'], s.expected.en],
          ] satisfies [Path, string][])
        : []),
    ]),
    ...source.checks.flatMap((c, i): [Path, string][] => [
      [['checks', i, 'text', 'zh'], c.text.zh],
      [['checks', i, 'text', 'en'], c.text.en],
    ]),
  ];
  for (const [path, text] of filled) say(path, ...checkPlaceholders(text, names));
  for (const [i, c] of source.checks.entries()) say(['checks', i, 'text'], ...checkLength(c.text, { zh: 60, en: 200 }));
}

/** Levels, risk points, posts, fields and parameters a rule names exist. */
export function checkReferences(source: RuleSource, around: Surroundings, targets: Target[], say: Say): void {
  const levels = around.scheme.levels.map((l) => l.key);
  const level = (key: string | undefined, path: Path): void => {
    if (key && !levels.includes(key))
      say(
        path,
        finding(
          'unknown_level',
          `级别方案 ${around.scheme.id} 没有 ${key}`,
          `the level scheme ${around.scheme.id} has no ${key}`,
          { mend: didYouMean(key, levels) },
        ),
      );
  };
  level(source.level, ['level']);
  for (const [i, step] of (source.raise ?? []).entries()) level(step.level, ['raise', i, 'level']);
  source.riskPoints.forEach((id, i) => {
    if (!around.riskPoints.has(id))
      say(
        ['riskPoints', i],
        finding(
          'unknown_risk_point',
          `本包及所引用的包中没有风险点 ${id}`,
          `there is no risk point ${id} in this pack or those it includes`,
          { severity: 'warning', mend: didYouMean(id, around.riskPoints) },
        ),
      );
  });
  const posts = [
    ...(source.secondPerson?.posts.map((p, i) => [p, ['secondPerson', 'posts', i]] as const) ?? []),
    ...(source.posts?.map((p, i) => [p, ['posts', i]] as const) ?? []),
  ];
  for (const [post, path] of posts)
    if (!Object.hasOwn(around.posts, post))
      say(
        path,
        finding('unknown_post', `没有岗位 ${post}`, `there is no post ${post}`, {
          mend: didYouMean(post, Object.keys(around.posts)),
        }),
      );
  const field = (id: string | undefined, path: Path, ...types: string[]): void => {
    for (const target of id === undefined ? [] : targets) {
      const spec = target.fields[id ?? ''];
      if (!spec)
        say(
          path,
          finding('unknown_field', `${target.action} 没有字段 ${id}`, `${target.action} has no field ${id}`, {
            mend: didYouMean(id ?? '', Object.keys(target.fields)),
          }),
        );
      else if (types.length && !types.includes(spec.type))
        say(path, finding('wrong_type', `${id} 不是${types.join('、')}`, `${id} is not ${types.join(' or ')}`));
    }
  };
  field(source.deadline?.from, ['deadline', 'from'], 'date', 'datetime');
  for (const [i, id] of (source.dedupe ?? []).entries()) field(id, ['dedupe', i]);
  for (const [i, s] of source.shows.entries()) field(s.field, ['shows', i, 'field']);
  source.local?.params?.forEach((id, i) => {
    if (!Object.hasOwn(source.params, id))
      say(['local', 'params', i], finding('unknown_param', `没有参数 ${id}`, `there is no parameter ${id}`));
  });
  const asks = [source.ask, ...(source.raise ?? []).map((r) => r.ask)];
  if (asks.includes('second_person') && !source.secondPerson)
    say(
      ['ask'],
      finding('no_second_person', '第二人确认需写 secondPerson.posts', 'second_person needs secondPerson.posts'),
    );
  if (source.when === 'timer' && !source.on.includes('tick'))
    say(
      ['when'],
      finding('timer_without_tick', '定时规则须 on: [tick]', 'a timer rule must be on: [tick]', {
        severity: 'warning',
      }),
    );
}
