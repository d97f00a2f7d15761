// @ts-check
// Dialog, toast, fields, tables. Buttons come as <button>, <div> or <span>, whoever wrote the page.
import { h, uid } from './dom.js';

/** @param {string} text @param {'ok' | 'bad' | 'info'} [kind] */
export function toast(text, kind = 'ok') {
  const box = h('div', { class: `toast toast-${kind}`, role: 'status' }, text);
  document.body.append(box);
  setTimeout(() => box.remove(), 2600);
}

/** @param {{label: string, kind?: 'button' | 'div' | 'span', look?: string, disabled?: boolean, press: () => void}} options */
export function button({ label, kind = 'button', look = 'primary', disabled = false, press }) {
  const props = { class: `btn btn-${look}${disabled ? ' btn-off' : ''}`, onclick: disabled ? undefined : press };
  return kind === 'button'
    ? h('button', { ...props, type: 'button', disabled }, h('span', null, label))
    : h(kind, props, h('i', { class: 'ico' }), h('span', null, label));
}

/**
 * Resolves true on 确定.
 * @param {string} title @param {any} content @param {{ok?: string, kind?: 'button' | 'div' | 'span', wide?: boolean, before?: () => string}} [options]
 * @returns {Promise<boolean>}
 */
export function dialog(title, content, { ok = '确 定', kind = 'button', wide = false, before } = {}) {
  return new Promise((resolve) => {
    const id = uid();
    const close = (/** @type {boolean} */ answer) => {
      const problem = answer ? before?.() : '';
      if (problem) return toast(problem, 'bad');
      mask.remove();
      resolve(answer);
    };
    const mask = h(
      'div',
      { class: 'mask' },
      h(
        'div',
        { class: wide ? 'dialog dialog-wide' : 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': id },
        h(
          'div',
          { class: 'dialog-head' },
          h('span', { id }, title),
          h('i', { class: 'dialog-x', onclick: () => close(false) }, '×'),
        ),
        h('div', { class: 'dialog-body' }, content),
        h(
          'div',
          { class: 'dialog-foot' },
          button({ label: '取 消', look: 'plain', press: () => close(false) }),
          button({ label: ok, kind, press: () => close(true) }),
        ),
      ),
    );
    document.body.append(mask);
  });
}

/** @typedef {{label: string, key: string, as?: import('./format.js').Format, edit?: 'text' | 'date' | 'area' | string[], wide?: boolean, hint?: string}} Field */

/** A labelled control. `set` hears every keystroke. @param {Field} field @param {string} value @param {(value: string) => void} set */
export function control(field, value, set) {
  const id = uid();
  const input = Array.isArray(field.edit)
    ? picker(id, field.edit, value, set)
    : h(field.edit === 'area' ? 'textarea' : 'input', {
        id,
        class: 'input',
        type: field.edit === 'area' ? undefined : 'text',
        rows: field.edit === 'area' ? 3 : undefined,
        placeholder: field.hint ?? `请输入${field.label}`,
        autocomplete: 'off',
        value,
        oninput: (/** @type {any} */ e) => set(e.target.value),
      });
  return h(
    'div',
    { class: field.wide ? 'item item-wide' : 'item' },
    h('label', { class: 'item-label', for: id }, field.label),
    h('div', { class: 'item-content' }, input),
  );
}

/** @param {Field} field @param {string} text */
export function plain(field, text) {
  return h(
    'div',
    { class: field.wide ? 'item item-wide' : 'item' },
    h('label', { class: 'item-label' }, field.label),
    h('div', { class: 'item-content' }, h('span', { class: 'item-text' }, text || '')),
  );
}

/** A drawn select: a read-only input and a list. @param {string} id @param {string[]} options @param {string} value @param {(v: string) => void} set */
function picker(id, options, value, set) {
  const input = h('input', {
    id,
    class: 'input input-pick',
    type: 'text',
    readonly: true,
    role: 'combobox',
    'aria-expanded': 'false',
    placeholder: '请选择',
    value,
  });
  const list = h(
    'ul',
    { class: 'options', role: 'listbox' },
    options.map((o) => h('li', { class: 'option', role: 'option', onclick: () => choose(o) }, o)),
  );
  const choose = (/** @type {string} */ o) => {
    /** @type {any} */ (input).value = o;
    list.remove();
    set(o);
  };
  const box = h('div', { class: 'pick' }, input, h('i', { class: 'caret' }));
  box.onclick = (e) => {
    if (list.contains(/** @type {Node} */ (e.target))) return;
    if (list.isConnected) list.remove();
    else box.append(list);
  };
  return box;
}

const ROW = 40;

/**
 * Renders the visible rows only, when there are many.
 * @param {{heads: string[], rows: any[], cells: (row: any) => any[], height?: number}} options
 */
export function table({ heads, rows, cells, height = 0 }) {
  const grid = `grid-template-columns:${heads.map((head) => (head === '' ? '44px' : /证件号码|票据号码/.test(head) ? '190px' : 'minmax(90px,1fr)')).join(' ')}`;
  const line = (/** @type {any} */ row, /** @type {number} */ i) =>
    h(
      'div',
      { class: i % 2 ? 'tr tr-even' : 'tr', role: 'row', style: grid },
      cells(row).map((cell) => h('div', { class: 'td', role: 'cell' }, cell)),
    );
  const head = h(
    'div',
    { class: 'tr tr-head', role: 'row', style: grid },
    heads.map((text) => h('div', { class: 'td', role: 'columnheader' }, text)),
  );
  if (!height)
    return h(
      'div',
      { class: 'table', role: 'table' },
      head,
      rows.length ? rows.map(line) : h('div', { class: 'empty' }, '暂无数据'),
    );

  const space = h('div', { class: 'space', style: `height:${rows.length * ROW}px` });
  const view = h('div', { class: 'view', style: `height:${height}px` }, space);
  const paint = () => {
    const first = Math.max(0, Math.floor(view.scrollTop / ROW) - 3);
    const shown = rows.slice(first, first + Math.ceil(height / ROW) + 6);
    space.replaceChildren(
      ...shown.map((row, i) => {
        const element = line(row, first + i);
        element.style.transform = `translateY(${(first + i) * ROW}px)`;
        element.style.position = 'absolute';
        return element;
      }),
    );
  };
  view.onscroll = () => requestAnimationFrame(paint);
  paint();
  return h('div', { class: 'table', role: 'table', 'aria-rowcount': rows.length }, head, view);
}
