// @ts-check
// <bill-form>: the discount form as a web component with an open shadow root; its button is a <div>.
import { show } from './format.js';

const STYLE = `
:host{display:block}
.g{display:grid;grid-template-columns:repeat(3,1fr);gap:10px 24px;padding:4px 8px 12px}
.f{display:grid;grid-template-columns:136px 1fr;align-items:center;min-height:32px;font-size:14px}
.f label{color:#606266;text-align:right;padding-right:12px}
.f input{height:32px;border:1px solid #dcdfe6;border-radius:4px;padding:0 10px;font:inherit;width:100%;box-sizing:border-box}
.f b{font-weight:400;color:#303133}
h4{margin:14px 0 8px;font-size:14px;border-left:3px solid #1f8a5b;padding-left:8px}
.b{display:inline-block;background:#1f8a5b;color:#fff;border-radius:4px;padding:8px 22px;font-size:14px;cursor:pointer;margin:4px 12px 8px 0;user-select:none}
.b.p{background:#fff;color:#1f8a5b;box-shadow:inset 0 0 0 1px #1f8a5b}
.r{text-align:center}`;

/** @type {[string, [string, string, import('./format.js').Format?, string?][]][]} */
const GROUPS = [
  [
    '票据信息',
    [
      ['票据号码', 'billNo'],
      ['票面金额', 'amount', 'yuan'],
      ['贴现申请人', 'applicant'],
      ['统一社会信用代码', 'applicantUscc'],
      ['注册资金', 'capital', 'yuan'],
      ['出票人', 'drawer'],
      ['出票人类型', 'drawerType'],
      ['承兑人', 'acceptor'],
      ['承兑行行号', 'acceptorId'],
      ['承兑行级别', 'acceptorLevel'],
      ['出票日期', 'issue'],
      ['到期日', 'maturity'],
    ],
  ],
  [
    '查询查复',
    [
      ['查询状态', 'inquiry'],
      ['查复结果', 'replyResult'],
      ['查复日期', 'replyDate'],
      ['查复来源', 'replySource'],
      ['查复内容', 'replyText'],
      ['再核实编号', 'followup', 'text', 'edit'],
      ['公示催告核查', 'summons'],
      ['核查日期', 'summonsAt'],
    ],
  ],
  [
    '审查与报价',
    [
      ['验票人', 'examiners', 'text', 'edit'],
      ['验票仪结果', 'device', 'text', 'edit'],
      ['增值税发票号', 'invoices', 'text', 'edit'],
      ['贴现利率(%)', 'quoteRate', 'text', 'edit'],
      ['利率下限(%)', 'floorRate'],
      ['利率例外批准号', 'exceptionNo', 'text', 'edit'],
    ],
  ],
];

class BillForm extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
    /** @type {any} */
    this.record = {};
  }

  connectedCallback() {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    const style = document.createElement('style');
    style.textContent = STYLE;
    root.replaceChildren(
      style,
      ...GROUPS.flatMap(([title, fields]) => [this.#heading(title), this.#group(fields)]),
      this.#buttons(),
    );
  }

  /** @param {string} title */
  #heading(title) {
    const h4 = document.createElement('h4');
    h4.textContent = title;
    return h4;
  }

  /** @param {[string, string, import('./format.js').Format?, string?][]} fields */
  #group(fields) {
    const open = this.record.status === '待贴现';
    const grid = document.createElement('div');
    grid.className = 'g';
    for (const [label, key, as, edit] of fields) {
      const id = `f${Math.random().toString(36).slice(2, 8)}`;
      const line = document.createElement('div');
      line.className = 'f';
      const name = document.createElement('label');
      name.textContent = label;
      name.htmlFor = id;
      const value = document.createElement(edit && open ? 'input' : 'b');
      value.id = id;
      if (value instanceof HTMLInputElement) {
        value.value = show(this.record[key], as);
        value.name = key;
      } else value.textContent = show(this.record[key], as);
      line.append(name, value);
      grid.append(line);
    }
    return grid;
  }

  #buttons() {
    const row = document.createElement('div');
    row.className = 'r';
    if (this.record.status !== '待贴现') return row;
    for (const [label, name, look] of [
      ['贴现提交', 'bill-submit', ''],
      ['发出查询', 'bill-inquiry', 'p'],
      ['登记查复', 'bill-reply', 'p'],
      ['公示催告核查', 'bill-summons', 'p'],
      ['试算利息', 'bill-calc', 'p'],
    ]) {
      const b = document.createElement('div');
      b.className = `b ${look}`;
      b.textContent = label;
      b.onclick = () => this.dispatchEvent(new CustomEvent(name, { detail: this.values() }));
      row.append(b);
    }
    return row;
  }

  /** What stands in the fields. @returns {Record<string, string>} */
  values() {
    const inputs = /** @type {ShadowRoot} */ (this.shadowRoot).querySelectorAll('input');
    return Object.fromEntries([...inputs].map((i) => [i.name, i.value]));
  }
}

customElements.define('bill-form', BillForm);
