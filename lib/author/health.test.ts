import { expect, it } from 'vitest';
import type { Adapter } from '@/lib/model';
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
  faults: [],
});
const packs = [aPack(), aPack({ id: 'other', adapters: [], rules: [aRule({ id: 'far', on: ['loan.sign'] })] })];

it('names what fell off on a system and the rules that suffer', () => {
  const [line] = healthLines(packs, [system(figure('pages', 0.9, false), figure('fields', 0.34, true))], 'zh');

  expect(line).toMatchObject({
    id: 'tax-old',
    state: 'fields',
    figures: { fields: { recent: [1, 1, 0.34], share: 0.34 } },
    rules: [{ pack: 'test', id: 'big-relief' }],
  });
});

it('says so where no page was opened yet, and puts the worst first', () => {
  const two = [aPack({ adapters: [TAX_ADAPTER, { ...TAX_ADAPTER, id: 'a-new' }] })];

  expect(healthLines(two, [system(figure('pages', 0, true))], 'zh').map((l) => [l.id, l.state])).toEqual([
    ['tax-old', 'pages'],
    ['a-new', 'unseen'],
  ]);
});

it('names the locators that found nothing, page by page', () => {
  const page = { ...(TAX_ADAPTER.pages[0] as Adapter['pages'][number]) };
  page.fields = { amount: { from: [{ label: '减免金额' }, { id: 'jmje' }], unit: 'yuan' } };
  const packs = [aPack({ adapters: [{ ...TAX_ADAPTER, pages: [page] }] })];
  const faults = [
    { page: 'relief', anchors: ['#head'], fields: ['amount', 'gone'], at: 7, tab: 3 },
    { page: 'no-such-page', anchors: ['x'], fields: [], at: 8 },
  ];

  const [line] = healthLines(packs, [{ ...system(figure('fields', 0.5, true)), faults }], 'zh');

  expect(line?.faults).toEqual([
    {
      page: 'relief',
      title: '缓缴审核',
      at: 7,
      tab: 3,
      missing: [
        { kind: 'anchor', name: '#head', by: [] },
        { kind: 'field', name: '金额', by: ['减免金额', 'jmje'] },
      ],
    },
  ]);
});
