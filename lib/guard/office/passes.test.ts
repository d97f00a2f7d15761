import { expect, it } from 'vitest';
import type { Entry, LearningBody } from '@/lib/model';
import { mergePacks } from '@/lib/packs';
import type { Library } from '@/lib/packs';
import { aPack } from '@/tests/support/guard';
import { passesView, passOf } from './passes';

const entry = (seq: number, body: LearningBody, person: string): Entry => ({
  skeleton: { v: 1, desk: 'd', seq, at: seq, mono: 0, boot: 'b', kind: 'learning', body, parts: {} },
  leaf: '',
  parts: {
    person: { salt: '', value: person },
    result: { salt: '', value: { of: ['a', 'b'], wrong: ['b'] } },
  },
});
const exam = (seq: number, person: string, post: string, more: Partial<LearningBody> = {}): Entry =>
  entry(seq, { learning: 'exam', post, period: '2026-09-21', packs: ['test@1'], passed: true, ...more }, person);
const library = mergePacks([aPack()]) as Library;

it('only an exam that was passed is a pass', () => {
  const failed = exam(1, 'wangmin', 'hall');
  const { passed: _, ...notPassed } = failed.skeleton.body as LearningBody;

  expect(passOf(entry(1, notPassed, 'wangmin'))).toBeUndefined();
  expect(passOf(exam(2, 'wangmin', 'hall', { learning: 'quiz' }))).toBeUndefined();
  expect(passOf({ ...failed, parts: { person: { erasedAt: 5 } } })).toBeUndefined();
});

it('lists one line a person and post by unit, post and number, without marks or attempts', () => {
  const rows = [
    exam(9, 'zhaolei', 'approver'),
    exam(3, 'sunli', 'approver'),
    exam(5, 'sunli', 'approver'),
    exam(1, 'gone-since', 'hall'),
    exam(7, 'wangmin', 'hall'),
  ].flatMap((one) => passOf(one) ?? []);

  const { lines } = passesView(rows, library, 'zh');

  expect(lines.map(({ person, postName, at }) => [person, postName, at])).toEqual([
    ['gone-since', '办税服务厅岗', 1],
    ['wangmin', '办税服务厅岗', 7],
    ['sunli', '审批岗', 5],
    ['zhaolei', '审批岗', 9],
  ]);
  expect(Object.keys(lines[0] ?? {}).sort()).toEqual(['at', 'name', 'packs', 'person', 'postName', 'unit']);
});
