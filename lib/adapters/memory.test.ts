// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Locator } from '@/lib/model';
import { locate } from './locate';
import { createMemory, hold, letGo, recalling } from './memory';

const ids = (locator: Locator): string[] => locate(locator, { doc: document }).map(({ el }) => el.id);

/** Two looks in one memory, the page changed in between. */
function looks(locator: Locator, html: string, change: () => void, before: 'told' | 'untold'): string[][] {
  document.body.innerHTML = html;
  const memory = createMemory(document);
  hold(memory);
  const first = recalling(memory, () => ids(locator));
  change();
  if (before === 'told') hold(memory);
  return [first, recalling(memory, () => ids(locator))];
}
const byId = (id: string): HTMLInputElement => document.getElementById(id) as HTMLInputElement;
const TWO = '<input id="a" name="amount"><input id="b" name="other">';
const swap = (): void => {
  byId('a').name = 'other';
  byId('b').name = 'amount';
};

test('within a press an element is found once', () => {
  expect(looks({ name: 'amount' }, TWO, swap, 'untold')).toEqual([['a'], ['a']]);
});

test('after a change of the page it is looked for again', () => {
  expect(looks({ name: 'amount' }, TWO, swap, 'told')).toEqual([['a'], ['b']]);
});

test('a locator by a state that changes unobserved is never remembered', () => {
  const pick = (): void => {
    byId('b').checked = true;
  };

  const seen = looks(
    { css: 'input:checked' },
    '<input id="a" type="radio" name="r" checked><input id="b" type="radio" name="r">',
    pick,
    'untold',
  );

  expect(seen).toEqual([['a'], ['b']]);
});

test('what stands in the row of one control is not taken for the row of another', () => {
  document.body.innerHTML =
    '<table><tr><td><input id="a" name="n"><button id="x"></button></td></tr><tr><td><input id="b" name="n"><button id="y"></button></td></tr></table>';
  const memory = createMemory(document);
  hold(memory);
  const inRowOf = (id: string): string[] =>
    recalling(memory, () => locate({ name: 'n', within: '$row' }, { doc: document, control: byId(id) })).map(
      (f) => f.el.id,
    );

  expect([inRowOf('x'), inRowOf('y')]).toEqual([['a'], ['b']]);
});

test('after the press nothing is remembered', () => {
  document.body.innerHTML = TWO;
  const memory = createMemory(document);
  hold(memory);
  recalling(memory, () => ids({ name: 'amount' }));
  letGo(memory);
  swap();

  expect(recalling(memory, () => ids({ name: 'amount' }))).toEqual(['b']);
});
