// What a new version of a bureau's system does to a page, with every value left as it was: names change, rows move, columns come,
// labels are said another way or twice. After each a reader finds the right value or says that it is not sure.
import type { Dice } from './dice';

export interface Mutation {
  say: string;
  /** False: this page has nothing it could be done to. */
  apply(doc: Document, dice: Dice): boolean;
}

const CELLS = 'td,th,dt,dd,[role=cell],[role=gridcell],[role=columnheader]';
const all = (doc: Document | Element, css: string): Element[] => [...doc.querySelectorAll(css)];
const textOf = (el: Element): string => (el.textContent ?? '').replace(/\s+/g, ' ').trim();
/** Elements that hold one short text and nothing else: what people read as labels, and values. */
const leaves = (doc: Document): Element[] =>
  all(doc, 'body *').filter(
    (el) => !el.children.length && !/^(script|style|option)$/.test(el.localName) && /^.{2,30}$/.test(textOf(el)),
  );
/** A short text with something beside it. */
const labels = (doc: Document): Element[] =>
  leaves(doc).filter(
    (el) => !/\d/.test(textOf(el)) && !!(el.nextElementSibling ?? el.parentElement?.nextElementSibling),
  );
/** In a table under headers only the headers are labels: what stands below is a value. */
const headings = (doc: Document): Element[] =>
  labels(doc).filter((el) => el.matches('th') || !el.closest('table')?.querySelector('tr:first-child > th'));
const rows = (doc: Document): Element[] => all(doc, 'tr,[role=row]').filter((row) => row.children.length > 0);
const tables = (doc: Document): Element[] =>
  all(doc, 'table,[role=table],[role=grid]').filter((t) => all(t, 'tr,[role=row]').length > 1);
/** Label and value that stand side by side in a row. */
const pairs = (doc: Document): [Element, Element][] =>
  labels(doc).flatMap((label) => {
    const value = label.nextElementSibling;
    return value && label.matches(CELLS) && value.matches(CELLS) ? [[label, value] as [Element, Element]] : [];
  });

const rename = (attribute: string): Mutation => ({
  say: `every ${attribute} is another`,
  apply(doc, dice) {
    const list = all(doc, `[${attribute}]`);
    for (const el of list) el.setAttribute(attribute, `${attribute}${dice.below(1e6)}`);
    return list.length > 0;
  },
});
const one = <T>(
  say: string,
  of: (doc: Document) => T[],
  change: (it: T, dice: Dice, doc: Document) => void,
): Mutation => ({
  say,
  apply(doc, dice) {
    const it = dice.pick(of(doc));
    if (it === undefined) return false;
    change(it, dice, doc);
    return true;
  },
});
const wrap = (el: Element, tag: string): Element => {
  const box = el.ownerDocument.createElement(tag);
  el.replaceWith(box);
  box.append(el);
  return box;
};
const wrapInside = (el: Element, tag: string): void => {
  const box = el.ownerDocument.createElement(tag);
  box.append(...el.childNodes);
  el.append(box);
};
const named = (doc: Document): Element[] => all(doc, 'input[name],select[name]:not([multiple]),textarea[name]');
const sameName = (doc: Document, el: Element): Element[] =>
  named(doc).filter((each) => each.getAttribute('name') === el.getAttribute('name'));
const OTHER = ['999.99', '无关', '2001-02-03', '91139981MA0000000X'];
const other = (dice: Dice): string => dice.pick(OTHER) ?? '';

/** Names and boxes. */
const NAMES: Mutation[] = [
  rename('id'),
  rename('name'),
  rename('class'),
  rename('for'),
  one('one name is another', named, (el, dice, doc) => {
    const name = `n${dice.below(1e6)}`;
    for (const each of sameName(doc, el)) each.setAttribute('name', name);
  }),
  one(
    'a cell holds its text in a span',
    (doc) => all(doc, CELLS),
    (el) => wrapInside(el, 'span'),
  ),
  one(
    'a cell holds its text in two boxes',
    (doc) => all(doc, CELLS),
    (el) => {
      wrapInside(el, 'div');
      wrapInside(el, 'div');
    },
  ),
  one('a field stands in a box of its own', named, (el) => void wrap(wrap(el, 'span'), 'div')),
  one('a table stands in a box', tables, (el) => void wrap(el, 'div')),
  {
    say: 'the whole page stands in a box',
    apply: (doc) => {
      wrapInside(doc.body, 'div');
      return true;
    },
  },
];

/** Labels said another way, or twice. */
const LABELS: Mutation[] = [
  one('a label with a colon and a star', labels, (el) => {
    el.textContent = `* ${textOf(el)}：`;
  }),
  one('a label with a note beside it', labels, (el, _dice, doc) => {
    const note = doc.createElement('i');
    note.title = '说明';
    el.append(note);
  }),
  one('a label in other words', labels, (el) => {
    el.textContent = `${textOf(el)}情况`;
  }),
  one('a label in English', labels, (el) => {
    el.textContent = 'Particulars';
  }),
  {
    say: 'the whole page in English',
    apply(doc) {
      const list = labels(doc);
      list.forEach((el, i) => {
        el.textContent = `Item ${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${i}`;
      });
      return list.length > 0;
    },
  },
  one('the same label with another value, above', pairs, ([label, value], dice) =>
    repeat(label, value, dice, 'before'),
  ),
  one('the same label with another value, below', pairs, ([label, value], dice) => repeat(label, value, dice, 'after')),
  one('the same label with another value, in a table of the past', pairs, ([label], dice, doc) => {
    const table = doc.createElement('table');
    table.innerHTML = `<tr><td>${textOf(label)}</td><td>${other(dice)}</td></tr>`;
    doc.body[dice.below(2) ? 'prepend' : 'append'](table);
  }),
  one('a label that begins alike', pairs, ([label, value], dice, doc) => {
    const row = label.parentElement;
    const [a, b] = [label.cloneNode(true) as Element, value.cloneNode(false) as Element];
    a.textContent = `原${textOf(label)}`;
    b.textContent = other(dice);
    row?.prepend(a, b);
    void doc;
  }),
  one('a label is gone', headings, (el) => {
    el.textContent = '';
  }),
];
function repeat(label: Element, value: Element, dice: Dice, where: 'before' | 'after'): void {
  const row = label.parentElement;
  if (!row) return;
  const twin = row.cloneNode(false) as Element;
  const [a, b] = [label.cloneNode(true) as Element, value.cloneNode(false) as Element];
  b.textContent = other(dice);
  twin.append(a, b);
  row[where](twin);
}

