// Serves strange pages and writes down what they send.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Posted {
  method: string;
  path: string;
  body: string;
  /** Without the boundary of a multipart body. */
  type: string;
}
export interface StrangeServer {
  origin: string;
  /** Everything but plain reading: other methods than GET, and addresses below /do. */
  posted: Posted[];
  serve(path: string, body: string | Buffer, headers?: Record<string, string>): void;
  close(): void;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

export async function startServer(): Promise<StrangeServer> {
  const pages = new Map<string, { body: string | Buffer; headers: Record<string, string> }>();
  const posted: Posted[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { method = 'GET', url = '/' } = req;
      const path = new URL(url, 'http://x').pathname;
      if (method !== 'GET' || path.startsWith('/do')) posted.push(plain(method, url, chunks, req.headers));
      const page = pages.get(path) ?? { body: '<!doctype html><p>ok</p>', headers: {} };
      res.writeHead(200, { ...HTML, 'cache-control': 'no-store', ...page.headers });
      res.end(page.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    serve: (path, body, headers = {}) => {
      pages.set(path, { body, headers });
    },
    close: () => server.close(),
  };
}

/** The boundary of a multipart body differs each time and says nothing. */
function plain(method: string, path: string, chunks: Buffer[], headers: Record<string, unknown>): Posted {
  const said = String(headers['content-type'] ?? '');
  const boundary = /boundary=(\S+)/.exec(said)?.[1];
  const strip = (text: string): string => (boundary ? text.replaceAll(boundary, '--') : text);
  return { method, path, body: strip(Buffer.concat(chunks).toString()), type: strip(said) };
}
