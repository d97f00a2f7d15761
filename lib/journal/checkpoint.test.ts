import { createPublicKey, verify as nodeVerify } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hex, sha256, utf8 } from './bytes';
import type { Bytes } from './bytes';
import { keysOf, openCheckpoint, readCheckpoint, signCheckpoint, originOf } from './checkpoint';
import type { Signer } from './checkpoint';
import { derOf, readVkey, vkeyOf } from './note';
import { sha256Of } from './sha256';

async function aSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  return {
    spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)),
  };
}
const desk = 'desk-1';
let signer: Signer;
let root: Bytes;
let vkey: string;
beforeAll(async () => {
  signer = await aSigner();
  root = await sha256(utf8('root'));
  vkey = await vkeyOf(originOf(desk), signer.spki);
});
const signed = (): Promise<string> => signCheckpoint({ desk, size: 41, root, at: 1_790_000_000_000 }, signer);

describe('sha256', () => {
  it('is the hash that WebCrypto makes, at every length around a block', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (data) => {
        const bytes = new Uint8Array(data);
        expect(hex(sha256Of(bytes))).toBe(hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
      }),
    );
  });
});

describe('checkpoint', () => {
  it('has the form of a C2SP checkpoint: origin, size, root, our time, a blank line, one signature', async () => {
    const lines = (await signed()).split('\n');

    expect(lines.slice(0, 5)).toEqual([
      'hulan.desk/desk-1',
      '41',
      Buffer.from(root).toString('base64'),
      'hulan.desk/at 1790000000000',
      '',
    ]);
    expect(lines[5]).toMatch(/^— hulan\.desk\/desk-1 [A-Za-z0-9+/]+=*$/);
    expect(lines).toHaveLength(7);
  });

  it('is opened by the key that signed it, and says what it says', async () => {
    const opened = await openCheckpoint(await signed(), await keysOf([vkey]));

    expect(opened).toMatchObject({ checkpoint: { desk, size: 41, root, at: 1_790_000_000_000 } });
  });

  it('carries a signature that another program verifies: ECDSA over SHA-256 in DER, after a key id from the SPKI', async () => {
    const note = await signed();
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const bytes = Buffer.from(note.trimEnd().split(' ').at(-1) ?? '', 'base64');
    const key = createPublicKey({ key: Buffer.from(signer.spki), format: 'der', type: 'spki' });

    expect(nodeVerify('sha256', Buffer.from(text), key, bytes.subarray(4))).toBe(true);
    expect(bytes.subarray(0, 4).toString('hex')).toBe(hex((await sha256(signer.spki)).slice(0, 4)));
  });

  it('writes DER as short as it can be, whatever the numbers', () => {
    const raw = new Uint8Array(64);
    raw[31] = 5;
    raw[32] = 0x80;

    expect(hex(derOf(raw))).toBe(`3026020105022100${'80'.padEnd(64, '0')}`);
  });

  it.each([
    ['another size', (note: string) => note.replace('\n41\n', '\n42\n'), 'signature'],
    ['another time', (note: string) => note.replace('at 17', 'at 18'), 'signature'],
    ['no signature line', (note: string) => note.slice(0, note.lastIndexOf('\n\n') + 2), 'shape'],
    ['a signature that is no DER', (note: string) => `${note.slice(0, -9)}AAAAAAA=\n`, 'signature'],
    ['no note at all', () => 'nothing', 'shape'],
  ])('with %s is refused', async (_, change, why) => {
    expect(await openCheckpoint(change(await signed()), await keysOf([vkey]))).toEqual({ why });
  });

  it('of another key is not ours, and one more signature does no harm', async () => {
    const other = await aSigner();
    const theirs = await signCheckpoint({ desk, size: 41, root, at: 1 }, other);
    const cosigned = `${await signed()}${theirs.trimEnd().split('\n').at(-1)}\n`;

    expect(await openCheckpoint(theirs, await keysOf([vkey]))).toEqual({ why: 'unsigned' });
    expect(await openCheckpoint(cosigned, await keysOf([vkey]))).toMatchObject({ checkpoint: { size: 41 } });
  });

  it('reads a key only when its id is its own', async () => {
    expect(await readVkey(vkey)).toMatchObject({ name: 'hulan.desk/desk-1' });
    expect(await readVkey(vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeUndefined();
    expect(await readVkey('what')).toBeUndefined();
  });

  it('never throws on text from outside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(await openCheckpoint(text, await keysOf([vkey, text]))).toHaveProperty('why');
        expect(readCheckpoint(text)).toBeUndefined();
      }),
    );
  });
});
