// A whole lesson on saved pages, as the surface would drive it: what comes out builds, and reads its own skeleton.
import { describe, expect, it, vi } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { clickHit } from '@/lib/adapters';
import type { TeachActs, TeachView } from '@/lib/model';
import { buildPack } from '@/lib/packs/build';
import { PACKS, buildFolder, packNames } from '@/tools/hulan/sources';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { createTeaching } from './session';
import type { SourceFile } from './sources';
import type { TeachDesk } from './lesson';
import { yaml } from './yaml';

const folder = (name: string): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  const walk = (dir: string, at: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.isDirectory()) {
        if (entry.name !== 'pages') walk(join(dir, entry.name), `${at}${entry.name}/`);
      } else if (/\.ya?ml$/.test(entry.name)) files.set(at + entry.name, readFileSync(join(dir, entry.name), 'utf8'));
    }
  };
  walk(join(PACKS, name), '');
  return files;
};
/** Lays the files over the packs and builds. */
function built(files: readonly SourceFile[]) {
  const name = files[0]?.name.split('/')[0] ?? '';
  const own = new Map(packNames().includes(name) ? folder(name) : []);
  for (const file of files) if (!file.name.includes('/pages/')) own.set(file.name.slice(name.length + 1), file.text);
  return buildPack(name, (n) => (n === name ? own : folder(n)));
}

interface Class {
  view(): TeachView;
  acts: TeachActs;
  doc: Document;
  saved: { name: string; files: readonly SourceFile[] }[];
  kept: { html: string }[];
  /** Where the pointer stands, and a click. */
  point(css: string): void;
}
function aLesson(html: string, url: string, over: Partial<TeachDesk> = {}): Class {
  const { window } = new JSDOM(html, { url, pretendToBeVisual: true });
  for (const name of ['Node', 'Element', 'Document', 'DocumentFragment', 'ShadowRoot', 'HTMLFormElement'] as const)
    vi.stubGlobal(name, window[name]);
  // Nothing is laid out here: cells get a place of their own, so that what stands under a header does.
  const doc = window.document;
  const all = [...doc.querySelectorAll('*')];
  const isRow = (el: Element): el is HTMLTableRowElement => el.localName === 'tr';
  const isCell = (el: Element): el is HTMLTableCellElement => /^t[dh]$/.test(el.localName);
  window.Element.prototype.getBoundingClientRect = function (this: Element) {
    if (isRow(this)) return new window.DOMRect(0, this.rowIndex * 10, 1000, 10);
    if (isCell(this))
      return new window.DOMRect(this.cellIndex * 100, (this.closest('tr')?.rowIndex ?? 0) * 10, 100, 10);
    return new window.DOMRect(0, all.indexOf(this) * 10, 10, 10);
  };
  window.Element.prototype.scrollIntoView = () => undefined;
  let under: Element | null = null;
  doc.elementFromPoint = () => under;
  const saved: Class['saved'] = [],
    kept: Class['kept'] = [];
  const desk: TeachDesk = { language: 'zh', actions: [], snapshots: [], ...over };
  const lesson = createTeaching({
    win: window as unknown as Window,
    desk,
    parse: (text) => new window.DOMParser().parseFromString(text, 'text/html'),
    now: () => Date.UTC(2026, 10, 27),
    keep: async (one) => void kept.push(one),
    calls: async () => [{ method: 'POST', path: '/api/expense/submit', words: { json: { '/action': 'submit' } } }],
    save: (name, files) => void saved.push({ name, files }),
    changed: () => undefined,
    left: () => undefined,
  });
  const point = (css: string): void => {
    under = doc.querySelector(css);
    if (!under) throw new Error(css);
    lesson.acts.aimAt(0, 0);
    lesson.acts.pick();
  };
  return { ...lesson, doc, saved, kept, point };
}
const EXPENSE = `<!doctype html><html><head><title>报销单</title></head><body><h2>报销单</h2><form name="bx" action="/expense/17/save.do" method="post">
 <table><tr><td>单号</td><td>BX-20261101</td><td>报销人</td><td>尤长河</td></tr>
 <tr><td>报销金额</td><td><input name="amount" value="1,234.50"></td><td>发生日期</td><td><input name="day" value="2026-11-03"></td></tr>
 <tr><td>会议纪要</td><td><input name="minutes" value=""></td><td>证件号码</td><td>139981196702021087</td></tr></table>
 <button name="czlx" value="ty">提交审批</button><button name="czlx" value="js">重新计算</button></form></body></html>`;

