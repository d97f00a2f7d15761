// Marks at the edges of the page's fields. They lie over the page and never shift its layout.
import { render } from 'preact';
import type { ReminderSurface } from '@/lib/model';
import { langTag, sayer } from '@/components/texts';
import { reminder as en } from '@/components/texts/en/reminder';
import { reminder as zh } from '@/components/texts/zh/reminder';
import { cut } from '@/components/ui/cut';
import { follow } from './follow';
import { Hint } from './Hint';
import { float, type Host } from './host';

type ShowHints = ReminderSurface['showHints'];

const MARK = 24;
/** The mark lies inside the field when the field is at least this wide. */
const INSIDE_FROM = 120;
const NOTE = 332;
/** Time to move the pointer from the mark to its note. */
const LEAVE_MS = 150;

export const createHintSurface =
  (host: Host): ShowHints =>
  (hints, onCase) => {
    const ended = new AbortController();
    const { signal } = ended;
    const box = document.createElement('div');
    box.className = 'float marks';
    const layer = host.layer(() => float(box));
    layer.element.append(box);
    float(box);
    const spots = hints.map(({ view, element }) => {
      const spot = document.createElement('div');
      spot.className = 'spot';
      spot.lang = langTag(view.language);
      box.append(spot);
      return { view, element, spot };
    });
    let open: string | undefined;
    let leaving: ReturnType<typeof setTimeout> | undefined;

    const show = (id: string | undefined): void => {
      clearTimeout(leaving);
      if (open === id) return;
      open = id;
      draw();
      place();
    };
    const draw = (): void => {
      for (const { view, spot } of spots) {
        const leave = (): void => {
          leaving = setTimeout(() => {
            if (open === view.id) show(undefined);
          }, LEAVE_MS);
        };
        render(
          <Hint
            view={view}
            say={sayer(view.language, { zh, en })}
            open={open === view.id}
            trusted={host.trusted}
            onCase={onCase}
            onOpen={(wanted) => (wanted ? show(view.id) : leave())}
          />,
          spot,
        );
      }
    };
    const place = (): void => {
      const wide = document.documentElement.clientWidth || innerWidth;
      for (const { element, spot } of spots) {
        const rect = element.getBoundingClientRect();
        spot.hidden = !element.isConnected || rect.width === 0 || rect.bottom < 0 || rect.top > innerHeight;
        const inside = rect.width >= INSIDE_FROM;
        const x = Math.min(inside ? rect.right - MARK - 2 : rect.right + 4, wide - MARK - 2);
        Object.assign(spot.style, { left: `${x}px`, top: `${rect.top + rect.height / 2 - MARK / 2}px` });
        const note = spot.querySelector<HTMLElement>('.note');
        if (!note) continue;
        const span = Math.min(NOTE, wide - 16);
        const up = rect.bottom + note.offsetHeight + 12 > innerHeight;
        Object.assign(note.style, {
          width: `${span}px`,
          left: `${Math.max(8 - x, Math.min(MARK + 2 - span, 0))}px`,
          top: up ? 'auto' : `${rect.height / 2 + MARK / 2 + 8}px`,
          bottom: up ? `${rect.height / 2 + MARK / 2 + 8}px` : 'auto',
        });
      }
    };

    draw();
    place();
    follow(place, signal);
    // The page's field cannot point at a note in our closed root; so its note is read out when the field gets the focus.
    for (const { view, element } of spots) {
      element.addEventListener(
        'focus',
        () => {
          show(view.id);
          host.announce(cut(view.text));
        },
        { signal },
      );
      element.addEventListener(
        'blur',
        () => {
          leaving = setTimeout(() => {
            if (open === view.id) show(undefined);
          }, LEAVE_MS);
        },
        { signal },
      );
    }

    return {
      close() {
        ended.abort();
        clearTimeout(leaving);
        for (const { spot } of spots) render(null, spot);
        layer.drop();
      },
    };
  };
