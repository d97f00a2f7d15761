import { beforeEach, describe, expect, it } from 'vitest';
import { aClient, aRepository, aSigner, dateOf, NOW } from '@/tests/support/repository';
import type { Repository } from '@/tests/support/repository';
import { readRoot } from '.';
import { ALGORITHMS, keyIdOf, utf8 } from './keys';
import { canonicalText } from './json';
import { newKey, signingKey, signMetadata } from './sign';
import type { SigningKey } from './sign';

const DAY = 86_400_000;
const ROLES = ['timestamp', 'snapshot', 'targets'] as const;
let repo: Repository;
let desk: ReturnType<typeof aClient>;
beforeEach(async () => {
  repo = await aRepository();
  desk = aClient(repo);
});
/** Every number one higher, as after a release. */
const release = () => repo.publish();

describe('what may be trusted at first', () => {
  it('is a root signed by enough of its own keys, with all it names', async () => {
    const { outcome, trusted } = await desk.refresh();

    expect(outcome).toMatchObject({ ok: true, changed: true });
    expect(outcome.ok && outcome.inHand.signers.map(({ office }) => office).sort()).toEqual(['business', 'discipline']);
    // Stored bytes are served bytes.
    for (const role of ROLES)
      expect(trusted[role]).toBe(repo.text(role === 'timestamp' ? 'timestamp.json' : `1.${role}.json`));
  });

  it.each([
    ['no JSON', async () => '{'],
    ['unsigned', async () => canonicalText({ signatures: [], signed: repo.root })],
    ['signed by one of two', async () => signMetadata(repo.root, repo.signers.root.slice(0, 1))],
    ['signed by others', async () => signMetadata(repo.root, [await aSigner(), await aSigner()])],
    ['another role', async () => repo.text('1.targets.json')],
  ])('is not a root that is %s', async (_what, text) => {
    desk = aClient(repo, await text());

    expect(await desk.says()).toBe('no_root root');
    expect(await readRoot(await text())).toMatchObject({ ok: false });
    expect(repo.asked).toEqual([]);
  });

  it('is an expired root only for what follows it', async () => {
    repo.root.expires = dateOf(NOW - DAY);
    await repo.write('root');
    desk = aClient(repo);
    expect(await desk.says()).toBe('expired root');

    await repo.rotate((root) => {
      root.expires = dateOf(NOW + DAY);
    });

    expect(await desk.says()).toBe('ok');
  });

  it('is a list of packs by two, whatever root says', async () => {
    await repo.rotate((root) => {
      root.roles.targets.threshold = 1;
    });

    expect(await desk.says()).toBe('threshold_low targets');
    expect(await desk.says({ leastSigners: 1 })).toBe('ok');
  });
});

