// What a page may do to keep a reminder from being seen, heard or believed, one row each. Scripts run as the page's own.

export interface Trick {
  name: string;
  /** Why the row is there. */
  note: string;
  /** Run when the page stands, before the clerk presses. */
  before?: string;
  /** Run while the hold stands. */
  during?: string;
  /**
   * seen: the hold is in sight in the end, with its receipt. suppressed: it cannot be, and the journal and the icon say so.
   * gone: the page went away under it, and the act is unanswered.
   */
  ends: 'seen' | 'suppressed' | 'gone';
  /** Where Firefox ends otherwise. */
  firefox?: Trick['ends'];
  /** Among the few that every run takes; the others are taken by `npm run prove -- hostile`. */
  core?: true;
}

const style = (css: string): string =>
  `{ const s = document.createElement('style'); s.textContent = ${JSON.stringify(css)}; document.head.append(s); }`;
const HOST = `document.querySelector('hulan-surface')`;
/** Something over everything, drawn as the page likes. */
const cover = (open: string, css = ''): string =>
  `{ const c = document.createElement('div'); c.className = 'cover'; c.textContent = '系统维护中'; c.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;margin:0;max-width:none;max-height:none;background:#fff;border:0;z-index:2147483647;${css}'; document.body.append(c); ${open} }`;
const again = (ms: number, script: string): string => `setInterval(() => { ${script} }, ${ms});`;

const HIDE: Trick[] = [
  {
    name: 'opacity of html and body',
    note: 'the first attack on injected dialogs',
    during: style('html,body{opacity:0!important}'),
    ends: 'seen',
  },
  {
    name: 'a filter on html',
    note: 'effects of ancestors; Firefox lets it dim the top layer too',
    during: style('html{filter:opacity(0)}'),
    ends: 'seen',
    firefox: 'suppressed',
  },
  {
    name: 'a clip path on html',
    note: 'effects of ancestors',
    during: style('html{clip-path:inset(100%)}'),
    ends: 'seen',
  },
  {
    name: 'a mask on html',
    note: 'effects of ancestors',
    during: style('html{mask:linear-gradient(transparent,transparent)}'),
    ends: 'seen',
  },
  {
    name: 'a page all in grey',
    note: 'as on days of mourning: nothing is hidden',
    before: style('html{filter:grayscale(100%)}'),
    ends: 'seen',
  },
  {
    name: 'transform of html to nothing',
    note: 'scaled away',
    during: style('html,body{transform:scale(0)!important}'),
    ends: 'seen',
  },
  {
    name: 'html moved off the screen',
    note: 'off-screen ancestor',
    during: style('html{position:absolute!important;left:-99999px!important}'),
    ends: 'seen',
  },
  {
    name: 'visibility hidden on everything',
    note: 'an inherited property',
    during: style('html,body,*{visibility:hidden!important}'),
    ends: 'seen',
  },
  {
    name: 'everything styled away',
    note: 'by selector, important',
    during: style(
      '*{display:none!important;opacity:0!important;pointer-events:none!important;clip-path:inset(100%)!important} html,body{display:block!important;opacity:1!important}',
    ),
    ends: 'seen',
    core: true,
  },
  {
    name: 'our host by its own style',
    note: 'inline, important',
    during: `${HOST}.style.cssText = 'display:none!important;opacity:0!important;visibility:hidden!important;transform:scale(0)!important'`,
    ends: 'seen',
  },
  { name: 'our host made inert', note: 'seen, but dead', during: `${HOST}.setAttribute('inert','')`, ends: 'seen' },
  {
    name: 'our host made a popover',
    note: 'closed popovers are not displayed',
    during: `${HOST}.setAttribute('popover','manual')`,
    ends: 'seen',
  },
  { name: 'html made inert', note: 'everything dead', during: `document.documentElement.inert = true`, ends: 'seen' },
  {
    name: 'blend mode and backdrop',
    note: 'white upon white',
    during: style(
      'html{mix-blend-mode:difference;isolation:isolate} ::backdrop{background:#fff!important;opacity:1!important}',
    ),
    ends: 'seen',
  },
  {
    name: 'an animation that fades everything',
    note: 'not a style that stands there',
    during: style('@keyframes away{to{opacity:0;transform:scale(0)}} *{animation:away 1ms forwards!important}'),
    ends: 'seen',
  },
  {
    name: 'a transition that fades everything',
    note: 'slowly',
    during: style('*{transition:opacity .2s!important;opacity:0!important}'),
    ends: 'seen',
  },
  {
    name: ':has() of our host',
    note: 'hidden only while we are there',
    during: style('html:has(hulan-surface) *{opacity:0!important;clip-path:inset(50%)!important}'),
    ends: 'seen',
  },
  {
    name: 'zoom of html to a speck',
    note: 'too small to read',
    during: style('html{zoom:.05!important}'),
    ends: 'seen',
  },
  {
    name: 'custom properties',
    note: 'our colours set by the page',
    during: style(
      'html,*{--ink-1:transparent!important;--paper-1:transparent!important;--ink-0:transparent!important;color:transparent!important}',
    ),
    ends: 'seen',
  },
  {
    name: 'html not displayed',
    note: 'takes the page away with it',
    during: style('html{display:none!important}'),
    ends: 'suppressed',
    core: true,
  },
  {
    name: 'html skips its contents',
    note: 'content-visibility',
    during: style('html{content-visibility:hidden!important}'),
    ends: 'suppressed',
  },
  {
    name: 'print rules',
    note: 'for paper only',
    during: style('@media print{*{display:none!important}}'),
    ends: 'seen',
  },
];

