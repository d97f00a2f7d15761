// Keeps the chip beside the page's title, and opens and closes its panel.
import { render } from 'preact';
import type { ChipView, ReminderSurface } from '@/lib/model';
import { langTag, sayer } from '@/components/texts';
import { reminder as en } from '@/components/texts/en/reminder';
import { reminder as zh } from '@/components/texts/zh/reminder';
import { Chip } from './Chip';
import { float, type Host } from './host';
import { watchShown, type Receipt } from './receipt';
import { follow } from './follow';

type ShowChip = ReminderSurface['showChip'];

const MINI_BELOW = 160;
const PANEL = 456;
const EDGE = 12;
/** Long enough for a receipt (IntersectionObserver v2 waits 100 ms) and for a person to notice. */
const SEEN_AFTER_MS = 600;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input,select,textarea,[contenteditable]');

export const createChipSurface =
  (host: Host): ShowChip =>
  (first, anchor, on) => {
    const ended = new AbortController();
    const { signal } = ended;
    const box = document.createElement('div');
    box.className = 'float chip-at';
    const layer = host.layer((erased) => {
      if (erased) {
        render(null, box);
        draw();
        wire();
      }
      float(box);
    });
    layer.element.append(box);
    float(box);

    let view: ChipView = first;
    let open = first.open && first.items.length > 0;
    let known: ReadonlySet<string> = new Set();
    let mini = false;
    let panel:
      | { receipt: Receipt; close: AbortController; told: boolean; timer: ReturnType<typeof setTimeout> }
      | undefined;

    const tell = (): void => {
      if (!panel || panel.told) return;
      panel.told = true;
      on.opened(panel.receipt.read());
    };
    const watchPanel = (): void => {
      const element = box.querySelector<HTMLElement>('.panel');
      if (element && !panel) {
        const close = new AbortController();
        panel = {
          receipt: watchShown(element, host.element, 'chip', close.signal),
          close,
          told: false,
          timer: setTimeout(tell, SEEN_AFTER_MS),
        };
      } else if (!element && panel) {
        clearTimeout(panel.timer);
        panel.close.abort();
        panel = undefined;
      }
    };
    const place = (): void => {
      const rect = anchor?.isConnected ? anchor.getBoundingClientRect() : undefined;
      const wide = document.documentElement.clientWidth || innerWidth;
      const away =
        rect !== undefined && (rect.bottom < 0 || rect.top > innerHeight || (rect.width === 0 && rect.height === 0));
      const room = rect ? wide - rect.right - EDGE : wide;
      const nextMini = rect !== undefined && room < MINI_BELOW;
      if (nextMini !== mini) {
        mini = nextMini;
        draw();
      }
      const width = box.firstElementChild instanceof HTMLElement ? box.firstElementChild.offsetWidth : 0;
      const x = rect ? Math.min(rect.right + EDGE, wide - width - EDGE) : wide - width - EDGE;
      const y = rect ? Math.max(0, rect.top + rect.height / 2 - 14) : EDGE;
      // A modal dialog of the page makes our popover inert: rather gone than dead.
      box.hidden = away || document.querySelector('dialog:modal') !== null;
      Object.assign(box.style, { left: `${Math.max(0, x)}px`, top: `${y}px` });
      const panelElement = box.querySelector<HTMLElement>('.panel');
      if (!panelElement) return;
      const span = Math.min(PANEL, wide - 2 * EDGE);
      const shift = Math.min(0, wide - EDGE - span - x);
      const up = y + 36 + panelElement.offsetHeight > innerHeight && y > innerHeight / 2;
      Object.assign(panelElement.style, {
        width: `${span}px`,
        left: `${Math.max(shift, EDGE - x)}px`,
        top: up ? 'auto' : '36px',
        bottom: up ? '36px' : 'auto',
        maxHeight: `${Math.max(160, up ? y - 20 : innerHeight - y - 48)}px`,
      });
    };
    const toggle = (next: boolean): void => {
      if (!next) tell();
      open = next;
      draw();
      place();
    };
    const draw = (): void => {
      box.lang = langTag(view.language);
      render(
        <Chip
          view={view}
          say={sayer(view.language, { zh, en })}
          open={open}
          mini={mini}
          known={known}
          trusted={host.trusted}
          onToggle={toggle}
          onField={(field) => {
            toggle(false);
            on.toField(field);
          }}
          onCase={on.matter}
          onAck={(id) => {
            known = new Set([...known, id]);
            const isInside = host.root.activeElement !== null;
            draw();
            // The button that had the focus is gone: back to the first of the panel.
            if (isInside) box.querySelector<HTMLElement>('.panel button')?.focus();
            if (panel) on.ack(id, panel.receipt.read());
          }}
        />,
        box,
      );
      watchPanel();
    };

    const wire = (): void => {
      follow(place, signal);
      document.addEventListener(
        'focusin',
        (event) => {
          if (open && isField(event.target)) toggle(false);
        },
        { capture: true, signal },
      );
    };

    draw();
    place();
    wire();

    return {
      update(next) {
        if (next.open && !view.open) open = true;
        view = next;
        draw();
        place();
      },
      close() {
        tell();
        ended.abort();
        render(null, box);
        watchPanel();
        layer.drop();
      },
    };
  };
