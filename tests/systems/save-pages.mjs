// Saves each acting page, seeded and at rest, beside its adapter: what the adapter reads is then tested without the system.
//   node tests/systems/save-pages.mjs
import { mkdir, writeFile } from 'node:fs/promises';
import { browse } from './browse.mjs';
import { systems } from './index.mjs';

const FOLDER = new URL('../../packs/thirdparty/adapters/', import.meta.url);

const pages = [
  {
    file: 'tryton-payment.page.html',
    title: 'Tryton 6.0, web client sao: the form of payment 1; behind it, hidden, a tab with the form of payment 2',
    system: systems.tryton,
    async bring(system, page) {
      await system.open(page, 2);
      await system.open(page, 1);
    },
    keep: ['#main_navbar', '#tabs'],
    drop: ['#global-search', '.btn-toolbar', '.dropdown-menu', '.filter-box', '.attachment-preview', '.infobar'],
  },
  {
    file: 'ledgersmb-drafts.page.html',
    title: 'LedgerSMB 1.6, list of draft payables, DK-1 and DK-3 marked',
    system: systems.ledgersmb,
    bring: (system, page) => system.open(page, [1, 3]),
    keep: ['#menudiv', '#maindiv', '#errorDialog'],
    drop: ['.dijitTree', '#menudiv img'],
    // a new number for each time the list is drawn
    settle: { '#form-id': '100001' },
  },
];

await mkdir(FOLDER, { recursive: true });
for (const each of pages) {
  const answer = await each.system.start(true);
  if (answer.kind === 'unavailable') {
    console.log(`${each.file} not saved: ${answer.reason}`);
    continue;
  }
  await browse(async (page) => {
    await each.system.login(page);
    await each.bring(each.system, page);
    const body = await page.evaluate(still, { keep: each.keep, drop: each.drop, settle: each.settle ?? {} });
    await writeFile(
      new URL(each.file, FOLDER),
      documentOf(each.title, page.url().replace(/(#.*)#.*$/, '$1'), await page.title(), body),
    );
  });
  console.log(`${each.file} saved`);
}

function documentOf(comment, url, title, body) {
  // one element a line, only where nothing but markup stands on both sides
  const lines = body.replace(/>\s*<(tr|td|th|div|table|tbody|button|ul|li|fieldset|nav|form|label)\b/g, '>\n<$1');
  return [
    '<!doctype html>',
    `<!-- ${comment} -->`,
    `<!-- ${url.replace(/--/g, '%2D%2D')} -->`,
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<title>${title}</title>`,
    '</head>',
    '<body>',
    lines,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

// Runs in the page. Live values become attributes, and what a style sheet hides becomes hidden by its own style.
function still({ keep, drop, settle }) {
  for (const [selector, value] of Object.entries(settle))
    document.querySelector(selector)?.setAttribute('value', value);
  return keep.map((selector) => stillOf(document.querySelector(selector))).join('\n');

  function stillOf(root) {
    const copy = root.cloneNode(true);
    const live = [root, ...root.querySelectorAll('*')];
    const dead = [copy, ...copy.querySelectorAll('*')];
    for (const [index, element] of live.entries()) freeze(element, dead[index]);
    for (const each of copy.querySelectorAll(['script', 'style', 'link', 'svg', ...drop].join(','))) each.remove();
    return copy.outerHTML.replace(/<!--[\s\S]*?-->/g, '').replace(/[ \t]*\n\s*/g, '\n');
  }

  function freeze(element, copy) {
    const { display, visibility } = getComputedStyle(element);
    copy.removeAttribute('style');
    if (display === 'none') copy.setAttribute('style', 'display: none');
    else if (visibility === 'hidden') copy.setAttribute('style', 'visibility: hidden');
    if (element.matches('img')) copy.removeAttribute('src');
    if (element.matches('option')) copy.toggleAttribute('selected', element.selected);
    if (element.matches('input[type=checkbox], input[type=radio]')) copy.toggleAttribute('checked', element.checked);
    else if (element.matches('input') && (element.value || element.hasAttribute('value')))
      copy.setAttribute('value', settle[`#${element.id}`] ?? element.value);
    else if (element.matches('textarea')) copy.textContent = element.value;
  }
}
