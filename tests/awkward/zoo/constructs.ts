// Every way a page of a bureau lets a clerk act: one row each. What the row's page does by itself is the measure.
import type { PageAction, PageBriefing } from '@/lib/model';
import type { Hand, Place } from './hand';

export interface Construct {
  say: string;
  html: string;
  /** What the clerk does; default: presses `#go`. */
  act?(hand: Hand, at: Place): Promise<unknown>;
  /** Other pages it needs, by path, and the headers they come with. */
  serves?: Record<string, [html: string, headers?: Record<string, string>]>;
  /** The frame in which the act is made and the dialog stands; default: the page itself. */
  frame?: string;
  /** Pressed beforehand, once: what leads to the act. */
  leads?: string[];
  /** What the clerk does when the act goes on: answers the page's own question. */
  after?(hand: Hand): Promise<unknown>;
  /** What the event says; default: the amount and the case of `fields()`. */
  expects?: { fields?: Record<string, unknown>; items?: Record<string, unknown>[] };
  /** The act is made in the window that this opens. */
  window?: true;
  /** What the page has sent at the end; default: one request. */
  sends?: number;
  /** The desk has seen acts like this before. */
  history?: true;
  /** Answers to the page's own confirm(). */
  confirms?: true;
  /** Why Firefox cannot hold it; there it passes as without us. */
  firefox?: string;
  action?: Partial<PageAction>;
  page?: Partial<PageBriefing['page']>;
}

export const fields = (yuan = '600000', id = 'A1'): string =>
  `<input name="amount" value="${yuan}"><input name="case_id" value="${id}">`;
const F = fields();
/** Sends by XHR, as old pages do. */
export const XHR = `var x=new XMLHttpRequest();x.open('POST','/do');x.setRequestHeader('content-type','application/x-www-form-urlencoded');x.onload=function(){say('answered')};x.onerror=function(){say('failed')};x.send('a=1')`;
export const POST = `fetch('/do',{method:'POST',body:'a=1'}).then(function(){say('answered')},function(){say('failed')})`;
const post = (inside: string, more = ''): string => `<form method="post" action="/do" ${more}>${F}${inside}</form>`;
const press =
  (key: string, selector = '#go') =>
  async (page: Hand, at: Place) => {
    await at.locator(selector).focus();
    await page.keyboard.press(key);
  };
const other = (page: Hand): Promise<void> => page.click('#other');
const REQUEST = { request: { method: 'POST', path: '/do*' } };

const FORMS: Construct[] = [
  { say: 'an input of type submit', html: post('<input type="submit" id="go" name="verb" value="放款">') },
  {
    say: 'a button that says what is to be done',
    html: post(
      '<button name="verb" value="no">退</button><button id="go" name="verb" value="pay"><b>放款</b></button>',
    ),
  },
  {
    say: 'an image that submits, with the point that was hit',
    html: post('<input type="image" id="go" name="at" alt="放款" width="40" height="20">'),
  },
  {
    say: 'a button with an address and method of its own',
    html: `<form method="get" action="/elsewhere">${F}<button id="go" formaction="/do?own=1" formmethod="post" formenctype="multipart/form-data">放款</button></form>`,
  },
  {
    say: 'a button outside its form',
    html: `<form id="f" method="post" action="/do">${F}</form><p><button form="f" id="go" name="verb" value="pay">放款</button></p>`,
  },
  {
    say: 'a form with fields named submit, action and id',
    html: post(
      '<input name="submit" value="x"><input name="action" value="y"><input name="id" value="z"><button id="go">放款</button>',
    ),
  },
  {
    say: 'Enter in a field of the form',
    html: post('<button id="go" name="verb" value="pay">放款</button>'),
    act: press('Enter', '[name=amount]'),
  },
  {
    say: 'Enter in a form without a button',
    html: `<form method="post" action="/do"><input name="amount" value="600000"><input type="hidden" name="case_id" value="A1"></form>`,
    act: press('Enter', '[name=amount]'),
    page: {
      fields: { amount: { from: [{ name: 'amount' }] }, case_id: { from: [{ name: 'case_id', hidden: true }] } },
    },
  },
  { say: 'Space on a button', html: post('<button id="go">放款</button>'), act: press(' ') },
  {
    say: 'a script that calls form.submit()',
    html: `${post('<input name="submit" value="x">')}<a id="go" onclick="HTMLFormElement.prototype.submit.call(document.forms[0])">放款</a>`,
  },
  {
    say: 'requestSubmit from a link',
    html: `${post('')}<a id="go" onclick="document.forms[0].requestSubmit()">放款</a>`,
  },
  {
    say: 'requestSubmit with a submitter',
    html: `${post('<button id="by" name="verb" value="pay" hidden>x</button>')}<a id="go" onclick="document.forms[0].requestSubmit(by)">放款</a>`,
  },
  {
    say: 'a hidden frame as target',
    html: `${post('', 'target="h"')}<iframe name="h" hidden></iframe><button id="go" onclick="document.forms[0].submit()">放款</button>`,
  },
  { say: 'a new window as target', html: post('<button id="go">放款</button>', 'target="_blank"') },
  { say: 'a form sent by GET', html: `<form action="/do">${F}<button id="go">放款</button></form>` },
  {
    say: 'a form of several parts',
    html: post('<input type="file" name="scan"><button id="go">放款</button>', 'enctype="multipart/form-data"'),
  },
  {
    say: 'a field that sends its form when it changes',
    html: post(
      '<select id="pick" name="verb" onchange="this.form.submit()"><option>no</option><option>pay</option></select>',
    ),
    act: (_page, at) => at.locator('#pick').selectOption('pay'),
  },
  {
    say: 'a form that checks itself and sends by script',
    html: `<form method="post" action="/do" onsubmit="say('checked');event.preventDefault();${POST}">${F}<button id="go">放款</button></form>`,
  },
  {
    say: 'a button that goes grey and submits by script',
    html: `${post('<button type="button" id="go" onclick="this.disabled=true;this.form.submit()">放款</button>')}`,
  },
];

