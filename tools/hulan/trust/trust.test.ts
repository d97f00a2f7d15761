import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPackSync } from '@/lib/sync';
import { aBrowser, anEvent, aPack, aRule, aWorker } from '@/tests/support/guard';
import { quickLocks } from '@/tests/support/quick-locks';
import { diff } from '../diff';
import { keygen } from '../keygen';
import { pack } from '../pack';
import { publish } from '../publish';
import { rehearse } from '../rehearse';
import { revoke } from '../revoke';
import { rotate } from '../rotate';
import { sign } from '../sign';

let dir: string;
let said: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hulan-trust-'));
  said = [];
  vi.stubEnv('HULAN_PASSPHRASE', 'twelve and more letters');
  quickLocks();
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => void said.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => void said.push(String(text)));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});
const at = (name: string): string => join(dir, name);

/** A static web server on this folder, as a bureau's would be. */
async function serving(folder: string): Promise<{ url: string; seen: string[]; server: Server }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const file = join(folder, decodeURIComponent(request.url ?? '/'));
    if (!existsSync(file)) {
      seen.push(`404 ${request.url}`);
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(file);
    const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
    const isSame = request.headers['if-none-match'] === etag;
    seen.push(`${isSame ? 304 : 200} ${request.url}`);
    response.writeHead(isSame ? 304 : 200, { ETag: etag }).end(isSame ? undefined : bytes);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen, server };
}

async function keys(...names: [name: string, office?: string][]): Promise<void> {
  for (const [name, office] of names)
    expect(
      await keygen.run(['--name', name, '--out', at(`${name}.key`), ...(office ? ['--office', office] : [])]),
    ).toBe(0);
}
async function stagedBy(...names: string[]): Promise<void> {
  for (const name of names) expect(await sign.run([at('repo.staged'), '--key', at(`${name}.key`)])).toBe(0);
}
const release = () =>
  publish.run(['--release', '--repo', at('repo'), '--snapshot-key', at('s.key'), '--timestamp-key', at('t.key')]);

describe('from keys to desks', () => {
  it('signed by two, published as files, fetched, in force, revoked, rolled back', async () => {
    await keys(['r1'], ['r2'], ['s'], ['t'], ['b', 'business'], ['d', 'discipline']);
    const pubs = (role: string, ...names: string[]) => names.flatMap((name) => [`--${role}`, at(`${name}.pub`)]);
    await rotate.run([
      '--repo',
      at('repo'),
      ...pubs('root', 'r1', 'r2'),
      ...pubs('targets', 'b', 'd'),
      ...pubs('snapshot', 's'),
      ...pubs('timestamp', 't'),
    ]);
    await stagedBy('r1', 'r2');
    const first = aPack({ version: 2, rules: [aRule({ id: 'first' })] });
    writeFileSync(at('first.json'), JSON.stringify(first));
    expect(await publish.run([at('first.json'), '--repo', at('repo'), '--stage', 'all'])).toBe(0);
    await stagedBy('b');
    expect(await release(), 'the other office has not signed').toBe(1);
    expect(said.at(-1)).toContain('threshold');
    expect(existsSync(at('repo'))).toBe(false);
    await stagedBy('d');
    expect(await release()).toBe(0);

    const web = await serving(at('repo'));
    try {
      const browser = aBrowser();
      browser.time = Date.now();
      browser.policy = {
        packSources: [{ id: 'province', urls: [web.url], root: readFileSync(at('repo/1.root.json'), 'utf8') }],
      };
      const worker = aWorker(browser, `trust-${Math.random()}`, {
        deliver: (hooks, store) =>
          createPackSync(
            { platform: browser, store, fetch: (url, init) => fetch(url, init), chance: () => 0.5 },
            hooks,
          ),
      });
      const check = async () => (await worker.own('packs.check', {})).checks[0];
      const rules = async () =>
        (await worker.page('act.decide', { event: anEvent(), carries: false, mode: 'held' })).remind.map(
          ({ rule }) => rule,
        );

      expect(await check()).toMatchObject({ outcome: 'updated' });
      expect(await rules()).toEqual(['first']);
      web.seen.length = 0;
      expect(await check()).toMatchObject({ outcome: 'unchanged' });
      expect(web.seen).toEqual(['304 /timestamp.json']);

      writeFileSync(
        at('next.json'),
        JSON.stringify({ ...first, version: 3, rules: [aRule({ id: 'first', ask: 'stop' }), aRule({ id: 'second' })] }),
      );
      expect(await diff.run([at('first.json'), at('next.json')])).toBe(1);
      expect(said.at(-1)).toContain('新增 1 条，修改 1 条');
      await publish.run([at('next.json'), '--repo', at('repo'), '--stage', 'all']);
      await stagedBy('b', 'd');
      expect(await release()).toBe(0);
      expect(await check()).toMatchObject({ outcome: 'updated' });
      expect((await rules()).sort()).toEqual(['first', 'second']);

      expect(
        await revoke.run(['rule', 'second', '--repo', at('repo'), '--timestamp-key', at('t.key'), '--why', '阈值写错']),
      ).toBe(0);
      expect(await check()).toMatchObject({ outcome: 'unchanged' });
      expect(await rules()).toEqual(['first']);
      expect((await worker.own('view.packs', {})).revoked).toEqual([
        { kind: 'rule', id: 'second', why: '阈值写错', by: 'source' },
      ]);

      expect(await publish.run(['--rollback', 'test@2', '--repo', at('repo')])).toBe(0);
      await stagedBy('b', 'd');
      expect(await release()).toBe(0);
      expect(await check()).toMatchObject({ outcome: 'updated' });
      expect((await worker.own('view.packs', {})).packs[0]).toMatchObject({
        version: 4,
        rollbackTo: 2,
        from: 'province',
      });
      expect(await rules()).toEqual(['first']);

      expect(await pack.run(['file', '--repo', at('repo'), '--source', 'province', '--out', at('x.hulanpack')])).toBe(
        0,
      );
      expect(await pack.run(['verify', '--file', at('x.hulanpack'), '--root', at('repo/1.root.json')])).toBe(0);
      const { check: brought } = await worker.own('packs.import', { text: readFileSync(at('x.hulanpack'), 'utf8') });
      expect(brought).toMatchObject({ outcome: 'unchanged' });
    } finally {
      web.server.close();
    }
  }, 120_000);

  it('the rehearsal goes through the whole ceremony, refusals and a lost key among it', async () => {
    const code = await rehearse.run(['--json', '--dir', dir]);

    const report = JSON.parse(said.at(-1) ?? '{}');
    expect(report.steps.filter((step: { exit: number; wanted: number }) => step.exit !== step.wanted)).toEqual([]);
    expect(code).toBe(0);
    expect(report.steps.filter((step: { wanted: number }) => step.wanted === 1)).toHaveLength(3);
    expect(
      readdirSync(join(dir, 'repo'))
        .filter((name) => name.endsWith('.root.json'))
        .sort(),
    ).toEqual(['1.root.json', '2.root.json']);
  }, 180_000);
});

