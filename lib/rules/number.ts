/**
 * Exact numbers. A whole number a double can hold is a plain `number`; everything else is a fraction of big integers in
 * lowest terms with a positive denominator, so 0.1 + 0.2 equals 0.3 and a share is never rounded before it is compared.
 */
export interface Fraction {
  k: 'fraction';
  n: bigint;
  d: bigint;
}
export type Num = number | Fraction;

export const isNum = (v: unknown): v is Num =>
  typeof v === 'number' || (typeof v === 'object' && v !== null && 'k' in v && v.k === 'fraction');

const gcd = (a: bigint, b: bigint): bigint => {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
};

/** `d` must not be 0. */
export function fraction(n: bigint, d: bigint): Num {
  if (d < 0n) {
    n = -n;
    d = -d;
  }
  const g = gcd(n, d);
  if (g > 1n) {
    n /= g;
    d /= g;
  }
  const whole = Number(n);
  return d === 1n && Number.isSafeInteger(whole) ? whole : { k: 'fraction', n, d };
}

/** Decimal text (`12`, `-0.05`, `1e-7`) → number; undefined when it is none. */
export function numberOf(text: string): Num | undefined {
  if (/^-?\d{1,15}$/.test(text)) return Number(text) + 0;
  const m = /^([+-]?)(\d{1,400})(?:\.(\d{1,400}))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  if (!m) return undefined;
  const decimals = m[3] ?? '';
  const exponent = Number(m[4] ?? 0) - decimals.length;
  const digits = BigInt(`${m[2]}${decimals}`) * (m[1] === '-' ? -1n : 1n);
  return exponent < 0 ? fraction(digits, 10n ** BigInt(-exponent)) : fraction(digits * 10n ** BigInt(exponent), 1n);
}

/** A JavaScript number as the decimal a person would read in it. */
export const fromNumber = (n: number): Num | undefined => (Number.isSafeInteger(n) ? n + 0 : numberOf(String(n)));

const top = (v: Num): bigint => (typeof v === 'number' ? BigInt(v) : v.n);
const bottom = (v: Num): bigint => (typeof v === 'number' ? 1n : v.d);

export function add(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a + b)) return a + b;
  return fraction(top(a) * bottom(b) + top(b) * bottom(a), bottom(a) * bottom(b));
}
export const negate = (a: Num): Num => (typeof a === 'number' ? 0 - a : { k: 'fraction', n: -a.n, d: a.d });
export const subtract = (a: Num, b: Num): Num => add(a, negate(b));
export function multiply(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a * b)) return a * b + 0;
  return fraction(top(a) * top(b), bottom(a) * bottom(b));
}
/** Undefined for a divisor of 0. */
export function divide(a: Num, b: Num): Num | undefined {
  return b === 0 ? undefined : fraction(top(a) * bottom(b), bottom(a) * top(b));
}
/** Below 0, 0, above 0. */
export function compare(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const gap = top(a) * bottom(b) - top(b) * bottom(a);
  return gap < 0n ? -1 : gap > 0n ? 1 : 0;
}
export function floor(a: Num): Num {
  if (typeof a === 'number') return a;
  const q = a.n / a.d;
  return fraction(a.n < 0n && q * a.d !== a.n ? q - 1n : q, 1n);
}

/** Decimal text with `places` decimals, half away from zero; for display only. */
export function decimal(a: Num, places: number): string {
  const scaled = multiply(a, 10 ** places);
  const sign = compare(scaled, 0) < 0;
  const whole = String(top(floor(add(sign ? negate(scaled) : scaled, fraction(1n, 2n))))).padStart(places + 1, '0');
  const text = places ? `${whole.slice(0, -places)}.${whole.slice(-places)}` : whole;
  return sign && /[1-9]/.test(text) ? `-${text}` : text;
}
