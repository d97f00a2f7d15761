import { expect, it } from 'vitest';
import { aRule, anAction } from '@/tests/support/rules';
import { widened } from './widen';

const KNOWN = new Map([['loan.approve', anAction({ amount: 'money' }, { key: 'loan.approve' })]]);
const at = (action: string, fields: Record<string, string | number>) => ({
  events: [{ action, ts: '2024-03-05', fields }],
});

it('takes an action nobody declared, with fields as they are declared elsewhere', () => {
  const wide = widened(aRule('true', { on: ['*.settle'] }), at('goods.settle', { amount: 5, buyer_id: 'x' }), KNOWN);

  expect(wide.get('goods.settle')).toMatchObject({
    sensitive: true,
    fields: { amount: { type: 'money' }, buyer_id: { type: 'text' } },
  });
});

it('lets a field that parameters name be not read rather than empty', () => {
  const rule = aRule('true', { on: ['*.approve'], params: { pairs: { value: [['acceptor_id', 'approver_id']] } } });

  expect(widened(rule, at('loan.approve', {}), KNOWN).get('loan.approve')?.fields.acceptor_id).toMatchObject({
    optional: false,
  });
});

it('changes no action the example does not tell of', () => {
  expect(widened(aRule('true'), at('expense.submit', {}), KNOWN).get('loan.approve')).toBe(KNOWN.get('loan.approve'));
});
