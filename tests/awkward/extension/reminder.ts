// A bare surface in place of the reminder: what stands on it can be clicked by a test.
import type { HoldOutcome, ReminderSurface } from '@/lib/model';

const receipt = { text: 'bare', textVersion: '1', surface: 'hold', visibleMs: 0, receipt: 'seen' } as const;
if (!('__hulanSurface' in globalThis)) {
  const host = document.createElement('hulan-test');
  const root = host.attachShadow({ mode: 'open' });
  const put = (html: string): HTMLElement => {
    if (!host.isConnected) document.documentElement.append(host);
    const box = document.createElement('div');
    box.innerHTML = html;
    root.append(box);
    return box;
  };
  const surface: ReminderSurface = {
    showHold(view, on) {
      const box = put(
        '<dialog role="alertdialog"><p></p><button class="back">back</button><button class="on">on</button></dialog>',
      );
      const dialog = box.querySelector('dialog');
      const p = box.querySelector('p');
      const draw = ({ ask, title, hits, notes, anchor, lit = [] }: typeof view): void => {
        if (p) p.textContent = `${ask}|${title}|${hits.map((h) => h.sentence).join(';')}|${notes.join(';')}`;
        if (dialog) Object.assign(dialog.dataset, { lit: JSON.stringify(lit), anchored: String(!!anchor) });
      };
      draw(view);
      const answer = (outcome: HoldOutcome) => (): void => {
        box.remove();
        on.outcome(outcome, receipt);
      };
      box.querySelector('.back')?.addEventListener('click', answer({ kind: 'back' }));
      box
        .querySelector('.on')
        ?.addEventListener('click', answer({ kind: 'continue', checks: view.need.checks.map((c) => c.id) }));
      addEventListener('pagehide', answer({ kind: 'unanswered', why: 'navigated' }));
      dialog?.showModal();
      return { close: () => box.remove(), alert: () => undefined, update: draw };
    },
    showChip(view, _anchor, on) {
      const box = put('<div class="chip"></div>');
      const draw = (v: typeof view): void => {
        const c = box.firstElementChild;
        if (c) c.textContent = v.items.map((i) => i.sentence).join(';');
      };
      draw(view);
      box.addEventListener('click', () => {
        const [i] = view.items;
        if (i) on.ack(i.id, { ...receipt, surface: 'chip' });
      });
      return { update: draw, close: () => box.remove() };
    },
    showHints: (hints) => {
      const box = put(hints.map(() => '<i class="hint"></i>').join(''));
      return { close: () => box.remove() };
    },
    showGoOn(view, _anchor, pressed) {
      const box = put('<button class="go-on"></button>');
      const [button] = box.children;
      if (button) button.textContent = view.label;
      button?.addEventListener('click', pressed);
      return { close: () => box.remove() };
    },
    tell: (text) => {
      const tell = put('<div class="tell"></div>').firstElementChild;
      if (tell) tell.textContent = text;
    },
  };
  Object.defineProperty(globalThis, '__hulanSurface', { value: surface, configurable: true });
}
