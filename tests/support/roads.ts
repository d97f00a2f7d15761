// Commits by roads on which a page's own scripts cannot be heard.

/** Each sends one commit that the credit system's adapter names, unseen from within the page. */
export const ROADS = [
  {
    road: 'fetch in a Web Worker',
    detail: 'POST /api/loan/disburse',
    script: `new Worker(URL.createObjectURL(new Blob(["fetch('" + location.origin + "/api/loan/disburse',{method:'POST',body:'secret=1'})"])))`,
  },
  {
    road: 'the ping of a link',
    detail: 'POST /api/contract/sign',
    script: `{ const a = document.createElement('a'); a.href = '#'; a.ping = '/api/contract/sign'; document.body.append(a); a.click(); }`,
  },
  {
    road: 'a form in a closed shadow root, sent to a hidden frame',
    detail: 'POST /api/loan/approve',
    script: `{ const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
      root.innerHTML = '<iframe name="out" hidden></iframe><form method="post" action="/api/loan/approve" target="out"></form>';
      root.querySelector('form').requestSubmit(); }`,
  },
];
export const SOCKET = {
  detail: 'WebSocket /live',
  script: `new WebSocket('ws://' + location.host + '/live?token=secret')`,
};
/** Gaps the second witness wrote, a line each, in order. */
export const witnessed = (journal: readonly { kind: string; body: Record<string, unknown> }[]): string[] =>
  journal
    .filter(({ kind, body }) => kind === 'gap' && /^(commit_unseen|channel_unwatched)$/.test(String(body.reason)))
    .map(({ body }) => `${body.reason} ${body.adapter} ${body.detail}`)
    .sort();
/** What it should write of these roads and the socket. */
export const expected = (roads: readonly { detail: string }[]): string[] =>
  [
    ...roads.map(({ detail }) => `commit_unseen credit-practice ${detail}`),
    `channel_unwatched credit-practice ${SOCKET.detail}`,
  ].sort();
