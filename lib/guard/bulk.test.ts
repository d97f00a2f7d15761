import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionEvent, Rule } from '@/lib/model';
import { aBrowser, anEvent, aPack, aRule, aWorker } from '@/tests/support/guard';

/** `facts.x OP number`. */
const compared = (fact: string, op: '>=' | '>', number: string): Rule['condition'] => ({
  text: `facts.${fact} ${op} ${number}`,
  tree: {
    op,
    args: [
      { op: 'fact', id: fact },
      { op: 'num', text: number },
    ],
  },
});
const again = aRule({
  id: 'again',
  condition: compared('times', '>=', '2'),
  facts: { times: { kind: 'count', key: ['case_no'], window: '30d' } },
});
const much = aRule({
  id: 'much',
  condition: compared('total', '>', '700'),
  facts: {
    total: {
      kind: 'sum',
      key: ['payer'],
      window: '30d',
      value: { text: 'amount', tree: { op: 'field', id: 'amount' } },
    },
  },
});

let name: string;
let worker: ReturnType<typeof aWorker>;
let count = 0;
beforeEach(() => {
  name = `bulk-${count++}`;
  worker = aWorker(aBrowser([aPack({ rules: [again, much] })]), name);
});
afterEach(async () => {
  worker.store.close();
  await Dexie.delete(name);
});

const item = (caseNo: string, payer = caseNo, amountFen = 100): ActionEvent['fields'] => ({
  case_no: { kind: 'read', value: caseNo },
  payer: { kind: 'read', value: payer },
  amount: { kind: 'read', value: amountFen },
});
const decide = (event: ActionEvent) => worker.page('act.decide', { event, carries: false, mode: 'paused' });
const flagged = async (event: ActionEvent) =>
  (await decide(event)).verdict.flags.map((flag) => [flag.rule, flag.items]);

describe('a bulk act', () => {
  it('is counted for each of its items by itself', async () => {
    await decide(anEvent({ fields: item('B') }));

    const { verdict } = await decide(anEvent({ fields: {}, items: [item('A'), item('B'), item('C')] }));

    expect(verdict.undetermined).toEqual([]);
    expect(verdict.flags.map((flag) => [flag.rule, flag.items])).toEqual([['again', [1]]]);
  });

  it('counts its own items together with each other, as the next act will find them', async () => {
    expect(await flagged(anEvent({ fields: {}, items: [item('A'), item('B'), item('B')] }))).toEqual([
      ['again', [1, 2]],
    ]);
    expect(
      await flagged(anEvent({ fields: {}, items: [item('D', 'X', 400), item('E', 'X', 350), item('F', 'Y', 700)] })),
    ).toEqual([['much', [0, 1]]]);
  });

  it('leaves open only the item whose key was not read', async () => {
    await decide(anEvent({ fields: item('B') }));
    const unread: ActionEvent['fields'] = { ...item('C'), case_no: { kind: 'unread', reason: 'no_element' } };

    const { verdict } = await decide(anEvent({ fields: {}, items: [unread, item('B')] }));

    expect(verdict.flags.map((flag) => [flag.rule, flag.items])).toEqual([['again', [1]]]);
    expect(verdict.undetermined.map(({ rule }) => rule)).toEqual(['again']);
  });

  const many = (n: number): ActionEvent =>
    anEvent({ fields: {}, items: Array.from({ length: n }, (_, i) => item(`S${i}`)) });

  it.each([40, 100])('of %d items beside as many acts is told, whichever way history is read', async (items) => {
    await decide(many(items / 2));

    expect(await flagged(many(items))).toEqual([['again', Array.from({ length: items / 2 }, (_, n) => n)]]);
  });

  it('of so many items that counting would keep the clerk waiting leaves its figures untold', async () => {
    const { verdict } = await decide(many(800));

    expect(verdict.flags).toEqual([]);
    expect(verdict.undetermined.map(({ rule, why }) => [rule, why])).toEqual([
      ['again', 'history'],
      ['much', 'history'],
    ]);
  });
});
