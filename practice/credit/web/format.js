// @ts-check
const NAMES = { liujia: '刘佳', zhangwen: '张雯', huangbo: '黄波', guoxin: '郭昕' };

/** @typedef {'text' | 'yuan' | 'money' | 'wan' | 'person' | 'status'} Format */

/** @param {any} value @param {Format} [as] @returns {string} */
export function show(value, as = 'text') {
  if (value === undefined || value === null || value === '') return '';
  if (as === 'yuan') return `¥${group(value)}`;
  if (as === 'money') return group(value);
  if (as === 'wan') return String(value / 1_000_000);
  if (as === 'person')
    return String(value)
      .split(',')
      .map((id) => `${NAMES[/** @type {keyof typeof NAMES} */ (id)] ?? id}(${id})`)
      .join('、');
  return String(value);
}

/** @param {number} fen */
function group(fen) {
  return (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
