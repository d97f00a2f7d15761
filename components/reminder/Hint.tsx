import type { HintView } from '@/lib/model';
import type { ReminderKey } from '@/components/texts/zh/reminder';
import type { Say } from '@/components/texts';
import { TimeLeft } from '@/components/ui/Deadline';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { SourceLink } from './HoldParts';

/** The mark at a field's edge, and its note while field or mark has focus or the pointer. */
export const Hint = ({
  view,
  say,
  open,
  trusted,
  onOpen,
}: {
  view: HintView;
  say: Say<ReminderKey>;
  open: boolean;
  trusted: (event: Event) => boolean;
  onOpen: (open: boolean) => void;
}) => (
  <div class={`hint m-${view.level.mark}`} onPointerEnter={() => onOpen(true)} onPointerLeave={() => onOpen(false)}>
    <button
      type="button"
      class="mk"
      aria-expanded={open}
      onClick={(e) => {
        if (trusted(e)) onOpen(!open);
      }}
      onFocus={() => onOpen(true)}
      onBlur={() => onOpen(false)}
      onKeyDown={(e) => {
        if (e.key === 'Escape' && trusted(e)) onOpen(false);
      }}
    >
      <Level level={view.level} quiet />
    </button>
    {open && (
      <div class="note" role="note">
        <Level level={view.level} quiet />
        <Said text={view.text} />
        {view.deadline && (
          <div>
            <TimeLeft at={view.deadline.at} turns={view.deadline} say={say} />
          </div>
        )}
        {view.source && (
          <div class="m f12">
            <Said text={view.source.title} max={60} />
            {view.source.article && (
              <>
                {' '}
                <Said text={view.source.article} max={60} />
              </>
            )}{' '}
            <SourceLink source={view.source}>{say('source.open')}</SourceLink>
          </div>
        )}
      </div>
    )}
  </div>
);
