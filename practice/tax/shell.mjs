// @ts-check
// Log-in, the frameset and its banner and menu, the taxpayer window.
import { firms, yuan } from '../invented.mjs';
import { findPerson, PASSWORD, taxPeople } from '../people.mjs';
import { gbk } from '../server.mjs';
import { box, esc, page, row, statusMark } from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

/** @type {{key: string, name: string, items: [string, string][]}[]} */
const MENU = [
  {
    key: 'sb',
    name: '申报征收',
    items: [
      ['申报受理', '/sb/list.do'],
      ['税款入库', '/rk/list.do'],
      ['退税办理', '/ts/list.do'],
    ],
  },
  {
    key: 'sp',
    name: '文书审批',
    items: [
      ['减免审批', '/jm/list.do'],
      ['延期缴纳审批', '/hj/list.do'],
      ['定期定额核定', '/de/list.do'],
    ],
  },
  {
    key: 'djs',
    name: '登记管理',
    items: [
      ['登记核准', '/dj/list.do'],
      ['注销登记', '/zx/list.do'],
    ],
  },
  { key: 'fp', name: '发票管理', items: [['发票领用', '/fp/list.do']] },
  {
    key: 'fz',
    name: '行政处罚',
    items: [
      ['处罚意见', '/cf/list.do'],
      ['处罚决定', '/cfjd/list.do'],
    ],
  },
  {
    key: 'jc',
    name: '税务稽查',
    items: [
      ['选案撤出', '/xa/list.do'],
      ['案件分派', '/fenpai/list.do'],
      ['案件流转', '/lz/list.do'],
    ],
  },
];

export const shell = {
  /** Pages that need no log-in. @param {Call} call @returns {import('../server.mjs').Reply | undefined} */
  open(call) {
    if (call.path === '/' || (call.path === '/login.do' && call.method === 'GET')) return gbk(loginPage(''));
    if (call.path === '/login.do') return login(call);
    if (call.path === '/logout.do') {
      call.sessions.end(call.sessionId);
      return { status: 302, headers: { Location: '/login.do' }, body: '' };
    }
    return undefined;
  },
  /** @type {Record<string, (call: Call) => string>} */
  routes: {
    'GET /main.do': frameset,
    'GET /top.do': banner,
    'GET /menu.do': menu,
    'GET /welcome.do': welcome,
    'GET /nsr/detail.do': taxpayerWindow,
  },
};

/** @param {Call} call @returns {import('../server.mjs').Reply} */
function login(call) {
  const person = findPerson(taxPeople, call.form.get('username') ?? '');
  if (!person || call.form.get('password') !== PASSWORD) return gbk(loginPage('用户名或密码错误!'));
  return { status: 302, headers: { Location: '/main.do', 'Set-Cookie': call.sessions.start(person) }, body: '' };
}

/** @param {string} problem */
function loginPage(problem) {
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>征管信息系统(练习)</title>
<link href="/style/main.css" rel="stylesheet" type="text/css"></head>
<body bgcolor="#6F8FB5" topmargin="0" onload="document.loginForm.username.focus()"><br><br><br><br>
<form name="loginForm" method="post" action="/login.do">
<table width="560" align="center" border="0" cellspacing="0" cellpadding="0" bgcolor="#F4F7FB" style="border:2px solid #2F5688">
<tr><td height="64" style="background:#2F5688 linear-gradient(#4F7DB5,#274A78);color:#fff;font:bold 24px 黑体,SimHei,sans-serif;letter-spacing:4px;padding-left:24px">征管信息系统<font style="font-size:14px">(练习) V2.0</font></td></tr>
<tr><td height="150" align="center"><table border="0" cellpadding="5">
<tr><td>用户名:</td><td><input type="text" name="username" class="txt" size="22"></td></tr>
<tr><td>密&nbsp;&nbsp;码:</td><td><input type="password" name="password" class="txt" size="22"></td></tr>
<tr><td>&nbsp;</td><td><input type="submit" class="btn" value="登 录"> <input type="reset" class="btn" value="重 置"> <span class="tip">${problem}</span></td></tr></table></td></tr>
<tr><td style="border-top:1px solid #9DB5CF;padding:8px 24px;color:#445" bgcolor="#E4ECF5">练习用户(密码均为 ${PASSWORD}):${taxPeople.map((p) => `${p.name} ${p.id} ${p.post}`).join(';')}</td></tr>
</table></form>
<div align="center" style="color:#fff">建议使用 1024×768 分辨率浏览 | 本系统全部数据均为虚构</div></body></html>`;
}

function frameset() {
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>征管信息系统(练习)</title></head>
<frameset rows="64,*" border="0" frameborder="no" framespacing="0">
<frame src="/top.do" name="topFrame" scrolling="no" noresize>
<frameset cols="160,*" border="0" frameborder="no" framespacing="0">
<frame src="/menu.do" name="leftFrame" scrolling="auto" noresize>
<frame src="/welcome.do" name="mainFrame" scrolling="auto">
</frameset></frameset></html>`;
}

