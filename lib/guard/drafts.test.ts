import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { EventBody, EventParts, pageKey } from '@/lib/model';
import type { PageBriefing, Rule } from '@/lib/model';
import { valuesOf } from './parts';
import { freshDesk } from '@/tests/support/fresh-desk';
import { anEvent, aRule } from '@/tests/support/guard';

const desk = freshDesk('drafts');
beforeEach(async () => {
  await desk.worker.own('hosts.refresh', {});
});

const run = (over: Partial<Rule> = {}) =>
  desk.worker.own('draft.run', {
    pack: 'test',
    rule: aRule({ id: 'big-relief', version: 2, status: 'draft', ...over }),
  });
const briefed = (): string[] =>
  ((desk.browser.stored.get(pageKey('tax-old', 'relief')) as PageBriefing | undefined)?.rules ?? []).map(
    ({ id }) => id,
  );
async function act(event = anEvent()) {
  const decision = await desk.worker.page('act.decide', { event, carries: false, mode: 'held' });
  const entry = await desk.worker.store.journal.entry(decision.seq ?? -1);
  if (!entry) throw new Error('the act is in the journal');
  return {
    decision,
    event,
    body: EventBody.parse(entry.skeleton.body),
    parts: EventParts.parse(valuesOf(entry)),
  };
}

describe('a draft that its author tries', () => {
  it('reminds beside the rule in force, with its mark, in page and worker', async () => {
    expect(await run({ ask: 'justification' })).toEqual({ ok: true });

    const { decision } = await act();

    expect(briefed()).toEqual(['big-relief', 'big-relief-draft']);
    expect(decision.remind.map(({ rule, draft, sentence }) => [rule, draft, sentence.zh])).toEqual([
      ['big-relief', undefined, '恒泰建材金额 50,000.00'],
      ['big-relief-draft', true, '恒泰建材金额 50,000.00'],
    ]);
  });

  it('is no flag in the journal, which says that it stood there and since when', async () => {
    await run({ ask: 'second_person' });

    const { body, parts } = await act();

    expect(body.flags.map(({ rule }) => rule)).toEqual(['big-relief']);
    expect(body).toMatchObject({ judged: 1, drafts: ['big-relief-draft'] });
    expect(JSON.stringify(parts)).not.toContain('draft');
    const settings = (await desk.journal()).filter(({ skeleton }) => skeleton.kind === 'setting');
    expect(settings.map(({ skeleton }) => skeleton.body)).toEqual([{ draft: 'test/big-relief', runs: true }]);
  });

  it('that cannot be told leaves no gap and no undetermined rule', async () => {
    await run({
      condition: {
        text: 'attachments > 2',
        tree: {
          op: '>',
          args: [
            { op: 'field', id: 'attachments', at: [0, 11] },
            { op: 'num', text: '2', at: [14, 15] },
          ],
        },
      },
    });

    const { body } = await act();

    expect(body.undetermined).toEqual([]);
    expect(await desk.kinds()).not.toContain('gap');
  });

  it('counts what happened here before, though nothing was kept for it', async () => {
    await act();
    await act();
    await run({
      facts: {
        before: { kind: 'count', of: ['relief.approve'], key: ['payer'], window: '30d' },
      },
      condition: {
        text: 'before >= 2',
        tree: {
          op: '>=',
          args: [
            { op: 'fact', id: 'before', at: [0, 6] },
            { op: 'num', text: '2', at: [14, 15] },
          ],
        },
      },
    });

    expect((await act()).decision.remind.map(({ rule }) => rule)).toContain('big-relief-draft');
  });

  it('is the same after the worker was stopped, is over when it is stopped, and with the browser’s start', async () => {
    await run();
    desk.worker = desk.start();
    expect((await desk.worker.own('view.packs', {})).drafts).toMatchObject([{ pack: 'test', rule: 'big-relief' }]);

    await desk.worker.own('draft.stop', { pack: 'test', rule: 'big-relief' });
    expect(briefed()).toEqual(['big-relief']);

    await run();
    desk.worker.wakes.startup();
    await expect.poll(briefed).toEqual(['big-relief']);
    expect((await act()).body.drafts).toBeUndefined();
  });

  it('of a timer is not tried: it judges no act', async () => {
    expect(await run({ on: ['tick'], when: 'timer' })).toEqual({ ok: false });
    expect(briefed()).toEqual(['big-relief']);
  });

  it('of a timer and of acts is tried at its acts alone', async () => {
    expect(await run({ on: ['relief.approve', 'tick'] })).toEqual({ ok: true });

    desk.worker.wakes.alarm('tidy');
    expect((await act()).body.drafts).toEqual(['big-relief-draft']);
    const ticks = (await desk.journal()).filter(({ skeleton: { body } }) => body.action === 'tick');
    expect(ticks).toEqual([]);
  });
});
