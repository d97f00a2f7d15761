// Reads what a screenshot shows, without a picture library: 8-bit RGB or RGBA, as browsers write it.
import { inflateSync } from 'node:zlib';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Shares (0–1) of light and of dark points within a box: words on paper are mostly light with a little dark. */
export function inkOf(png: Buffer, box: Box): { paper: number; ink: number } {
  const { width, height, channels, pixels } = decode(png);
  let paper = 0;
  let ink = 0;
  let all = 0;
  for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, box.y + box.height); y++)
    for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(width, box.x + box.width); x++) {
      const at = (y * width + x) * channels;
      const light = ((pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0)) / 3;
      all += 1;
      if (light > 225) paper += 1;
      if (light < 120) ink += 1;
    }
  return { paper: paper / Math.max(1, all), ink: ink / Math.max(1, all) };
}

function decode(png: Buffer): { width: number; height: number; channels: number; pixels: Uint8Array } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return { width, height, channels, pixels: unfilter(inflateSync(Buffer.concat(parts)), width * channels, channels) };
}

/** PNG 1.2, clause 6: each line is told by its difference to its neighbours. */
function unfilter(raw: Buffer, line: number, step: number): Uint8Array {
  const lines = raw.length / (line + 1);
  const out = new Uint8Array(lines * line);
  for (let y = 0; y < lines; y++) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; x++) {
      const left = x >= step ? (out[y * line + x - step] ?? 0) : 0;
      const up = y > 0 ? (out[(y - 1) * line + x] ?? 0) : 0;
      const corner = y > 0 && x >= step ? (out[(y - 1) * line + x - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[y * line + x] = (raw[y * (line + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
