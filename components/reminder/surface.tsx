// The reminder's surface in a page. It shows what the watcher hands it and reports what a person did; it judges nothing.
import { render } from 'preact';
import type { Language, ReminderSurface } from '@/lib/model';
import { langTag, sayer } from '@/components/texts';
import { reminder as en } from '@/components/texts/en/reminder';
import { reminder as zh } from '@/components/texts/zh/reminder';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { createChipSurface } from './chip-surface';
import { createGoSurface } from './go-surface';
import { createHintSurface } from './hint-surface';
import { createHoldSurface } from './hold-surface';
import { createHost, float, type Host } from './host';

const TELL_MS = 12_000;

const createTell = (host: Host): ReminderSurface['tell'] => {
  let clear: (() => void) | undefined;
  return (text: string, language: Language) => {
    clear?.();
    const box = document.createElement('div');
    box.className = 'float tell-at';
    box.lang = langTag(language);
    const layer = host.layer(() => float(box));
    layer.element.append(box);
    float(box);
    const done = (): void => {
      clearTimeout(timer);
      render(null, box);
      layer.drop();
      clear = undefined;
    };
    const timer = setTimeout(done, TELL_MS);
    clear = done;
    render(
      <div class="tell">
        <Said text={text} max={120} />
        <Button kind="quiet" size="small" onPress={done}>
          {sayer(language, { zh, en })('ack')}
        </Button>
      </div>,
      box,
    );
    host.announce(text);
  };
};

/** `css`: tokens and the reminder's own style. The surface's host is `host`, for the watcher's shield (`take`). */
export const createReminderSurface = (css: string, signal: AbortSignal): ReminderSurface => {
  const host = createHost(css, signal);
  return {
    host: host.element,
    take: (event) => host.take(event),
    showHold: createHoldSurface(host),
    showChip: createChipSurface(host),
    showHints: createHintSurface(host),
    showGoOn: createGoSurface(host),
    tell: createTell(host),
  };
};
