import { render } from 'preact';
import { Host } from '@/components/overlay/Host';
import { Overlay } from '@/components/overlay/Overlay';
import type { OverlayApi } from '@/components/overlay/api';
import '@/components/styles/overlay.css';
import { ITEMS, OVERLAYS } from './day-views';

document.body.className = 'hu';
const [name = '', language = 'zh'] = location.hash.slice(1).split('/');
const app = document.getElementById('app');
const first = language === 'en' ? 'en' : 'zh';
const answer = name.startsWith('host') ? OVERLAYS.quiet : OVERLAYS[name];
let asked = 0;
const api: OverlayApi = {
  // The worker answers once and then is away.
  view: () =>
    name === 'waiting'
      ? new Promise<never>(() => undefined)
      : name === 'away' && asked++ > 0
        ? Promise.reject(new Error('no worker'))
        : Promise.resolve({ ...(answer ?? ITEMS), language: first }),
  start: async () => ({ ok: true }),
  answer: async () => ({ ok: false, why: 'gone' }),
  open: async () => ({ ok: true }),
  check: async () => undefined,
  visit: () => undefined,
  onChange: (changed) => {
    if (name === 'away') setTimeout(changed, 20);
  },
};
let close = (): void => undefined;
if (app && name.startsWith('host'))
  render(
    <Host
      api={api}
      first={first}
      opener={{
        open: async (closed) => {
          close = closed;
          return name === 'host-window' ? undefined : document.createElement('div');
        },
        stands: () => undefined,
      }}
    />,
    app,
  );
else if (app) render(<Overlay api={api} first={first} />, app);
// The tests close the overlay as the browser does.
Reflect.set(globalThis, 'closeOverlay', () => close());
