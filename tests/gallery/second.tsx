import { render } from 'preact';
import { SecondWindow } from '@/components/second/SecondWindow';
import '@/components/styles/second.css';
import { SECOND } from './own-views';

document.body.className = 'hu';
const gone = location.hash === '#gone';
const app = document.getElementById('app');
if (app)
  render(
    <SecondWindow
      first="zh"
      ticket="t-1"
      api={{
        view: async () => (gone ? { kind: 'gone', sentence: '这次确认已结束。' } : SECOND),
        confirm: async ({ pin }) =>
          pin === '482913' ? { ok: true } : { ok: false, why: 'wrong_pin', sentence: '口令不符，还可再试 4 次。' },
        refuse: async () => ({ ok: true }),
        setPin: async () => ({ ok: true }),
        close: () => undefined,
      }}
    />,
    app,
  );
