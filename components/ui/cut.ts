// Words that come from outside (page, pack, journal) before they are shown: cut to a length, direction marks taken out.

/** U+202A–202E and U+2066–2069 reorder text; U+200B–200F hide in it. None is needed to read a name or an amount. */
const MARKS = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Line breaks and control characters would break a line out of its place. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/** At most `max` characters (code points); cut text ends in `…`. Ten megabytes cost no more than ten lines. */
export const cut = (text: string, max = 200): string => {
  const head = Array.from(
    text
      .slice(0, max * 4 + 64)
      .replace(MARKS, '')
      .replace(CONTROLS, ' '),
  );
  return head.length <= max && text.length <= max * 4 + 64 ? head.join('') : `${head.slice(0, max - 1).join('')}…`;
};

/** Length as people count it: characters without the spaces around. */
export const lengthOf = (text: string): number => Array.from(text.trim()).length;
