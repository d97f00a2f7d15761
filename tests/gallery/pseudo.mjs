// The pseudo-locale: English with accents, longer by a third, between brackets. Placeholders and plural marks stay.
const MARKED = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ö',
  u: 'ü',
  n: 'ñ',
  c: 'ç',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ö',
  U: 'Û',
  N: 'Ñ',
};
const FILL = ' ẃórðs';

/** @param {string} text @returns {string} */
export const pseudo = (text) => {
  const parts = text.split(/(\{\w+\}|\(s\))/);
  const marked = parts.map((part, i) => (i % 2 ? part : part.replace(/[aeiounc]/gi, (c) => MARKED[c] ?? c))).join('');
  const more = Math.ceil((text.length * 0.35) / FILL.length);
  return `[${marked}${FILL.repeat(text.length > 3 ? more : 0)}]`;
};
