// @ts-check
// Shared pieces of the old pages. No doctype on purpose: these pages live in quirks mode.

/** @typedef {import('../server.mjs').Call} Call */
/** @typedef {import('../store.mjs').Case} Case */

/** @param {unknown} text */
export function esc(text) {
  return String(text ?? '').replace(
    /[&<>"]/g,
    (ch) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[ch] ?? ch,
  );
}

/** @param {{title: string, path?: string, body: string, script?: string, onload?: string}} parts */
export function page({ title, path = '', body, script = '', onload = '' }) {
  return `<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>${title}</title>
<link href="/style/main.css" rel="stylesheet" type="text/css">
<script language="javascript" src="/js/common.js"></script>
${script ? `<script language="javascript">\n${script}\n</script>` : ''}
</head>
<body class="main" topmargin="0" leftmargin="0"${onload ? ` onload="${onload}"` : ''}>
<table width="100%" border="0" cellspacing="0" cellpadding="0"><tr><td class="pos">当前位置:${path ? `${path} &gt; ` : ''}<b>${title}</b></td></tr></table>
${body}
</body>
</html>`;
}

/** Label cell, value cell, label cell, value cell … @param {...[string, string, number?]} cells label, html, columns of the value cell */
export function row(...cells) {
  return `<tr>${cells.map(([label, html, span]) => `<td class="lb" nowrap>${label}</td><td class="vl"${span ? ` colspan="${span}"` : ''}>${html}</td>`).join('')}</tr>`;
}

/** @param {string} heading @param {string} rows */
export function box(heading, rows) {
  return `<table width="98%" align="center" border="0" cellspacing="0" cellpadding="0"><tr><td class="sec">${heading}</td></tr></table>
<table width="98%" align="center" class="frm" border="1" cellspacing="0" cellpadding="2" bordercolor="#9DB5CF">
${rows}
</table>`;
}

/** The taxpayer as plain text in neighbouring cells, nothing named. @param {Case} found */
export function taxpayerBox(found) {
  const { firm } = found;
  return box(
    '纳税人基本信息',
    [
      row(
        ['纳税人识别号', firm.uscc],
        ['纳税人名称', `<a href="javascript:nsrxx('${firm.uscc}')">${esc(firm.name)}</a>`],
      ),
      row(['法定代表人', firm.legalPerson], ['身份证件号码', firm.legalPersonId]),
      row(['所属行业', firm.industry], ['主管税务机关', '云岭县税务局城关税务所']),
    ].join('\n'),
  );
}

/** Accepted, reviewed and approved by: names to see, ids in hidden fields. @param {Case} found @param {(id: string) => string} nameOf */
export function handlersRow(found, nameOf) {
  const cell = (/** @type {string} */ field, /** @type {string} */ id) =>
    `<input type="hidden" name="${field}" value="${esc(id)}">${id ? `${nameOf(id)}(${id})` : '&nbsp;'}`;
  return row(
    ['受理人', cell('slry_dm', found.acceptor)],
    ['复核人', cell('fhry_dm', found.reviewer)],
    ['审批人', cell('spry_dm', found.approver)],
  );
}

/** @param {string} name @param {unknown} value @param {number} [size] @param {string} [more] */
export function input(name, value, size = 18, more = '') {
  return `<input type="text" name="${name}" value="${esc(value)}" size="${size}" class="txt" ${more}>`;
}

/** A field one cannot type into. @param {string} name @param {unknown} value @param {number} [size] */
export function fixed(name, value, size = 18) {
  return `<input type="text" name="${name}" value="${esc(value)}" size="${size}" class="ro" readonly>`;
}

/** @param {string} name @param {unknown} value */
export function hidden(name, value) {
  return `<input type="hidden" name="${name}" value="${esc(value)}">`;
}

/** @param {string} name @param {[string, string][]} options @param {string} chosen @param {string} [more] */
export function select(name, options, chosen, more = '') {
  return `<select name="${name}" ${more}>${options.map(([value, text]) => `<option value="${value}"${value === chosen ? ' selected' : ''}>${text}</option>`).join('')}</select>`;
}

/** @param {string} name @param {[string, string][]} options @param {string} chosen */
export function radios(name, options, chosen) {
  return options
    .map(
      ([value, text]) =>
        `<input type="radio" name="${name}" value="${value}"${value === chosen ? ' checked' : ''}>${text}`,
    )
    .join(' ');
}

/** A list page with the search line every such page has. @param {Call} call @param {{title: string, path: string, heads: string[], cases: Case[], cells: (c: Case) => string[], script?: string, before?: string, after?: string}} list */
export function listPage(call, { title, path, heads, cases, cells, script, before = '', after = '' }) {
  const wanted = (call.query.get('nsrmc') ?? '').trim();
  const shown = cases.filter((c) => !wanted || c.firm.name.includes(wanted) || c.id.includes(wanted));
  const rows = shown.map(
    (c, i) =>
      `<tr class="${i % 2 ? 'even' : 'odd'}" onmouseover="this.className='over'" onmouseout="this.className='${i % 2 ? 'even' : 'odd'}'">${cells(
        c,
      )
        .map((html) => `<td>${html || '&nbsp;'}</td>`)
        .join('')}</tr>`,
  );
  const body = `<form name="cxForm" method="get" action="${call.path}" style="margin:0">
<table width="98%" align="center" class="query" border="0"><tr><td>纳税人名称/文书流水号:<input type="text" name="nsrmc" size="26" class="txt" value="${esc(wanted)}"> <input type="submit" class="btn" value="查 询"></td></tr></table></form>
${before}
<table width="98%" align="center" class="lst" border="1" cellspacing="0" cellpadding="2" bordercolor="#9DB5CF">
<tr>${heads.map((h) => `<th nowrap>${h}</th>`).join('')}</tr>
${rows.join('\n')}
</table>
<table width="98%" align="center" border="0"><tr><td class="pg">共 ${shown.length} 条记录 第 1/1 页 [首页] [上页] [下页] [末页]</td></tr></table>
${after}`;
  return page({ title, path, body, script });
}

/** @param {string} status */
export function statusMark(status) {
  const done = /已|入库/.test(status);
  return `<font color="${done ? '#008000' : '#CC0000'}">${status}</font>`;
}

/** The page after a commit. @param {{title: string, ok: boolean, text: string, back: string}} result */
export function resultPage({ title, ok, text, back }) {
  return page({
    title,
    body: `<br><br><table width="420" align="center" class="msg" border="1" cellspacing="0" cellpadding="6" bordercolor="#7F9DB9">
<tr><th>系统提示</th></tr>
<tr><td align="center" id="msg" height="80">${ok ? '<font color="#008000"><b>操作成功!</b></font>' : '<font color="#CC0000"><b>操作失败!</b></font>'}<br><br>${text}</td></tr>
<tr><td align="center"><input type="button" class="btn" value="返回列表" onclick="location.href='${back}'"></td></tr>
</table>`,
  });
}

/** What the log keeps of a request. @param {Call} call */
export function requestOf(call) {
  /** @type {Record<string, string | string[]>} */
  const body = {};
  for (const key of call.form.keys()) {
    const all = call.form.getAll(key);
    body[key] = all.length > 1 ? all : all[0];
  }
  return { method: call.method, path: call.path, body };
}

/** Commits and shows the result page. @param {Call} call @param {{action: string, ids: string[], from: string[], title: string, done: string, back: string, change: (c: Case) => void, check?: (c: Case) => string}} act */
export function commitPage(call, { action, ids, from, title, done, back, change, check }) {
  const entry = call.store.commit({
    action,
    ids,
    user: call.user?.id ?? '',
    from,
    request: requestOf(call),
    change,
    check,
  });
  return resultPage({
    title,
    ok: entry.accepted,
    text: entry.accepted ? `${done}<br>文书流水号:${ids.join('、')}` : entry.why,
    back,
  });
}

/** @param {string} back */
export function notFound(back) {
  return resultPage({ title: '系统提示', ok: false, text: '未找到该文书', back });
}
