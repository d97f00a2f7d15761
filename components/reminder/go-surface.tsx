// A small “继续” in the acting frame, beside the pressed control: the dialog stood in another frame.
import { render } from 'preact';
import type { ReminderSurface } from '@/lib/model';
import { langTag } from '@/components/texts';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { follow } from './follow';
import { float, type Host } from './host';

type ShowGoOn = NonNullable<ReminderSurface['showGoOn']>;
const GAP = 6;

export const createGoSurface =
  (host: Host): ShowGoOn =>
  (view, anchor, pressed) => {
    const ended = new AbortController();
    const box = document.createElement('div');
    box.className = 'float go-at';
    box.lang = langTag(view.language);
    const draw = (): void =>
      render(
        <div class="tell">
          <Said text={view.text} max={120} />
          <Button
            kind="primary"
            size="small"
            onPress={(event) => {
              if (host.trusted(event)) pressed();
            }}
          >
            {view.label}
          </Button>
        </div>,
        box,
      );
    /** Below the control where there is room, else above it, always inside the frame. */
    const place = (): void => {
      const at = anchor?.isConnected ? anchor.getBoundingClientRect() : { left: 0, top: 0, bottom: 0 };
      const below = at.bottom + GAP;
      const top = below + box.offsetHeight > innerHeight ? at.top - GAP - box.offsetHeight : below;
      const within = (value: number, most: number): string => `${Math.max(0, Math.min(value, most))}px`;
      box.style.left = within(at.left, innerWidth - box.offsetWidth);
      box.style.top = within(top, innerHeight - box.offsetHeight);
    };
    const layer = host.layer((erased) => {
      if (erased) {
        render(null, box);
        draw();
      }
      float(box);
      place();
    });
    layer.element.append(box);
    draw();
    float(box);
    place();
    follow(place, ended.signal);
    host.announce(view.text);
    return {
      close() {
        ended.abort();
        render(null, box);
        layer.drop();
      },
    };
  };
