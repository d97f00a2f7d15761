import { render } from 'preact';
import { Card, type Mode } from '@/components/card/Card';
import '@/components/styles/card.css';
import { CARDS } from './day-views';

document.body.className = 'hu';
const [name = '', mode = 'screen', language = 'zh'] = location.hash.slice(1).split('/');
const app = document.getElementById('app');
const card = CARDS[name];
if (app)
  render(
    <Card
      first="zh"
      mode={mode as Mode}
      api={{
        view: () =>
          card
            ? Promise.resolve({ ...card, language: language === 'en' ? 'en' : 'zh' })
            : Promise.reject(new Error('away')),
        onChange: () => undefined,
        print: () => undefined,
        close: () => undefined,
      }}
    />,
    app,
  );
