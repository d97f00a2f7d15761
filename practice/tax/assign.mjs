// @ts-check
// 案件分派 and 案件流转. People in <select multiple>; stages change by a link that builds its own form.
import { nameOf, taxOthers, taxPeople } from '../people.mjs';
import {
  box,
  commitPage,
  esc,
  fixed,
  hidden,
  input,
  listPage,
  notFound,
  page,
  row,
  select,
  statusMark,
  taxpayerBox,
} from './html.mjs';

/** @typedef {import('../server.mjs').Call} Call */

const PATH = '税务稽查';
const LIST = '/fenpai/list.do';
const STAGES = '/lz/list.do';
const OFFICERS = [...taxOthers, ...taxPeople.filter((p) => p.id === 'zhaogang')];
/** @type {Record<string, string>} */
const STAGE_NAME = { file: '立案', trial: '审理', execute: '执行', close: '结案' };

/** @type {import('./app.mjs').Module} */
export const assign = {
  seed({ day, firm }) {
    const base = {
      module: 'assign',
      label: '案件分派',
      status: '待分派',
      selector: 'sunli',
      officers: ['qianduo', 'hemiao'],
      trial: ['lvfang'],
      exec: ['maoyu'],
      filed: day(-6),
    };
    const stage = { module: 'stage', label: '案件流转', status: '待流转', from: 'file', to: 'trial', cardNo: '' };
    return [
      { ...base, id: 'AJ2026110001', docNo: '云税稽立〔2026〕21号', firm: firm(11) },
      { ...base, id: 'AJ2026110002', docNo: '云税稽立〔2026〕22号', firm: firm(17), officers: ['qianduo', 'lvfang'] },
      { ...base, id: 'AJ2026110003', docNo: '云税稽立〔2026〕23号', firm: firm(13), exec: ['hemiao', 'maoyu'] },
      {
        ...base,
        id: 'AJ2026110004',
        docNo: '云税稽立〔2026〕24号',
        firm: firm(18),
        trial: ['lvfang', 'xujian'],
        exec: ['songqi'],
        officers: ['hemiao'],
      },
      { ...stage, id: 'LZ2026110001', firm: firm(5), cardNo: '廉监〔2026〕018' },
      { ...stage, id: 'LZ2026110002', firm: firm(3) },
      { ...stage, id: 'LZ2026110003', firm: firm(15), from: 'trial', to: 'execute', cardNo: '廉监〔2026〕020' },
      { ...stage, id: 'LZ2026110004', firm: firm(16), from: 'execute', to: 'close' },
    ];
  },
  routes: {
    [`GET ${LIST}`]: (call) =>
      listPage(call, {
        title: '案件分派',
        path: PATH,
        cases: call.store.list('assign'),
        heads: ['案件编号', '立案文号', '纳税人名称', '检查人员', '审理人员', '执行人员', '状态', '操作'],
        cells: (c) => [
          c.id,
          c.docNo,
          esc(c.firm.name),
          names(c.officers),
          names(c.trial),
          names(c.exec),
          statusMark(c.status),
          `<a href="/fenpai/detail.do?ajbh=${c.id}">分派</a>`,
        ],
      }),
    'GET /fenpai/detail.do': detail,
    'POST /fenpai/save.do': (call) =>
      commitPage(call, {
        action: 'case.assign',
        ids: [call.form.get('ajbh') ?? ''],
        from: ['待分派'],
        title: '案件分派',
        back: LIST,
        done: '案件已分派。',
        change: (c) =>
          Object.assign(c, {
            status: '已分派',
            officers: call.form.getAll('jcry_dm'),
            trial: call.form.getAll('slry_dm'),
            exec: call.form.getAll('zxry_dm'),
          }),
      }),
    [`GET ${STAGES}`]: stages,
    'POST /lz/lz.do': (call) =>
      commitPage(call, {
        action: 'case.stage',
        ids: [call.form.get('ajbh') ?? ''],
        from: ['待流转'],
        title: '案件流转',
        back: STAGES,
        done: '案件已流转。',
        change: (c) => Object.assign(c, { status: `已转${STAGE_NAME[c.to]}`, cardNo: call.form.get('ljkbh') }),
      }),
  },
};

/** @param {string[]} ids */
function names(ids) {
  return ids.map(nameOf).join('、');
}

/** @param {Call} call */
function detail(call) {
  const c = call.store.get(call.query.get('ajbh') ?? '');
  if (!c) return notFound(LIST);
  const pick = (/** @type {string} */ name, /** @type {string[]} */ chosen) =>
    `<select name="${name}" multiple size="5" style="width:130px">${OFFICERS.map((p) => `<option value="${p.id}"${chosen.includes(p.id) ? ' selected' : ''}>${p.name} ${p.post}</option>`).join('')}</select>`;
  return page({
    title: '案件分派',
    path: PATH,
    body: `${taxpayerBox(c)}<form name="fpForm" method="post" action="/fenpai/save.do" style="margin:0">${hidden('ajbh', c.id)}
${box('案件信息', row(['案件编号', fixed('ajbh_xs', c.id)], ['立案文号', fixed('lawh', c.docNo, 24)], ['立案日期', c.filed]))}
${box(
  '人员分派(按住 Ctrl 键多选)',
  [
    row(
      ['选案人员', select('xary_dm', [[c.selector, nameOf(c.selector)]], c.selector)],
      ['检查人员', pick('jcry_dm', c.officers)],
    ),
    row(['审理人员', pick('slry_dm', c.trial)], ['执行人员', pick('zxry_dm', c.exec)]),
  ].join('\n'),
)}
<table width="98%" align="center" border="0"><tr><td class="btns">${c.status === '待分派' ? '<button type="submit" class="btn">分派确认</button>' : statusMark(c.status)} <input type="button" class="btn" value="返 回" onclick="location.href='${LIST}'"></td></tr></table></form>`,
  });
}

/** @param {Call} call */
function stages(call) {
  return listPage(call, {
    title: '案件流转',
    path: PATH,
    cases: call.store.list('stage'),
    heads: ['案件编号', '纳税人名称', '当前环节', '下一环节', '廉政监督卡编号', '状态', '操作'],
    cells: (c) => [
      c.id,
      esc(c.firm.name),
      STAGE_NAME[c.from],
      STAGE_NAME[c.to],
      c.status === '待流转' ? input(`ljk_${c.id}`, c.cardNo, 18, `id="ljk_${c.id}"`) : esc(c.cardNo),
      statusMark(c.status),
      c.status === '待流转' ? `<a href="javascript:lz('${c.id}','${c.from}','${c.to}')">流转</a>` : '',
    ],
    script: `function lz(id,cong,dao){ var f=document.createElement('form'); f.method='post'; f.action='/lz/lz.do';
 function jia(n,v){ var e=document.createElement('input'); e.type='hidden'; e.name=n; e.value=v; f.appendChild(e); }
 jia('ajbh',id); jia('dqhj',cong); jia('xyhj',dao); jia('ljkbh',document.getElementById('ljk_'+id).value); document.body.appendChild(f); f.submit(); }`,
  });
}
