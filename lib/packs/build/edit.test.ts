import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import type { ParamValue } from '@/lib/model';
import { removeIn, setAll, setIn } from './edit';
import type { Path } from './source';

const PACKS = join(import.meta.dirname, '../../../packs');
const files = ['common', 'tax', 'credit', 'thirdparty'].flatMap((pack) =>
  ['rules', 'risk-points'].flatMap((room) => {
    const folder = join(PACKS, pack, room);
    try {
      return readdirSync(folder)
        .filter((n) => n.endsWith('.yaml'))
        .map((n): [string, string] => [`${pack}/${room}/${n}`, readFileSync(join(folder, n), 'utf8')]);
    } catch {
      return [];
    }
  }),
);

const SOURCE = `# head
id: a # why
condition: |-
  x > 1 &&
    y
params:
  n:
    label: { zh: 次数, en: Times }
    value: 3
  k:
    value: 2
list: [a, b]
`;

describe('changing a source in one place', () => {
  it.each<[string, Path, ParamValue, string, string]>([
    ['a number', ['params', 'n', 'value'], 5, 'value: 3', 'value: 5'],
    ['a text in a flow map', ['params', 'n', 'label', 'zh'], '件数', 'zh: 次数', 'zh: 件数'],
    ['a text that must be quoted', ['params', 'n', 'label', 'en'], 'a, b', 'en: Times', 'en: "a, b"'],
    ['a block', ['condition'], 'x > 2', '|-\n  x > 1 &&\n    y', 'x > 2'],
    ['one line to several', ['id'], 'a\nb', 'id: a', 'id: |-\n  a\n  b'],
    ['a list', ['list'], ['a', 'c'], '[a, b]', '[a, c]'],
  ])('%s', (_note, path, value, before, after) => {
    expect(setIn(SOURCE, path, value)).toBe(SOURCE.replace(before, after));
  });

  it.each<[string, Path, ParamValue]>([
    ['a key of a block map', ['params', 'm'], { label: { zh: '新', en: 'new' }, value: 1 }],
    ['a key of a flow map', ['params', 'n', 'label', 'fr'], 'Fois'],
    ['a nested one', ['local', 'params'], ['n']],
    ['an item of a list', ['list', 2], 'c'],
    ['a list of maps', ['checks'], [{ id: 'a', text: { zh: '核对', en: 'check' } }]],
  ])('puts in %s', (_note, path, value) => {
    const changed = setIn(SOURCE, path, value);

    expect(parseDocument(changed).getIn(path, false)).toBeDefined();
    expect(readIn(parse(changed), path)).toEqual(value);
    expect(parse(removeIn(changed, path))).toEqual(parse(SOURCE));
  });

  it('takes out a key, an item, and what is left empty', () => {
    expect(parse(removeIn(SOURCE, ['params', 'k', 'value'])).params).toEqual(
      parse(SOURCE).params && { n: parse(SOURCE).params.n },
    );
    expect(removeIn(SOURCE, ['params', 'n'])).toContain('params:\n  k:\n');
    expect(parse(removeIn(SOURCE, ['list', 1])).list).toEqual(['a']);
    expect(removeIn(SOURCE, ['none'])).toBe(SOURCE);
  });

  it('gives the same bytes back when a change is taken back, in every file of our packs', () => {
    expect(files.length).toBeGreaterThan(150);
    for (const [name, text] of files.filter(([n]) => !n.includes('.cases.'))) {
      const first: Path = name.includes('/rules/') ? [] : [0];
      const { title } = readIn(parse(text), first) as { title: { zh: string } };
      const path = [...first, 'title', 'zh'];
      const changed = setIn(text, path, '另一个名字');
      expect(changed, name).not.toBe(text);
      expect(setIn(changed, path, title.zh), name).toBe(text);
    }
  });

  it('changes only what was asked, in every rule of our packs', { timeout: 60_000 }, () => {
    for (const [name, text] of files.filter(([n]) => n.includes('/rules/') && !n.includes('.cases.'))) {
      const value = parse(text) as { sentence: { zh: string }; condition: string };
      const changed = setAll(text, [
        { path: ['sentence', 'zh'], value: '改：一句 {x}, y' },
        { path: ['condition'], value: 'a > 1 &&\n  "b" == c' },
        { path: ['deadline'], value: undefined },
      ]);
      const { deadline: _, ...rest } = value as typeof value & { deadline?: unknown };
      expect(parse(changed), name).toEqual({
        ...rest,
        condition: 'a > 1 &&\n  "b" == c',
        sentence: { ...value.sentence, zh: '改：一句 {x}, y' },
      });
    }
  });
});

function readIn(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
}
