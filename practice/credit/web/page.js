// @ts-check
// A page is data: columns, sections of fields, actions. Here it becomes a list and a detail view.
import { h } from './dom.js';
import { show } from './format.js';
import { readList, readOne, send } from './net.js';
import { button, control, dialog, plain, table, toast } from './widgets.js';

/** @typedef {import('./widgets.js').Field} Field */
/** @typedef {{label: string, kind?: 'button' | 'div' | 'span', look?: string, when: string[], via: 'xhr' | 'fetch' | 'rpc', target: string | ((record: any) => string), body: (record: any, values: Record<string, string>) => unknown, confirm?: (record: any, values: any) => string, confirmKind?: 'button' | 'div' | 'span', optimistic?: boolean, keep?: boolean}} Action */
/** @typedef {{key: string, route: string, title: string, group: string, rpc?: boolean, columns: Field[], open?: string, sections: {title: string, fields: Field[]}[], actions: Action[], bulk?: Action, tall?: boolean, custom?: (view: View) => HTMLElement, top?: (refresh: () => void) => HTMLElement, rowAction?: (record: any, refresh: () => void) => HTMLElement | null}} Page */
/** @typedef {{page: Page, record: any, values: Record<string, string>, go: (path: string) => void, refresh: () => void}} View */

/** @param {Page} page @param {(path: string) => void} go */
export function listView(page, go) {
  const root = h('div', { class: 'card' }, h('div', { class: 'loading' }, '加载中…'));
  const chosen = new Set();
  let wanted = '';

  async function load() {
    const rows = await readList(page.key, page.rpc ?? false);
    chosen.clear();
    draw(rows);
  }

  function draw(/** @type {any[]} */ rows) {
    const shown = rows.filter(
      (r) => !wanted || Object.values(r).some((v) => typeof v === 'string' && v.includes(wanted)),
    );
    const heads = [...(page.bulk ? [''] : []), ...page.columns.map((c) => c.label), '操作'];
    const body = table({
      heads,
      rows: shown,
      cells: (row) => cells(row, () => draw(rows)),
      height: page.tall ? 480 : 0,
    });
    const search = /** @type {HTMLInputElement} */ (
      h('input', { class: 'input', placeholder: '编号 / 客户名称', value: wanted })
    );
    const find = () => {
      wanted = search.value.trim();
      draw(rows);
    };
    search.onkeydown = (e) => e.key === 'Enter' && find();
    root.replaceChildren(
      h(
        'div',
        { class: 'bar' },
        search,
        button({ label: '查询', look: 'plain', press: find }),
        page.bulk && bulkButton(rows),
        h('span', { class: 'sp' }),
        h(
          'span',
          { class: 'count' },
          page.bulk && chosen.size ? `已选 ${chosen.size} 项 / ` : '',
          `共 ${shown.length} 条`,
        ),
      ),
      page.top?.(load) ?? '',
      body,
    );
  }

  function cells(/** @type {any} */ row, /** @type {() => void} */ redraw) {
    const box =
      page.bulk &&
      h('span', {
        class: chosen.has(row.id) ? 'check check-on' : 'check',
        role: 'checkbox',
        'aria-checked': String(chosen.has(row.id)),
        'aria-label': row.id,
        onclick: () => toggle(row.id, redraw),
      });
    return [
      ...(page.bulk ? [page.bulk.when.includes(row.status) ? box : ''] : []),
      ...page.columns.map((c) => (c.as === 'status' ? tag(row[c.key]) : show(row[c.key], c.as))),
      h(
        'div',
        null,
        page.rowAction?.(row, load) ??
          h(
            'a',
            { class: 'link', href: 'javascript:;', onclick: () => go(`${page.route}/${row.id}`) },
            page.open ?? '办理',
          ),
      ),
    ];
  }

  function toggle(/** @type {string} */ id, /** @type {() => void} */ redraw) {
    if (!chosen.delete(id)) chosen.add(id);
    redraw();
  }

  function bulkButton(/** @type {any[]} */ rows) {
    const action = /** @type {Action} */ (page.bulk);
    return button({
      label: action.label,
      kind: action.kind,
      disabled: chosen.size === 0,
      press: async () => {
        const records = rows.filter((r) => chosen.has(r.id));
        if (action.confirm && !(await dialog(action.label, action.confirm(records, {}), { kind: action.confirmKind })))
          return;
        await perform(action, records, {});
        await load();
      },
    });
  }

  load();
  return root;
}

/** @param {Page} page @param {string} id @param {(path: string) => void} go */
export function detailView(page, id, go) {
  const root = h('div', { class: 'card' }, h('div', { class: 'loading' }, '加载中…'));

  async function load() {
    const record = await readOne(id, page.rpc ?? false);
    if (!record) return root.replaceChildren(h('div', { class: 'empty' }, '记录不存在'));
    draw(record);
  }

  function draw(/** @type {any} */ record) {
    /** @type {Record<string, string>} */
    const values = {};
    const view = { page, record, values, go, refresh: load };
    const bar = h('div', { class: 'foot' });
    const paint = (busy = false) =>
      bar.replaceChildren(
        ...actionBar(view, busy, paint),
        button({ label: '返回', look: 'plain', press: () => go(page.route) }),
      );
    const open = page.actions.some((a) => a.when.includes(record.status));
    root.replaceChildren(
      h(
        'div',
        { class: 'head' },
        h('h3', { class: 'title' }, page.title),
        h('span', { class: 'no' }, record.id),
        tag(record.status),
      ),
      ...(page.custom
        ? [page.custom(view)]
        : page.sections.map((s) => section(s, record, values, open, () => paint()))),
      bar,
    );
    paint();
  }

  load();
  return root;
}

/** @param {{title: string, fields: Field[]}} part @param {any} record @param {Record<string, string>} values @param {boolean} open @param {() => void} changed */
export function section(part, record, values, open, changed) {
  const fields = part.fields.map((f) => {
    const text = show(record[f.key], f.as);
    if (!f.edit || !open) return plain(f, text);
    values[f.key] = text;
    return control(f, text, (v) => {
      values[f.key] = v;
      changed();
    });
  });
  return h(
    'section',
    { class: 'sect' },
    h('h4', { class: 'sect-title' }, part.title),
    h('div', { class: 'grid' }, fields),
  );
}

/** Fresh elements at every change of state. @param {View} view @param {boolean} busy @param {(busy?: boolean) => void} paint */
function actionBar(view, busy, paint) {
  const { page, record, values } = view;
  return page.actions
    .filter((a) => a.when.includes(record.status))
    .map((action) =>
      button({
        label: busy ? '处理中…' : action.label,
        kind: action.kind,
        look: action.look,
        disabled: busy,
        press: async () => {
          if (
            action.confirm &&
            !(await dialog(action.label, action.confirm(record, values), { kind: action.confirmKind }))
          )
            return;
          paint(true);
          await perform(action, record, values);
          view.refresh();
        },
      }),
    );
}

/** @param {Action} action @param {any} record @param {Record<string, string>} values */
export async function perform(action, record, values) {
  const target = typeof action.target === 'string' ? action.target : action.target(record);
  if (action.optimistic) toast('提交成功');
  const reply = await send(action.via, target, action.body(record, values));
  if (reply.code !== 0) toast(`办理失败:${reply.message}`, 'bad');
  else if (!action.optimistic) toast(reply.message ?? '办理成功');
  return reply.code === 0;
}

/** @param {string} status */
export function tag(status) {
  return h('span', { class: status.startsWith('已') ? 'tag tag-done' : 'tag' }, status);
}
