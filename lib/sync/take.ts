import { Overlay } from '@/lib/model';
import type { DeskFacts, Pack } from '@/lib/model';
import type { PackRefused } from '@/lib/messages/views';
import { chooseAll, readPack } from '@/lib/packs';
import type { Holding } from '@/lib/packs';
import { fetchOffered, offersIn, refuse } from '@/lib/packs/tuf';
import type { Get, InHand, OfferedFile } from '@/lib/packs/tuf';
import type { Kept } from './kept';
import type { Source } from './policy';

export interface Taking {
  source: Source;
  inHand: InHand;
  desk: DeskFacts;
  kept?: Kept;
  anchor: string;
  at: number;
  get: Get;
  /** Told of every pack that was read whole, so that nobody reads it again. */
  read(sha256: string, pack: Pack): void;
}
/** The files this desk is meant to have, all of them or none. */
export async function take(on: Taking): Promise<{ holdings: Holding[] } | { refused: PackRefused }> {
  const held = on.kept?.under === on.anchor ? on.kept.holdings : [];
  const kind = on.source.kind === 'packs' ? 'pack' : 'overlay';
  const { offers } = offersIn(on.inHand.targets);
  const strange = offers.find((one) => one.offer.kind !== kind);
  if (strange) return { refused: refuse('pack_identity', strange.name, strange.offer.kind) };
  const listed = offers.map((file) => ({ ...file.offer, file }));
  const holdings: Holding[] = [];
  for (const [id, chosen] of chooseAll(listed, on.desk)) {
    const before = held.find((one) => one.offer.id === id && one.mode === 'active');
    const wanted: [Holding['mode'], OfferedFile | undefined][] = [
      ['active', staying(before, chosen.active?.file, offers)],
      ['observe', chosen.observe?.file],
    ];
    for (const [mode, file] of wanted) {
      if (!file) continue;
      if (mode === 'active' && before && file.offer.version < before.offer.version)
        return { refused: refuse('pack_rollback', file.name, `${file.offer.version} < ${before.offer.version}`) };
      const same = held.find((one) => one.offer.id === id && one.offer.version === file.offer.version);
      const sha256 = file.meta.hashes.sha256 ?? '';
      if (same && same.sha256 !== sha256) return { refused: refuse('pack_reused', file.name, `${file.offer.version}`) };
      if (same) {
        const activeAt = same.mode === mode ? same.activeAt : on.at;
        holdings.push({ ...same, mode, name: file.name, offer: file.offer, activeAt });
        continue;
      }
      const got = await fetchOffered(file, on.get);
      if (!got.ok) return got;
      const content = contentOf(kind, got.text, file);
      if (content.refused) return { refused: content.refused };
      if (content.pack) on.read(sha256, content.pack);
      const { at } = on;
      holdings.push({
        name: file.name,
        offer: file.offer,
        mode,
        text: got.text,
        sha256,
        bytes: file.meta.length,
        fetchedAt: at,
        verifiedAt: at,
        activeAt: at,
      });
    }
  }
  return { holdings };
}

/** A desk that has a version keeps it while the list still names it, though its ring was made smaller: a pack never goes back. */
function staying(
  before: Holding | undefined,
  chosen: OfferedFile | undefined,
  offers: readonly OfferedFile[],
): OfferedFile | undefined {
  if (!before || (chosen && chosen.offer.version >= before.offer.version)) return chosen;
  const still = offers.find((one) => one.meta.hashes.sha256 === before.sha256 && one.offer.id === before.offer.id);
  return still ?? chosen;
}

/** Is the text the pack or overlay, and the version, that it is signed as? */
function contentOf(
  kind: 'pack' | 'overlay',
  text: string,
  { name, offer }: OfferedFile,
): { refused?: PackRefused; pack?: Pack } {
  const named = (is: { id: string; version: number }): { refused?: PackRefused } =>
    is.id === offer.id && is.version === offer.version
      ? {}
      : { refused: refuse('pack_identity', name, `${is.id}@${is.version}`) };
  if (kind === 'pack') {
    const read = readPack(text);
    if (!read.ok) return { refused: refuse('pack_shape', name, `${read.refused} ${read.at} ${read.detail}`.trim()) };
    return { pack: read.pack, ...named(read.pack) };
  }
  const is = overlayOf(text);
  return is ? named(is) : { refused: refuse('pack_shape', name) };
}
function overlayOf(text: string): Overlay | undefined {
  try {
    return Overlay.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
