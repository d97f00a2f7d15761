import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { coverage } from './coverage';
import { PACKS } from './sources';

afterEach(() => {
  vi.restoreAllMocks();
});

it('finds nothing bare in a pack that is whole, and a rule whose cases are gone', async () => {
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const told = (): string => said.splice(0).join('\n');
  const folder = join(mkdtempSync(join(tmpdir(), 'hulan-coverage-')), 'thirdparty');
  cpSync(join(PACKS, 'thirdparty'), folder, { recursive: true, filter: (file) => !file.endsWith('.cases.yaml') });

  expect(await coverage.run(['thirdparty', '--json'])).toBe(0);
  expect(JSON.parse(told())).toMatchObject({ bareActions: [], unreached: [], cases: [] });

  expect(await coverage.run([folder, '--json'])).toBe(1);
  expect(JSON.parse(told()).cases).toMatchObject([{ rule: 'thirdparty-payment-large', fires: 0, silent: 0 }]);

  expect(await coverage.run([folder])).toBe(1);
  expect(told()).toContain('thirdparty-payment-large: 触发 fires 0, 不触发 silent 0, 无法判断 undetermined 0');
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

it('ends with 2 where a pack does not build', async () => {
  const said: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));

  expect(await coverage.run(['no-such-pack'])).toBe(2);
  expect(said.join('')).toContain('no-such-pack');
});
