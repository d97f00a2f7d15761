// A bureau's own build under the policy of the distribution's Chromium: as /etc/chromium/policies/managed has it.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { packageOf } from '@/tools/hulan/package';
import { type Desk, openDesk } from './desk';
import { PRACTICE_BUILD } from './launch';

/** Where distributions' Chromium reads the policies of all users. */
const POLICIES = '/etc/chromium/policies/managed';

/** Only root may set policies, and only the distribution's Chromium reads them there. */
export function maySetPolicy(executable: string): boolean {
  if (!/chromium$/.test(executable)) return false;
  try {
    accessSync(dirname(dirname(POLICIES)), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Bureau {
  desk: Desk;
  close(): Promise<void>;
}

/** The desk of a bureau whose build fixes `hosts` and whose policy has `settings`. */
export async function openBureau(
  executable: string,
  { hosts, settings }: { hosts: string[]; settings: Record<string, unknown> },
): Promise<Bureau> {
  // A key of this desk alone, so that the policy reaches no other browser's extension.
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const id = [...createHash('sha256').update(spki).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');
  const policy = join(POLICIES, `hulan-${id}.json`);
  const folder = mkdtempSync(join(tmpdir(), 'hulan-bureau-'));
  const drop = (): void => {
    rmSync(policy, { force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { bytes } = packageOf(PRACTICE_BUILD, { hosts, key: spki.toString('base64') });
    for (const [name, content] of Object.entries(unzipSync(bytes))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    mkdirSync(POLICIES, { recursive: true });
    writeFileSync(policy, JSON.stringify({ '3rdparty': { extensions: { [id]: settings } } }));
    const desk = await openDesk({ extension: folder, executable });
    if (desk.id !== id) throw new Error(`the build's key gives ${id}, the browser says ${desk.id}`);
    return {
      desk,
      async close() {
        await desk.close();
        drop();
      },
    };
  } catch (fault) {
    drop();
    throw fault;
  }
}
