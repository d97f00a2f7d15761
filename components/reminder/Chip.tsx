import { useEffect, useRef } from 'preact/hooks';
import type { ChipItem, ChipView, Matter } from '@/lib/model';
import type { ReminderKey } from '@/components/texts/zh/reminder';
import type { Say } from '@/components/texts';
import { Button } from '@/components/ui/Button';
import { Deadline } from '@/components/ui/Deadline';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { Kbd } from '@/components/ui/Kbd';
import { Draft, Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { CaseLink, Cited } from './HoldParts';

export interface ChipProps {
  view: ChipView;
  say: Say<ReminderKey>;
  open: boolean;
  /** Less than 160 px beside the page's title: mark and count only. */
  mini: boolean;
  known: ReadonlySet<string>;
  trusted: (event: Event) => boolean;
  onToggle: (open: boolean) => void;
  onAck: (id: string) => void;
  onField: (field: string) => void;
  onCase: (matter: Matter) => void;
}

const Item = ({ item, p }: { item: ChipItem; p: ChipProps }) => {
  const { say } = p;
  return (
    <li class="it">
      <Level level={item.level} quiet />
      <p class="t">
        <Draft level={item.level} />
        <Said text={item.sentence} />
      </p>
      <div class="x">
        {item.deadline && (
          <Deadline at={item.deadline.at} from={item.deadline.from} label={item.deadline.label} say={say} />
        )}
        {item.todo && (
          <span>
            <Said text={item.todo} max={80} />
          </span>
        )}
        <Cited source={item.source} say={say} />
        {item.field && (
          <Button
            kind="quiet"
            size="small"
            onPress={(e) => {
              if (p.trusted(e) && item.field) p.onField(item.field);
            }}
          >
            {say('chip.field')}
          </Button>
        )}
        <span class="end">
          {!item.needsAck ? (
            say('chip.free')
          ) : p.known.has(item.id) ? (
            <>
              <Icon paths={ICONS.check} size={14} /> {say('chip.done')}
            </>
          ) : (
            <Button
              size="small"
              onPress={(e) => {
                if (p.trusted(e)) p.onAck(item.id);
              }}
            >
              {say('ack')}
            </Button>
          )}
        </span>
      </div>
    </li>
  );
};

/** Closed: one button with mark and count. Open: what this page's reminders are. Lost: says what it does not guard. */
export const Chip = (p: ChipProps) => {
  const { view, say } = p;
  const button = useRef<HTMLButtonElement>(null);
  const closedHere = useRef(false);
  // Closed by its own button or Esc: focus returns to the chip. Closed because a page's field took the focus: it stays there.
  useEffect(() => {
    if (!p.open && closedHere.current) button.current?.focus({ preventScroll: true });
    closedHere.current = false;
  }, [p.open]);
  const close = (event: Event): void => {
    if (!p.trusted(event)) return;
    closedHere.current = true;
    p.onToggle(false);
  };
  const level = view.items.length > 0 && view.level;
  const lost = view.lost !== undefined && (
    <div class={level ? 'it' : 'chip lost'} role="status">
      <Icon paths={ICONS.unplug} size={14} /> <Said text={view.lost || say('chip.lost')} max={60} />
    </div>
  );
  if (!level) return lost;
  const count = say('chip.count', { n: view.items.length });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from wherever the focus is inside
    <div
      class="chipbox"
      onKeyDown={(e) => {
        if (e.key === 'Escape' && p.open && !e.isComposing) {
          e.preventDefault();
          close(e);
        }
      }}
    >
      <button
        type="button"
        ref={button}
        class={`chip m-${level.mark}`}
        aria-expanded={p.open}
        aria-controls="hu-panel"
        onClick={(e) => {
          if (p.trusted(e)) p.onToggle(!p.open);
        }}
      >
        <Level level={level} quiet={p.mini} />
        {p.mini ? (
          <>
            <b>{view.items.length}</b>
            <span class="vh">{count}</span>
          </>
        ) : (
          <span class="c">{count}</span>
        )}
        {lost && <Icon paths={ICONS.unplug} size={14} />}
        {!p.mini && <Icon paths={p.open ? ICONS.up : ICONS.down} size={14} />}
      </button>
      {p.open && (
        <section class="panel" id="hu-panel" aria-label={say('chip.title')}>
          <header>
            <b>{say('chip.title')}</b>
            <span class="sp" />
            <CaseLink matter={view.matter} {...p} />
            <Button kind="quiet" size="small" onPress={close}>
              {say('chip.close')} <Kbd>Esc</Kbd>
            </Button>
          </header>
          {lost}
          <ul>
            {view.items.map((item) => (
              <Item key={item.id} item={item} p={p} />
            ))}
          </ul>
          <footer class="m2">{say('chip.once')}</footer>
        </section>
      )}
    </div>
  );
};
