// The second witness in a real browser: commits by roads on which a page's own scripts cannot be heard become gaps that name the
// adapter, with method and path and nothing else.
import { expect, test } from '../support/test';

/** Each sends one commit that the credit system's adapter names, unseen from within the page. */
const ROADS = [
  {
    road: 'fetch in a Web Worker',
    detail: 'POST /api/loan/disburse',
    script: `new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/api/loan/disburse',{method:'POST',body:'secret=1'})"])))`,
  },
  {
    road: 'the ping of a link',
    detail: 'POST /api/contract/sign',
    script: `{ const a = document.createElement('a'); a.href = '#'; a.ping = '/api/contract/sign'; document.body.append(a); a.click(); }`,
  },
  {
    road: 'a form in a closed shadow root, sent to a hidden frame',
    detail: 'POST /api/loan/approve',
    script: `{ const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
      root.innerHTML = '<iframe name="out" hidden></iframe><form method="post" action="/api/loan/approve" target="out"></form>';
      root.querySelector('form').requestSubmit(); }`,
  },
];

test('a worker, a ping, a hidden form and a socket are seen by the second witness, which names the adapter', async ({
  desk,
  credit,
}) => {
  await credit.logIn('huangbo');

  for (const { script } of ROADS) await desk.page.evaluate(script);
  await desk.page.evaluate(`new WebSocket('ws://' + location.host + '/live?token=secret')`);

  const gaps = async () =>
    (await desk.journal())
      .filter(({ kind, body }) => kind === 'gap' && /^(commit_unseen|channel_unwatched)$/.test(String(body.reason)))
      .map(({ body }) => `${body.reason} ${body.adapter} ${body.detail}`)
      .sort();
  await expect
    .poll(gaps, { timeout: 20_000 })
    .toEqual(
      [
        ...ROADS.map(({ detail }) => `commit_unseen credit-practice ${detail}`),
        'channel_unwatched credit-practice WebSocket /live',
      ].sort(),
    );
  expect(JSON.stringify(await desk.journal())).not.toContain('secret');
});
