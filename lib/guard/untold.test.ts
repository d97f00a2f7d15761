import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { UNTOLD } from '@/lib/platform/untold';
import { freshDesk } from '@/tests/support/fresh-desk';
import { anEvent } from '@/tests/support/guard';

const desk = freshDesk('untold');
const endings = async () =>
  (await desk.journal())
    .filter(({ skeleton }) => skeleton.kind === 'ending')
    .map(({ skeleton: { re, body } }) => [re, body.ending]);
const lies = (key: string) => async () => key in (await desk.browser.local.get(null));

describe('the ending of an act whose page went away while the worker was being stopped', () => {
  it('is told when it is left in the storage, once, and taken out of it', async () => {
    const event = anEvent();
    await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });
    const key = `${UNTOLD}${event.id}released`;

    for (let times = 0; times < 2; times++) {
      await desk.browser.local.set({ [key]: { event: event.id, ending: 'released' } });
      desk.start().wakes.storage([key, 'briefing:index'], 'local');
      await expect.poll(lies(key)).toBe(false);
    }

    expect(await endings()).toEqual([[0, 'released']]);
  });

  it('is told by the next worker that starts with the browser', async () => {
    const event = anEvent();
    await desk.worker.page('act.decide', { event, carries: false, mode: 'passing' });
    await desk.browser.local.set({ [`${UNTOLD}${event.id}committed`]: { event: event.id, ending: 'committed' } });

    desk.start().wakes.startup();

    await expect.poll(endings).toEqual([[0, 'committed']]);
  });

  it('is dropped where it is none; other keys are left alone', async () => {
    await desk.browser.local.set({ [`${UNTOLD}x`]: { event: 'x', ending: 'forged', more: 1 } });
    await desk.browser.local.set({ other: { event: 'x', ending: 'released' } });

    desk.start().wakes.startup();

    await expect.poll(lies(`${UNTOLD}x`)).toBe(false);
    expect(await lies('other')()).toBe(true);
    expect(await endings()).toEqual([]);
  });
});
