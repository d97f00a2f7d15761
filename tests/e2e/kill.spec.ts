import { actUnderKill, faultsOf } from '../support/kill';
import { expect, test } from '../support/test';

const ROUNDS = 5;

// 950 rounds, and 50 of the whole browser, run in `npm run prove -- kill`.
test('the worker is killed at random points of five acts: none is lost, doubled or out of order', async ({
  desk,
  tax,
  hold,
}) => {
  await tax.logIn('chenjing');
  await tax.openRelief('JM2026110002');

  for (let round = 0; round < ROUNDS; round++) await actUnderKill({ desk, tax, hold }, Math.random() * 1_500);

  await expect
    .poll(async () => faultsOf(await desk.journal(), { least: ROUNDS, most: ROUNDS, open: 0 }), { timeout: 15_000 })
    .toEqual([]);
});
