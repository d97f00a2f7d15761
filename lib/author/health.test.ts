import { expect, it } from 'vitest';
import type { SystemCoverage } from '@/lib/messages/views';
import { aPack, aRule, TAX_ADAPTER } from '@/tests/support/guard';
import { healthLines } from './health';

const figure = (name: 'pages' | 'fields', share: number, dropped: boolean) => ({
  figure: name,
  seen: 1,
  of: 2,
  share,
  before: 1,
  looks: [1, 1, share],
  dropped,
});
const system = (...figures: SystemCoverage['figures']): SystemCoverage => ({
  adapter: 'tax-old',
  title: '征管系统',
  figures,
});
const packs = [aPack(), aPack({ id: 'other', adapters: [], rules: [aRule({ id: 'far', on: ['loan.sign'] })] })];

it('names what fell off on a system and the rules that suffer', () => {
  const [line] = healthLines(packs, [system(figure('pages', 0.9, false), figure('fields', 0.34, true))], {
    language: 'zh',
  });

  expect(line).toMatchObject({
    id: 'tax-old',
    state: 'fields',
    figures: { fields: { recent: [1, 1, 0.34], share: 0.34 } },
    rules: [{ pack: 'test', id: 'big-relief' }],
  });
});

it('says so where no page was opened yet, and puts the worst first', () => {
  const two = [aPack({ adapters: [TAX_ADAPTER, { ...TAX_ADAPTER, id: 'a-new' }] })];

  expect(healthLines(two, [system(figure('pages', 0, true))], { language: 'zh' }).map((l) => [l.id, l.state])).toEqual([
    ['tax-old', 'pages'],
    ['a-new', 'unseen'],
  ]);
});