describe('signatures', () => {
  it.each(ROLES)('%s unsigned, or signed by somebody else, is refused', async (role) => {
    const right = repo.signers[role];
    repo.signers[role] = [];
    await release();
    expect(await desk.says()).toBe(`threshold ${role}`);

    repo.signers[role] = [await aSigner(), await aSigner()];
    await release();
    expect(await desk.says()).toBe(`threshold ${role}`);

    repo.signers[role] = right;
    await release();
    expect(await desk.says()).toBe('ok');
  });

  it('of one office alone are not enough, though there be two', async () => {
    const second = await aSigner('李明', 'business');
    await repo.rotate((root) => {
      root.keys[second.keyId] = second.key;
      root.roles.targets.keyids.push(second.keyId);
    });
    const [business] = repo.signers.targets;
    if (!business) throw new Error('a signer');
    repo.signers.targets = [business, second];
    await release();

    expect(await desk.says()).toBe('offices targets');
  });

  it('twice under one id are refused, and count once under two ids', async () => {
    const [business, discipline] = repo.signers.targets;
    if (!business || !discipline) throw new Error('two signers');
    const text = await signMetadata(repo.targets, [business]);
    const file = JSON.parse(text);
    file.signatures.push(file.signatures[0]);
    repo.files.set('1.targets.json', utf8(canonicalText(file)));
    delete (repo.snapshot.meta['targets.json'] as { length?: number }).length;
    delete (repo.snapshot.meta['targets.json'] as { hashes?: object }).hashes;
    await repo.write('snapshot');
    delete (repo.timestamp.meta['snapshot.json'] as { length?: number }).length;
    delete (repo.timestamp.meta['snapshot.json'] as { hashes?: object }).hashes;
    await repo.write('timestamp');
    expect(await desk.says()).toBe('wrong_shape targets');

    // The same public key once more, with another word beside it: another id, the same hand.
    const { key, pkcs8 } = await newKey('ecdsa-sha2-nistp256', { name: 'A', office: 'business' });
    const one = await signingKey(key, pkcs8);
    const two = await signingKey({ ...key, 'x-hulan-name': 'B', 'x-hulan-office': 'discipline' }, pkcs8);
    await repo.rotate((root) => {
      for (const k of [one, two]) root.keys[k.keyId] = k.key;
      root.roles.targets.keyids = [one.keyId, two.keyId];
    });
    repo.signers.targets = [one, two];
    await release();
    expect(await desk.says()).toBe('threshold targets');
  });

  it('that are wrong or foreign do no harm beside enough right ones', async () => {
    repo.signers.targets.push(await aSigner('guest', 'business'));
    await release();

    expect(await desk.says()).toBe('ok');
  });

  it('under an id that is not the key’s hash are refused with the root', async () => {
    await repo.rotate((root) => {
      const [one] = Object.values(root.keys);
      if (one) root.keys['ab'.repeat(32)] = one;
    });

    expect(await desk.says()).toBe('wrong_shape root');
  });

  it('by Ed25519 count like those by P-256', async () => {
    repo = await aRepository('ed25519');

    expect(await aClient(repo).says()).toBe('ok');
  });

  it('by a scheme nobody here knows do not count; a further scheme is one more entry of the list', async () => {
    const [business] = repo.signers.targets;
    if (!business) throw new Error('a signer');
    const other = { ...business.key, keytype: 'sm2', scheme: 'sm2-with-sm3' };
    const keyId = await keyIdOf(other);
    await repo.rotate((root) => {
      root.keys[keyId] = other;
      root.roles.targets.keyids.push(keyId);
      root.roles.targets.keyids.splice(0, 1);
    });
    repo.signers.targets = [{ ...business, keyId, key: other }, ...repo.signers.targets.slice(1)];
    await release();
    expect(await desk.says()).toBe('threshold targets');

    const [p256] = ALGORITHMS;
    if (!p256) throw new Error('an algorithm');
    const algorithms = [...ALGORITHMS, { ...p256, scheme: 'sm2-with-sm3', keytypes: ['sm2'] }];

    expect(await desk.says({ algorithms })).toBe('ok');
  });
});

