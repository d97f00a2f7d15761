import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { freshDesk } from '@/tests/support/fresh-desk';
import { anEvent } from '@/tests/support/guard';

const desk = freshDesk('orphans');

describe('a hold that stood when the extension was reloaded or the browser ended', () => {
  it.each([
    ['installed', 'orphaned'],
    ['startup', 'closed'],
  ] as const)('at %s is closed as unanswered: %s, with a gap, once', async (wake, why) => {
    const held = anEvent();
    const answered = anEvent();
    for (const event of [held, answered]) await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });
    await desk.worker.page('act.answer', { event: answered.id, answer: { kind: 'back' } });

    const next = desk.start();
    next.wakes[wake]();
    await expect.poll(desk.kinds).toEqual(expect.arrayContaining(['answer', 'gap', 'pack']));
    desk.start().wakes[wake]();
    await expect.poll(async () => (await desk.kinds()).filter((kind) => kind === 'pack').length).toBe(2);

    const entries = await desk.journal();
    const bodies = (kind: string) => entries.filter(({ skeleton }) => skeleton.kind === kind).map((e) => e.skeleton);
    expect(bodies('answer').map(({ re, body }) => [re, body.kind, body.why])).toEqual([
      [1, 'back', undefined],
      [0, 'unanswered', why],
    ]);
    expect(bodies('gap').map(({ re, body }) => [re, body.reason])).toEqual([[0, 'extension_gone']]);
  });
});
