import type * as z from 'zod';
import type { $ZodIssue } from 'zod/v4/core';
import { didYouMean, finding } from './problem';
import type { Finding, Problem } from './problem';
import type { Path, Source } from './source';

/** A YAML value against a schema of the model; every issue becomes a problem at its node. */
export function parseShape<S extends z.ZodType>(
  schema: S,
  source: Source,
  value: unknown,
  base: Path = [],
): { value?: z.infer<S>; problems: Problem[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, problems: [] };
  const problems = result.error.issues
    .flatMap((issue) => spread(issue, []))
    .map(({ path, found }) => source.at([...base, ...path], found));
  return { problems };
}

type Placed = { path: (string | number)[]; found: Finding };
const steps = (path: readonly PropertyKey[]): (string | number)[] =>
  path.map((p) => (typeof p === 'symbol' ? String(p) : p));

/** Of a union, the branch that came furthest speaks. */
function spread(issue: $ZodIssue, above: (string | number)[]): Placed[] {
  const path = [...above, ...steps(issue.path)];
  if (issue.code === 'invalid_union' && issue.errors.length) {
    const branches = issue.errors.map((branch) => branch.flatMap((inner) => spread(inner, path)));
    const depth = (branch: Placed[]): number =>
      Math.max(0, ...branch.map((p) => p.path.length)) - branch.filter((p) => p.found.code === 'unknown_word').length;
    const best = branches.reduce((a, b) => (depth(b) > depth(a) ? b : a));
    return best.length ? best : [{ path, found: findingOf(issue) }];
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], found: unknownWord(key) }));
  return [{ path, found: findingOf(issue, path.at(-1)) }];
}

const unknownWord = (key: string): Finding =>
  finding('unknown_word', `不认识的词 ${key}`, `unknown word ${key}`, {
    mend: {
      zh: '删去或改正;词表见 docs/pack-format.md',
      en: 'remove or correct it; the words are in docs/pack-format.md',
    },
  });

function findingOf(issue: $ZodIssue, key: string | number | undefined = ''): Finding {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && !/received (?!undefined)/.test(issue.message)
        ? finding('missing', `缺少 ${key}`, `${key} is missing`)
        : finding('wrong_type', `${key} 应为 ${issue.expected}`, `${key} must be ${issue.expected}`);
    case 'too_big':
      return finding(
        'too_long',
        `${key} 过长或过大，上限 ${issue.maximum}`,
        `${key} is too long or too big, at most ${issue.maximum}`,
      );
    case 'too_small':
      return finding(
        'too_short',
        `${key} 过短或过小，下限 ${issue.minimum}`,
        `${key} is too short or too small, at least ${issue.minimum}`,
      );
    case 'invalid_format':
      return finding(
        'wrong_form',
        `${key} 写法不对:${issue.message}`,
        `${key} is not in the right form: ${issue.message}`,
      );
    case 'invalid_value': {
      const words = issue.values.map(String);
      return finding('unknown_word', `${key} 只能是 ${words.join('、')}`, `${key} must be one of ${words.join(', ')}`, {
        mend: didYouMean(String(issue.input ?? ''), words),
      });
    }
    case 'invalid_key':
      return finding('wrong_form', `标识写法不对:${key}`, `not a valid id: ${key}`, {
        mend: {
          zh: '小写字母、数字、下划线(字段)或连字符(编号)',
          en: 'lower case, digits, underscores (fields) or hyphens (ids)',
        },
      });
    default:
      return finding('wrong_shape', `${key} 写法不对:${issue.message}`, `${key} has the wrong shape: ${issue.message}`);
  }
}
