// The second witness in a real browser: commits by roads on which a page's own scripts cannot be heard become gaps that name the
// adapter, with method and path and nothing else.
import { expected, ROADS, SOCKET, witnessed } from '../support/roads';
import { expect, test } from '../support/test';

test('a worker, a ping, a hidden form and a socket are seen by the second witness, which names the adapter', async ({
  desk,
  credit,
}) => {
  await credit.logIn('huangbo');

  for (const { script } of [...ROADS, SOCKET]) await desk.page.evaluate(script);

  await expect.poll(async () => witnessed(await desk.journal()), { timeout: 20_000 }).toEqual(expected(ROADS));
  expect(JSON.stringify(await desk.journal())).not.toContain('secret');
});
