// @ts-check
// 农信信贷管理系统(练习): the server of a single-page application. JSON in, JSON out, a little late on purpose.
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { addDays, addMonths, borrower, firms } from '../invented.mjs';
import { creditPeople, findPerson, PASSWORD } from '../people.mjs';
import { createSessions, json, listen } from '../server.mjs';
import { createStore } from '../store.mjs';
import { bill } from './seed/bill.mjs';
import { counter } from './seed/counter.mjs';
import { credit } from './seed/credit.mjs';
import { office } from './seed/office.mjs';

/** @typedef {import('../server.mjs').Call} Call */
/** @typedef {import('../store.mjs').Case} Case */
/** @typedef {{today: string, day: (offset: number) => string, months: (date: string, n: number) => string, firm: (no: number) => import('../invented.mjs').Firm, person: (no: number) => ReturnType<typeof borrower>}} World */
/** @typedef {{body: any, me: import('../people.mjs').Person, today: string, id: string, serial: number}} Sent */
/** @typedef {{action: string, from: string[], ids?: (sent: Sent) => string[], create?: (sent: Sent) => Case, change: (found: Case, sent: Sent) => void, check?: (found: Case, sent: Sent) => string}} Verb */
/** @typedef {{seed: (world: World) => Case[], verbs: Record<string, Verb>, rpc?: Record<string, Verb>}} Area */

const READ_MS = 280;
const COMMIT_MS = 160;
const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
/** @type {Area[]} */
const areas = [credit, counter, bill, office];

/** @param {number} port @param {string} today */
export function startCredit(port, today) {
  const world = {
    today,
    day: (/** @type {number} */ n) => addDays(today, n),
    months: addMonths,
    firm: (/** @type {number} */ n) => firms[n],
    person: borrower,
  };
  const store = createStore(() => areas.flatMap((area) => area.seed(world)));
  return listen({ charset: 'utf-8', store, today, sessions: createSessions('CREDIT_SID'), handle }, port);
}

/** @param {Call} call @returns {Promise<import('../server.mjs').Reply>} */
async function handle(call) {
  if (call.path.startsWith('/web/')) return file(call.path.slice(5));
  if (!call.path.startsWith('/api/')) return file('index.html');
  if (call.path === '/api/login') return login(call);
  if (!call.user) return json({ code: 401, message: '登录已失效' }, 401);
  if (call.path === '/api/session') return json({ code: 0, data: session(call) });
  if (call.path === '/api/logout') {
    call.sessions.end(call.sessionId);
    return json({ code: 0 });
  }
  if (call.path === '/api/rpc') return rpc(call);
  if (call.method === 'GET') return read(call, call.query.get('module') ?? '', call.query.get('id'));
  return restCommit(call);
}

/** @param {string} name */
async function file(name) {
  if (!/^[\w/-]+\.(html|css|js)$/.test(name)) return json({ code: 404 }, 404);
  const type = TYPES[/** @type {keyof typeof TYPES} */ (name.split('.').pop())];
  try {
    return {
      headers: { 'Content-Type': `${type}; charset=utf-8` },
      body: await readFile(new URL(`./web/${name}`, import.meta.url)),
    };
  } catch {
    return json({ code: 404 }, 404);
  }
}

/** @param {Call} call */
function login(call) {
  const person = findPerson(creditPeople, call.json.username ?? '');
  if (!person || call.json.password !== PASSWORD) return json({ code: 1, message: '用户名或密码错误' });
  return {
    ...json({ code: 0 }),
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Set-Cookie': call.sessions.start(person) },
  };
}

/** @param {Call} call */
function session(call) {
  return { ...call.user, today: call.today };
}

/** @param {Call} call @param {string} module @param {string | null | undefined} id */
async function read(call, module, id) {
  await wait(READ_MS);
  if (id) {
    const found = call.store.get(id);
    return found ? json({ code: 0, data: found }) : json({ code: 404, message: '记录不存在' });
  }
  return json({ code: 0, data: call.store.list(module) });
}

/** One address for every call; the verb is in the body. @param {Call} call */
async function rpc(call) {
  const { method, params = {}, seq } = call.json;
  if (method === 'query.list') return read(call, params.module, null);
  if (method === 'query.get') return read(call, '', params.id);
  const verb = areas.map((area) => area.rpc?.[method]).find(Boolean);
  if (!verb) return json({ seq, code: 404, message: `未知交易 ${method}` });
  return perform(call, verb, params, '');
}

/** `PUT /api/postloan/JJ…/inspections` finds the verb `PUT /api/postloan/:id/inspections`. @param {Call} call */
function restCommit(call) {
  for (const [pattern, verb] of areas.flatMap((area) => Object.entries(area.verbs))) {
    const [method, path] = pattern.split(' ');
    const found = new RegExp(`^${path.replace(':id', '([\\w-]+)')}$`).exec(call.path);
    if (found && method === call.method) return perform(call, verb, call.json, found[1] ?? '');
  }
  return json({ code: 404, message: '未知接口' }, 404);
}

/** @param {Call} call @param {Verb} verb @param {any} body @param {string} id */
async function perform(call, verb, body, id) {
  await wait(COMMIT_MS);
  const me = /** @type {import('../people.mjs').Person} */ (call.user);
  const sent = { body, me, today: call.today, id, serial: call.store.total + 1 };
  const created = verb.create?.(sent);
  if (created) call.store.add(created);
  const entry = call.store.commit({
    action: verb.action,
    ids: created ? [created.id] : (verb.ids?.(sent) ?? [body.id]).filter(Boolean),
    user: me.id,
    from: verb.from,
    request: { method: call.method, path: call.path, body: call.json },
    change: (found) => verb.change(found, sent),
    check: verb.check && ((found) => verb.check?.(found, sent) ?? ''),
  });
  return json({
    code: entry.accepted ? 0 : 1,
    message: entry.accepted ? '办理成功' : entry.why,
    data: { ids: entry.cases },
  });
}
