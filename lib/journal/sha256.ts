/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2). */
const K = Int32Array.from(primes(64), (p) => fraction(Math.cbrt(p)));
/** … and of the square roots of the first 8 (§5.3.3). */
const START = Int32Array.from(primes(8), (p) => fraction(Math.sqrt(p)));
const W = new Int32Array(64);

/**
 * SHA-256 at once, without a promise: a journal is many short texts, for which WebCrypto's round trip costs several times the
 * hash itself; and it is there on every page, `file:` ones included. A test compares it with WebCrypto's.
 */
export function sha256Of(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const state = START.slice();
  const whole = bytes.length - (bytes.length % 64);
  for (let from = 0; from < whole; from += 64) block(state, bytes, from);
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(tail.length - 4, (bytes.length << 3) >>> 0);
  for (let from = 0; from < tail.length; from += 64) block(state, tail, from);
  const out = new Uint8Array(32);
  const words = new DataView(out.buffer);
  for (let i = 0; i < 8; i++) words.setInt32(4 * i, at(state, i));
  return out;
}

/** §6.2.2 for one block of 64 bytes. */
function block(state: Int32Array, bytes: Uint8Array, from: number): void {
  for (let t = 0, i = from; t < 16; t++, i += 4)
    W[t] = (at(bytes, i) << 24) | (at(bytes, i + 1) << 16) | (at(bytes, i + 2) << 8) | at(bytes, i + 3);
  for (let t = 16; t < 64; t++) {
    const w15 = at(W, t - 15);
    const w2 = at(W, t - 2);
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    W[t] = at(W, t - 16) + s0 + at(W, t - 7) + s1;
  }
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let t = 0; t < 64; t++) {
    const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + S1 + ((e & f) ^ (~e & g)) + at(K, t) + at(W, t)) | 0;
    const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
  state[5] = at(state, 5) + f;
  state[6] = at(state, 6) + g;
  state[7] = at(state, 7) + h;
}

/** A word that is there: the compiler cannot know, the loops do. */
const at = (words: Int32Array | Uint8Array, i: number): number => words[i] ?? 0;

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}
