// Tryton through its web client: one form, one button, one verb. The verb travels in the body of a JSON-RPC call.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ports, scratch, start, stop } from '../script.mjs';

const CONFIRM = '.confirmation-dialog.in .btn-primary';
const url = `http://127.0.0.1:${ports.tryton}/`;

export const payment = trytonForm({
  model: 'account.payment',
  verb: 'approve',
  state: () =>
    query(
      "select group_concat(id || ' ' || state || ' ' || amount, ', ') from (select * from account_payment order by id)",
    ),
});

export const invoice = trytonForm({
  model: 'account.invoice',
  verb: 'post',
  asksFirst: true,
  state: () => query("select group_concat(id || ' ' || state, ', ') from (select * from account_invoice order by id)"),
});

function trytonForm({ model, verb, asksFirst = false, state }) {
  const button = `#tabcontent button[name="${verb}"]:visible`;
  const method = `model.${model}.${verb}`;
  const shownRecord = (page) => page.evaluate(() => Number(/\/(\d+)(?:[?;]|$)/.exec(location.hash)?.[1]));
  return {
    url,
    start: (fresh) => start('tryton', fresh),
    stop: () => stop('tryton'),

    async login(page) {
      await page.goto('about:blank'); // from a page of Tryton's own, a new hash alone would not load anything
      await page.goto(`${url}#hulan`);
      // a session kept from before the data were put back would be offered again, and refused
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      // pressed before the list of databases has come, the button only turns the field red
      await page.waitForFunction(() => [...document.querySelectorAll('#database')].some((each) => each.value));
      await page.locator('#login').fill('admin');
      await page.keyboard.press('Enter');
      await page.locator('input[type=password]:visible').fill('admin123456');
      await page.keyboard.press('Enter');
      await page.locator('#user-preferences a').waitFor();
    },

    /** Opens a record's form and waits until its button can be pressed. */
    async open(page, record = 1) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#hulan/model/${model}/${record}`);
      await page.waitForFunction(isReady, [`/${model}/${record}`, verb]);
    },

    /** How a request of the action is told from the many that share its URL. */
    isCommit: (request) => request.method() === 'POST' && request.postDataJSON()?.method === method,

    act: {
      click: async (page) => {
        await page.locator(button).click();
        if (asksFirst) await page.locator(CONFIRM).click();
      },
      enter: async (page) => {
        await page.locator(button).press('Enter');
        if (asksFirst) await page.locator(CONFIRM).press('Enter');
      },
      /** A page function pressing the button: an untrusted click. */
      script: async (page) => {
        await page.locator(button).evaluate((each) => each.click());
        if (asksFirst) await page.locator(CONFIRM).evaluate((each) => each.click());
      },
      /** The client's own call without any button. */
      rpc: async (page) => {
        const record = await shownRecord(page);
        await page.evaluate(
          ([name, id]) => {
            window.Sao.rpc({ method: name, params: [[id], {}] }, window.Sao.Session.current_session);
          },
          [method, record],
        );
      },
    },

    /** What the database holds, as one line that can be compared. */
    state,
  };
}

// Runs in the page. The form is drawn empty, with every button in sight; values come by later calls, and only then
// do the buttons that do not fit the record's state go away.
function isReady([record, verb]) {
  const shown = (selector) => [...document.querySelectorAll(selector)].find((each) => each.offsetParent);
  return (
    decodeURI(location.hash).split(';')[0].endsWith(record) &&
    shown(`#tabcontent button[name="${verb}"]`) &&
    !['', 'null'].includes(shown('#tabcontent select[name="state"]')?.value ?? '') &&
    window.jQuery.active === 0
  );
}

function query(sql) {
  const read =
    'import sqlite3, sys; print(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(sys.argv[2]).fetchone()[0])';
  return execFileSync('python3', ['-c', read, join(scratch, 'tryton/db/hulan.sqlite'), sql], {
    encoding: 'utf8',
  }).trim();
}
