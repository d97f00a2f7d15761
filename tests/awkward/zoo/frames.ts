// Every kind of frame and window a page may act in.
import { HEAD, SAY } from '../ear';
import type { Construct } from './constructs';
import { fields, POST } from './constructs';

const INSIDE = `${HEAD}${fields()}<button id="go" onclick="${POST}">放款</button>`;
const FORM = `<!doctype html><form method="post" action="/do">${fields()}<button id="go" name="verb" value="pay">放款</button></form>`;
const quoted = INSIDE.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
const SIZE = 'name="f" width="900" height="600"';
/** Written by a script: what a page listens for on its window before we do is put there by the very writing. */
const TOLD = `<!doctype html><script>${SAY}</script>`;
const TEXT = JSON.stringify(INSIDE.replace(HEAD, TOLD)).replace(/</g, '\\u003c');
const written = `var d=i.contentDocument;d.open();d.write(${TEXT});d.close()`;

const UNPARSED = 'as no script of ours is run when such a document is parsed';

export const FRAMES: Construct[] = [
  {
    say: 'a frame of the same origin',
    html: `<iframe ${SIZE} src="/p2"></iframe>`,
    serves: { '/p2': [INSIDE] },
    frame: 'f',
  },
  {
    say: 'a frame within a frame',
    html: `<iframe name="o" width="950" height="650" src="/p3"></iframe>`,
    serves: { '/p3': [`<!doctype html><iframe ${SIZE} src="/p2"></iframe>`], '/p2': [INSIDE] },
    frame: 'f',
  },
  {
    say: 'a sandboxed frame',
    html: `<iframe ${SIZE} sandbox="allow-scripts allow-forms" src="/p2"></iframe>`,
    serves: { '/p2': [INSIDE] },
    frame: 'f',
  },
  { say: 'a srcdoc frame', html: `<iframe ${SIZE} srcdoc="${quoted}"></iframe>`, frame: 'f' },
  {
    say: 'a sandboxed srcdoc frame',
    html: `<iframe ${SIZE} sandbox="allow-scripts allow-forms" srcdoc="${quoted}"></iframe>`,
    frame: 'f',
  },
  {
    say: 'an about:blank frame that is written to',
    html: `<iframe id="i" ${SIZE} src="about:blank"></iframe><script>${written}</script>`,
    frame: 'f',
    firefox: UNPARSED,
  },
  {
    say: 'a frame without an address that is written to',
    html: `<iframe id="i" ${SIZE}></iframe><script>${written}</script>`,
    frame: 'f',
    firefox: UNPARSED,
  },
  {
    say: 'a javascript: frame',
    html: `<script>var inside=${TEXT}</script><iframe ${SIZE} src="javascript:parent.inside"></iframe>`,
    frame: 'f',
  },
  {
    say: 'a blob: frame',
    html: `<iframe id="i" ${SIZE}></iframe><script>i.src=URL.createObjectURL(new Blob([${TEXT}.replace('/do',location.origin+'/do')],{type:'text/html'}))</script>`,
    frame: 'f',
  },
  {
    say: 'a data: frame, known by its request alone',
    html: `<iframe id="i" ${SIZE}></iframe><script>i.src='data:text/html,'+encodeURIComponent(${TEXT}.replace('/do',location.origin+'/do'))</script>`,
    frame: 'f',
  },
  {
    say: 'a page that may load nothing and trusts no string',
    html: `<iframe ${SIZE} src="/p2"></iframe>`,
    serves: {
      '/p2': [
        FORM,
        { 'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'" },
      ],
    },
    frame: 'f',
  },
  {
    say: 'a page without scripts',
    html: `<iframe ${SIZE} src="/p2"></iframe>`,
    serves: { '/p2': [FORM, { 'content-security-policy': 'sandbox allow-forms allow-modals' }] },
    frame: 'f',
  },
  {
    say: 'a frame that a script makes and uses at once',
    html: `${fields()}<button id="other" onclick="var i=document.createElement('iframe');i.hidden=true;document.body.append(i);i.contentWindow.fetch('/do',{method:'POST',body:'a=1'}).catch(function(){})">x</button>`,
    act: (page) => page.click('#other'),
    page: {
      fields: {
        amount: { from: [{ name: 'amount', frame: 'top' }] },
        case_id: { from: [{ name: 'case_id', frame: 'top' }] },
      },
    },
  },
  {
    say: 'a frameset',
    html: '<frameset cols="20%,80%"><frame name="menu" src="/p2m"><frame name="f" src="/p2"></frameset>',
    serves: { '/p2': [INSIDE], '/p2m': ['<!doctype html>menu'] },
    frame: 'f',
  },
  {
    say: 'a window that is written to',
    html: `<button id="opens" onclick="var w=window.open('about:blank');w.document.write(${TEXT.replace(/"/g, '&quot;')});w.document.close()">开</button>`,
    leads: ['#opens'],
    window: true,
  },
  {
    say: 'a window with an address',
    html: `<button id="opens" onclick="window.open('/p2')">开</button>`,
    serves: { '/p2': [INSIDE] },
    leads: ['#opens'],
    window: true,
  },
];
