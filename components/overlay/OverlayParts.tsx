// Rows of the overlay: what waits, what is due, what was said today, what is out of order.
import type { DeadlineView, KnowView, SecondRequestView, TodayLine, TodoView } from '@/lib/messages/views';
import type { Say } from '@/components/texts';
import type { OverlayKey } from '@/components/texts/zh/overlay';
import { Button } from '@/components/ui/Button';
import { TimeLeft } from '@/components/ui/Deadline';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { clockTime } from '@/components/ui/time';

export type S = Say<OverlayKey>;
export interface Acts {
  open(what: 'act' | 'deadline' | 'second', id: string): void;
  answer(event: string, kind: 'back' | 'acknowledge'): void;
  /** Tries the packs' source once more. */
  check(): void;
}

export const Todo = ({ item, say, acts }: { item: TodoView; say: S; acts: Acts }) => (
  <li class="ovrow">
    <Level level={item.level} quiet />
    <div class="grow">
      <p class="w">
        <Said text={item.sentence} max={80} />
      </p>
      <p class="m2 f12">
        {item.subject && (
          <>
            <Said text={item.subject} max={40} /> ·{' '}
          </>
        )}
        <Said text={item.actionTitle} max={30} /> · {item.askText}
        {item.more > 0 && <> · {say('overlay.more', { n: item.more })}</>}
      </p>
      {item.deadline && (
        <p class="f12">
          <TimeLeft at={item.deadline.due} turns={item.deadline} say={say} />
        </p>
      )}
    </div>
    <div class="ovacts">
      {item.canOpen && (
        <Button size="small" onPress={() => acts.open('act', item.event)}>
          {say('overlay.show')}
        </Button>
      )}
      {item.kind === 'hold' ? (
        <Button size="small" onPress={() => acts.answer(item.event, 'back')}>
          {say('overlay.back')}
        </Button>
      ) : (
        <Button size="small" onPress={() => acts.answer(item.event, 'acknowledge')}>
          {say('overlay.ack')}
        </Button>
      )}
    </div>
  </li>
);

export const Due = ({ item, say, acts }: { item: DeadlineView; say: S; acts: Acts }) => (
  <li class="ovrow due">
    <div class="grow">
      <Said text={item.what} max={40} />
      {item.matter && (
        <span class="m2 f12 blk">
          <Said text={item.matter} max={40} />
        </span>
      )}
    </div>
    <span role="timer" aria-live="off">
      <TimeLeft at={item.due} turns={item} say={say} />
    </span>
    {item.canOpen && (
      <Button size="small" onPress={() => acts.open('deadline', item.id)}>
        {say('overlay.show')}
      </Button>
    )}
  </li>
);

export const Today = ({ line }: { line: TodayLine }) => (
  <li class="ovrow">
    <Level level={line.level} quiet />
    <div class="grow">
      <Said text={line.sentence} max={80} />
      {line.subject && (
        <span class="m2 f12 blk">
          <Said text={line.subject} max={40} />
        </span>
      )}
    </div>
    <time class="m f12 nw">{clockTime(line.at)}</time>
  </li>
);

export const Know = ({ line, fault }: { line: KnowView; fault: string }) => (
  <li class="ovrow">
    {line.mark ? <Level level={{ mark: line.mark, word: fault }} quiet /> : <Icon paths={ICONS.unplug} />}
    <div class="grow">
      <Said text={line.sentence} max={80} />
      <span class="m2 f12 blk">
        <Said text={line.more} max={80} />
      </span>
    </div>
  </li>
);

/** Another person at this desk is asked. The words they need to decide; the PIN only in the window that stands open. */
export const Second = ({ ask, say, acts }: { ask: SecondRequestView; say: S; acts: Acts }) => (
  <div class="ovsecond">
    <p class="w f16">
      <Said text={ask.sentence} max={120} />
    </p>
    <dl class="pairs">
      <dt>{say('second.action')}</dt>
      <dd>
        <Said text={ask.actionTitle} max={40} />
      </dd>
      {ask.subject && (
        <>
          <dt>{say('second.subject')}</dt>
          <dd>
            <Said text={ask.subject} max={60} />
          </dd>
        </>
      )}
      <dt>{say('second.posts')}</dt>
      <dd>
        <Said text={ask.posts.join(' / ')} max={80} />
      </dd>
    </dl>
    <span class="sp" />
    <Button kind="primary" size="large" onPress={() => acts.open('second', ask.ticket)}>
      {say('second.open')}
    </Button>
  </div>
);
