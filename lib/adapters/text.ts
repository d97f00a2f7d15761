// Texts of pages and patterns of packs are compared in one folded form.

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const CJK_GAP = /([\u2e80-\u9fff]) (?=[\u2e80-\u9fff])/g;

/** NFKC, marks that cannot be seen left out, white space to one blank; `审 批` reads like `审批`. */
export const fold = (text: string): string =>
  text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').replace(CJK_GAP, '$1').trim();

/** A label without the marks pages put around it: `* 减免税额：` → `减免税额`. */
export const bare = (label: string): string => fold(label).replace(/^[\s*]+|[\s*:]+$/g, '');

/** `*` stands for any characters, all else for itself; both sides folded before. Linear in the text's length. */
export function glob(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return first === text;
  const last = parts[parts.length - 1] ?? '';
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

const LABEL_MAX = 300;
export const matchesText = (pattern: string, text: string): boolean =>
  text.length <= LABEL_MAX && glob(fold(pattern), fold(text));
export const matchesLabel = (pattern: string, text: string): boolean =>
  text.length <= LABEL_MAX && glob(pattern.endsWith('*') ? fold(pattern) : bare(pattern), bare(text));
