import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { aClient, aRepository } from '@/tests/support/repository';
import type { Repository } from '@/tests/support/repository';
import { fetchOffered, offersIn } from '.';
import { derOfRaw, rawOfDer } from './keys';

const TEXT = JSON.stringify({ some: 'pack', of: ['any', 'length'], n: 12 });
let repo: Repository;
beforeAll(async () => {
  repo = await aRepository();
  await repo.add('trial-1.json', TEXT, { kind: 'pack', id: 'trial', version: 1, rollout: { stage: 'all' } });
  await repo.publish();
});

/** A desk from the first root to the text of the one pack. */
async function whole(root?: string): Promise<string | undefined> {
  const { outcome } = await aClient(repo, root).refresh();
  if (!outcome.ok) return undefined;
  const [file] = offersIn(outcome.inHand.targets).offers;
  const got = file && (await fetchOffered(file, repo.get));
  return got?.ok ? got.text : undefined;
}

describe('one byte of any file', () => {
  it('changed in any way, and the pack is not taken', async () => {
    expect(await whole()).toBe(TEXT);
    const names = [...repo.files.keys()].filter((name) => !/^1\.(snapshot|targets)/.test(name));
    expect(names).toHaveLength(5);

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, where, flip) => {
          const right = repo.files.get(name) as Uint8Array;
          const wrong = Uint8Array.from(right);
          const at = where % wrong.length;
          wrong[at] = (wrong[at] ?? 0) ^ flip;
          repo.files.set(name, wrong);
          try {
            const root = name === '1.root.json' ? new TextDecoder().decode(wrong) : undefined;
            return (await whole(root)) === undefined;
          } finally {
            repo.files.set(name, right);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('cut off, or added, is found too', async () => {
    for (const [name, right] of repo.files) {
      if (/^1\.(root|snapshot|targets)/.test(name)) continue;
      for (const wrong of [right.slice(0, -1), right.slice(0, 0), Uint8Array.from([...right, 10])]) {
        repo.files.set(name, wrong);
        expect(await whole(), name).toBeUndefined();
      }
      repo.files.set(name, right);
    }
    expect(await whole()).toBe(TEXT);
  });
});

describe('a signature’s form', () => {
  it('is read back from what was written, and from nothing else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (raw, where, flip) => {
          const der = derOfRaw(raw);
          expect(rawOfDer(der)).toEqual(Uint8Array.from(raw));
          const wrong = Uint8Array.from(der);
          const at = where % der.length;
          wrong[at] = (wrong[at] ?? 0) ^ flip;
          const read = rawOfDer(wrong);
          return read === undefined || derOfRaw(read).join() === wrong.join();
        },
      ),
    );
  });
});
