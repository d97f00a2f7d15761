import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { downloadFrom } from './download';

afterEach(() => {
  vi.useRealTimers();
});

describe('a file that is fetched', () => {
  it('byte by byte, so that it never ends, is given up in time', async () => {
    vi.useFakeTimers();
    let given = 0;
    const trickle = async (_url: string, { signal }: RequestInit): Promise<Response> =>
      new Response(
        new ReadableStream({
          start: (to) => signal?.addEventListener('abort', () => to.error(signal.reason)),
          pull: (to) =>
            new Promise((next) => {
              setTimeout(() => {
                if (signal?.aborted) return;
                given++;
                to.enqueue(Uint8Array.of(32));
                next();
              }, 1_000);
            }),
        }),
      );

    const got = downloadFrom(['http://packs.example/'], trickle)('timestamp.json', 10_000);
    await vi.advanceTimersByTimeAsync(120_000);

    expect(await got).toMatchObject({ got: { kind: 'failed', why: 'too_slow' } });
    expect(given).toBeLessThan(30);
  });

  it('and unfolds into more than is signed is cut there', async () => {
    const bomb = gzipSync(Buffer.alloc(64_000_000));
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(bomb);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    const got = await downloadFrom([url], (at, how) => fetch(at, how))('1.targets.json', 100_000);

    expect(bomb.length).toBeLessThan(100_000);
    expect(got).toEqual({ got: { kind: 'failed', why: 'too_large' } });
    server.closeAllConnections();
    server.close();
  });
});
