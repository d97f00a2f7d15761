import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { residentIdOk } from '@/lib/adapters/identity';
import { exportJournal } from '@/lib/evidence';
import { unzipSync } from 'fflate';
import { concat } from '@/lib/journal/bytes';
import type { Store } from '@/lib/store';
import { aBrowser, anEvent, aWorker, PAGE, PAGE_URL } from '@/tests/support/guard';
import type { FakeBrowser } from '@/tests/support/guard';

const two = (n: number): string => String(n).padStart(2, '0');
const resident = fc
  .tuple(
    fc.integer({ min: 110000, max: 659000 }),
    fc.integer({ min: 1950, max: 2005 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 100, max: 999 }),
  )
  .map(([region, year, month, day, order]) => {
    const head = `${region}${year}${two(month)}${two(day)}${order}`;
    return [...'0123456789X'].map((last) => head + last).find(residentIdOk) ?? '';
  });
const phone = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([a, b]) => `1${a}${String(b).padStart(9, '0')}`);
const card = fc.integer({ min: 0, max: 999_999_999 }).map((n) => {
  const head = `622202${String(n).padStart(9, '0')}`;
  let sum = 0;
  for (const [i, digit] of [...head].reverse().entries()) {
    const d = Number(digit) * (i % 2 ? 1 : 2);
    sum += d > 9 ? d - 9 : d;
  }
  return head + String((10 - (sum % 10)) % 10);
});

let opened: Store | undefined;
let count = 0;
afterEach(() => opened?.close());

/** Everything that stays anywhere: each row of each table, extension storage, what was sent to tabs, the export. */
async function everything(browser: FakeBrowser, store: Store, name: string): Promise<string> {
  const db = await new Dexie(name).open();
  const rows = await Promise.all(db.tables.map((table) => table.toArray()));
  db.close();
  const files = Object.values(
    unzipSync(concat(...(await exportJournal(store, { program: '0', at: 0, withParts: true })))),
  ).map((bytes) => new TextDecoder().decode(bytes));
  return [JSON.stringify(rows), JSON.stringify([...browser.stored]), JSON.stringify(browser.sent), ...files].join('\n');
}

describe('a number that identifies a person', () => {
  it('is nowhere, whichever field, text, title, address or error it was in, but in the message that carries it', async () => {
    await fc.assert(
      fc.asyncProperty(resident, phone, card, async (id, tel, bank) => {
        const name = `privacy-${count++}`;
        const browser = aBrowser();
        const worker = aWorker(browser, name);
        opened = worker.store;
        const all = `证件${id}，电话 ${tel}；卡号:${bank} 完`;
        const event = anEvent({ login: `wang ${tel}` });
        event.fields.case_no = { kind: 'read', value: id };
        event.fields.payer = { kind: 'read', value: all };
        event.fields.attachments = { kind: 'read', value: tel };
        const shown = {
          text: all,
          textVersion: '1.a',
          surface: 'hold' as const,
          visibleMs: 5,
          receipt: 'seen' as const,
          why: all,
        };

        await worker.page('page.state', {
          adapter: 'tax-old',
          page: 'relief',
          state: 'degraded',
          fieldsNamed: 3,
          fieldsRead: 2,
          login: tel,
          anchorsMissing: [`#a[title="${id}"]`],
        });
        await worker.page('identity.carry', { event: event.id, raw: { owner: [id] } });
        await worker.page('act.decide', { event, carries: true, mode: 'held' });
        await worker.page('act.shown', { event: event.id, shown });
        await worker.page('draft.keep', { event: event.id, text: all });
        await worker.page('act.answer', {
          event: event.id,
          answer: { kind: 'continue', checks: ['seen'], reasonText: all },
          shown,
        });
        await worker.page('act.ending', { event: event.id, ending: 'release_failed', detail: all });
        await worker.page('gap.report', {
          gaps: [{ reason: 'release_failed', at: 1, detail: `TypeError: ${PAGE_URL}?id=${id}&card=${bank} ${tel}` }],
        });
        await worker.from({ ...PAGE, tab: { id: 7, url: `${PAGE_URL}?id=${id}` } }, 'desk.wake', { inject: false });
        worker.wakes.request({ method: 'POST', url: `${PAGE_URL}?id=${id}`, tab: 7, frame: 0, text: all, at: 1 });
        await worker.own('journal.export', { what: 'journal', withParts: true });

        const kept = await everything(browser, worker.store, name);

        expect(kept).toContain('完');
        for (const number of [id, tel, bank]) expect(kept.includes(number), number).toBe(false);
        worker.store.close();
        await Dexie.delete(name);
      }),
      { numRuns: 15 },
    );
  });
});
