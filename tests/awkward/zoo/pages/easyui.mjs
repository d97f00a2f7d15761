// EasyUI: number box, combo box and link button in a table; a data grid with frozen columns; messager and form('submit').
import './jquery-first.mjs';
import 'jquery-easyui/js/jquery.easyui.min.js';
import 'jquery-easyui/css/easyui.css';
import { answered, kinds, loan, rows } from './bureau.mjs';

const { $ } = window;
$.messager.defaults = { ok: '确定', cancel: '取消' };
document.body.innerHTML = `
  <form id="ff"><table>
    <tr><td>金额（元）：</td><td><input class="easyui-numberbox" name="amount" value="${loan.amount}" data-options="groupSeparator:',',precision:2"></td></tr>
    <tr><td>编号：</td><td><input class="easyui-textbox" name="case_id" value="${loan.case_id}"></td></tr>
    <tr><td>种类：</td><td><select class="easyui-combobox" name="kind">${kinds.map((k) => `<option value="${k.value}" ${k.value === loan.kind ? 'selected' : ''}>${k.text}</option>`).join('')}</select></td></tr>
  </table></form>
  <a href="javascript:void(0)" class="easyui-linkbutton" id="one">放款</a>
  <table id="dg"></table>
  <a href="javascript:void(0)" class="easyui-linkbutton" id="many">批量放款</a>`;
$.parser.parse();
$('#dg').datagrid({
  data: rows,
  width: 700,
  frozenColumns: [
    [
      { field: 'ck', checkbox: true },
      { field: 'id', title: '编号', width: 90 },
    ],
  ],
  columns: [
    [
      { field: 'name', title: '客户', width: 200 },
      { field: 'amount', title: '金额(元)', width: 200, align: 'right' },
    ],
  ],
});
$('#one').on('click', () =>
  $.messager.confirm('提示', '确定放款?', (yes) => yes && $('#ff').form('submit', { url: '/do', success: answered })),
);
$('#many').on('click', () =>
  $.messager.confirm('提示', '确定放款?', (yes) => {
    if (yes)
      $.post(
        '/do',
        {
          ids: $('#dg')
            .datagrid('getChecked')
            .map((r) => r.id),
        },
        answered,
      );
  }),
);
