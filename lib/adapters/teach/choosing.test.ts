import { describe, expect, it, vi } from 'vitest';
import { openMany } from '@/tests/support/saved-pages';
import { anchorsOf, chosen, pageChoices, reinforcement, rowsAround, together, triggersOf, wordsOf } from './index';
import { isMadeUp } from './scrub';

const parse = openMany((name, value) => vi.stubGlobal(name, value));
const url = new URL('http://127.0.0.1/loan/JJ20261103/edit');
const at = (doc: Document, css: string): Element => {
  const el = doc.querySelector(css);
  if (!el) throw new Error(css);
  return el;
};
const form = `<form name="f" action="/loan/17/save.do"><table>
  <tr><td>合同金额</td><td><input name="amount" id="ext-gen12"></td></tr>
  <tr><td>备注</td><td><input></td></tr></table>
  <input type="hidden" name="no" value="JJ20261103"><span id="no">JJ20261103</span>
  <button name="czlx" value="ty">同意</button><button name="czlx" value="bty">不同意</button></form>`;

describe('anchors of a field', () => {
  it('are its label and its name; an id that was counted up is none', () => {
    const anchors = anchorsOf(at(parse(form), '[name=amount]'), { doc: parse(form), url });
    expect(anchors.some(({ kind }) => kind === 'id')).toBe(false);

    const doc = parse(form);
    const taken = chosen(anchorsOf(at(doc, '[name=amount]'), { doc, url }));
    expect(taken.map(({ kind, strength }) => [kind, strength])).toEqual([
      ['cell', 'firm'],
      ['name', 'firm'],
    ]);
  });

  it('by label alone hold, and by position alone are frail', () => {
    const doc = parse(`${form}<p>自由<i>文字</i></p>`);
    expect(together(chosen(anchorsOf(at(doc, 'tr:nth-child(2) input'), { doc, url })))).toBe('firm');
    const loose = chosen(anchorsOf(at(doc, 'p i'), { doc, url }));
    expect([loose.map(({ kind }) => kind), together(loose)]).toEqual([['position'], 'frail']);
  });

  it('name the address where the same number stands in it', () => {
    const doc = parse(form);
    const urls = anchorsOf(at(doc, '#no'), { doc, url }).filter(({ kind }) => kind === 'url');
    expect(urls.map(({ from }) => from)).toEqual([{ url: { path: 1 } }]);
  });

  it('of two that say the same are told apart by the form around', () => {
    const doc = parse(`<form id="a"><label>金额<input></label></form><form id="b"><label>金额<input></label></form>`);
    const [first] = anchorsOf(at(doc, '#b input'), { doc, url });
    expect(first).toMatchObject({ from: { label: '金额', within: '[id="b"]' }, strength: 'usable', unique: true });
  });

  it('count the snapshots they are found in, and lose strength with each that lacks them', () => {
    const doc = parse(form);
    const snapshots = [parse(form), parse(form.replace('合同金额', '借款金额'))];
    const anchors = anchorsOf(at(doc, '[name=amount]'), { doc, url, snapshots });
    expect(anchors.find(({ kind }) => kind === 'cell')).toMatchObject({
      hits: { found: 1, of: 2 },
      strength: 'usable',
    });
    expect(anchors.find(({ kind }) => kind === 'name')).toMatchObject({ hits: { found: 2, of: 2 }, strength: 'firm' });
  });

  it('are reinforced by one of another kind', () => {
    const doc = parse(form);
    const anchors = anchorsOf(at(doc, '[name=amount]'), { doc, url });
    const cell = anchors.filter(({ kind }) => kind === 'cell');
    expect(reinforcement(anchors, cell)?.kind).toBe('name');
  });
});

describe('triggers', () => {
  it('by text alone are frail; the form it posts tells the same button from the other', () => {
    const doc = parse(form);
    const choices = triggersOf(at(doc, 'button'), { doc, url });
    expect(choices.filter(({ kind }) => kind === 'submit').map(({ trigger }) => trigger)).toEqual([
      { submit: { action: '/loan/*/save.do', fields: { czlx: 'ty' } } },
    ]);
    expect(
      choices.find(({ trigger }) => 'click' in trigger && trigger.click.text === '同意' && !trigger.click.within),
    ).toMatchObject({
      strength: 'frail',
      unique: true,
    });
    expect(
      choices.some(({ trigger, unique }) => 'click' in trigger && !!trigger.click.css?.includes('czlx') && unique),
    ).toBe(false);
  });

  it('of a request keep the words that name verbs and leave all else behind', () => {
    expect(
      wordsOf({
        entries: [
          ['action', 'approve'],
          ['idNo', '139981196702021087'],
          ['op', '42'],
        ],
      }),
    ).toEqual({
      form: { action: 'approve' },
    });
    expect(wordsOf({ json: { method: 'model.account.payment.approve', params: [[1]], name: 'Ann' } })).toEqual({
      json: { '/method': 'model.account.payment.approve' },
    });
  });

  it('of a list name its rows and how the ticked ones are told', () => {
    const doc = parse('<table id="list"><tbody><tr><td><input type="checkbox"></td><td>1</td></tr></tbody></table>');
    expect(rowsAround(at(doc, 'td:nth-child(2)'))).toEqual({
      css: '[id="list"] tbody tr',
      selected: 'input[type=checkbox]:checked',
    });
    expect(rowsAround(at(parse('<p>1</p>'), 'p'))).toBeUndefined();
  });
});

describe('a page', () => {
  it('is known by its path without the matter, and by what other pages lack', () => {
    const doc = parse(`<h3>放款</h3>${form}`);
    const other = { doc: parse('<h3>放款</h3>'), url: new URL('http://127.0.0.1/loan/X99/view'), page: 'view' };
    const choices = pageChoices({ doc, url, frame: '', page: 'edit', snapshots: [other] });
    expect(choices.find(({ kind }) => kind === 'path')).toMatchObject({
      said: '/loan/*/edit',
      others: { found: 0, of: 1 },
    });
    expect(choices.find(({ kind }) => kind === 'heading')).toMatchObject({ said: '放款', others: { found: 1, of: 1 } });
    expect(choices.find(({ kind }) => kind === 'label')).toMatchObject({ others: { found: 0, of: 1 } });
  });

  it.each([
    ['http://x/#hulan/model/account.payment/1;name=%22Payment%22&views=x', 'hulan/model/account.payment/*'],
    ['http://x/login.pl?action=login#drafts.pl?action=list_drafts&type=ap', 'drafts.pl?action=list_drafts*&type=ap*'],
    ['http://x/#top', undefined],
  ])('%s has the route %s', (address, route) => {
    const choices = pageChoices({ doc: parse('<p>'), url: new URL(address), frame: '', page: 'p' });
    expect(choices.find(({ kind }) => kind === 'hash')?.when.url?.hash).toBe(route);
  });
});

it.each(['ui-id-11', 'ext-gen1042', ':r3:', '_x', '3f9a1c22be', 'row_4', 'a12345'])('%s is made up', (id) => {
  expect(isMadeUp(id)).toBe(true);
});
it.each(['amount', 'jmse', 'spr2x', 'search-report-dynatable', 'action-approve', 'h1'])('%s is a name', (id) => {
  expect(isMadeUp(id)).toBe(false);
});
