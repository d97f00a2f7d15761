// Element (Vue): form items, select, a table with selection and a fixed column, message box.
import { createApp, h, reactive } from 'vue';
import {
  ElButton,
  ElForm,
  ElFormItem,
  ElInput,
  ElMessageBox,
  ElOption,
  ElSelect,
  ElTable,
  ElTableColumn,
} from 'element-plus';
import 'element-plus/dist/index.css';
import { answered, kinds, loan, rows } from './bureau.mjs';

const asked = () => ElMessageBox.confirm('确定放款?', '提示', { confirmButtonText: '确定', cancelButtonText: '取消' });
const send = (body) =>
  fetch('/do', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then(
    answered,
    () => undefined,
  );

createApp({
  setup() {
    const form = reactive({ ...loan });
    let chosen = [];
    const bound = (key) => ({
      modelValue: form[key],
      'onUpdate:modelValue': (v) => {
        form[key] = v;
      },
    });
    const item = (label, control) => h(ElFormItem, { label }, () => control);
    return () => [
      h(ElForm, { model: form, labelWidth: '100px' }, () => [
        item('金额', h(ElInput, bound('amount'))),
        item('编号', h(ElInput, bound('case_id'))),
        item(
          '种类',
          h(ElSelect, bound('kind'), () =>
            kinds.map((k) => h(ElOption, { key: k.value, label: k.text, value: k.value })),
          ),
        ),
        h(
          ElButton,
          {
            type: 'primary',
            onClick: () =>
              asked().then(
                () => send(form),
                () => undefined,
              ),
          },
          () => '放款',
        ),
      ]),
      h(
        ElTable,
        {
          data: rows,
          onSelectionChange: (list) => {
            chosen = list;
          },
        },
        () => [
          h(ElTableColumn, { type: 'selection', fixed: true }),
          h(ElTableColumn, { prop: 'id', label: '编号', fixed: true }),
          h(ElTableColumn, { prop: 'name', label: '客户' }),
          h(ElTableColumn, { prop: 'amount', label: '金额(元)' }),
        ],
      ),
      h(
        ElButton,
        {
          onClick: () =>
            asked().then(
              () => send({ ids: chosen.map((r) => r.id) }),
              () => undefined,
            ),
        },
        () => '批量放款',
      ),
    ];
  },
}).mount(document.body.appendChild(document.createElement('main')));