const COVER: Trick[] = [
  { name: 'a later sibling of the highest z-index', note: 'the oldest cover', during: cover(''), ends: 'seen' },
  {
    name: 'a modal dialog of the page, opened before',
    note: 'its own layer',
    before: `window.modal = document.createElement('dialog'); modal.className='page-modal'; document.body.append(modal);`,
    during: `modal.style.cssText='width:100vw;height:100vh;max-width:none;max-height:none'; modal.showModal()`,
    ends: 'seen',
  },
  {
    name: 'a popover over everything',
    note: 'later in the top layer',
    during: cover(`c.popover='manual'; c.showPopover();`),
    ends: 'seen',
  },
  {
    name: 'a popover that no pointer hits',
    note: 'covers without being hit: only an observer knows',
    during: cover(`c.popover='manual'; c.showPopover();`, 'pointer-events:none;'),
    ends: 'seen',
    core: true,
  },
  {
    name: 'a popover with a hole for the button',
    note: 'the words are covered, the button is not',
    during: cover(`c.popover='manual'; c.showPopover();`, 'clip-path:polygon(0 0,100% 0,100% 55%,0 55%);'),
    ends: 'seen',
  },
  {
    name: 'a popover opened over us again and again',
    note: 'the war of the top layer, without end',
    during: cover(
      `c.popover='manual'; setInterval(() => { if (c.matches(':popover-open')) c.hidePopover(); c.showPopover(); }, 60);`,
    ),
    ends: 'suppressed',
    core: true,
  },
  {
    name: 'a modal dialog opened again and again',
    note: 'the same with dialogs',
    during: `{ const d = document.createElement('dialog'); d.style.cssText='width:100vw;height:100vh;max-width:none;max-height:none'; document.body.append(d); setInterval(() => { d.close(); d.showModal(); }, 60); }`,
    ends: 'suppressed',
  },
  {
    name: 'a full-screen element',
    note: 'asked for by the page when it is pressed',
    before: `document.addEventListener('click', () => document.body.requestFullscreen().catch(() => undefined), true)`,
    during: `document.body.requestFullscreen().catch(() => undefined)`,
    ends: 'seen',
  },
  {
    name: 'a view transition without end',
    note: 'a picture instead of the page; Firefox goes on painting between them',
    during: `${style('::view-transition-new(root),::view-transition-old(root){display:none}')} if (document.startViewTransition) setInterval(() => { try { document.startViewTransition(() => new Promise(() => {})); } catch {} }, 50);`,
    ends: 'suppressed',
    firefox: 'seen',
  },
  {
    name: 'a face of no size under the names of our fonts',
    note: 'there, and nothing to read',
    during: style(
      [
        'PingFang SC',
        'Microsoft YaHei UI',
        'Microsoft YaHei',
        'Noto Sans CJK SC',
        'Noto Sans SC',
        'system-ui',
        'sans-serif',
      ]
        .map((f) => `@font-face{font-family:"${f}";src:local("Noto Sans CJK SC"),local("DejaVu Sans");size-adjust:1%}`)
        .join(''),
    ),
    ends: 'seen',
  },
];

