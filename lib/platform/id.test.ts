import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHROMIUM_ID, FIREFOX_ID } from './id';

it('is the id that Chromium makes of the key in the manifest, and Firefox is told', () => {
  const config = readFileSync(new URL('../../wxt.config.ts', import.meta.url), 'utf8');
  const key = /MII[A-Za-z0-9+/=]{300,}/.exec(config)?.[0] ?? '';
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);

  expect([...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')).toBe(CHROMIUM_ID);
  expect(config).toContain(`id: '${FIREFOX_ID}'`);
});
