import { describe, expect, it, vi } from 'vitest';
import { openMany, savedPages } from '@/tests/support/saved-pages';
import { bankCardOk, residentIdOk, usccOk } from '../identity';
import { scrub } from './scrub';
import { openSkeleton, skeletonOf, skeletonUrl } from './skeleton';

const parse = openMany((name, value) => vi.stubGlobal(name, value));

/** The same numbers at every run. */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const digits = (n: number, roll: () => number): string =>
  Array.from({ length: n }, () => Math.floor(roll() * 10)).join('');

/** Valid numbers only: what is left of them must be told from what never was one. */
function validNumber(roll: () => number): string {
  for (;;) {
    const kind = Math.floor(roll() * 4);
    const day = `${1950 + Math.floor(roll() * 60)}${String(1 + Math.floor(roll() * 12)).padStart(2, '0')}${String(1 + Math.floor(roll() * 28)).padStart(2, '0')}`;
    const made =
      kind === 0
        ? `1${digits(5, roll)}${day}${digits(3, roll)}${'0123456789X'[Math.floor(roll() * 11)]}`
        : kind === 1
          ? `91${digits(6, roll)}MA${digits(7, roll)}${'0123456789ABCDEFGHJKLMNPQRTUWXY'[Math.floor(roll() * 31)]}`
          : kind === 2
            ? `62${digits(17, roll)}`
            : `1${3 + Math.floor(roll() * 7)}${digits(9, roll)}`;
    if (kind === 3 || residentIdOk(made) || usccOk(made) || bankCardOk(made)) return made;
  }
}
const spaced = (number: string, roll: () => number): string => {
  const shape = Math.floor(roll() * 4);
  if (shape === 0) return number.replace(/(.{4})(?=.)/g, '$1 ');
  if (shape === 1) return number.replace(/(.{6})(?=.)/g, '$1-');
  if (shape === 2)
    return [...number].map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('');
  return number;
};