describe('numbers', () => {
  it.each(['snapshot', 'targets'] as const)(
    '%s whose file says another number than its name is refused',
    async (role) => {
      const meta = role === 'snapshot' ? repo.timestamp.meta['snapshot.json'] : repo.snapshot.meta['targets.json'];
      if (!meta) throw new Error('meta');
      meta.version = 7;
      delete meta.hashes;
      delete meta.length;
      await repo.write(role, `7.${role}.json`);
      if (role === 'targets') {
        await repo.write('snapshot');
        delete repo.timestamp.meta['snapshot.json'].hashes;
        delete repo.timestamp.meta['snapshot.json'].length;
      }
      await repo.write('timestamp');

      expect(await desk.says()).toBe(`version ${role}`);
    },
  );

  it('an earlier timestamp is a rollback, and the later one stays', async () => {
    const old = repo.files.get('timestamp.json');
    await release();
    await desk.refresh();
    const kept = desk.trusted;
    repo.files.set('timestamp.json', old as Uint8Array);

    expect(await desk.says()).toBe('rollback timestamp');
    expect(desk.trusted).toEqual(kept);
  });

  it('a timestamp changed under its old number changes nothing', async () => {
    await desk.refresh();
    const kept = desk.trusted;
    repo.timestamp['x-hulan-revoked'] = [{ kind: 'rule', id: 'a' }];
    await repo.write('timestamp');

    const result = await desk.refresh();

    expect(result.outcome).toMatchObject({ ok: true, changed: false });
    expect(result.revoked).toEqual([]);
    expect(desk.trusted).toEqual(kept);
  });

  it('a snapshot with a lower number in a newer timestamp is a rollback', async () => {
    await release();
    await desk.refresh();
    repo.timestamp.meta['snapshot.json'] = { version: 1 };
    repo.timestamp.version++;
    await repo.write('timestamp');

    expect(await desk.says()).toBe('rollback snapshot');
  });

  it('targets with a lower number in a newer snapshot are a rollback', async () => {
    await release();
    await desk.refresh();
    repo.snapshot.meta['targets.json'] = { version: 1 };
    repo.snapshot.version++;
    repo.timestamp.meta['snapshot.json'] = { version: repo.snapshot.version };
    repo.timestamp.version++;
    await repo.write('snapshot');
    await repo.write('timestamp');

    expect(await desk.says()).toBe('rollback targets.json');
  });

  it('a role that left the snapshot is missed', async () => {
    repo.snapshot.meta['more.json'] = { version: 1 };
    await release();
    await desk.refresh();
    delete repo.snapshot.meta['more.json'];
    await release();

    expect(await desk.says()).toBe('role_removed snapshot');
  });

  it.each([
    ['the root again', 1, 'rollback root'],
    ['a root two ahead', 3, 'version root'],
  ])('%s under the next name is refused', async (_what, version, says) => {
    repo.root.version = version;
    await repo.write('root', '2.root.json');

    expect(await desk.says()).toBe(says);
  });

  it.each(['timestamp', 'snapshot', 'targets'] as const)(
    '%s that ran ahead bind nobody any more once other keys are named',
    async (role) => {
      repo[role].version = 1_000_000;
      await release();
      await desk.refresh();
      repo[role].version = 1;
      if (role === 'timestamp') repo.timestamp.version = 1;
      await repo.publish();
      expect(await desk.says()).toMatch(/^rollback /);

      // §5.3.11: numbers are forgotten where timestamp or snapshot keys change; those of targets stand in the snapshot.
      const fresh = await aSigner();
      const of = role === 'timestamp' ? 'timestamp' : 'snapshot';
      repo.signers[of] = [fresh];
      await repo.rotate((root) => {
        root.keys[fresh.keyId] = fresh.key;
        root.roles[of].keyids = [fresh.keyId];
      });
      await repo.publish();

      expect(await desk.says()).toBe('ok');
    },
  );
});

describe('root', () => {
  it('is followed through every rotation, each signed by the one before and by itself', async () => {
    const old = repo.signers.root;
    const fresh = [await aSigner(), await aSigner()];
    await repo.rotate(
      (root) => {
        for (const one of fresh) root.keys[one.keyId] = one.key;
        root.roles.root.keyids = fresh.map((one) => one.keyId);
      },
      [...old, ...fresh],
    );
    await repo.rotate(() => undefined, fresh);

    expect(await desk.says()).toBe('ok');
    expect(desk.trusted.root).toBe(repo.text('3.root.json'));
  });

  it.each([
    ['the old ones', (old: SigningKey[]) => old],
    ['the new ones', (_old: SigningKey[], fresh: SigningKey[]) => fresh],
    ['one of each', (old: SigningKey[], fresh: SigningKey[]) => [...old.slice(0, 1), ...fresh.slice(0, 1)]],
  ])('signed by %s alone takes no other keys', async (_what, by) => {
    const fresh = [await aSigner(), await aSigner()];
    await repo.rotate(
      (root) => {
        for (const one of fresh) root.keys[one.keyId] = one.key;
        root.roles.root.keyids = fresh.map((one) => one.keyId);
      },
      by(repo.signers.root, fresh),
    );

    expect(await desk.says()).toBe('threshold root');
    expect(desk.trusted.root).toBe(repo.text('1.root.json'));
  });

  it('of higher threshold is asked for as many', async () => {
    const third = await aSigner();
    await repo.rotate((root) => {
      root.keys[third.keyId] = third.key;
      root.roles.root = { keyids: [...root.roles.root.keyids, third.keyId], threshold: 3 };
    });

    expect(await desk.says()).toBe('threshold root');
  });

  it.each(ROLES)('takes the key of %s away: what the old one signed is refused', async (role) => {
    await desk.refresh();
    const fresh = [await aSigner('a', 'business'), await aSigner('b', 'discipline')].slice(
      0,
      role === 'targets' ? 2 : 1,
    );
    await repo.rotate((root) => {
      for (const one of fresh) root.keys[one.keyId] = one.key;
      root.roles[role].keyids = fresh.map((one) => one.keyId);
    });

    expect(await desk.says()).toBe(`threshold ${role}`);
  });
});