/** Places. */
const PLACES: Mutation[] = [
  one(
    'two rows change places',
    (doc) => tables(doc).filter((t) => rows(doc).filter((r) => t.contains(r)).length > 2),
    (table, dice, doc) => {
      const list = rows(doc).filter((r) => table.contains(r));
      const [a, b] = [dice.pick(list.slice(1)), dice.pick(list.slice(1))];
      if (a && b && a !== b && !a.contains(b) && !b.contains(a)) swap(a, b);
    },
  ),
  one(
    'two pairs of a row change places',
    (doc) => rows(doc).filter((r) => r.children.length >= 4 && r.children.length % 2 === 0),
    (row) => {
      const [a, b] = [...row.children];
      if (a && b) row.append(a, b);
    },
  ),
  one('two columns change places', grids, (grid) => {
    for (const row of grid) swap(row.children[0] as Element, row.children[row.children.length - 1] as Element);
  }),
  one('a column comes first', grids, (grid, dice, doc) => {
    grid.forEach((row, i) => {
      const cell = doc.createElement(row.children[0]?.localName ?? 'td');
      for (const { name, value } of row.children[0]?.attributes ?? [])
        if (name === 'role') cell.setAttribute(name, value);
      cell.textContent = i ? other(dice) : '新列';
      row.prepend(cell);
    });
  }),
  one('a column comes in the body alone', grids, (grid, dice, doc) => {
    grid.slice(1).forEach((row) => {
      const cell = doc.createElement(row.children[0]?.localName ?? 'td');
      for (const { name, value } of row.children[0]?.attributes ?? [])
        if (name === 'role') cell.setAttribute(name, value);
      cell.textContent = other(dice);
      row.prepend(cell, cell.cloneNode(true));
    });
  }),
  one(
    'labels stand above their values',
    (doc) =>
      rows(doc).filter(
        (r) => r.children.length >= 4 && r.children.length % 2 === 0 && [...r.children].every((c) => c.matches(CELLS)),
      ),
    (row) => {
      const below = row.cloneNode(false) as Element;
      [...row.children].forEach((cell, i) => {
        if (i % 2) below.append(cell);
      });
      row.after(below);
    },
  ),
  one('a row of headers is said again', grids, (grid) => {
    const [head] = grid;
    grid.at(-1)?.after(head?.cloneNode(true) ?? '');
  }),
];
/** Rows of tables with as many cells in each: a list with its header. */
function grids(doc: Document): Element[][] {
  return tables(doc).flatMap((table) => {
    const own = rows(doc).filter((row) => row.closest('table,[role=table],[role=grid]') === table);
    const wide = own[0]?.children.length ?? 0;
    return own.length > 1 &&
      wide > 2 &&
      !table.querySelector('select,textarea,input:not([type=checkbox])') &&
      own.every((row) => row.children.length === wide)
      ? [own]
      : [];
  });
}
function swap(a: Element, b: Element): void {
  const mark = a.ownerDocument.createElement('i');
  a.replaceWith(mark);
  b.replaceWith(a);
  mark.replaceWith(b);
}

/** What is no longer there, or there twice. */
const PARTS: Mutation[] = [
  one('a field is gone', named, (el, _dice, doc) =>
    sameName(doc, el).forEach((each) => {
      each.remove();
    }),
  ),
  one(
    'a row is gone',
    (doc) => rows(doc).slice(1),
    (el) => el.remove(),
  ),
  one(
    'a row is hidden',
    (doc) => rows(doc).slice(1),
    (el) => el.setAttribute('style', 'display:none'),
  ),
  one('a table is gone', tables, (el) => el.remove()),
  one('a field stands twice, with another value', named, (el, dice) => {
    const twin = el.cloneNode(false) as Element;
    if (el.localName === 'select') twin.innerHTML = `<option value="zz" selected>${other(dice)}</option>`;
    else twin.setAttribute('value', other(dice));
    el[dice.below(2) ? 'before' : 'after'](twin);
  }),
  one(
    'a hidden draft of the form stands beside it',
    (doc) => all(doc, 'form'),
    (form, dice) => {
      const draft = form.cloneNode(true) as Element;
      for (const el of all(draft, '[value]')) el.setAttribute('value', other(dice));
      draft.setAttribute('style', 'display:none');
      form.after(draft);
    },
  ),
  one('an empty row stands first', tables, (table, _dice, doc) => {
    const first = rows(doc).find((r) => table.contains(r));
    const twin = first?.cloneNode(true) as Element | undefined;
    for (const cell of twin ? [...twin.children] : []) cell.textContent = '';
    if (twin) first?.before(twin);
  }),
];

export const MUTATIONS: Mutation[] = [...NAMES, ...LABELS, ...PLACES, ...PARTS];
