import { describe, expect, it } from 'vitest';
import { aPack, aRule, RELIEF } from '@/tests/support/guard';
import type { Pack, Rule } from '@/lib/model';
import { diffOverlays, diffPacks } from './diff';

const least = (value: number): Rule['params'] => ({ least: { value, label: { zh: '阈值', en: 'least' } } });
const tree: Rule['condition']['tree'] = {
  op: '>=',
  args: [
    { op: 'field', id: 'amount' },
    { op: 'param', id: 'least' },
  ],
};
const big = (over: Partial<Rule> = {}): Rule =>
  aRule({ id: 'big', params: least(5_000_000), condition: { text: 'amount >= params.least', tree }, ...over });
const pack = (...rules: Rule[]): Pack => aPack({ rules });

describe('another version in words', () => {
  it('says a figure of money as people say it', () => {
    const { lines, summary } = diffPacks(pack(big()), pack(big({ version: 2, params: least(3_000_000) })));

    expect(lines).toMatchObject([{ kind: 'updated', what: 'rule', id: 'big' }]);
    expect(lines[0]?.changes).toEqual([{ zh: '阈值 5万元→3万元', en: 'least 50,000 yuan→30,000 yuan' }]);
    expect(summary).toEqual({ zh: '修改 1 条', en: '1 rules changed' });
  });

  it('counts what is new and what is retired; a retired rule that stays in the file is retired', () => {
    const { lines, summary } = diffPacks(
      pack(big(), aRule({ id: 'old' })),
      pack(big(), aRule({ id: 'a' }), aRule({ id: 'b' }), aRule({ id: 'old', status: 'retired' })),
    );

    expect(lines.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['new a', 'new b', 'retired old']);
    expect(summary.zh).toBe('新增 2 条，停用 1 条');
  });

  it.each<[string, Partial<Rule>, string]>([
    ['ask', { ask: 'stop' }, '处置 逐项核对→制止'],
    ['level', { level: 'hint' }, '级别 关注→提示'],
    ['status', { status: 'observe' }, '状态 启用→试运行'],
    ['condition', { condition: { text: 'amount > 1', tree } }, '条件 amount >= params.least→amount > 1'],
    ['acts', { on: ['relief.approve', '*.submit'] }, '适用操作 relief.approve→*.submit、relief.approve'],
    ['texts', { sentence: { zh: '另一句', en: 'other' } }, '文案或其他设置'],
  ])('names another %s', (_what, change, says) => {
    expect(diffPacks(pack(big()), pack(big(change))).lines[0]?.changes.map((one) => one.zh)).toEqual([says]);
  });

  it('says nothing of order, nor of a number alone', () => {
    const [a, b] = [big(), aRule({ id: 'b' })];

    expect(diffPacks(pack(a, b), { ...pack(b, { ...a, version: 9 }), version: 8 })).toEqual({
      lines: [],
      summary: { zh: '没有变化', en: 'nothing changed' },
    });
  });

  it('names what else is another', () => {
    const next = aPack({ rules: [], actions: [{ ...RELIEF, sensitive: true }], adapters: [], staff: [] });

    expect(diffPacks(aPack({ rules: [] }), next).lines.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
      'retired adapter',
      'updated action',
      'updated person',
    ]);
  });

  it('reads out an overlay', () => {
    const overlay = {
      format: 1,
      kind: 'overlay',
      id: 'o',
      version: 1,
      title: { zh: '口', en: 'o' },
      unit: 'u',
    } as const;

    expect(
      diffOverlays(undefined, { ...overlay, rules: [{ rule: 'big', why: 'w', ask: 'stop', params: { least: 3 } }] })
        .lines,
    ).toMatchObject([{ kind: 'new', id: 'big', changes: [{ zh: '处置 制止' }, { zh: 'least 3' }] }]);
  });
});
