// Sources of a field that disagree: never one of the values, but a word to the clerk at once, a degraded page for the figures, and
// an act that says so.
import { expect, test } from '@playwright/test';
import { look } from '../support/surface';
import { startBench } from './bench';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

const FIELDS = {
  fields: {
    amount: { from: [{ name: 'amount' }, { id: 'said' }] },
    case_id: { from: [{ name: 'case_id' }] },
  },
};
const pageOf = (said: string): string => `<input name="amount" value="600000"><b id="said">${said}</b>
  <input name="case_id" value="A1"><button id="go" onclick="fetch('/do',{method:'POST'})">放款</button>`;
const states = async (): Promise<unknown[]> => (await bench.heard('page.state')).map(({ body }) => body.state);
const chip = async (): Promise<string[]> => (await look(bench.page, '.chip.lost')).map(({ text }) => text);

test('is told on the chip and counted; the act says it is unread, with none of the values', async () => {
  await bench.open(pageOf('900000'), {}, FIELDS);
  await bench.tellWorker('setReal', true);

  await expect.poll(states).toEqual(['degraded']);
  await expect.poll(chip).toEqual(['“金额”读不准，该页提醒可能不全']);
  await bench.page.click('#go');

  await expect
    .poll(bench.events)
    .toMatchObject([{ degraded: true, fields: { amount: { kind: 'unread', reason: 'ambiguous' } } }]);
  // A rule that asks for a checklist lets it go on, with a gap; only a second person or a stop would be asked for all the same.
  await expect.poll(() => bench.posted.length).toBe(1);
});

test('where they agree nothing is said, and the page counts as recognised', async () => {
  await bench.open(pageOf('600,000.00'), {}, FIELDS);
  await bench.tellWorker('setReal', true);

  await expect.poll(states).toEqual(['recognised']);
  await bench.settle(800);

  expect(await chip()).toEqual([]);
});
