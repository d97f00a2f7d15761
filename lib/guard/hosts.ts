import type { Adapter } from '@/lib/model';
import type { Platform, Registration } from '@/lib/platform/types';

/** A host as adapters and policy write it: `host`, `host:port`, `*.host`. */
export interface WatchedHosts {
  hosts: string[];
  /** Match patterns of the content scripts. */
  patterns: string[];
  /** Named by an adapter, not allowed by the browser yet: origins to ask for. */
  missing: string[];
}

const SCHEMES = ['http', 'https'] as const;

/** Match patterns cover every port of a host in Firefox; in Chromium they can name one. */
export const patternOf = (host: string, scheme: string, withPort: boolean): string =>
  `${scheme}://${withPort ? host : host.replace(/:\d+$/, '')}/*`;

/** An adapter names it, and the browser's permission (the admin's click, or the bureau's own build) or the policy's list allows it. */
export async function watchedHosts(
  adapters: readonly Pick<Adapter, 'hosts'>[],
  managed: readonly string[],
  platform: Pick<Platform, 'permissions' | 'portsInPatterns'>,
): Promise<WatchedHosts> {
  const named = [...new Set(adapters.flatMap((a) => a.hosts))];
  const out: WatchedHosts = { hosts: [], patterns: [], missing: [] };
  const listed = managed.length > 0;
  for (const host of named) {
    const allowedByList = managed.some((entry) => covers(entry, host));
    if (listed && !allowedByList) continue;
    const permitted = await Promise.all(
      SCHEMES.map((scheme) => platform.permissions.has(patternOf(host, scheme, false))),
    );
    if (!permitted.some(Boolean)) {
      out.missing.push(...SCHEMES.map((scheme) => patternOf(host, scheme, false)));
      continue;
    }
    out.hosts.push(host);
    out.patterns.push(
      ...SCHEMES.filter((_, i) => permitted[i]).map((scheme) => patternOf(host, scheme, platform.portsInPatterns)),
    );
  }
  return { ...out, patterns: [...new Set(out.patterns)], missing: [...new Set(out.missing)] };
}

/** Does an allowed entry cover the host an adapter names? Without a port it covers every port. */
export function covers(entry: string, host: string): boolean {
  const [entryName = '', entryPort] = split(entry);
  const [name = '', port] = split(host);
  if (entryPort !== undefined && entryPort !== port) return false;
  if (!entryName.startsWith('*.')) return entryName === name;
  return name === entryName.slice(2) || name.replace(/^\*\./, '').endsWith(entryName.slice(1));
}
const split = (host: string): [string, string | undefined] => {
  const found = /^(.*?)(?::(\d+))?$/.exec(host);
  return [found?.[1] ?? host, found?.[2]];
};

const DEFAULT_PORT: Record<string, string> = { 'http:': '80', 'https:': '443' };
/** Is this address on a watched host? */
export function isWatched(address: string | undefined, hosts: readonly string[]): boolean {
  if (!address) return false;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return hosts.some((host) => covers(host, `${url.hostname}:${url.port || DEFAULT_PORT[url.protocol]}`));
}

/** In the order in which they are put into a page that is open already. */
export const SCRIPTS = [
  { id: 'watcher', file: 'content-scripts/watcher.js', world: 'ISOLATED', runAt: 'document_start' },
  { id: 'page-hook', file: 'content-scripts/page-hook.js', world: 'MAIN', runAt: 'document_start' },
  { id: 'lookout', file: 'content-scripts/lookout.js', world: 'ISOLATED', runAt: 'document_end' },
] as const;

export const registrations = (patterns: string[]): Registration[] =>
  patterns.length ? SCRIPTS.map((script) => ({ ...script, matches: patterns })) : [];

/** Puts the scripts into tabs that were open before they were registered. Frames that refuse are left out. */
export async function reinject(platform: Platform, patterns: string[]): Promise<void> {
  for (const tab of await platform.tabs.at(patterns).catch(() => [])) {
    for (const script of SCRIPTS)
      await platform.scripts.inject({ tab, file: script.file, world: script.world }).catch(() => undefined);
  }
}
