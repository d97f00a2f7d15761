/** Two 32-bit mixes of the parts as 16 hex digits: tells values apart in a dedupe key, promises no secrecy. */
export function hashOf(parts: string[]): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const char of parts.map((p) => `${p.length}:${p}`).join('')) {
    const code = char.codePointAt(0) ?? 0;
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a, b].map((n) => (n >>> 0).toString(16).padStart(8, '0')).join('');
}
