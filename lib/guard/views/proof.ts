import type { Entry, Language, Text } from '@/lib/model';
import type { ProofView } from '@/lib/messages/views';
import { faultOf, fromBase64url, hex, inclusionProof, rootFromInclusion, rootOf, same } from '@/lib/journal';
import type { Fault } from '@/lib/journal';
import { hashAtOf } from '@/lib/evidence/nodes';
import type { Store } from '@/lib/store';
import { erasedOf } from '../parts';
import { timeText } from './format';

const SAY: Record<Fault | 'root', { zh: string; en: string }> = {
  leaf: { zh: '内容与当时的指纹不符', en: 'its content is not what was fingerprinted' },
  part: { zh: '个人信息部分与当时的承诺不符', en: 'a personal part is not what was committed to' },
  part_missing: { zh: '个人信息部分缺失', en: 'a personal part is missing' },
  part_foreign: { zh: '多出了没有承诺的部分', en: 'there is a part nobody committed to' },
  root: { zh: '与本机记录树不符', en: 'it is not in this desk\u2019s tree' },
};
const sentenceOf = (why: Fault | 'root', seq: number, language: Language): string =>
  language === 'zh' ? `第 ${seq} 条:${SAY[why].zh}` : `Entry ${seq}: ${SAY[why].en}`;

/** Is one entry still what was written, and a leaf of this desk's tree? */
export async function proofOf(store: Store, entry: Entry, language: Language): Promise<ProofView> {
  const { frontier } = await store.journal.head(() => '');
  const { seq } = entry.skeleton;
  const root = await rootOf(frontier);
  const base = { seq, size: frontier.size, root: hex(root), leaf: safeHex(entry.leaf), erased: erasedOf(entry) };
  const fault = await faultOf(entry);
  if (fault) return { ...base, state: 'broken', sentence: sentenceOf(fault.why, seq, language) };
  const isLeaf = await inTree(store, entry, frontier.size, root);
  if (!isLeaf) return { ...base, state: 'broken', sentence: sentenceOf('root', seq, language) };
  const erased = base.erased.map((e) => timeText(e.at)).at(-1);
  const intact = language === 'zh' ? '记录完整' : 'Record intact';
  return {
    ...base,
    state: 'ok',
    sentence: erased
      ? `${intact}; ${language === 'zh' ? `部分内容已于 ${erased} 删除` : `a part was erased on ${erased}`}`
      : intact,
  };
}
/** An imported entry: its own fingerprint now, and what was found about its journal on the way in. */
export async function importedProof(
  source: { entries: number; state: 'ok' | 'broken'; sentence: Text },
  entry: Entry,
  language: Language,
): Promise<ProofView> {
  const { seq } = entry.skeleton;
  const base = { seq, size: source.entries, root: '', leaf: safeHex(entry.leaf), erased: erasedOf(entry) };
  const fault = await faultOf(entry);
  if (fault) return { ...base, state: 'broken', sentence: sentenceOf(fault.why, seq, language) };
  return { ...base, state: source.state, sentence: source.sentence[language] };
}

async function inTree(store: Store, entry: Entry, size: number, root: Uint8Array): Promise<boolean> {
  const { seq } = entry.skeleton;
  if (seq >= size) return false;
  try {
    const path = await inclusionProof(seq, size, hashAtOf(store.journal));
    const found = await rootFromInclusion({ leaf: fromBase64url(entry.leaf), index: seq, size, path });
    return !!found && same(found, root);
  } catch {
    return false; // a leaf or subtree that the proof needs is gone
  }
}
const safeHex = (leaf: string): string => {
  try {
    return hex(fromBase64url(leaf));
  } catch {
    return '';
  }
};