describe('a lesson on a page of an unknown system', () => {
  const lesson = aLesson(EXPENSE, 'http://127.0.0.1:8080/expense/17/edit');
  const { acts, view } = lesson;
  acts.set({ system: 'oa', systemTitle: '办公系统', page: 'expense', pageTitle: '报销单' });
  acts.set({ ownKey: 'voucher.submit', ownTitle: '报销提交', what: '报销单', done: '提交' });
  acts.go('fields');
  for (const css of [
    'td:nth-child(2)',
    '[name=amount]',
    '[name=day]',
    '[name=minutes]',
    'tr:nth-child(3) td:nth-child(4)',
  ])
    lesson.point(css);
  acts.go('act');
  lesson.point('button');

  it('takes five fields with what they are called and what kind of thing they are', () => {
    expect(view().fields.map(({ label, type, strength, reads }) => [label, type, strength, reads])).toEqual([
      ['单号', 'id', 'firm', { value: 'BX-20261101' }],
      ['报销金额', 'money', 'firm', { value: '1,234.50' }],
      ['发生日期', 'date', 'firm', { value: '2026-11-03' }],
      ['会议纪要', 'text', 'firm', { value: '' }],
      ['证件号码', 'identity', 'firm', { value: '139***********1087' }],
    ]);
  });

  it('offers requests that left meanwhile beside click and form', async () => {
    await Promise.resolve();
    await Promise.resolve();
    expect(view().act?.choices.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['click', 'submit', 'request']));
  });

  it('is recognised, reads and sees the press, and gives sources that build without an error', () => {
    acts.go('try');
    const { trial, lacks } = view();
    expect(lacks).toEqual([]);
    expect(trial).toMatchObject({ recognised: true, degraded: false });
    expect(trial?.triggers.filter(({ hit }) => hit === false)).toEqual([]);
    acts.download();
    const [zip] = lesson.saved;
    expect(zip?.files.map(({ name }) => name)).toEqual([
      'oa/pack.yaml',
      'oa/adapters/oa.yaml',
      'oa/adapters/pages/oa.expense.page.html',
      'oa/adapters/pages/oa.expense.expect.yaml',
      'oa/actions/voucher.submit.yaml',
    ]);
    const { pack, problems } = built(zip?.files ?? []);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(pack?.adapters[0]?.pages[0]?.when.url).toEqual({ path: '/expense/*/edit' });
  });

  it('keeps nothing that stood in the page', () => {
    const text = lesson.saved[0]?.files.map((file) => file.text).join('\n') ?? '';
    for (const value of ['尤长河', '1,234.50', '139981196702021087', 'BX-20261101', '2026-11-03'])
      expect([value, text.includes(value)]).toEqual([value, false]);
  });

  it('the case beside the skeleton says what its own values read as', () => {
    const expected: unknown = parseYaml(
      lesson.saved[0]?.files.find(({ name }) => name.endsWith('.expect.yaml'))?.text ?? '',
    );
    expect(expected).toEqual({
      url: '/expense/0/edit',
      page: 'expense',
      action: 'voucher.submit',
      pressed: '[data-pressed]',
      fields: { field_1: 'T-1', amount: 100_200, day: '2026-01-04', minutes: '示例4', field_5: 'A****5' },
    });
  });

  it('the wrong button is not it', () => {
    const adapter = built(lesson.saved[0]?.files ?? []).pack?.adapters[0];
    const page = adapter?.pages[0];
    if (!adapter || !page) throw new Error('not built');
    const other = lesson.doc.querySelectorAll('button')[1];
    const path: Element[] = [];
    for (let at: Element | null = other ?? null; at; at = at.parentElement) path.push(at);
    const pack = built(lesson.saved[0]?.files ?? []).pack;
    if (!pack) throw new Error('not built');
    expect(
      clickHit(
        { stamp: '', page, adapter, actions: [], rules: [], scheme: pack.scheme, calendar: pack.calendar },
        path,
        'click',
        { doc: lesson.doc },
      ),
    ).toBeNull();
  });

  it('undoes step by step, and by keyboard walks from field to field', () => {
    acts.go('fields');
    acts.undo();
    acts.undo();
    expect(view().fields).toHaveLength(4);
    acts.aimNext(1);
    const first = view().aim?.name;
    acts.aimNext(1);
    expect([first, view().aim?.name]).toEqual(['单号', '报销人']);
    acts.aimOut();
    acts.aimIn();
    expect(view().aim?.name).toBe('报销人');
  });
});

