// LedgerSMB's list of draft payables: mark some rows, approve them all with one press.
import { execFileSync } from 'node:child_process';
import { ports, start, stop } from '../script.mjs';

const url = `http://127.0.0.1:${ports.ledgersmb}/`;
const DRAFTS = 'drafts.pl?action=list_drafts&type=ap&search_type=drafts';

export const drafts = {
  url,
  start: (fresh) => start('ledgersmb', fresh),
  stop: () => stop('ledgersmb'),

  async login(page) {
    await page.goto(`${url}login.pl`);
    // the plain inputs are replaced by widgets once the script has run; what was typed before is lost
    await page.locator('[widgetid="username"] input#username').waitFor();
    await page.locator('#username').fill('clerk');
    await page.locator('#password').fill('clerk123');
    await page.locator('#company').fill('nongxin_smb');
    await page.keyboard.press('Enter');
    // the list can be asked for once the main pane listens to the address
    await page.waitForFunction(() => window.dijit?.byId?.('maindiv')?.interceptClick);
  },

  /** Opens the list and marks rows by their number, counted from 1. */
  async open(page, rows = [1]) {
    await page.locator('#maindiv.done-parsing').waitFor(); // an answer still on its way would be drawn over the list
    const listed = page.waitForResponse((response) => response.url().includes(DRAFTS));
    await page.evaluate((list) => {
      // the same address twice is not loaded twice; the product itself tells visits apart by a second hash sign
      location.hash = `${list}#${Date.now().toString(16)}`;
    }, DRAFTS);
    await listed;
    await page.locator('#maindiv.done-parsing #action-approve').waitFor();
    for (const row of rows) await page.locator(`#select-${row}`).check({ force: true });
  },

  isCommit: (request) =>
    request.method() === 'POST' &&
    new URL(request.url()).pathname === '/drafts.pl' &&
    new URLSearchParams(request.postData() ?? '').getAll('action').at(-1) === 'approve',

  act: {
    click: (page) => page.locator('#action-approve').click(),
    enter: (page) => page.locator('#action-approve').press('Enter'),
    /** A page function pressing the hidden submit behind the drawn button. */
    script: (page) =>
      page.evaluate(() => {
        document.querySelector('input[type=submit][value=approve]').click();
      }),
    /** The same body by fetch, past every widget. */
    rpc: (page) =>
      page.evaluate(() => {
        const body = new URLSearchParams([...new FormData(document.querySelector('#search-report-dynatable'))]);
        body.set('action', 'approve');
        fetch('drafts.pl', { method: 'POST', body, headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      }),
  },

  /** What the database holds, as one line that can be compared. */
  state: () =>
    query(
      "select string_agg(invnumber || ' ' || case when approved then 'approved' else 'draft' end, ', ' order by id) from ap",
    ),
};

function query(sql) {
  const where = ['-h', '127.0.0.1', '-p', String(ports.postgres), '-U', 'postgres', '-d', 'nongxin_smb'];
  return execFileSync('psql', [...where, '-X', '-tA', '-c', sql], { encoding: 'utf8' }).trim();
}
