// Runs in a gallery page: shows the state named in the address (`#hold/justification`) over an old-style bureau page.
import { createReminderSurface } from '@/components/reminder/surface';
import atoms from '@/components/styles/atoms.css?inline';
import reminder from '@/components/styles/reminder.css?inline';
import tokens from '@/components/styles/tokens.css?inline';
import type { Rect } from '@/lib/model';
import { CHIP, HINT, HOLDS, TRIED_CHIP, TRIED_HINT } from './views';

declare global {
  interface Window {
    said: unknown[];
    answerSecond?: (
      reply: { ok: true; ticket: string; at: number; post: string } | { ok: false; sentence: string },
    ) => void;
  }
}
window.said = [];
const note =
  (name: string) =>
  (...what: unknown[]): void =>
    void window.said.push([name, ...what]);
const surface = createReminderSurface(tokens + atoms + reminder, new AbortController().signal);
const [kind, name = '', where = 'submit'] = location.hash.slice(1).split('/');
const at = (id: string): Element | null => document.getElementById(id);
function boxOf(element: Element | null): Rect | undefined {
  const box = element?.getBoundingClientRect();
  return box && { x: box.x, y: box.y, width: box.width, height: box.height };
}

if (kind === 'hold') {
  const view = HOLDS[name];
  const anchor = boxOf(at(where));
  const lit = ['until', 'statements'].flatMap((id) => boxOf(at(id)) ?? []);
  if (view)
    surface.showHold(
      { ...view, ...(anchor && { anchor }), ...(anchor && { lit }) },
      {
        outcome: note('outcome'),
        draft: note('draft'),
        opened: note('opened'),
        matter: note('matter'),
        second: () =>
          new Promise((resolve) => {
            window.answerSecond = resolve;
          }),
      },
    );
}
if (kind === 'chip') {
  const open = { ...(name.startsWith('draft') ? TRIED_CHIP : CHIP), open: !name.endsWith('closed') };
  const view =
    name === 'lost'
      ? { ...CHIP, items: [], lost: '页面结构已变，该页暂不提醒' }
      : name === 'doubtful'
        ? { ...open, lost: '“缓缴期限”读不准，该页提醒可能不全' }
        : open;
  surface.showChip(view, at(where === 'submit' ? 'title' : where), {
    ack: note('ack'),
    toField: note('toField'),
    opened: note('opened'),
    matter: note('matter'),
  });
}
if (kind === 'hint')
  surface.showHints(
    [
      { view: name === 'draft' ? TRIED_HINT : HINT, element: at('until') ?? document.body },
      {
        view: { ...HINT, id: 'h2', level: { mark: 'blue', word: '提示' } },
        element: at('statements') ?? document.body,
      },
    ],
    note('matter'),
  );
if (kind === 'tell') surface.tell('页面已变化，请再按一次', 'zh');
