import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { splitEvent } from '@/lib/guard/split';
import type { ActionEvent, Draft } from '@/lib/model';
import { simulateYear } from '@/tools/simulate';
import { aJournal, exported } from '@/tests/support/exports';
import { backtest } from './backtest';
import { allActions, buildFolder, PACKS } from './sources';

const RULE = 'tax-defer-repeat';
const folder = mkdtempSync(join(tmpdir(), 'hulan-backtest-'));
const at = (name: string): string => join(folder, name);
let deferrals = 0;

/** Two desks' journals of simulated work, exported as the console exports them. */
beforeAll(async () => {
  const { pack } = buildFolder('tax');
  if (!pack) throw new Error('the tax pack is built');
  const acts = [
    ...simulateYear({ desks: 2, days: 150, seed: 5, actions: [...allActions().values()], calendar: pack.calendar }),
  ];
  const wanted = acts.filter(({ event }, n) => /^(deferral|extension)\./.test(event.action) || n % 100 === 0);
  deferrals = wanted.filter(({ event }) => /^(deferral|extension)\.approve$/.test(event.action)).length;
  for (const half of [0, 1]) {
    const drafts = wanted.filter((_, n) => n % 2 === half).map(({ event }) => draftOf(event));
    writeFileSync(at(`desk-${half}.hulan`), await exported(await aJournal(drafts, { desk: `desk-${half}` })));
  }
  const source = readFileSync(join(PACKS, 'tax', 'rules', `${RULE}.yaml`), 'utf8');
  writeFileSync(at('draft.yaml'), source.replace('version: 1', 'version: 2').replace('value: 3', 'value: 2'));
  writeFileSync(at('faulty.yaml'), source.replace('facts.n >=', 'facts.nothing >='));
  writeFileSync(at('no.hulan'), 'no archive');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function draftOf(event: ActionEvent): Draft {
  const tokens = Object.fromEntries(
    Object.entries(event.fields).flatMap(([id, reading]) => {
      const value = reading.kind === 'read' ? reading.value : null;
      return typeof value === 'object' && value !== null && 'token' in value && value.token
        ? [[id, [value.token]]]
        : [];
    }),
  );
  return {
    kind: 'event',
    ...splitEvent({
      event,
      mode: 'passing',
      spec: allActions().get(event.action),
      carried: { event: event.id, at: event.at, key: 'k', tokens },
      verdict: { flags: [], undetermined: [], judged: 0 },
      shown: [],
      kept: [],
      deskOnly: true,
    }),
  };
}

async function run(...args: string[]): Promise<{ exit: number; out: string; error: string }> {
  const said: string[] = [];
  const faults: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const error = vi.spyOn(console, 'error').mockImplementation((line: string) => void faults.push(line));
  const exit = await backtest.run(args);
  log.mockRestore();
  error.mockRestore();
  return { exit, out: said.join('\n'), error: faults.join('\n') };
}

it('plays a draft over exports of several desks beside what is in force', { timeout: 60_000 }, async () => {
  const files = [at('desk-0.hulan'), at('desk-1.hulan')];
  const { exit, out } = await run(RULE, ...files, '--draft', at('draft.yaml'), '--json');
  const found = JSON.parse(out);

  expect(exit).toBe(0);
  expect(found.rule).toBe(RULE);
  expect(found.acts).toBe(deferrals);
  expect(found.draft.flagged).toBeGreaterThan(found.before.flagged);
  expect(found.more).toBe(found.draft.flagged - found.before.flagged);
  expect(found.less).toBe(0);
  expect(new Set(found.added.map(({ desk }: { desk: string }) => desk))).toEqual(new Set(['desk-0', 'desk-1']));

  const words = await run(RULE, ...files);
  expect(words.out).toContain(`${RULE}: ${deferrals} 次相关办理`);
});

it.each([
  ['a file that is no export', [RULE, 'no.hulan'], 1, '不是留痕导出文件'],
  ['a draft with a fault', [RULE, 'desk-0.hulan', '--draft', 'faulty.yaml'], 1, 'nothing'],
  ['no file', [RULE], 2, '哪条规则'],
  ['a rule that no pack has', ['no-such-rule', 'desk-0.hulan'], 2, '没有规则'],
  ['a file that is not there', [RULE, 'gone.hulan'], 2, '没有这个文件'],
])('%s is named, and ends with its code', async (_what, words, code, said) => {
  const placed = words.map((word) => (/\.(hulan|yaml)$/.test(word) ? at(word) : word));
  const { exit, error } = await run(...placed);

  expect(exit).toBe(code);
  expect(error).toContain(said);
});
