// Acts once in a third-party system, without the extension, and tells every signal in order: what an adapter author reads first.
//   node tests/systems/observe.mjs tryton|trytonInvoice|ledgersmb click|enter|script|rpc [RECORD | ROW,ROW…]
import { browse } from './browse.mjs';
import { systems } from './index.mjs';

const [name, how = 'click', what] = process.argv.slice(2);
const system = systems[name];
if (!system?.act[how])
  throw new Error('usage: observe.mjs tryton|trytonInvoice|ledgersmb click|enter|script|rpc [RECORD | ROW,ROW…]');

const answer = await system.start();
if (answer.kind === 'unavailable') {
  console.log(answer.reason);
  process.exit(77);
}

await browse(async (page) => {
  page.on('dialog', (dialog) => {
    say(`dialog  ${dialog.type()} ${dialog.message()}`);
    dialog.accept();
  });
  await system.login(page);
  await system.open(page, target(what));
  say(`page    ${page.url()} · ${await page.title()}`);
  const before = system.state();
  await page.exposeFunction('__tell', say);
  await page.evaluate(tellEvents);
  page.on('request', tellRequest);
  page.on('response', tellResponse);

  await system.act[how](page);
  await page.waitForTimeout(3000);

  say(`before  ${before}`);
  say(`after   ${system.state()}`);
  say(`page    ${page.url()} · ${await page.title()}`);
});

function target(text) {
  if (text === undefined) return undefined;
  return name === 'ledgersmb' ? text.split(',').map(Number) : Number(text);
}

function say(line) {
  console.log(line);
}

function tellRequest(request) {
  const { accept, 'content-type': type, 'x-requested-with': requestedWith } = request.headers();
  const mark = system.isCommit(request) ? 'COMMIT ' : 'request';
  say(
    `${mark} ${request.method()} ${request.url()} [${request.resourceType()}] ${JSON.stringify({ type, accept, requestedWith })}`,
  );
  if (request.postData()) say(`        ${request.postData().slice(0, 1500)}`);
}

async function tellResponse(response) {
  if (!system.isCommit(response.request())) return;
  say(
    `answer  ${response.status()} ${response.headers()['content-type']} ${(await response.text().catch(() => '')).slice(0, 300)}`,
  );
}

// Runs in the page. Whether an event was cancelled is asked when all listeners have had it, as some keep it from bubbling.
function tellEvents() {
  const words = (event) => {
    const at = event.target;
    const by = event.submitter ? ` submitter=${event.submitter.name}:${event.submitter.value}` : '';
    const trust = event.isTrusted ? 'trusted' : 'untrusted';
    return `${event.type} ${trust} detail=${event.detail ?? '-'} ${at.tagName}#${at.id ?? ''}[name=${at.getAttribute?.('name')}]${by}`;
  };
  for (const type of ['pointerdown', 'mousedown', 'keydown', 'keyup', 'mouseup', 'click', 'submit', 'change']) {
    window.addEventListener(
      type,
      (event) => {
        const said = words(event);
        window.__tell(`event   ${said}`);
        setTimeout(() => event.defaultPrevented && window.__tell(`        … was cancelled: ${said}`));
      },
      true,
    );
  }
}
