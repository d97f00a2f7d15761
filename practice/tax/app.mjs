// @ts-check
// 征管信息系统(练习): a frameset system as they were built about 2005. GBK, quirks mode, server-rendered.
import { addDays, addMonths, firms } from '../invented.mjs';
import { createSessions, gbk, listen } from '../server.mjs';
import { createStore } from '../store.mjs';
import { assign } from './assign.mjs';
import { css, js } from './assets.mjs';
import { deferral } from './deferral.mjs';
import { deregister } from './deregister.mjs';
import { filing } from './filing.mjs';
import { invoice } from './invoice.mjs';
import { payment } from './payment.mjs';
import { decide } from './penalty-decide.mjs';
import { penalty } from './penalty.mjs';
import { quota } from './quota.mjs';
import { refund } from './refund.mjs';
import { registration } from './registration.mjs';
import { relief } from './relief.mjs';
import { shell } from './shell.mjs';
import { target } from './target.mjs';

/** @typedef {import('../server.mjs').Call} Call */
/** @typedef {{today: string, day: (offset: number) => string, months: (date: string, n: number) => string, firm: (no: number) => import('../invented.mjs').Firm}} World */
/** @typedef {{seed?: (world: World) => import('../store.mjs').Case[], routes: Record<string, (call: Call) => string>}} Module */

/** @type {Module[]} */
const modules = [
  relief,
  deferral,
  quota,
  refund,
  penalty,
  decide,
  invoice,
  deregister,
  filing,
  payment,
  target,
  assign,
  registration,
];

/** @param {number} port @param {string} today */
export function startTax(port, today) {
  const world = {
    today,
    day: (/** @type {number} */ n) => addDays(today, n),
    months: addMonths,
    firm: (/** @type {number} */ n) => firms[n],
  };
  const store = createStore(() => modules.flatMap((m) => m.seed?.(world) ?? []));
  const sessions = createSessions('TAXSESSION');
  const routes = Object.assign({}, ...modules.map((m) => m.routes));

  return listen({ charset: 'gbk', store, today, sessions, handle: (call) => answer(call, routes) }, port);
}

/** @param {Call} call @param {Module['routes']} routes @returns {import('../server.mjs').Reply} */
function answer(call, routes) {
  if (call.path === '/style/main.css') return gbk(css, 'text/css');
  if (call.path === '/js/common.js') return gbk(js, 'application/x-javascript');
  if (call.path.startsWith('/images/')) return button(call.path);
  const open = shell.open(call);
  if (open) return open;
  if (!call.user) return gbk('<script>alert("登录超时,请重新登录!");top.location.href="/login.do";</script>');
  const page = shell.routes[`${call.method} ${call.path}`] ?? routes[`${call.method} ${call.path}`];
  return page ? gbk(page(call)) : { ...gbk('<h3>HTTP 404 - 找不到该页</h3>'), status: 404 };
}

/** The picture of an image button. @param {string} path @returns {import('../server.mjs').Reply} */
function button(path) {
  const label = path.includes('zx') ? '提交注销' : '返 回';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="76" height="22"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#fff"/><stop offset="1" stop-color="#b9cbe0"/></linearGradient></defs><rect x=".5" y=".5" width="75" height="21" rx="2" fill="url(#g)" stroke="#5b7da6"/><text x="38" y="15" font-size="12" font-family="SimSun,serif" text-anchor="middle" fill="#123">${label}</text></svg>`;
  return { headers: { 'Content-Type': 'image/svg+xml; charset=utf-8' }, body: svg };
}
