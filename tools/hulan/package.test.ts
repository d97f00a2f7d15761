import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';
import { hostsIn, packageOf } from './package';

const folder = mkdtempSync(join(tmpdir(), 'hulan-package-'));
mkdirSync(join(folder, 'content-scripts'));
writeFileSync(join(folder, 'content-scripts', 'watcher.js'), 'watch()');
writeFileSync(
  join(folder, 'manifest.json'),
  JSON.stringify({
    version: '1.2.3',
    key: 'ours',
    host_permissions: [],
    optional_host_permissions: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'],
  }),
);
afterAll(() => rmSync(folder, { recursive: true }));

it('reads a list of hosts with comments, each once, and names the lines that are none', () => {
  expect(hostsIn('tax.example # 征管\n\n*.bank.example:8443\ntax.example\nhttp://x/\nA B\n')).toEqual({
    hosts: ['tax.example', '*.bank.example:8443'],
    wrong: [
      { line: 5, text: 'http://x/' },
      { line: 6, text: 'A B' },
    ],
  });
});

it('grants the hosts at installation, asks for none, and carries the bureau’s key', () => {
  const { bytes, version } = packageOf(folder, { hosts: ['tax.example:8081', '*.bank.example'], key: 'theirs' });
  const files = unzipSync(bytes);

  expect(version).toBe('1.2.3');
  expect(Object.keys(files)).toEqual(['manifest.json', 'content-scripts/watcher.js']);
  expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toEqual({
    version: '1.2.3',
    key: 'theirs',
    host_permissions: [
      'http://tax.example/*',
      'https://tax.example/*',
      'ws://tax.example/*',
      'wss://tax.example/*',
      'http://*.bank.example/*',
      'https://*.bank.example/*',
      'ws://*.bank.example/*',
      'wss://*.bank.example/*',
    ],
  });
});

it('gives the same bytes for the same build', () => {
  const bureau = { hosts: ['tax.example'] };

  expect(packageOf(folder, bureau).bytes).toEqual(packageOf(folder, bureau).bytes);
});
