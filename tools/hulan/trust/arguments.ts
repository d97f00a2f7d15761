import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { unlock } from './keyfile';
import type { SigningKey } from '@/lib/packs/tuf/sign';

/** Arguments where an option may be given more than once. */
export function gathered(
  args: readonly string[],
  withValue: readonly string[],
  flags: readonly string[],
): {
  rest: string[];
  has(flag: string): boolean;
  all(name: string): string[];
  one(name: string): string | undefined;
  unknown: string[];
} {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  const found = new Set<string>();
  const unknown: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('--')) rest.push(arg);
    else if (withValue.includes(arg)) values.set(arg, [...(values.get(arg) ?? []), args[++i] ?? '']);
    else if (flags.includes(arg)) found.add(arg);
    else unknown.push(arg);
  }
  return {
    rest,
    unknown,
    has: (flag) => found.has(flag),
    all: (name) => values.get(name) ?? [],
    one: (name) => values.get(name)?.at(-1),
  };
}

export const LEAST_PASSPHRASE = 12;

/** From HULAN_PASSPHRASE, or asked for. */
export async function passphraseFor(what: string): Promise<string> {
  if (process.env.HULAN_PASSPHRASE !== undefined) return process.env.HULAN_PASSPHRASE;
  const lines = createInterface({ input: stdin, output: stdout });
  try {
    return await lines.question(`口令 / passphrase (${what}): `);
  } finally {
    lines.close();
  }
}

/** The signer of a key file; says so where it cannot be opened. */
export async function signerIn(file: string): Promise<SigningKey | undefined> {
  const key = await unlock(file, await passphraseFor(file));
  if (!key) console.error(`${file}: 不是密钥文件，或口令不对 / not a key file, or another passphrase`);
  return key;
}
export const wholeNumber = (text: string | undefined, otherwise: number): number | undefined => {
  if (text === undefined) return otherwise;
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
};
