import { originOf, planAppend, rootOf, signCheckpoint, TILE, vkeyOf } from '@/lib/journal';
import type { Plan } from '@/lib/journal';
import type { Draft } from '@/lib/model';
import type { Head, Store } from '@/lib/store';

/** Moment of a bench desk's first entry, epoch ms. */
export const FIRST = Date.UTC(2025, 0, 1);

const salt = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);

/** Chains drafts of one moment (epoch ms) to a bench desk's journal. */
export async function chain(store: Store, head: Head, drafts: readonly Draft[], at: number): Promise<Plan> {
  const plan = await planAppend({ ...head, drafts, moment: { at, mono: 1, boot: 'bench' }, salt });
  const nodes = plan.made.filter((node) => node.level % TILE === 0);
  const { before, after, entries } = plan;
  if ((await store.journal.append({ before, after, entries, nodes })) !== 'written') throw new Error('moved');
  return plan;
}
/** The same at moments of its own, one after the other. */
export async function write(store: Store, head: Head, drafts: readonly Draft[]): Promise<Head> {
  const { after } = await chain(store, head, drafts, FIRST + head.frontier.size * 100_000);
  return { desk: head.desk, frontier: after };
}
/** Signs what is there, with a key that is made the first time. */
export async function sign(store: Store): Promise<void> {
  const { desk, frontier } = await store.journal.head(() => 'bench');
  const make = async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
    return { id: 'signer', scope: 'signer' as const, key: pair.privateKey, at: 1, spki };
  };
  const { row, isNew } = await store.secrets.signer(make);
  const spki = row.spki ?? new Uint8Array();
  if (isNew)
    await write(store, { desk, frontier }, [{ kind: 'system', body: { signer: await vkeyOf(originOf(desk), spki) } }]);
  const head = await store.journal.head(() => 'bench');
  const { size } = head.frontier;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signing = async (bytes: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.sign(algorithm, row.key, bytes));
  const root = await rootOf(head.frontier);
  const note = await signCheckpoint({ desk, size, root, at: size }, { spki, sign: signing });
  await store.journal.keepCheckpoint({ size, at: size, note });
}