const TAMPER: Trick[] = [
  { name: 'our host taken out', note: 'once', during: `${HOST}.remove()`, ends: 'seen' },
  {
    name: 'our host taken out at every turn',
    note: 'without end',
    during: again(20, `${HOST}?.remove()`),
    ends: 'suppressed',
    core: true,
  },
  {
    name: 'our host moved into a hidden place',
    note: 'still in the page',
    during: `{ const d = document.createElement('div'); d.style.display='none'; document.body.append(d); d.append(${HOST}); }`,
    ends: 'seen',
  },
  {
    name: 'our host moved into a detached tree',
    note: 'no longer in the page',
    during: `document.createElement('div').append(${HOST})`,
    ends: 'seen',
  },
  {
    name: 'the root element replaced',
    note: 'frameworks of old do this',
    during: `{ const h = document.createElement('html'); h.append(document.createElement('head'), document.createElement('body')); document.replaceChild(h, document.documentElement); }`,
    ends: 'seen',
  },
  {
    name: 'document.open() and write()',
    note: 'takes every listener away',
    during: `document.open(); document.write('<!doctype html><p>new</p>'); document.close();`,
    ends: 'seen',
    core: true,
  },
  {
    name: 'an element defined under our name',
    note: 'its constructor would get at the closed root',
    before: `window.taken=[]; customElements.define('hulan-surface', class extends HTMLElement { constructor(){ super(); try { const i = this.attachInternals(); taken.push(() => i.shadowRoot); } catch (e) { taken.push(() => null); } } connectedCallback(){ taken.push(() => this.shadowRoot); } })`,
    ends: 'seen',
    core: true,
  },
  {
    name: 'prototypes bent after us',
    note: 'what the page changes is not what we use',
    before: `for (const [of, names] of [[Element.prototype,['attachShadow','getBoundingClientRect','remove','append','matches','closest']],[Node.prototype,['appendChild','insertBefore','removeChild']],[EventTarget.prototype,['addEventListener','dispatchEvent']],[Document.prototype,['createElement','createElementNS','querySelector','elementFromPoint','adoptNode']],[HTMLDialogElement.prototype,['showModal','close']],[HTMLElement.prototype,['showPopover','focus','click']],[Array.prototype,['push','map','filter','some','every']],[JSON,['parse','stringify']],[String.prototype,['slice','includes','toUpperCase']],[Promise.prototype,['then']],[Reflect,['apply','get']]]) for (const n of names) { try { of[n] = function(){ return undefined; }; } catch {} } Object.prototype.toJSON = () => 1; Object.defineProperty(Array.prototype, 0, { set(){}, configurable: true }); window.MutationObserver = window.IntersectionObserver = class { observe(){} disconnect(){} };`,
    ends: 'seen',
    core: true,
  },
  {
    name: 'names that hide the document’s own',
    note: 'DOM clobbering',
    before: `document.body.insertAdjacentHTML('beforeend','<img name=createElement><img name=createElementNS><form name=querySelector></form><img name=documentElement><img name=elementFromPoint><img name=visibilityState><img name=fonts><img name=implementation><img name=adoptNode><form name=body></form>')`,
    ends: 'seen',
  },
  {
    name: 'a policy that allows nothing',
    note: 'CSP and Trusted Types from a meta element',
    before: `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="Content-Security-Policy" content="default-src \\'none\\'; style-src \\'none\\'; require-trusted-types-for \\'script\\'; trusted-types \\'none\\'">')`,
    ends: 'seen',
  },
  {
    name: 'focus taken again and again',
    note: 'so that keys go elsewhere',
    during: again(
      30,
      `document.querySelector('input:not([type=hidden])')?.focus(); window.focus(); document.activeElement?.blur?.()`,
    ),
    ends: 'seen',
  },
  {
    name: 'endless changes of the document',
    note: 'observers are kept busy',
    during: again(
      5,
      `for (let i = 0; i < 50; i++) { const e = document.createElement('p'); document.body.append(e); e.remove(); }`,
    ),
    ends: 'seen',
  },
  {
    name: 'quirks mode and right to left',
    note: 'old pages',
    before: `document.documentElement.dir='rtl'`,
    ends: 'seen',
  },
  {
    name: 'scroll without end',
    note: 'the anchor runs away',
    during: again(10, `document.body.style.height='9000px'; scrollBy(0, 7)`),
    ends: 'seen',
  },
  {
    name: 'leaves the page',
    note: 'the act is then unanswered',
    during: `location.href='about:blank#gone'`,
    ends: 'gone',
  },
];

export const TRICKS: readonly Trick[] = [...HIDE, ...COVER, ...TAMPER];
