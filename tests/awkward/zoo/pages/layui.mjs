// layui: drawn select and checkbox, a submit button with lay-filter, a table with a tool bar, layer.confirm.
import 'layui/dist/layui.js';
import 'layui/dist/css/layui.css';
import { answered, kinds, loan, rows } from './bureau.mjs';

document.body.innerHTML = `
  <form class="layui-form" action="">
    <div class="layui-form-item"><label class="layui-form-label">金额</label><div class="layui-input-block"><input name="amount" lay-verify="required" class="layui-input" value="${loan.amount}"></div></div>
    <div class="layui-form-item"><label class="layui-form-label">编号</label><div class="layui-input-block"><input name="case_id" class="layui-input" value="${loan.case_id}"></div></div>
    <div class="layui-form-item"><label class="layui-form-label">种类</label><div class="layui-input-block"><select name="kind">${kinds.map((k) => `<option value="${k.value}" ${k.value === loan.kind ? 'selected' : ''}>${k.text}</option>`).join('')}</select></div></div>
    <button class="layui-btn" lay-submit lay-filter="one" id="one">放款</button>
  </form>
  <table id="grid" lay-filter="grid"></table>
  <script type="text/html" id="bar"><button class="layui-btn layui-btn-sm" lay-event="many" id="many">批量放款</button></script>`;
const { layui } = window;
layui.use(['form', 'table', 'layer'], () => {
  const { form, layer, table, $ } = layui;
  form.render();
  form.on('submit(one)', ({ field }) => {
    layer.confirm('确定放款?', { title: '提示', anim: -1 }, (index) => {
      layer.close(index);
      $.post('/do', field, answered);
    });
    return false;
  });
  table.render({
    elem: '#grid',
    toolbar: '#bar',
    defaultToolbar: [],
    data: rows,
    cols: [
      [
        { type: 'checkbox' },
        { field: 'id', title: '编号' },
        { field: 'name', title: '客户' },
        { field: 'amount', title: '金额(元)' },
      ],
    ],
  });
  table.on('toolbar(grid)', ({ event }) => {
    if (event !== 'many') return;
    layer.confirm('确定放款?', { title: '提示', anim: -1 }, (index) => {
      layer.close(index);
      $.post('/do', { ids: table.checkStatus('grid').data.map((r) => r.id) }, answered);
    });
  });
});
