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
  const isOut = await wasHandedOut(store, seq);
  const intact = isOut ? WHOLE[language] : LOCAL[language];
  return {
    ...base,
    state: isOut ? 'ok' : 'local',
    sentence: erased
      ? `${intact}; ${language === 'zh' ? `部分内容已于 ${erased} 删除` : `a part was erased on ${erased}`}`
      : intact,
  };
}
const WHOLE = { zh: '记录完整', en: 'Record intact' };
const LOCAL = {
  zh: '记录完整；还没有随整本留痕导出过，本机之外无人持有',
  en: 'Record intact; the journal was not handed out since, nobody outside this machine holds it',
};
const LOOKED_AT = 50;

/** Did a whole journal leave this machine after the entry was written? */
async function wasHandedOut(store: Store, seq: number): Promise<boolean> {
  const later = (await store.queries.exports(LOOKED_AT)).filter((out) => out > seq);
  return (await store.journal.entries(later)).some((entry) => entry?.skeleton.body.what === 'journal');
}

/** An imported entry: its own fingerprint now, and what was found about its journal on the way in. */
export async function importedProof(
  source: { entries: number; state: 'ok' | 'broken'; sentence: Text; brokenFrom?: number },
  entry: Entry,
  language: Language,
): Promise<ProofView> {
  const { seq } = entry.skeleton;
  const base = { seq, size: source.entries, root: '', leaf: safeHex(entry.leaf), erased: erasedOf(entry) };
  const fault = await faultOf(entry);
  if (fault) return { ...base, state: 'broken', sentence: sentenceOf(fault.why, seq, language) };
  // What lies before the first break was found whole.
  const isBefore = source.brokenFrom !== undefined && seq < source.brokenFrom;
  return { ...base, state: isBefore ? 'ok' : source.state, sentence: source.sentence[language] };
}

/** Where a desk's clock was set: entry, its time, and by how many ms. */
export interface ClockStep {
  seq: number;
  at: number;
  ms: number;
}
const NEAR_MS = 86_400_000;

/** An intact record whose desk's clock was set by more than a minute within a day says so: its times are claims. */
export function withClock(
  proof: ProofView,
  entry: Entry,
  steps: readonly ClockStep[] = [],
  language: Language,
): ProofView {
  const { at } = entry.skeleton;
  const step = steps.find((s) => Math.abs(s.at - at) <= NEAR_MS + Math.abs(s.ms));
  if (!step || proof.state === 'broken') return proof;
  const s = Math.round(Math.abs(step.ms) / 1000);
  const zh = `第 ${step.seq} 条处终端时钟${step.ms > 0 ? '拨快' : '拨回'} ${s} 秒，此前后的时刻不能直接比较`;
  const en = `At entry ${step.seq} the desk's clock was set ${step.ms > 0 ? 'forward' : 'back'} by ${s} s; times before and after do not compare`;
  return { ...proof, state: 'clock', sentence: `${proof.sentence}; ${language === 'zh' ? zh : en}` };
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
