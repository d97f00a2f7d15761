// The zoo again, in Firefox ESR: some of each kind in every run, all of it by `npm run prove -- zoo-firefox`.
import { test } from '@playwright/test';
import { needFirefox } from '@/tools/browser.mjs';
import { startFirefoxBare, startFirefoxBench } from './firefox/bench';
import { CONSTRUCTS } from './zoo/constructs';
import { FRAMES } from './zoo/frames';
import { LIBRARIES, serveLibraries } from './zoo/libraries';
import { playBoth, playPassing } from './zoo/play';

const executable = needFirefox();
test.skip(!executable, 'Firefox ESR is not here and cannot be installed without root on Debian');
test.setTimeout(60_000);

let bench: Awaited<ReturnType<typeof startFirefoxBench>>;
let bare: Awaited<ReturnType<typeof startFirefoxBare>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  [bench, bare] = await Promise.all([startFirefoxBench(executable ?? ''), startFirefoxBare(executable ?? '')]);
  await serveLibraries([bench, bare]);
});
test.afterAll(async () => {
  await Promise.all([bench?.close(), bare?.close()]);
});

const SOME = [
  'an input of type submit',
  'a javascript: link',
  'a handler that opens a window',
  'confirm() and then a timer',
  'a srcdoc frame',
  'a frame without an address that is written to',
  'a form of Ant Design',
];
const all = [...CONSTRUCTS, ...FRAMES, ...LIBRARIES];
const wanted = process.env.HULAN_ZOO === 'all' ? all : all.filter(({ say }) => SOME.includes(say));

for (const each of wanted)
  test(`Firefox: ${each.say}${each.firefox ? `: passes, ${each.firefox}` : ''}`, async () => {
    await (each.firefox ? playPassing : playBoth)(bench, bare, each);
  });
