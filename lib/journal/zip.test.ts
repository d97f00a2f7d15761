import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, utf8 } from './bytes';
import { crc32, openZip, pack, zipOf } from './zip';

const archive = (files: Record<string, string>): Uint8Array =>
  concat(...zipOf(Object.entries(files).map(([name, text]) => pack(name, utf8(text)))));
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);

describe('zip', () => {
  it('is read back as it was written, and by other programs', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z0-9/]{1,20}$/), fc.string()), (files) => {
        const bytes = archive(files);
        const opened = openZip(bytes);
        const other = unzipSync(bytes);
        for (const [name, wanted] of Object.entries(files)) {
          expect(text(opened?.read(name))).toBe(text(utf8(wanted)));
          expect(text(other[name])).toBe(text(utf8(wanted)));
        }
        expect(opened?.names).toEqual(Object.keys(files));
      }),
    );
  });

  it('gives nothing for a damaged file and nothing at all for garbage', () => {
    const bytes = archive({ a: 'hello hello hello', b: 'other' });
    const hurt = bytes.slice();
    hurt[36] = (hurt[36] ?? 0) ^ 0xff;

    expect(openZip(hurt)?.read('a')).toBeUndefined();
    expect(text(openZip(hurt)?.read('b'))).toBe('other');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const found = openZip(concat(noise, bytes.subarray(-22)));
        for (const name of found?.names ?? []) found?.read(name);
      }),
    );
    expect(openZip(utf8('not an archive'))).toBeUndefined();
  });

  it('knows the published check value', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
  });
});
