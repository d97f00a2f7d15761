import type { Algorithm } from './keys';
import { bytesOfHex, utf8 } from './keys';
import type { Key, RoleKeys, Root, Signatures } from './metadata';
import { refuse } from './metadata';
import type { Refused } from './metadata';

export interface Signer {
  keyId: string;
  name: string;
  office?: string;
  scheme: string;
}

/**
 * Who of a role's keys has signed this text. A key counts once, however often and under whatever id it stands; signatures of
 * others, by schemes unknown here, or wrong ones, do not count and do no harm.
 */
export async function signersOf(
  text: string,
  signatures: Signatures,
  role: RoleKeys,
  keys: Readonly<Record<string, Key>>,
  algorithms: readonly Algorithm[],
): Promise<Signer[]> {
  const message = utf8(text);
  const found = new Map<string, Signer>();
  for (const { keyid, sig } of signatures) {
    const key = role.keyids.includes(keyid) && Object.hasOwn(keys, keyid) ? keys[keyid] : undefined;
    const algorithm = algorithms.find((one) => one.scheme === key?.scheme && one.keytypes.includes(key.keytype));
    if (!key || !algorithm) continue;
    const reader = await algorithm.read(key.keyval.public).catch(() => undefined);
    if (!reader || found.has(`${key.scheme} ${reader.same}`)) continue;
    if (!(await reader.verify(message, bytesOfHex(sig)).catch(() => false))) continue;
    found.set(`${key.scheme} ${reader.same}`, {
      keyId: keyid,
      name: key['x-hulan-name'] ?? '',
      ...(key['x-hulan-office'] ? { office: key['x-hulan-office'] } : {}),
      scheme: key.scheme,
    });
  }
  return [...found.values()];
}

/** Enough signers, and one of each office that must sign; else why not. */
export async function checkSigned(
  signed: { text: string; signatures: Signatures; role: 'root' | 'timestamp' | 'snapshot' | 'targets' },
  by: Root,
  algorithms: readonly Algorithm[],
): Promise<{ signers: Signer[] } | { refused: Refused }> {
  const role = by.roles[signed.role];
  const signers = await signersOf(signed.text, signed.signatures, role, by.keys, algorithms);
  if (signers.length < role.threshold)
    return { refused: refuse('threshold', signed.role, `${signers.length} of ${role.threshold}`) };
  const missing = (role['x-hulan-offices'] ?? []).filter((office) => !signers.some((one) => one.office === office));
  return missing.length ? { refused: refuse('offices', signed.role, missing.join(' ')) } : { signers };
}
