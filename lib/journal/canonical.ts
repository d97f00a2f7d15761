/**
 * One text for one value (RFC 8785): keys in UTF-16 order, no white space, numbers as ECMAScript prints them. Properties that
 * are undefined are left out, as in JSON; what JSON cannot say (NaN, functions, bigint) throws.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a journal entry holds no such number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item === undefined ? null : item)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a journal entry holds no ${typeof value}`);
  const pairs = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`);
  return `{${pairs.join(',')}}`;
}