describe('hashes and lengths', () => {
  it.each(['snapshot', 'targets'] as const)('%s of other bytes is refused', async (role) => {
    const name = `1.${role}.json`;
    const bytes = Uint8Array.from(repo.files.get(name) as Uint8Array);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    repo.files.set(name, bytes);
    expect(await desk.says()).toBe(`hash ${role}`);

    repo.files.set(name, bytes.slice(0, -1));
    expect(await desk.says()).toBe(`length ${role}`);

    repo.files.set(name, Uint8Array.from([...bytes, 32]));
    expect(await desk.says()).toBe(`too_large ${role}`);
  });

  it('by an unknown algorithm alone are refused; beside a known one they are passed over', async () => {
    const meta = repo.timestamp.meta['snapshot.json'];
    const { sha256 = '' } = meta.hashes ?? {};
    meta.hashes = { sm3: 'ab'.repeat(32) };
    await repo.write('timestamp');
    expect(await desk.says()).toBe('unknown_hash snapshot');

    meta.hashes = { sm3: 'ab'.repeat(32), sha256 };
    await repo.write('timestamp');
    // The number is the same, and the timestamp was taken before: only a higher one is looked at.
    repo.timestamp.version++;
    await repo.write('timestamp');
    expect(await desk.says()).toBe('ok');
  });

  it('of several known algorithms must all be right', async () => {
    const meta = repo.timestamp.meta['snapshot.json'];
    meta.hashes = { ...meta.hashes, sha512: 'ab'.repeat(64) };
    await repo.write('timestamp');

    expect(await desk.says()).toBe('hash snapshot');
  });

  it('two releases mixed are refused: a snapshot of one with the list of another', async () => {
    await desk.refresh();
    const old = { ...desk.trusted };
    await repo.add('x.json', 'x');
    await release();
    repo.files.set('2.targets.json', repo.files.get('1.targets.json') as Uint8Array);

    expect(await desk.says()).toMatch(/^(hash|length) targets$/);
    expect(desk.trusted.targets).toBe(old.targets);
  });
});

describe('dates', () => {
  it.each(ROLES)('%s that went by are refused, and what was there stays', async (role) => {
    await desk.refresh();
    const kept = desk.trusted;
    repo[role].expires = dateOf(NOW - 1000);
    await release();

    expect(await desk.says()).toBe(`expired ${role}`);
    expect(desk.trusted.targets).toBe(kept.targets);
  });

  it('a repository that stands still is found out when its timestamp ends, also if it says the same again', async () => {
    await desk.refresh();

    expect(await desk.says({ now: NOW + 2 * DAY })).toBe('ok');
    expect(await desk.says({ now: NOW + 4 * DAY })).toBe('expired timestamp');
  });

  it('an expired timestamp in hand does not keep a newer one away', async () => {
    await desk.refresh();
    repo.timestamp.expires = dateOf(NOW + 9 * DAY);
    repo.timestamp.version++;
    await repo.write('timestamp');

    expect(await desk.says({ now: NOW + 5 * DAY })).toBe('ok');
  });

  it('a clock set back a year makes no old timestamp new: what was signed tells the time', async () => {
    repo.timestamp['x-hulan-at'] = NOW + 5 * DAY;
    repo.timestamp.expires = dateOf(NOW + 8 * DAY);
    await release();
    const year = { now: NOW - 365 * DAY };
    expect(await desk.says(year)).toBe('ok');
    repo.timestamp.version++;
    repo.timestamp['x-hulan-at'] = NOW;
    repo.timestamp.expires = dateOf(NOW + 3 * DAY);
    await repo.write('timestamp');

    expect(await desk.says(year)).toBe('expired timestamp');
  });

  it('a clock set forward ten years refuses everything new, and nothing is left of it once it is right again', async () => {
    await desk.refresh();
    await release();

    expect(await desk.says({ now: NOW + 3650 * DAY })).toMatch(/^expired /);
    expect(await desk.says()).toBe('ok');
  });
});