describe('a lesson for a system that has an adapter', () => {
  const credit = buildFolder('credit').pack;
  const adapter = credit?.adapters.find(({ id }) => id === 'credit-practice');
  const spec = credit?.actions.find(({ key }) => key === 'expense.submit');
  if (!adapter || !spec) throw new Error('the credit pack has both');
  const lesson = aLesson(EXPENSE, 'http://127.0.0.1:4620/expense/17/edit', {
    adapter: { ...adapter, pack: 'credit' },
    actions: [{ spec, pack: 'credit', needed: { amount: ['spend-5000'] } }],
  });
  const { acts, view } = lesson;
  acts.set({ action: 'expense.submit', page: 'expense-old', pageTitle: '报销单（旧）' });
  acts.go('fields');

  it('asks for the fields of the action and says which rules need them', () => {
    expect(view().fields.find(({ id }) => id === 'amount')).toMatchObject({ needed: ['spend-5000'], state: 'todo' });
    expect(view().lacks).toContain('lack.fields');
  });

  it('adds the page to that adapter and leaves the others as they are', () => {
    acts.field('expense_id');
    lesson.point('td:nth-child(2)');
    acts.field('amount');
    lesson.point('[name=amount]');
    for (const field of view().fields.filter(({ state }) => state === 'todo')) acts.absent(field.id);
    acts.go('act');
    lesson.point('button');
    acts.go('try');
    acts.download();
    const files = lesson.saved[0]?.files ?? [];
    const { pack, problems } = built(files);
    const now = pack?.adapters.find(({ id }) => id === 'credit-practice');

    expect(files.some(({ name }) => name.endsWith('pack.yaml'))).toBe(false);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(now?.version).toBe(adapter.version + 1);
    expect(now?.pages.slice(0, -1)).toEqual(adapter.pages);
    expect(now?.pages.at(-1)?.id).toBe('expense-old');
  });
});

describe('a list of ticked rows', () => {
  const lesson = aLesson(
    `<h1>待审批</h1><table id="list"><thead><tr><th></th><th>编号</th><th>金额</th></tr></thead><tbody>
     <tr><td><input type="checkbox" checked></td><td>A-11</td><td>10.00</td></tr>
     <tr><td><input type="checkbox"></td><td>A-12</td><td>20.00</td></tr></tbody></table><button id="ok">批量审批</button>`,
    'http://127.0.0.1:8080/list',
  );
  const { acts, view } = lesson;
  acts.set({ system: 'oa', page: 'list', ownKey: 'payable.post', ownTitle: '批量审批', done: '审批' });
  acts.go('fields');
  lesson.point('tbody td:nth-child(2)');
  lesson.point('tbody td:nth-child(3)');
  acts.go('act');
  lesson.point('#ok');
  acts.bulk(true);

  it('is read by column in each ticked row', () => {
    expect(view().act).toMatchObject({ mayBulk: true, bulk: true });
    acts.go('try');
    acts.download();
    const { pack, problems } = built(lesson.saved[0]?.files ?? []);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const action = pack?.adapters[0]?.pages[0]?.actions[0];
    expect(action?.rows).toEqual({ css: '[id="list"] tbody tr', selected: 'input[type=checkbox]:checked' });
    expect(Object.values(action?.fields ?? {}).map(({ from }) => from[0])).toEqual([
      { column: '编号' },
      { column: '金额' },
    ]);
  });
});

it('a skeleton that is stored has no value either', () => {
  const lesson = aLesson(EXPENSE, 'http://127.0.0.1:8080/expense/17/edit');
  lesson.acts.snapshot();
  expect(lesson.kept[0]?.html).toContain('报销金额');
  expect(lesson.kept[0]?.html).not.toMatch(/尤长河|139981196702021087|BX-20261101/);
  expect(lesson.view().snapshots).toEqual({ here: 1, all: 1 });
});

it.each([
  [{ a: '*x', b: '是', c: 'yes', d: '007', e: '', f: 'a: b', g: [1, true, null], h: { 'x y': '#z' } }],
  [{ deep: { list: [{ from: [{ css: 'a > b', within: '[id="x"]' }, { label: '金额(元)' }] }] }, none: undefined }],
  [{ 'a b': { c: { d: { e: { f: 'g' } } } } }],
])('%o is written so that YAML reads it back', (value) => {
  expect(parseYaml(yaml(value))).toEqual(JSON.parse(JSON.stringify(value)));
});