describe('the commands', () => {
  it('a key file is opened by its passphrase only, and never overwritten', async () => {
    await keys(['b', 'business']);
    expect(await keygen.run(['--name', 'b', '--out', at('b.key')])).toBe(1);
    vi.stubEnv('HULAN_PASSPHRASE', 'another passphrase!');
    writeFileSync(
      at('1.targets.json'),
      JSON.stringify({
        signatures: [],
        signed: { _type: 'targets', expires: '2027-01-01T00:00:00Z', spec_version: '1.0.33', targets: {}, version: 1 },
      }),
    );

    expect(await sign.run([at('1.targets.json'), '--key', at('b.key')])).toBe(1);
    expect(said.at(-1)).toContain('passphrase');
    expect(readFileSync(at('b.key'), 'utf8')).not.toMatch(/PRIVATE|"d":/);
  });

  it('the list of packs asks for a key of each office; a short passphrase makes none', async () => {
    await keys(['r'], ['b', 'business'], ['b2', 'business']);
    const root = [
      '--repo',
      at('repo'),
      '--root',
      at('r.pub'),
      '--threshold',
      '1',
      '--snapshot',
      at('r.pub'),
      '--timestamp',
      at('r.pub'),
    ];
    expect(await rotate.run([...root, '--targets', at('b.pub'), '--targets', at('b2.pub')])).toBe(1);
    expect(said.at(-1)).toContain('discipline');
    expect(await rotate.run([...root, '--overlay', '--targets', at('b.pub')])).toBe(0);

    vi.stubEnv('HULAN_PASSPHRASE', 'short');
    expect(await keygen.run(['--name', 'x', '--out', at('x.key')])).toBe(1);
  });

  it('a version is never used twice', async () => {
    await keys(['r'], ['b', 'business'], ['d', 'discipline']);
    writeFileSync(at('p.json'), JSON.stringify(aPack({ version: 2 })));
    expect(await publish.run([at('p.json'), '--repo', at('repo'), '--stage', 'observe'])).toBe(0);

    expect(await publish.run([at('p.json'), '--repo', at('repo'), '--stage', 'all'])).toBe(1);
    expect(
      await publish.run(['--move', 'test@2', '--repo', at('repo'), '--stage', 'rings', '--percent', '40', '--json']),
    ).toBe(0);
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({
      offer: { rollout: { stage: 'rings', percent: 40 } },
      shrinks: false,
    });
    expect(
      await publish.run(['--move', 'test@2', '--repo', at('repo'), '--stage', 'rings', '--percent', '10', '--json']),
    ).toBe(0);
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ shrinks: true });
  });

  it.each([
    ['keygen', keygen],
    ['rotate', rotate],
    ['sign', sign],
    ['publish', publish],
    ['revoke', revoke],
    ['pack', pack],
    ['diff', diff],
    ['rehearse', rehearse],
  ])('%s says how it is used, and ends with 2 where it is used otherwise', async (name, command) => {
    expect(command.usage).toMatch(new RegExp(`^${name} `));

    expect(await command.run(['--nonsense'])).toBe(2);
    expect(said.at(-1)).toContain(command.usage);
  });
});