const PRESSES: Construct[] = [
  { say: 'a button with a listener and fetch', html: `${F}<button id="go" onclick="${POST}"><b>放款</b></button>` },
  {
    say: 'a javascript: link',
    html: `${F}<script>function f(){${XHR}}</script><a id="go" href="javascript:f()">放款</a>`,
  },
  {
    say: 'a link to nowhere whose handler returns false',
    html: `${F}<a id="go" href="#" onclick="${XHR};return false">放款</a>`,
  },
  { say: 'a link whose address is the act', html: `${F}<a id="go" href="/do?verb=pay">放款</a>` },
  {
    say: 'a handler that goes to another address',
    html: `${F}<button id="go" onclick="location.href='/do?verb=pay'">放款</button>`,
  },
  {
    say: 'a handler that opens a window',
    html: `${F}<button id="go" onclick="window.open('/do?verb=pay')">放款</button>`,
  },
  { say: 'a div with onclick', html: `${F}<div id="go" onclick="${XHR}">放款</div>` },
  {
    say: 'a drawn button that listens on its inside',
    html: `${F}<span id="go"><i><b onclick="${XHR}">放款</b></i></span>`,
  },
  {
    say: 'an area of an image',
    html: `${F}<br><img usemap="#m" width="80" height="40" id="img" alt=""><map name="m"><area id="go" shape="rect" coords="0,0,80,40" href="javascript:void 0" onclick="${XHR}"></map>`,
    act: (_page, at) => at.locator('#img').click(),
  },
  {
    say: 'Enter on a fake button with a key listener',
    html: `${F}<div id="go" tabindex="0" onkeydown="if(event.key==='Enter'){${XHR}}">放款</div>`,
    act: press('Enter'),
  },
  {
    say: 'Space on a fake button with a key listener',
    html: `${F}<div id="go" role="button" tabindex="0" onkeyup="if(event.key===' '){${XHR}}">放款</div>`,
    act: press(' '),
  },
  {
    say: 'a listener at the document for all buttons',
    html: `${F}<p><button id="go"><b>放款</b></button></p><script>document.addEventListener('click',function(e){if(e.target.closest('#go')){${XHR}}})</script>`,
  },
  {
    say: 'a listener that comes before all others and stops them',
    html: `${F}<button id="go">放款</button><script>addEventListener('click',function(e){if(e.target.id==='go'){e.stopImmediatePropagation();${XHR}}},true)</script>`,
  },
  {
    say: 'handlers of both kinds, in their order',
    html: `${F}<button id="go" onclick="say('inline')">放款</button><script>go.addEventListener('click',function(){say('second');${XHR}});go.parentNode.addEventListener('click',function(){say('parent')})</script>`,
  },
  {
    say: 'a synthetic click inside a click',
    html: `<form method="post" action="/do" onsubmit="event.preventDefault();${POST}">${F}<input type="submit" id="hid" style="position:absolute;left:-9999px"></form><span id="go" onclick="hid.click()">放款</span>`,
  },
  {
    say: 'a handler that looks where it was hit',
    html: `${F}<button id="go" style="width:200px" onclick="say(event.offsetX+'/'+event.offsetY+'/'+event.detail);${XHR}">放款</button>`,
    act: (_page, at) => at.locator('#go').click({ position: { x: 150, y: 9 } }),
  },
  {
    say: 'Control held down while pressing',
    html: `${F}<button id="go" onclick="say(event.ctrlKey);${XHR}">放款</button>`,
    act: (_page, at) => at.locator('#go').click({ modifiers: ['Control'] }),
  },
  {
    say: 'an act at mouse-down',
    html: `${F}<div id="go" onmousedown="${XHR}">放款</div>`,
    action: { triggers: [{ click: { id: 'go' }, on: 'mousedown' }, REQUEST] },
  },
  {
    say: 'an act at pointer-down',
    html: `${F}<div id="go" onpointerdown="${XHR}">放款</div>`,
    action: { triggers: [{ click: { id: 'go' }, on: 'pointerdown' }, REQUEST] },
  },
  {
    say: 'a double click on a row',
    html: `${F}<div id="go" ondblclick="${XHR}">放款</div>`,
    act: (_page, at) => at.locator('#go').dblclick(),
    action: { triggers: [REQUEST] },
  },
  {
    say: 'a hot key',
    html: `${F}<script>addEventListener('keydown',function(e){if(e.key==='F9'){${XHR}}})</script>`,
    act: press('F9', '[name=amount]'),
    action: { triggers: [REQUEST] },
  },
  {
    say: 'a menu under the right button',
    html: `${F}<p id="row" oncontextmenu="event.preventDefault();menu.hidden=false">行</p><div id="menu" hidden><div id="go" onclick="menu.hidden=true;${XHR}">放款</div></div>`,
    act: async (_page, at) => {
      await at.locator('#row').click({ button: 'right' });
      await at.locator('#go').click();
    },
  },
];

