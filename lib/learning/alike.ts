import type { Text } from '@/lib/model';

/** Shared pairs of neighbouring letters above which two Chinese texts may mean the same. */
const TOO_NEAR = 0.4;

/**
 * May two texts say the same thing? Measured on the Chinese, which is short and without inflection. The English must differ,
 * and a list of measures is alike another that shares one with it.
 */
export function alike(a: Text, b: Text): boolean {
  if (a.en === b.en || a.zh === b.zh) return true;
  const parts = b.zh.split('；');
  if (a.zh.split('；').some((part) => parts.includes(part))) return true;
  const [one, two] = [pairs(a.zh), pairs(b.zh)];
  const shared = [...one].filter((pair) => two.has(pair)).length;
  return shared / Math.max(1, Math.min(one.size, two.size)) >= TOO_NEAR;
}
function pairs(text: string): Set<string> {
  const letters = [...text.replace(/[\s，。；、：“”《》·]/g, '')];
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}