describe('what cannot be had or read', () => {
  it.each([
    ['timestamp.json', 'absent timestamp'],
    ['1.snapshot.json', 'absent snapshot'],
    ['1.targets.json', 'absent targets'],
  ])('%s that is not there is named', async (name, says) => {
    repo.files.delete(name);

    expect(await desk.says()).toBe(says);
  });

  it.each(['unreachable', 'too_slow', 'too_large'] as const)('%s is told as such, for root too', async (why) => {
    const get = async () => ({ kind: 'failed', why }) as const;

    expect(await desk.says({ get })).toBe(`${why} root`);
  });

  it('no file may be longer than is signed, or than its kind ever is', async () => {
    const asked: [string, number][] = [];
    const get = (name: string, max: number) => {
      asked.push([name, max]);
      return repo.get(name, max);
    };
    await desk.refresh({ get });

    expect(asked.map(([name]) => name)).toEqual(['2.root.json', 'timestamp.json', '1.snapshot.json', '1.targets.json']);
    expect(asked[2]?.[1]).toBe(repo.files.get('1.snapshot.json')?.length);
    expect(asked[3]?.[1]).toBe(repo.files.get('1.targets.json')?.length);
    for (const [, max] of asked) expect(max).toBeLessThanOrEqual(256_000);
  });

  it.each([
    ['not_text', Uint8Array.of(0xff, 0xfe, 0x7b, 0)],
    ['not_json', utf8('{')],
    ['not_json', utf8('\ufeff{}')],
    ['not_canonical', utf8('{ }')],
    ['not_canonical', utf8('{"a":1,"a":1}')],
    ['not_canonical', utf8('{"b":1,"a":1}')],
    ['not_canonical', utf8('{"a":1.5}')],
    ['not_canonical', utf8('{"a":1e3}')],
    ['not_canonical', utf8('{"a":123456789012345678901234567890}')],
    ['not_canonical', utf8('{"a":"\\u0041"}')],
    ['not_canonical', utf8('{"a":"\\ud800"}')],
    ['foreign_key', utf8('{"__proto__":{"x":1}}')],
    ['foreign_key', utf8('{"constructor":1}')],
    ['too_deep', utf8(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)],
    ['wrong_shape', utf8('[]')],
    ['wrong_shape', utf8('{"signatures":[],"signed":{}}')],
  ])('%s', async (why, bytes) => {
    repo.files.set('timestamp.json', bytes);

    expect(await desk.says()).toBe(`${why} timestamp`);
    expect(Reflect.has({}, 'x')).toBe(false);
  });

  it('a file of another role in its place is refused, though rightly signed', async () => {
    await desk.refresh();
    repo.files.set('timestamp.json', repo.files.get('1.snapshot.json') as Uint8Array);

    expect(await desk.says()).toBe('wrong_type timestamp');
  });

  it.each(['0.9', '2.0.0', '1'])('the framework’s version %s is not ours', async (version) => {
    repo.timestamp.spec_version = version;
    await repo.write('timestamp');

    expect(await desk.says()).toMatch(/^(spec_version|wrong_shape) timestamp$/);
  });

  it('fields nobody knows are tolerated', async () => {
    Reflect.set(repo.timestamp, 'more', { of: ['anything'] });
    Reflect.set(repo.targets, 'delegations', { keys: {}, roles: [] });
    await release();

    expect(await desk.says()).toBe('ok');
  });
});

describe('off switches', () => {
  it('stand in the timestamp, and hold also where what follows is refused', async () => {
    repo.timestamp['x-hulan-revoked'] = [
      { kind: 'rule', id: 'big-relief', why: 'wrong figure' },
      { kind: 'later', id: 'x' },
    ];
    await release();
    repo.files.delete('2.targets.json');

    const result = await desk.refresh();

    expect(result.outcome.ok).toBe(false);
    expect(result.revoked).toEqual([{ kind: 'rule', id: 'big-relief', why: 'wrong figure' }]);
  });

  it('of a timestamp that is out of date are not read', async () => {
    repo.timestamp['x-hulan-revoked'] = [];
    repo.timestamp.expires = dateOf(NOW - DAY);
    await release();

    expect((await desk.refresh()).revoked).toBeUndefined();
  });
});

describe('stopped at any moment', () => {
  it('has changed nothing, and goes through the next time', async () => {
    await desk.refresh();
    const kept = structuredClone(desk.trusted);
    await repo.add('x.json', 'x');
    await release();
    await repo.rotate(() => undefined);
    for (let stopAt = 0; stopAt < 4; stopAt++) {
      let n = 0;
      const get = (name: string, max: number) =>
        n++ === stopAt ? Promise.reject(new Error('killed')) : repo.get(name, max);
      await expect(desk.refresh({ get })).rejects.toThrow('killed');
      expect(desk.trusted).toEqual(kept);
    }

    expect(await desk.says()).toBe('ok');
  });
});
