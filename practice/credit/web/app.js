// @ts-check
// Start, log-in, shell and history routing.
import { cls, h, loadStyles, uid } from './dom.js';
import { byFetch, byXhr } from './net.js';
import { detailView, listView } from './page.js';
import { billPages } from './pages/bill.js';
import { creditPages } from './pages/credit.js';
import { officePages } from './pages/office.js';
import { toast } from './widgets.js';

const pages = [...creditPages, ...billPages, ...officePages];
const GROUPS = [
  ['credit', '信贷业务'],
  ['inquiry', '征信管理'],
  ['counter', '柜面业务'],
  ['bill', '票据业务'],
  ['office', '综合管理'],
];
const app = /** @type {HTMLElement} */ (document.getElementById('app'));

await loadStyles();
document.body.className = cls('body');
if (location.pathname === '/login') showLogin();
else await showShell();

function showLogin() {
  const [userId, passId] = [uid(), uid()];
  const form = h(
    'form',
    { class: 'login' },
    h('h1', { class: 'login-title' }, '农信信贷管理系统(练习)'),
    h('label', { for: userId }, '用户名'),
    h('input', { id: userId, class: 'input', name: 'username', autocomplete: 'off' }),
    h('label', { for: passId }, '密码'),
    h('input', { id: passId, class: 'input', name: 'password', type: 'password' }),
    h('button', { class: 'btn btn-primary', type: 'submit' }, '登 录'),
    h(
      'p',
      { class: 'login-note' },
      '练习用户:刘佳 liujia 客户经理;张雯 zhangwen 综合柜员;黄波 huangbo 信用社主任;郭昕 guoxin 票据专审。密码均为 123456。全部数据均为虚构。',
    ),
  );
  form.onsubmit = async (e) => {
    e.preventDefault();
    const values = Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (form)));
    const reply = await byFetch('POST', '/api/login', values);
    if (reply.code !== 0) return toast(reply.message, 'bad');
    location.href = '/m/home';
  };
  app.replaceChildren(h('div', { class: 'login-page' }, form));
}

async function showShell() {
  const me = (await byXhr('GET', '/api/session')).data;
  if (!me) return;
  const main = h('main', { class: 'main' });
  const crumbs = h('div', { class: 'crumbs' });
  const menu = h('nav', { class: 'menu' });
  app.replaceChildren(
    h(
      'header',
      { class: 'top' },
      h('b', { class: 'brand' }, '农信信贷管理系统', h('small', null, '练习')),
      h('span', { class: 'sp' }),
      h('span', null, `${me.unit} | ${me.post}`),
      h(
        'span',
        { class: 'user', title: '当前用户', 'data-user-id': me.id },
        h('i', { class: 'avatar' }, me.name.slice(0, 1)),
        h('span', null, me.name),
        h('em', null, `(${me.id})`),
      ),
      h('span', { class: 'out', onclick: leave }, '退出'),
    ),
    h('div', { class: 'cols' }, menu, h('div', { class: 'right' }, crumbs, main)),
  );

  const go = (/** @type {string} */ path) => {
    history.pushState(null, '', path);
    draw();
  };
  window.addEventListener('popstate', draw);
  draw();

  function draw() {
    const page = pages.find((p) => location.pathname === p.route || location.pathname.startsWith(`${p.route}/`));
    const id = page && location.pathname.slice(page.route.length + 1);
    const group = GROUPS.find(([key]) => key === page?.group)?.[1] ?? '';
    document.title = `${page?.title ?? '首页'} - 农信信贷管理系统(练习)`;
    crumbs.replaceChildren(
      h('span', null, '首页'),
      ...(page ? [h('i', null, '/'), h('span', null, group), h('i', null, '/'), h('span', null, page.title)] : []),
    );
    menu.replaceChildren(...menuItems(page?.key));
    main.replaceChildren(!page ? home() : id ? detailView(page, decodeURIComponent(id), go) : listView(page, go));
  }

  function menuItems(/** @type {string | undefined} */ current) {
    return GROUPS.filter(([key]) => me.menus.includes(key)).map(([key, name]) =>
      h(
        'div',
        { class: 'menu-group' },
        h('div', { class: 'menu-head' }, name),
        pages
          .filter((p) => p.group === key)
          .map((p) =>
            h(
              'a',
              {
                class: p.key === current ? 'menu-item menu-on' : 'menu-item',
                href: p.route,
                onclick: (/** @type {Event} */ e) => follow(e, p.route),
              },
              p.title,
            ),
          ),
      ),
    );
  }

  function follow(/** @type {Event} */ e, /** @type {string} */ path) {
    e.preventDefault();
    go(path);
  }

  function home() {
    return h(
      'div',
      { class: 'card' },
      h('h3', { class: 'title' }, `${me.name},您好`),
      h('p', { class: 'hello' }, `今天是 ${me.today}。请从左侧菜单选择业务。本系统供练习使用,全部数据均为虚构。`),
      h(
        'div',
        { class: 'tiles' },
        pages
          .filter((p) => me.menus.includes(p.group))
          .map((p) =>
            h(
              'div',
              { class: 'tile', onclick: () => go(p.route) },
              h('b', null, p.title),
              h('span', null, '进入办理 ›'),
            ),
          ),
      ),
    );
  }
}

async function leave() {
  await byFetch('POST', '/api/logout', {});
  location.href = '/login';
}
