// Firefox ESR spoken to as a clerk's desk: what of ours is on screen, and what the journal holds.
import { expect } from '@playwright/test';
import type { JournalEntry } from './journal';
import type { Firefox } from './marionette';
import type { Spot } from './surface';

/** The worker has written its briefings. Leaves the browser on one of our own pages. */
export async function firefoxReady(firefox: Firefox): Promise<void> {
  await expect
    .poll(
      async () => {
        await firefox.go(firefox.ownUrl('popup.html'));
        return firefox.runAsync(
          'const done = arguments[arguments.length - 1]; browser.storage.local.get(null).then((all) => done(Object.keys(all)), (error) => done([String(error)]))',
        );
      },
      { timeout: 20_000, message: 'the worker wrote its briefing' },
    )
    .toContain('briefing:index');
}

/** Elements of our closed root in the current frame, by css, with their place in that frame. */
export async function firefoxSpots(
  firefox: Firefox,
  css: string,
): Promise<Pick<Spot, 'x' | 'y' | 'width' | 'height' | 'text'>[]> {
  const found = await firefox.runAsBrowser(
    `const host = [...document.documentElement?.children ?? []].find((each) => each.localName === 'hulan-surface');
     const root = host && host.openOrClosedShadowRoot;
     return JSON.stringify(root ? [...root.querySelectorAll(arguments[0])].map((element) => {
       const { x, y, width, height } = element.getBoundingClientRect();
       return { x, y, width, height, text: element.innerText };
     }).filter(({ width, height }) => width > 0 && height > 0) : []);`,
    [css],
  );
  return JSON.parse(String(found ?? '[]'));
}

/** All entries in their order. Must be asked on one of our own pages. */
export async function firefoxJournal(firefox: Firefox): Promise<Pick<JournalEntry, 'seq' | 'kind' | 're' | 'body'>[]> {
  const read = await firefox.runAsync(`const done = arguments[arguments.length - 1]; (async () => {
    const rows = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => { const opening = indexedDB.open(name); opening.onsuccess = () => resolve(opening.result); opening.onerror = () => reject(opening.error); });
      if (database.objectStoreNames.contains('entries')) rows.push(...await new Promise((resolve) => { const all = database.transaction('entries').objectStore('entries').getAll(); all.onsuccess = () => resolve(all.result); }));
      database.close();
    }
    return JSON.stringify(rows.map(({ seq, skeleton }) => ({ seq, kind: skeleton.kind, re: skeleton.re, body: skeleton.body })));
  })().then(done, (error) => done('[]'))`);
  return JSON.parse(String(read)) as Pick<JournalEntry, 'seq' | 'kind' | 're' | 'body'>[];
}
