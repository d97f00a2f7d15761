// Puts the hold into the page: modal, beside the pressed control, back on top when the page covers it.
import { render } from 'preact';
import type { HoldOutcome, ReminderSurface } from '@/lib/model';
import { reminder as en } from '@/components/texts/en/reminder';
import { reminder as zh } from '@/components/texts/zh/reminder';
import { HoldDialog } from './HoldDialog';
import type { Kept } from './useHold';
import { langTag, sayer } from '@/components/texts';
import type { Host } from './host';
import { createLight } from './light';
import { placeHold, SHEET_BELOW, type Box } from './place';
import { watchShown } from './receipt';
import { keepInSight } from './stand';

type ShowHold = ReminderSurface['showHold'];

/** CSS px; a hold with a stepper needs the wider one. */
const WIDTH = { narrow: 520, wide: 620 };
const DRAFT_AFTER_MS = 400;

const set = (element: HTMLElement, box: Box | undefined): void => {
  element.hidden = box === undefined;
  if (box)
    Object.assign(element.style, {
      left: `${box.x}px`,
      top: `${box.y}px`,
      width: `${box.width}px`,
      height: `${box.height}px`,
    });
};

export const createHoldSurface =
  (host: Host): ShowHold =>
  (first, on) => {
    let view = first;
    const ended = new AbortController();
    const { signal } = ended;
    const say = sayer(first.language, { zh, en });
    const dialog = document.createElement('dialog');
    const tie = document.createElement('i');
    const room = document.createElement('div');
    dialog.className = `veil m-${view.hits[0]?.level.mark ?? 'blue'}`;
    dialog.lang = langTag(view.language);
    for (const [name, value] of [
      ['role', 'alertdialog'],
      ['aria-modal', 'true'],
      ['aria-labelledby', 'hu-say'],
      ['aria-describedby', 'hu-facts'],
    ] as const)
      dialog.setAttribute(name, value);
    tie.className = 'tie';
    dialog.append(tie, room);
    const light = createLight(dialog);

    /** Open, and above whatever the page opened meanwhile; focus stays where it was. */
    const promote = (): void => {
      const focused = host.root.activeElement;
      const zoom = host.element.currentCSSZoom ?? 1;
      layer.element.style.setProperty('zoom', zoom === 1 ? '' : String(1 / zoom));
      if (dialog.open) dialog.close();
      if (typeof dialog.showModal === 'function' && dialog.isConnected) dialog.showModal();
      else dialog.setAttribute('open', '');
      const at =
        focused instanceof HTMLElement && dialog.contains(focused)
          ? focused
          : room.querySelector<HTMLElement>('footer button');
      at?.focus({ preventScroll: true });
    };
    const layer = host.layer((erased) => {
      if (erased) {
        render(null, room);
        wire();
        draw();
        anchor = undefined;
        fields = [];
        place();
        watchCard();
      }
      promote();
    });
    layer.element.append(dialog);
    host.hush(true);

    /** What the dialog stands beside; what of it is lit, the view says anew when the page moves or hides it. */
    let anchor = first.anchor;
    let fields = first.lit ?? [];
    let drafting: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    let inSight = (): boolean => true;
    const kept: Kept = {};

    const place = (): void => {
      const card = room.querySelector<HTMLElement>('.card');
      if (!card) return;
      const size = { width: document.documentElement.clientWidth || innerWidth, height: innerHeight };
      const width = card.classList.contains('wide') ? WIDTH.wide : WIDTH.narrow;
      Object.assign(card.style, {
        width: `${size.width < SHEET_BELOW ? size.width : Math.min(width, size.width - 24)}px`,
        maxHeight: `${size.height - 24}px`,
      });
      const at = placeHold(size, { width, height: card.offsetHeight }, anchor, host.pointer(), fields);
      card.dataset.side = at.side;
      Object.assign(card.style, {
        left: `${at.x}px`,
        top: at.side === 'bottom' ? 'auto' : `${at.y}px`,
        bottom: at.side === 'bottom' ? '0' : 'auto',
        width: `${at.width}px`,
        maxHeight: `${at.maxHeight}px`,
      });
      light.draw(size, view.anchor, view.lit ?? []);
      set(tie, JSON.stringify(view.anchor) === JSON.stringify(anchor) ? at.tie : undefined);
    };
    const end = (): void => {
      if (over) return;
      over = true;
      clearTimeout(drafting);
      host.hush(false);
      ended.abort();
      if (dialog.open && typeof dialog.close === 'function') dialog.close();
      render(null, room);
      layer.drop();
    };
    const answer = (outcome: HoldOutcome): void => {
      if (over) return;
      const shown = receipt.read();
      end();
      on.outcome(outcome, shown);
    };
    let alerted: string | undefined;
    const draw = (): void =>
      render(
        <HoldDialog
          view={view}
          kept={kept}
          say={say}
          alert={alerted}
          trusted={host.trusted}
          now={() => performance.now()}
          inSight={() => inSight()}
          onOutcome={answer}
          onCase={on.matter}
          onSecond={on.second}
          onDraft={(text) => {
            clearTimeout(drafting);
            drafting = setTimeout(() => on.draft(text), DRAFT_AFTER_MS);
          }}
        />,
        room,
      );

    const wire = (): void => {
      // The browser closes a modal dialog on Esc by itself; that is the clerk going back. Reopened by us it is open again here.
      dialog.addEventListener(
        'cancel',
        (event) => {
          event.preventDefault();
          if (event.isTrusted) answer({ kind: 'back' });
        },
        { signal },
      );
      dialog.addEventListener(
        'close',
        () => {
          if (!dialog.open && !over) promote();
        },
        { signal },
      );
      // The page underneath must not scroll away from its ring.
      dialog.addEventListener(
        'wheel',
        (event) => {
          if (!(event.target instanceof Element && event.target.closest('.body'))) event.preventDefault();
        },
        { signal, passive: false },
      );
      addEventListener(
        'resize',
        () => {
          anchor = undefined;
          fields = [];
          place();
        },
        { signal },
      );
      addEventListener(
        'pagehide',
        (event) => {
          if (event.isTrusted) answer({ kind: 'unanswered', why: 'navigated' });
        },
        { signal },
      );
    };

    wire();
    draw();
    promote();
    place();
    const cardNow = (): HTMLElement => room.querySelector<HTMLElement>('.card') ?? room;
    const receipt = watchShown(cardNow(), host.element, 'hold', signal);
    const grown = typeof ResizeObserver === 'function' ? new ResizeObserver(place) : undefined;
    signal.addEventListener('abort', () => grown?.disconnect());
    /** After document.open() the card is another one. */
    const watchCard = (): void => {
      receipt.watch(cardNow());
      grown?.disconnect();
      grown?.observe(cardNow());
    };
    watchCard();
    inSight = keepInSight(
      {
        receipt,
        host: host.element,
        raise: promote,
        suppressed: () => on.suppressed?.({ ...receipt.read(), receipt: 'suppressed' }),
        giveUp: () => answer({ kind: 'unanswered', why: 'closed' }),
      },
      signal,
    );
    on.opened();

    return {
      close: end,
      back: () => answer({ kind: 'back' }),
      alert(text) {
        alerted = text;
        if (!over) draw();
      },
      update(next) {
        if (over) return;
        view = next;
        dialog.className = `veil m-${next.hits[0]?.level.mark ?? 'blue'}`;
        draw();
        place();
      },
    };
  };
