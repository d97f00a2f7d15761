import { render } from 'preact';
import { Popup } from '@/components/popup/Popup';
import '@/components/styles/popup.css';
import { HOSTS, POPUP, POPUPS } from './own-views';

document.body.className = 'hu';
const said: unknown[] = [];
Object.assign(window, { said });
const [name = '', language = 'zh'] = location.hash.slice(1).split('/');
const app = document.getElementById('app');
const answer =
  name === 'failed'
    ? Promise.reject(new Error('no worker'))
    : name === 'waiting'
      ? new Promise<never>(() => undefined)
      : Promise.resolve({
          ...(POPUPS[name] ?? POPUP),
          language: language === 'en' ? ('en' as const) : ('zh' as const),
        });
answer.catch(() => undefined);
if (app)
  render(
    <Popup
      first="zh"
      api={{
        popup: () => answer,
        open: (hash) => void said.push(['open', hash]),
        visit: () => undefined,
        openOverlay: () => undefined,
        settings: async () => ({ language: 'zh' }),
        allowHosts: async () => false,
        teachHere: async () => ({ ok: false, why: 'post' }),
        hosts: async () => HOSTS,
      }}
    />,
    app,
  );
