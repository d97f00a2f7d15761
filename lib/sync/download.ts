import type { Got } from '@/lib/packs/tuf';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export type Conditional = Got | { kind: 'same' };

/** A file of the repository from the first address that has it. With `etag`: `same` where it is still that one. */
export type Download = (name: string, max: number, etag?: string) => Promise<{ got: Conditional; etag?: string }>;

const PLAIN_NAME = /^(targets\/)?[a-z0-9][a-z0-9._-]*$/;
/** A slow line has so long for the whole of a file: twenty seconds (a worker is stopped after thirty), and one more for every 20 KB. */
const patience = (max: number): number => 20_000 + max / 20;

/** Fetches with a limit of bytes and of time; nothing of the page's or the person's goes along. */
export function downloadFrom(urls: readonly string[], fetch: Fetch): Download {
  return async (name, max, etag) => {
    let last: { got: Conditional; etag?: string } = {
      got: { kind: 'failed', why: 'unreachable', detail: urls.length ? '' : 'no address' },
    };
    if (!PLAIN_NAME.test(name)) return { got: { kind: 'absent' } };
    for (const url of urls) {
      last = await one(`${url}${name}`, max, etag, fetch);
      if (last.got.kind === 'bytes' || last.got.kind === 'same') return last;
    }
    return last;
  };
}

async function one(
  url: string,
  max: number,
  etag: string | undefined,
  fetch: Fetch,
): Promise<{ got: Conditional; etag?: string }> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience(max));
  try {
    const response = await fetch(url, {
      signal: stop.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      ...(etag ? { headers: { 'If-None-Match': etag } } : {}),
    });
    if (etag && response.status === 304) return { got: { kind: 'same' }, etag };
    if (response.status === 404 || response.status === 403 || response.status === 410)
      return { got: { kind: 'absent' } };
    if (!response.ok) return { got: { kind: 'failed', why: 'unreachable', detail: `HTTP ${response.status}` } };
    const bytes = await bodyOf(response, max);
    if (!bytes) return { got: { kind: 'failed', why: 'too_large' } };
    const tag = response.headers.get('ETag') ?? undefined;
    return { got: { kind: 'bytes', bytes }, ...(tag && tag.length < 200 ? { etag: tag } : {}) };
  } catch (fault) {
    if (stop.signal.aborted) return { got: { kind: 'failed', why: 'too_slow' } };
    return { got: { kind: 'failed', why: 'unreachable', detail: fault instanceof Error ? fault.name : '' } };
  } finally {
    clearTimeout(timer);
    // A body that is not read to its end is not sent to its end.
    stop.abort();
  }
}

/** Whole, or undefined as soon as it is more than `max` bytes, unpacked. */
async function bodyOf(response: Response, max: number): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > max) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    pieces.push(read.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
