// @ts-check
// Three ways to the server, as they grew over the years: XMLHttpRequest, fetch, and one address for all (rpc).

let seq = 0;

/** @param {string} method @param {string} url @param {unknown} [body] @returns {Promise<any>} */
export function byXhr(method, url, body) {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, url, true);
    xhr.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    if (body !== undefined) xhr.setRequestHeader('Content-Type', 'application/json;charset=UTF-8');
    xhr.onload = () => resolve(settle(xhr.status, xhr.responseText));
    xhr.onerror = () => resolve({ code: -1, message: '网络异常,请稍后重试' });
    xhr.send(body === undefined ? null : JSON.stringify(body));
  });
}

/** @param {string} method @param {string} url @param {unknown} [body] @returns {Promise<any>} */
export async function byFetch(method, url, body) {
  try {
    const reply = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return settle(reply.status, await reply.text());
  } catch {
    return { code: -1, message: '网络异常,请稍后重试' };
  }
}

/** @param {string} method @param {unknown} params */
export function byRpc(method, params) {
  return byXhr('POST', '/api/rpc', { seq: ++seq, method, params });
}

/** @param {'xhr' | 'fetch' | 'rpc'} via @param {string} target "POST /api/x", or a verb for rpc @param {unknown} body */
export function send(via, target, body) {
  if (via === 'rpc') return byRpc(target, body);
  const [method, url] = target.split(' ');
  return via === 'xhr' ? byXhr(method, url, body) : byFetch(method, url, body);
}

/** @param {string} module @param {boolean} rpc */
export async function readList(module, rpc) {
  const reply = rpc ? await byRpc('query.list', { module }) : await byXhr('GET', `/api/list?module=${module}`);
  return reply.data ?? [];
}

/** @param {string} id @param {boolean} rpc */
export async function readOne(id, rpc) {
  const reply = rpc ? await byRpc('query.get', { id }) : await byXhr('GET', `/api/record?id=${id}`);
  return reply.data;
}

/** @param {number} status @param {string} text */
function settle(status, text) {
  if (status === 401) location.href = '/login';
  try {
    return JSON.parse(text);
  } catch {
    return { code: -1, message: '服务器返回异常' };
  }
}
