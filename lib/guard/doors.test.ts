import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { freshDesk } from '@/tests/support/fresh-desk';
import { anEvent, OWN, PAGE } from '@/tests/support/guard';

const desk = freshDesk('doors');

describe('doors', () => {
  it.each([
    [
      'a page that is not watched',
      {
        ...PAGE,
        url: 'http://evil.example/',
        origin: 'http://evil.example',
        tab: { id: 7, url: 'http://evil.example/' },
      },
    ],
    [
      'a watched host on another port',
      { ...PAGE, url: 'http://tax.example:9999/', tab: { id: 7, url: 'http://tax.example:9999/' } },
    ],
    [
      'a frame of another host in a watched tab',
      { ...PAGE, url: 'http://evil.example/frame', origin: 'http://evil.example' },
    ],
    ['another extension', { ...PAGE, id: 'other' }],
    ['nobody in particular', {}],
    ['our own popup', OWN],
  ])('refuse an act from %s, and say so in the journal', async (_note, sender) => {
    await expect(
      desk.worker.from(sender, 'act.decide', { event: anEvent(), carries: false, mode: 'held' }),
    ).rejects.toThrow('refused: sender');

    await desk.worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' });
    expect((await desk.journal())[0]?.skeleton.body).toMatchObject({
      reason: 'message_refused',
      detail: expect.stringContaining('sender act.decide'),
    });
  });

  it('let frames without an address of their own speak for their watched tab', async () => {
    for (const url of ['about:blank', 'about:srcdoc', undefined]) {
      const { seq } = await desk.worker.from(
        { ...PAGE, ...(url ? { url } : { url: '' }), origin: 'null' },
        'act.decide',
        {
          event: anEvent(),
          carries: false,
          mode: 'passing',
        },
      );
      expect(seq).toBeTypeOf('number');
    }
  });

  it('put the reader into the very document that calls for it', async () => {
    await desk.worker.from({ ...PAGE, frameId: 3, documentId: 'doc-3' }, 'reader.call', {});

    expect(desk.browser.injected).toEqual([{ tab: 7, file: 'reader.js', world: 'ISOLATED', document: 'doc-3' }]);
  });

  it('refuse a page that asks for what only our own pages may', async () => {
    await expect(desk.worker.page('view.flags', { limit: 5 })).rejects.toThrow('refused: sender');
    await expect(
      desk.worker.from({ ...OWN, url: 'chrome-extension://other/popup.html' }, 'view.people', {}),
    ).rejects.toThrow('refused: sender');
  });

  it('refuse bodies and names that the table does not know', async () => {
    expect(
      await desk.worker.wakes.message({ hulan: 1, name: 'act.decide', body: { event: { id: 'x' } } }, PAGE),
    ).toEqual({
      hulanRefused: 'shape',
    });
    expect(await desk.worker.wakes.message({ hulan: 1, name: 'constructor', body: {} }, PAGE)).toEqual({
      hulanRefused: 'unknown',
    });
    expect(desk.worker.wakes.message({ name: 'act.decide' }, PAGE)).toBeUndefined();
    expect(desk.worker.wakes.message('hello', PAGE)).toBeUndefined();
  });
});
