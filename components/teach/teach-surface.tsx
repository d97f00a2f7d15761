// Puts teaching over a page: our own closed root, a glass that takes what is pointed so that the page sees nothing of it.
import { render } from 'preact';
import type { TeachActs, TeachView } from '@/lib/model';
import { langTag, sayer } from '@/components/texts';
import { teach as en } from '@/components/texts/en/teach';
import { teach as zh } from '@/components/texts/zh/teach';
import { follow } from '@/components/reminder/follow';
import { createHost, float } from '@/components/reminder/host';
import { Teach } from './Teach';

export interface TeachSurface {
  host: Element;
  draw(): void;
  close(): void;
}

/** `frames`: windows in which Alt+P is heard while the page is used. */
export function createTeachSurface(
  css: string,
  on: { view(): TeachView; acts: TeachActs; frames(): readonly Window[] },
): TeachSurface {
  const ended = new AbortController();
  const { signal } = ended;
  const box = document.createElement('div');
  box.className = 'teach';
  let host: ReturnType<typeof createHost> | undefined;

  const glass = (): HTMLElement | null => box.querySelector<HTMLElement>('.glass');
  /** The page as it lies below the glass. */
  const below = (work: () => void): void => {
    const pane = glass();
    if (pane) pane.style.pointerEvents = 'none';
    work();
    if (pane) pane.style.pointerEvents = '';
  };
  const isOnGlass = (event: MouseEvent): boolean =>
    !!host && event.target === host.element && host.root.elementFromPoint(event.clientX, event.clientY) === glass();

  // Before our shield, which stops these events for everybody.
  const listen = { capture: true, signal } as const;
  addEventListener(
    'pointermove',
    (event) => isOnGlass(event) && below(() => on.acts.aimAt(event.clientX, event.clientY)),
    listen,
  );
  addEventListener(
    'click',
    (event) => {
      if (event.isTrusted && event.detail > 0 && isOnGlass(event))
        below(() => {
          on.acts.aimAt(event.clientX, event.clientY);
          on.acts.pick();
        });
    },
    listen,
  );
  addEventListener(
    'wheel',
    (event) => {
      if (isOnGlass(event)) below(() => on.acts.wheel(event.clientX, event.clientY, event.deltaX, event.deltaY));
    },
    { capture: true, passive: true, signal },
  );
  const heard = new WeakSet<Window>();
  const hearAltP = (): void => {
    for (const win of on.frames()) {
      if (heard.has(win)) continue;
      heard.add(win);
      win.addEventListener(
        'keydown',
        (event) => {
          if (!event.altKey || event.ctrlKey || event.code !== 'KeyP') return;
          event.preventDefault();
          event.stopImmediatePropagation();
          on.acts.pass(!on.view().passing);
        },
        listen,
      );
    }
  };
  hearAltP();

  host = createHost(css, signal);
  const layer = host.layer(() => {
    draw();
    float(box);
  });
  layer.element.append(box);
  float(box);

  function draw(): void {
    const view = on.view();
    box.lang = langTag(view.language);
    if (view.passing) hearAltP();
    render(<Teach view={view} acts={on.acts} say={sayer(view.language, { zh, en })} />, box);
  }
  draw();
  follow(draw, signal);

  return {
    host: host.element,
    draw,
    close() {
      render(null, box);
      layer.drop();
      ended.abort();
    },
  };
}
