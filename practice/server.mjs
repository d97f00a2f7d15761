// @ts-check
// node:http, an exact-match router, GBK and JSON bodies, a session cookie. Nothing else is needed here.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import iconv from 'iconv-lite';

/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./store.mjs').Case} Case */
/** @typedef {ReturnType<typeof import('./store.mjs').createStore>} Store */
/** @typedef {{status?: number, headers?: Record<string, string>, body: string | Buffer}} Reply */
/**
 * @typedef {object} Call
 * @property {string} method
 * @property {string} path
 * @property {URLSearchParams} query
 * @property {URLSearchParams} form
 * @property {any} json
 * @property {Person | undefined} user
 * @property {Store} store
 * @property {string} today
 * @property {Sessions} sessions
 * @property {string} sessionId
 */
/** @typedef {ReturnType<typeof createSessions>} Sessions */

/** @param {string} cookieName */
export function createSessions(cookieName) {
  /** @type {Map<string, Person>} */
  const open = new Map();
  return {
    /** @param {Person} person */
    start(person) {
      const id = randomUUID().replaceAll('-', '').toUpperCase();
      open.set(id, person);
      return `${cookieName}=${id}; Path=/; HttpOnly`;
    },
    /** @param {string} id */
    end: (id) => void open.delete(id),
    /** @param {string | undefined} cookies */
    idIn: (cookies) => new RegExp(`${cookieName}=(\\w+)`).exec(cookies ?? '')?.[1] ?? '',
    /** @param {string} id */
    personOf: (id) => open.get(id),
  };
}

/** Browsers send what GBK lacks as &#NNN;. @param {string} text @param {string} charset */
export function decodeForm(text, charset) {
  const decode = (/** @type {string} */ part) => {
    const bytes = Buffer.from(
      part.replaceAll('+', ' ').replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    );
    return iconv.decode(bytes, charset).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  };
  const pairs = text
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
  return new URLSearchParams(pairs);
}

/**
 * @param {{charset: 'gbk' | 'utf-8', store: Store, today: string, sessions: Sessions, handle: (call: Call) => Promise<Reply> | Reply}} system
 * @param {number} port
 */
export async function listen(system, port) {
  const server = createServer(async (request, response) => {
    try {
      const call = await readCall(request, system);
      const reply = practiceReply(call) ?? (await system.handle(call));
      const headers = { 'Cache-Control': 'no-store', ...reply.headers };
      response.writeHead(reply.status ?? 200, headers).end(reply.body);
    } catch (error) {
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error));
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      }),
  };
}

/** @param {import('node:http').IncomingMessage} request @param {any} system @returns {Promise<Call>} */
async function readCall(request, system) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('latin1');
  const type = request.headers['content-type'] ?? '';
  const [path, query = ''] = (request.url ?? '/').split('?');
  const sessionId = system.sessions.idIn(request.headers.cookie);
  // XMLHttpRequest sends UTF-8 whatever the page's charset, and says so in the header.
  const charset = /charset=utf-8/i.test(type) ? 'utf-8' : system.charset;
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(path),
    query: decodeForm(query, system.charset),
    form: type.includes('form-urlencoded') ? decodeForm(body, charset) : new URLSearchParams(),
    json: type.includes('json') && body ? JSON.parse(Buffer.from(body, 'latin1').toString('utf8')) : {},
    user: system.sessions.personOf(sessionId),
    store: system.store,
    today: system.today,
    sessions: system.sessions,
    sessionId,
  };
}

/** @param {Call} call @returns {Reply | undefined} */
function practiceReply(call) {
  if (call.method === 'POST' && call.path === '/__practice/reset') {
    call.store.reset();
    return json({ ok: true });
  }
  if (call.path === '/favicon.ico') return { status: 204, body: '' };
  if (call.path === '/__practice/state') {
    const { cases, ...log } = call.store.snapshot();
    const module = call.query.get('module');
    return json({ today: call.today, cases: module ? cases.filter((c) => c.module === module) : cases, ...log });
  }
  return undefined;
}

/** @param {unknown} value @param {number} [status] @returns {Reply} */
export function json(value, status = 200) {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** @param {string} text @param {string} type @returns {Reply} */
export function gbk(text, type = 'text/html') {
  return { headers: { 'Content-Type': `${type}; charset=GBK` }, body: iconv.encode(text, 'gbk') };
}
