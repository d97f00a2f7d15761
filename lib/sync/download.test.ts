import { afterEach, describe, expect, it, vi } from 'vitest';
import { downloadFrom } from './download';

const BASE = 'http://packs.example/';
afterEach(() => vi.useRealTimers());

describe('a file over the line', () => {
  it('goes without anything of the person’s, and follows nobody elsewhere', async () => {
    const asked: [string, RequestInit][] = [];
    const download = downloadFrom([BASE], async (url, init) => {
      asked.push([url, init]);
      return new Response('{}', { headers: { ETag: '"1"' } });
    });

    expect(await download('timestamp.json', 10, '"0"')).toMatchObject({ got: { kind: 'bytes' }, etag: '"1"' });
    expect(asked).toMatchObject([
      [
        `${BASE}timestamp.json`,
        { credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', headers: { 'If-None-Match': '"0"' } },
      ],
    ]);
  });

  it.each(['../secret', 'http://elsewhere/x', 'targets/../../x', '', 'TARGETS/a'])(
    'is not asked for by the name %j',
    async (name) => {
      const fetch = vi.fn();

      expect((await downloadFrom([BASE], fetch)(name, 10)).got).toEqual({ kind: 'absent' });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it('that comes a byte at a time is given up when its time is over', async () => {
    vi.useFakeTimers();
    const download = downloadFrom([BASE], async (_url, { signal }) => {
      const body = new ReadableStream<Uint8Array>({
        start(to) {
          const drip = setInterval(() => to.enqueue(Uint8Array.of(32)), 1000);
          // As the browser does: what is being read fails once its request is aborted.
          signal?.addEventListener('abort', () => {
            clearInterval(drip);
            to.error(new DOMException('aborted', 'AbortError'));
          });
        },
      });
      return new Response(body);
    });

    const got = download('1.root.json', 64_000);
    await vi.advanceTimersByTimeAsync(24_000);

    expect((await got).got).toEqual({ kind: 'failed', why: 'too_slow' });
  });

  it('that never answers is given up too', async () => {
    vi.useFakeTimers();
    const download = downloadFrom(
      [BASE],
      (_url, { signal }) =>
        new Promise((_, fail) => signal?.addEventListener('abort', () => fail(new Error('aborted')))),
    );

    const got = download('timestamp.json', 0);
    await vi.advanceTimersByTimeAsync(20_001);

    expect((await got).got).toEqual({ kind: 'failed', why: 'too_slow' });
  });

  it('that is longer when unpacked than it may be is cut off, whatever its head says', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (to) => {
        sent += 1000;
        to.enqueue(new Uint8Array(1000));
      },
    });
    const download = downloadFrom(
      [BASE],
      async () => new Response(body, { headers: { 'Content-Length': '10', 'Content-Encoding': 'gzip' } }),
    );

    expect((await download('timestamp.json', 5000)).got).toEqual({ kind: 'failed', why: 'too_large' });
    expect(sent).toBeLessThan(10_000);
  });

  it('is had from the next address where the first has none; what the last one says is told', async () => {
    const answers: Record<string, number> = { 'http://a/x.json': 404, 'http://b/x.json': 200, 'http://b/y.json': 500 };
    const download = downloadFrom(
      ['http://a/', 'http://b/'],
      async (url) => new Response('ok', { status: answers[url] ?? 404 }),
    );

    expect((await download('x.json', 10)).got.kind).toBe('bytes');
    expect((await download('y.json', 10)).got).toMatchObject({ kind: 'failed', why: 'unreachable' });
    expect((await download('z.json', 10)).got.kind).toBe('absent');
  });
});
