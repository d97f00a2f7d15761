// The page knocks at every door it can reach, with thousands of shapes, ours among them with one thing changed: posted messages and
// ports, events of our names on every target, channels, the extension's own addresses. Nothing is taken, nothing answered, and the
// clerk's hold stands as before.
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { MESSAGES } from '@/lib/messages';
import { DO, SAY } from '@/lib/watch/wire';
import { look } from '../support/surface';
import { startBench } from './bench';
import { fields } from './zoo/constructs';

let bench: Awaited<ReturnType<typeof startBench>>;
test.beforeAll(async () => {
  bench = await startBench();
});
test.afterAll(async () => {
  await bench.close();
});

const PAGE = `<form method="post" action="/do">${fields('600000')}</form><i id="any"></i>
  <button id="go" onclick="fetch('/do',{method:'POST',body:'a=1'}).then(function(){say('answered')},function(){say('failed')})">放款</button>
  <iframe src="/p2"></iframe>`;
/** What our two worlds say to each other, what our surfaces listen for, and what tells them that the page went away. */
const EVENTS = [
  ...Object.values(DO),
  ...Object.values(SAY),
  ...['peek', 'ask', 'port', 'cancel', 'close', 'toggle', 'input', 'change', 'focusin', 'compositionstart'],
  ...[
    'compositionend',
    'pagehide',
    'pageshow',
    'resize',
    'visibilitychange',
    'message',
    'pointerdown',
    'keydown',
    'click',
  ],
];

/** Runs in the page: one shape at every door. Answers with what came back. */
const KNOCK = `(shape, names) => {
  const text = JSON.stringify(shape);
  const heard = window.heard ??= [];
  const tell = (e) => heard.push(String(e?.data ?? e));
  window.onmessageerror = tell;
  const ends = [window, frames[0]];
  const { port1: mine, port2: theirs } = new MessageChannel();
  mine.onmessage = tell;
  for (const end of ends) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = tell;
    try { end.postMessage(shape, '*', [port2]); } catch (e) {}
  }
  for (const name of ['hulan', 'message']) { const c = new BroadcastChannel(name); c.onmessage = tell; try { c.postMessage(shape); } catch (e) {} c.close(); }
  const host = document.querySelector('hulan-surface');
  const acts = new Set(['pointerdown', 'keydown', 'click', 'input', 'change', 'focusin']);
  for (const name of names)
    for (const at of [window, document, document.fonts, document.documentElement, document.body, any, host]) {
      // On the page's own elements these are the page's own acts.
      if (!at || (acts.has(name) && at !== host)) continue;
      // Two of the kinds each time; over all shapes every name meets every kind.
      const turn = window.turn = (window.turn ?? 0) + 1;
      const kinds = [
        () => new CustomEvent(name, { detail: text, cancelable: true, bubbles: true, composed: true }),
        () => new CustomEvent(name, { detail: shape, cancelable: true }),
        () => new MouseEvent(name, { relatedTarget: go, cancelable: true, bubbles: true, composed: true, clientX: 10, clientY: 10 }),
        () => new MouseEvent(name, { relatedTarget: document.forms[0], cancelable: true }),
        () => new MessageEvent(name, { data: shape, ports: [theirs], source: window, origin: location.origin }),
        () => new KeyboardEvent(name, { key: ['Escape', 'Enter', '1', ' '][text.length % 4], ctrlKey: true, bubbles: true, composed: true, cancelable: true }),
      ];
      for (const kind of [turn, turn + 3]) try { if (!at.dispatchEvent(kinds[kind % 6]())) tell('prevented ' + name); } catch (e) {}
    }
  for (const api of ['chrome', 'browser']) try { window[api].runtime.sendMessage(shape, tell); } catch (e) {}
}`;

/** Shapes of real messages with one value another, and anything at all. */
function shapes(real: { name: string; body: unknown }[]): unknown[] {
  const envelope = fc.record({
    hulan: fc.constantFrom<unknown>(1, 1, 1, '1', 2, null),
    name: fc.constantFrom(...Object.keys(MESSAGES), 'hold.back', '__proto__', ''),
    body: fc.oneof(
      fc.constantFrom(...real.map(({ body }) => body)),
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom<unknown>(
        { id: 1, ok: true },
        { event: '12345678', answer: { kind: 'continue', checks: [] } },
        { id: '12345678', outcome: { kind: 'continue', checks: [] } },
      ),
    ),
  });
  const wire = fc.record({
    id: fc.integer({ min: 0, max: 40 }),
    ok: fc.boolean(),
    kind: fc.constantFrom('fetch', 'xhr', 'beacon', 'form_submit', ''),
    wait: fc.boolean(),
    method: fc.constantFrom('POST', 'GET', ''),
    url: fc.constantFrom(`${bench.origin}/do`, '/do', 'javascript:1', ''),
  });
  return fc.sample(fc.oneof(envelope, wire, fc.jsonValue({ maxDepth: 4 })), { numRuns: SHAPES, seed: 20261128 });
}
const SHAPES = 100;

async function knock(all: readonly unknown[]): Promise<void> {
  for (let at = 0; at < all.length; at += 50)
    await bench.page.evaluate(
      `(${JSON.stringify(all.slice(at, at + 50))}).forEach((s) => (${KNOCK})(s, ${JSON.stringify(EVENTS)}))`,
    );
}

test('before a hold and while it stands, nothing is taken or answered', async () => {
  bench.serve('/p2', '<!doctype html>frame');
  const faults: string[] = [];
  await bench.open(PAGE);
  await bench.tellWorker('setReal', true);
  await expect.poll(async () => (await bench.heard('page.state')).length).toBeGreaterThan(0);
  bench.page.on('pageerror', (fault) => faults.push(String(fault)));
  const all = shapes(await bench.heard());
  const isHeld = async (): Promise<boolean> => (await look(bench.page, 'dialog[open] .hold')).length > 0;
  /** Only of acts, answers and endings: what the page is may be told at any time. */
  const told = async (): Promise<string[]> =>
    (await bench.heard()).map(({ name }) => name).filter((name) => /^(act|hold|second|draft|gap)\./.test(name));

  await knock(all);
  expect(await told()).toEqual([]);
  expect(bench.posted).toEqual([]);

  await bench.page.click('#go');
  await expect.poll(isHeld).toBe(true);
  await expect.poll(told).toEqual(['act.decide']);
  await knock(all);

  expect(await told()).toEqual(['act.decide']);
  expect(await isHeld()).toBe(true);
  expect(bench.posted).toEqual([]);
  expect(await bench.page.evaluate('heard')).toEqual([]);
  expect(faults).toEqual([]);
  await bench.page.keyboard.press('Escape');
  await expect.poll(told).toEqual(['act.decide', 'act.answer', 'act.ending']);
  expect((await bench.heard('act.answer')).map(({ body }) => body.answer)).toMatchObject([{ kind: 'back' }]);
  await bench.rest();
  expect(bench.posted).toEqual([]);
});

test('the extension’s own addresses open nothing for a page, and tell it nothing', async () => {
  await bench.open(PAGE);
  const [worker] = bench.context.serviceWorkers();
  const origin = `chrome-extension://${new URL(worker?.url() ?? '').host}`;

  const got = await bench.page.evaluate(
    async ([at]) =>
      Promise.all(
        ['manifest.json', 'reader.js', 'reminder.js'].map((file) =>
          fetch(`${at}/${file}`).then(
            () => `read ${file}`,
            () => 'refused',
          ),
        ),
      ),
    [origin],
  );

  expect(got).toEqual(['refused', 'refused', 'refused']);
});