/** @param {Call} call */
function banner(call) {
  const me = /** @type {import('../people.mjs').Person} */ (call.user);
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><link href="/style/main.css" rel="stylesheet" type="text/css"></head>
<body topmargin="0" leftmargin="0" style="margin:0">
<table width="100%" height="42" border="0" cellspacing="0" cellpadding="0" style="background:#2F5688 linear-gradient(#4F7DB5,#274A78);color:#fff"><tr><td style="font:bold 20px 黑体,SimHei,sans-serif;letter-spacing:3px;padding-left:16px">征管信息系统<font style="font-size:12px">(练习)</font></td><td align="right" style="padding-right:12px">${me.unit}</td></tr></table>
<table width="100%" height="22" border="0" cellspacing="0" cellpadding="0" bgcolor="#C9D9EA"><tr><td style="padding-left:12px">操作员:<span id="czryMc">${me.name}</span> [<span id="czryDm">${me.id}</span>]&nbsp;&nbsp;岗位:<span id="gwMc">${me.post}</span></td>
<td align="right" style="padding-right:12px">${call.today}&nbsp;&nbsp;<a href="/welcome.do" target="mainFrame">首页</a> | <a href="javascript:if(confirm('确定要退出系统吗?'))top.location.href='/logout.do'">退出</a></td></tr></table></body></html>`;
}

/** @param {Call} call */
function menu(call) {
  const groups = MENU.filter((g) => call.user?.menus.includes(g.key));
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><link href="/style/main.css" rel="stylesheet" type="text/css">
<script>function kg(n){var t=document.getElementById('g'+n);t.style.display=t.style.display=='none'?'':'none';}</script></head>
<body bgcolor="#E4ECF5" topmargin="4" leftmargin="4">
${groups
  .map(
    (
      g,
      i,
    ) => `<table width="148" border="0" cellspacing="0" cellpadding="0" style="margin-bottom:3px"><tr><td class="sec" style="cursor:hand;cursor:pointer;border-bottom:1px solid #9DB5CF" onclick="kg(${i})">+ ${g.name}</td></tr>
<tr><td id="g${i}" bgcolor="#ffffff" style="border:1px solid #9DB5CF;border-top:0;padding:2px 0 4px 0">${g.items.map(([text, url]) => `<div style="padding:3px 0 1px 18px">·<a href="${url}" target="mainFrame">${text}</a></div>`).join('')}</td></tr></table>`,
  )
  .join('\n')}
</body></html>`;
}

/** @param {Call} call */
function welcome(call) {
  const waiting = call.store.snapshot().cases.filter((c) => !/已|入库/.test(c.status));
  const rows = Object.entries(groupByLabel(waiting)).map(([label, list]) => row([label, `${list.length} 件`]));
  return page({
    title: '首页',
    body: `<br>${box(`${call.user?.name} 您好!全局待办事项`, rows.join(''))}<br><table width="98%" align="center" border="0"><tr><td class="tip">公告:本系统供练习使用,全部数据均为虚构,重启后恢复原状。</td></tr></table>`,
  });
}

/** @param {import('../store.mjs').Case[]} cases */
function groupByLabel(cases) {
  /** @type {Record<string, import('../store.mjs').Case[]>} */
  const groups = {};
  for (const c of cases) groups[c.label] = [...(groups[c.label] ?? []), c];
  return groups;
}

/** @param {Call} call */
function taxpayerWindow(call) {
  const firm = firms.find((f) => f.uscc === call.query.get('nsrsbh'));
  if (!firm) return page({ title: '纳税人信息', body: '未找到该纳税人' });
  const cases = call.store.snapshot().cases.filter((c) => c.firm?.uscc === firm.uscc);
  const rows = cases.map((c) =>
    row([c.label, `${c.id} ${c.amount === undefined ? '' : yuan(c.amount)} ${statusMark(c.status)}`, 3]),
  );
  return page({
    title: '纳税人信息',
    body: `${box(
      '登记信息',
      [
        row(['纳税人识别号', firm.uscc], ['纳税人名称', esc(firm.name)]),
        row(['法定代表人', firm.legalPerson], ['身份证件号码', firm.legalPersonId]),
        row(['生产经营地址', firm.address], ['联系电话', firm.phone]),
        row(['开户银行', firm.bank], ['银行账号', firm.account]),
      ].join(''),
    )}<br>${box('在办及历史文书', rows.join(''))}<br><center><input type="button" class="btn" value="关 闭" onclick="window.close()"></center>`,
  });
}
