import { describe, expect, it } from 'vitest';
import { buildTexts, HEAD } from '@/tests/support/packs';

const PROFILE = (more: string): string => `id: trial
version: 1
title: { zh: 试, en: trial }
source: 本单位办法
scheme: hulan-default
check: { due: { n: 5, unit: workday }, by: [discipline] }
recusal: { to: [principal] }
dispositions:
  - { id: talk, title: { zh: 谈话, en: talk } }
${more}`;
const codes = (text: string): string[] =>
  buildTexts('trial', { 'pack.yaml': HEAD('trial'), 'profiles/trial.yaml': text }).problems.map(
    (p) => `${p.code}:${p.line}`,
  );

describe('a regulation on warnings is checked when the pack is built', () => {
  it('takes one whose levels, posts and letters exist, with the schemes it names', () => {
    const built = buildTexts('trial', {
      'pack.yaml': HEAD('trial'),
      'profiles/trial.yaml': PROFILE('').replace('hulan-default', 'highway-warning'),
    });
    expect(built.problems).toEqual([]);
    expect(built.pack?.profiles?.map((p) => p.id)).toEqual(['trial']);
    expect(built.pack?.schemes?.map((s) => s.id)).toEqual(['highway-warning']);
  });

  it.each([
    ['an unknown scheme', PROFILE('').replace('hulan-default', 'hulan-defalt'), 'unknown_scheme:5'],
    ['a scheme the bureau has not decided on', PROFILE('').replace('hulan-default', 'township'), 'undecided_scheme:5'],
    ['a post nobody has', PROFILE('').replace('[discipline]', '[dicipline]'), 'unknown_post:6'],
    ['a level of another scheme', PROFILE('fourEyesToClose: [three]\n'), 'unknown_level:10'],
    ['a letter that is not there', PROFILE('withdrawal: { letter: none, by: issuer }\n'), 'unknown_letter:10'],
    [
      'a letter nothing can fill',
      PROFILE(
        'letters:\n  - id: a\n    kind: notice\n    title: { zh: 书, en: letter }\n    number: "{n}号"\n    to: clerk\n    paragraphs: [{ zh: "{salary}", en: x }]\n',
      ),
      'unknown_placeholder:16',
    ],
    ['an unknown word', PROFILE('punish: true\n'), 'unknown_word:10'],
  ])('refuses %s with its line', (_, text, code) => {
    expect(codes(text)).toEqual([code]);
  });
});
