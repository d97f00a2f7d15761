import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { type Command, options, USED_WRONGLY } from './command';
import { ROOT } from './sources';

const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;
/** A zip holds no time before this one; the same build gives the same bytes. */
const MTIME = '1980-01-01T00:00:00';
const HOST = /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

export const bureauPackage: Command = {
  usage: 'package --hosts FILE [--key FILE] [--out DIR]',
  summary: '给本单位打包:固定可守护的主机 / packs a bureau’s own build with fixed hosts, for Chromium and Firefox',
  more: `FILE: one host a line (host, host:port or *.host; # begins a comment). Takes the builds of \`npm run build\`.
--key FILE: public key (SPKI, base64) that fixes the extension's id in Chromium; without it the build keeps Hulan's own.
Writes hulan-VERSION-chromium.zip and hulan-VERSION-firefox.zip to DIR (default out/package).`,
  run(args) {
    const { values, rest } = options(args, ['--hosts', '--key', '--out']);
    const file = values['--hosts'];
    if (!file || rest.length) {
      console.error('需要 --hosts 文件 / --hosts FILE is needed');
      return USED_WRONGLY;
    }
    const { hosts, wrong } = hostsIn(readFileSync(file, 'utf8'));
    for (const { line, text } of wrong)
      console.error(`${file}:${line}  ${text}  不是主机名 / not a host, host:port or *.host`);
    if (wrong.length || !hosts.length) return 1;
    const key = values['--key'] ? readFileSync(values['--key'], 'utf8').trim() : undefined;
    const out = resolve(values['--out'] ?? join(ROOT, 'out', 'package'));
    mkdirSync(out, { recursive: true });
    for (const [browser, build] of Object.entries(BUILDS)) {
      const folder = join(ROOT, '.output', build);
      if (!existsSync(join(folder, 'manifest.json'))) {
        console.error(
          `没有 .output/${build}，先运行 npm run build / there is no .output/${build}: npm run build first`,
        );
        return 1;
      }
      const { bytes, version } = packageOf(folder, { hosts, ...(key ? { key } : {}) });
      const zip = join(out, `hulan-${version}-${browser}.zip`);
      writeFileSync(zip, bytes);
      console.log(`${zip}  ${hosts.length} 个主机 / hosts, ${(bytes.length / 1024).toFixed(0)} KB`);
    }
    return 0;
  },
};

/** Hosts of a list, and lines that are none. */
export function hostsIn(text: string): { hosts: string[]; wrong: { line: number; text: string }[] } {
  const lines = text.split(/\r?\n/).map((line, i) => ({ line: i + 1, text: line.replace(/#.*/, '').trim() }));
  const named = lines.filter((line) => line.text);
  return {
    hosts: [...new Set(named.filter((line) => HOST.test(line.text)).map((line) => line.text))],
    wrong: named.filter((line) => !HOST.test(line.text)),
  };
}

/**
 * The manifest with these hosts granted at installation and none to ask for. A pattern covers every port, as Firefox knows no
 * other; which ports are watched the adapters say. Content scripts are registered by the worker, for granted hosts only.
 */
export function manifestFor(manifest: object, { hosts, key }: { hosts: readonly string[]; key?: string }): object {
  const granted = [...new Set(hosts.map((host) => host.replace(/:\d+$/, '')))];
  const fixed = {
    ...manifest,
    // The sockets' schemes for the second witness.
    host_permissions: granted.flatMap((host) => ['http', 'https', 'ws', 'wss'].map((it) => `${it}://${host}/*`)),
    ...(key && 'key' in manifest ? { key } : {}),
  };
  return Object.fromEntries(Object.entries(fixed).filter(([name]) => name !== 'optional_host_permissions'));
}

/** A built extension as a bureau's own, zipped. */
export function packageOf(
  folder: string,
  bureau: { hosts: readonly string[]; key?: string },
): { bytes: Uint8Array; version: string } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && basename(entry.name) !== 'manifest.json')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const manifest: { version: string } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const bytes = zipSync(
    {
      'manifest.json': strToU8(`${JSON.stringify(manifestFor(manifest, bureau), null, 2)}\n`),
      ...Object.fromEntries(
        files.map((file) => [relative(folder, file).split(sep).join('/'), new Uint8Array(readFileSync(file))]),
      ),
    },
    { mtime: MTIME },
  );
  return { bytes, version: manifest.version };
}
