/** A number exactly as it is written in decimals: n × 10^−scale. */
interface Decimal {
  n: bigint;
  scale: number;
}

function decimal(value: number): Decimal {
  const [head = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = head.split('.');
  const scale = fraction.length - Number(exponent);
  const n = BigInt(whole + fraction);
  return scale >= 0 ? { n, scale } : { n: n * 10n ** BigInt(-scale), scale: 0 };
}

/** The product in exact decimals: 16 × 1.3 × 1.1 and 16 × 1.1 × 1.3 are one number, which binary fractions cannot promise. */
export function product(...factors: number[]): number {
  const { n, scale } = factors.map(decimal).reduce((a, b) => ({ n: a.n * b.n, scale: a.scale + b.scale }));
  return Number(`${n}e-${scale}`);
}

/** For the eye only: half up on the decimal value (1.005 → 1.01; −1.005 → −1.00). */
export function rounded(value: number, places = 2): number {
  const { n, scale } = decimal(value);
  if (scale <= places) return value;
  const step = 10n ** BigInt(scale - places);
  const up = n + step / 2n;
  const floor = up / step - (up < 0n && up % step !== 0n ? 1n : 0n);
  return Number(`${floor}e-${places}`);
}