const TALKS: Construct[] = [
  {
    say: 'confirm() and then a form',
    html: `${post('')}<button id="go" onclick="if(confirm('确定?'))document.forms[0].submit()">放款</button>`,
    confirms: true,
  },
  {
    say: 'confirm() and then a timer',
    html: `${F}<button id="go" onclick="if(confirm('确定?'))setTimeout(function(){${XHR}},150)">放款</button>`,
    confirms: true,
  },
  {
    say: "the page's own dialog",
    html: `${F}<button id="ask" onclick="d.showModal()">放款</button><dialog id="d">确定?<button id="go" onclick="d.close();${XHR}">确定</button></dialog>`,
    leads: ['#ask'],
  },
  {
    say: 'a layer of the page with its own buttons',
    html: `${F}<button id="ask" onclick="l.hidden=false">放款</button><div id="l" hidden style="position:fixed;inset:0;z-index:2147483647;background:#fff"><a id="go" onclick="l.hidden=true;${XHR}">确定</a></div>`,
    leads: ['#ask'],
  },
  {
    say: 'the last step of several',
    html: `<div id="one">${F}<button id="next" onclick="one.hidden=true;two.hidden=false">下一步</button></div><div id="two" hidden><button id="go" onclick="${XHR}">放款</button></div>`,
    leads: ['#next'],
    page: {
      fields: {
        amount: { from: [{ name: 'amount', hidden: true }] },
        case_id: { from: [{ name: 'case_id', hidden: true }] },
      },
    },
  },
  {
    say: 'a page function with no element pressed',
    html: `${F}<script>function f(){${XHR}}</script>`,
    act: (page) => page.evaluate('void f()'),
  },
  {
    say: 'fetch of a Request with a JSON body',
    html: `${F}<button id="other" onclick="fetch(new Request('/do',{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify({verb:'pay'})})).catch(function(){})">x</button>`,
    act: other,
    action: { triggers: [{ request: { method: 'POST', path: '/do', json: { '/verb': 'pay' } } }] },
  },
  {
    say: 'an XML document sent by XMLHttpRequest, its verb an element',
    html: `${F}<button id="other" onclick="var x=new XMLHttpRequest();x.open('POST','/do');x.send(new DOMParser().parseFromString('<call><verb>pay</verb></call>','text/xml'))">x</button>`,
    act: other,
    action: { triggers: [{ request: { method: 'POST', path: '/do', text: '*<verb>pay</verb>*' } }] },
  },
  {
    say: 'a batch of calls in a blob',
    html: `${F}<button id="other" onclick="fetch('/do',{method:'POST',body:new Blob([JSON.stringify([{op:'look'},{op:'pay'}])])}).catch(function(){})">x</button>`,
    act: other,
    action: { triggers: [{ request: { method: 'POST', path: '/do', json: { '/*/op': 'pay' } } }] },
  },
  {
    say: 'fetch of form data, the last of a key counting',
    html: `${F}<button id="other" onclick="var d=new FormData();d.append('verb','look');d.append('verb','pay');fetch('/do',{method:'POST',body:d}).catch(function(){})">x</button>`,
    act: other,
    action: { triggers: [{ request: { method: 'POST', path: '/do', form: { verb: 'pay' } } }] },
  },
  {
    say: 'a form made by a script for a hidden frame',
    html: `${F}<iframe name="h" hidden></iframe><button id="other" onclick="var f=document.createElement('form');f.method='post';f.action='/do';f.target='h';f.innerHTML='<input name=verb value=pay>';document.body.append(f);f.submit()">x</button>`,
    act: other,
    action: { triggers: [{ request: { method: 'POST', path: '/do', form: { verb: 'pay' } } }] },
  },
];

export const CONSTRUCTS: Construct[] = [...FORMS, ...PRESSES, ...TALKS];
