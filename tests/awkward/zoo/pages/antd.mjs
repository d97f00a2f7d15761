// Ant Design (React): form with select, a table with rowSelection and a scrolled body, Modal.confirm.
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, ConfigProvider, Form, Input, Modal, Select, Table } from 'antd';
import { answered, kinds, loan, rows } from './bureau.mjs';

const send = (body) =>
  fetch('/do', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then(
    answered,
    () => undefined,
  );

function Page() {
  const [chosen, choose] = useState([]);
  const [modal, holder] = Modal.useModal();
  const ask = (body) =>
    modal.confirm({
      title: '提示',
      content: '确定放款?',
      okText: '确定',
      cancelText: '取消',
      onOk: () => void send(body),
    });
  const item = (name, label, control) => h(Form.Item, { key: name, name, label }, control);
  return [
    holder,
    h(Form, { key: 'form', name: 'loan', initialValues: loan, onFinish: ask }, [
      item('amount', '金额', h(Input)),
      item('case_id', '编号', h(Input)),
      item('kind', '种类', h(Select, { options: kinds.map((k) => ({ value: k.value, label: k.text })) })),
      h(Button, { key: 'go', type: 'primary', htmlType: 'submit' }, '放款'),
    ]),
    h(Table, {
      key: 'grid',
      rowKey: 'id',
      dataSource: rows,
      pagination: false,
      scroll: { y: 200 },
      rowSelection: { selectedRowKeys: chosen, onChange: choose },
      columns: [
        { dataIndex: 'id', title: '编号' },
        { dataIndex: 'name', title: '客户' },
        { dataIndex: 'amount', title: '金额(元)' },
      ],
    }),
    h(Button, { key: 'many', onClick: () => ask({ ids: chosen }) }, '批量放款'),
  ];
}
createRoot(document.body.appendChild(document.createElement('main'))).render(
  h(ConfigProvider, { theme: { token: { motion: false } } }, h(Page)),
);