/** Puts the number where pages put numbers: texts, values, names, titles, addresses, scripts, remarks. */
function plant(doc: Document, number: string, roll: () => number): string {
  const elements = [...doc.querySelectorAll('*')];
  const el = elements[Math.floor(roll() * elements.length)] ?? doc.documentElement;
  const where = Math.floor(roll() * 10);
  if (where === 0) el.append(doc.createTextNode(` ${number} `));
  if (where === 1) el.prepend(doc.createTextNode(number));
  if (where === 2) el.append(doc.createComment(number));
  if (where === 3)
    el.setAttribute(
      ['id', 'name', 'class', 'title', 'aria-label', 'placeholder', 'for'][Math.floor(roll() * 7)] ?? '',
      `x ${number}`,
    );
  if (where === 4)
    el.setAttribute(
      ['data-id', 'data-field', 'href', 'action', 'onclick', 'value', 'alt'][Math.floor(roll() * 7)] ?? '',
      number,
    );
  if (where === 5) for (const input of doc.querySelectorAll<HTMLInputElement>('input')) input.value = number;
  if (where === 6)
    for (const label of [...doc.querySelectorAll('label,th,td,h3,button')].slice(0, 9)) label.append(number);
  if (where === 7)
    for (const select of doc.querySelectorAll('select')) {
      const option = doc.createElement('option');
      option.textContent = number;
      option.selected = true;
      select.append(option);
    }
  if (where === 8) doc.title = `办理 ${number}`;
  // In two pieces, each of them short.
  if (where === 9) {
    const label = doc.querySelector('label,th,h3,h4') ?? el;
    for (const half of [number.slice(0, 9), number.slice(9)]) {
      const piece = doc.createElement('b');
      piece.textContent = half;
      label.append(piece);
    }
  }
  return String(where);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    // Also what is one number to a reader's eye, in several elements.
    .replace(/<\/?[a-z0-9]+(?: hidden)?>/g, '')
    .replace(/[\s\-–—<>/"=]/g, '')
    .toUpperCase();

describe('a skeleton', () => {
  const pages = savedPages();

  it('never carries an identity, company, card or phone number, wherever the page has it', () => {
    const roll = dice(20261127);
    for (const saved of pages)
      for (let n = 0; n < 2; n++) {
        const doc = parse(saved.html);
        const number = validNumber(roll);
        const shown = spaced(number, roll);
        const where = Math.floor(roll() * 1000);
        const at = plant(doc, shown, dice(where));
        const { html, kept } = skeletonOf(doc, { words: ['金额', number] });
        expect([
          saved.name,
          where,
          at,
          plain(html).includes(number.toUpperCase()),
          plain(kept.join(' ')).includes(number),
        ]).toEqual([saved.name, where, at, false, false]);
      }
  });

  it.each(pages.map((saved) => [saved.name, saved] as const))(
    '%s: nothing that was read from the page stands in it',
    (_, saved) => {
      const doc = parse(saved.html);
      const values = Object.values(saved.expected.fields)
        .filter((value): value is string => typeof value === 'string' && value.length > 3)
        .filter((value) => /\d/.test(value) && !value.includes('*'));
      const { html } = skeletonOf(doc);
      expect(values.filter((value) => html.includes(value))).toEqual([]);
      const typed = [
        ...doc.querySelectorAll<HTMLInputElement>(
          'input:not([type=submit]):not([type=button]):not([type=radio]):not([type=checkbox]),textarea',
        ),
      ]
        .map(({ value }) => value)
        .filter((value) => value.length > 3);
      expect(typed.filter((value) => html.includes(value))).toEqual([]);
    },
  );

  it('keeps labels of a form and headers of a table, and leaves names in cells behind', () => {
    const doc = parse(
      `<h3>贷款发放</h3><table><tr><td>借款人:</td><td>尤长河</td></tr><tr><td>合同金额</td><td><input name="amount" value="300000"></td></tr></table>
       <table><tr><th>姓名</th><th>金额</th></tr><tr><td>王大山</td><td><input value="1"></td></tr></table>
       <select><option>困难减免</option><option>李小河</option></select><button>确认放款</button>`,
    );
    const { html, kept } = skeletonOf(doc, { words: ['困难减免'] });

    expect(kept).toEqual(['贷款发放', '借款人:', '合同金额', '姓名', '金额', '困难减免', '确认放款']);
    expect(html).not.toMatch(/尤长河|王大山|李小河|300000/);
    expect(openSkeleton(html, parse).querySelector('[name=amount]')).not.toBeNull();
  });

  it('carries our own values where it is told to', () => {
    const doc = parse('<label>金额<input id="a" value="77"></label><p id="p">尤长河</p><button id="b">办理</button>');
    const standIns = new Map([
      [doc.querySelector('#a') as Element, '1000.01'],
      [doc.querySelector('#p') as Element, '示例'],
    ]);
    const { html } = skeletonOf(doc, { standIns, pressed: doc.querySelector('#b') });

    expect(html).toContain('value="1000.01"');
    expect(html).toContain('>示例<');
    expect(html).toContain('data-pressed');
  });

  it('blanks what names a matter in an address', () => {
    const url = new URL(
      'http://127.0.0.1/loan/JJ2026110306/edit?id=887766&action=list_drafts#/payment/12;name=%22x%22',
    );

    expect(skeletonUrl(url)).toBe('/loan/0/edit?id=0&action=list_drafts#/payment/0');
    expect(skeletonUrl(url, new Map([['JJ2026110306', 'A-1']]))).toContain('/loan/A-1/edit');
  });
});

it.each([
  ['年利率(%)', '年利率(%)'],
  ['第 2 季度', '第 2 季度'],
  ['尾号 8830 的卡 6222 0', '尾号 # 的卡 # #'],
  ['身份证 13998119670202108X', '身份证 #'],
  ['１３９９８１１９６７０２０２１０８７', '#'],
  ['91139981MA7002742X公司', '#公司'],
])('%s is kept as %s', (text, kept) => {
  expect(scrub(text)).toBe(kept);
});
