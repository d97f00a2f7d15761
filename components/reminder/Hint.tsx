import type { HintView, Matter } from '@/lib/model';
import type { ReminderKey } from '@/components/texts/zh/reminder';
import type { Say } from '@/components/texts';
import { TimeLeft } from '@/components/ui/Deadline';
import { Draft, Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { CaseLink, Cited } from './HoldParts';

/** The mark at a field's edge, and its note while field or mark has focus or the pointer. */
export const Hint = ({
  view,
  say,
  open,
  trusted,
  onOpen,
  onCase,
}: {
  view: HintView;
  say: Say<ReminderKey>;
  open: boolean;
  trusted: (event: Event) => boolean;
  onOpen: (open: boolean) => void;
  onCase: (matter: Matter) => void;
}) => (
  <div
    class={`hint m-${view.level.mark}`}
    onPointerEnter={() => onOpen(true)}
    onPointerLeave={() => onOpen(false)}
    onFocusIn={() => onOpen(true)}
    onFocusOut={() => onOpen(false)}
  >
    <button
      type="button"
      class="mk"
      aria-expanded={open}
      onClick={(e) => {
        if (trusted(e)) onOpen(!open);
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape' && trusted(e)) onOpen(false);
      }}
    >
      <Level level={view.level} quiet />
    </button>
    {open && (
      <div class="note" role="note">
        <Level level={view.level} quiet />
        <Draft level={view.level} />
        <Said text={view.text} />
        {view.deadline && (
          <div>
            <TimeLeft at={view.deadline.at} turns={view.deadline} say={say} />
          </div>
        )}
        <div class="m f12">
          <Cited source={view.source} say={say} />
          <CaseLink matter={view.matter} say={say} trusted={trusted} onCase={onCase} />
        </div>
      </div>
    )}
  </div>
);
