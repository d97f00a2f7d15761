import { useState } from 'preact/hooks';
import type { HoldView } from '@/lib/model';
import type { ReminderKey } from '@/components/texts/zh/reminder';
import type { Say } from '@/components/texts';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { cut } from '@/components/ui/cut';
import type { Hold } from './useHold';

const hhmm = (at: number): string => new Date(at).toTimeString().slice(0, 5);

/**
 * Who confirms, and how far that is. The PIN is never entered here: asking opens a window of the extension. When nobody
 * answered for ten minutes, or nobody is eligible, that may be noted instead.
 */
export const SecondPerson = ({
  second,
  hold,
  say,
}: {
  second: NonNullable<HoldView['need']['second']>;
  hold: Hold;
  say: Say<ReminderKey>;
}) => {
  const state = hold.filled.second;
  const [chosen, choose] = useState(second.candidates[0]?.id ?? '');
  const person = second.candidates.find((p) => p.id === chosen);
  const done = state.kind === 'ok' || state.kind === 'none' || state.kind === 'refused';
  return (
    <div class="sx second">
      <h3 id="hu-second">
        {say('second.title')} <span class="m">{say('second.who', { post: cut(second.postNames, 60) })}</span>
      </h3>
      {!done && second.candidates.length > 0 && (
        <div class="row wrap">
          <span class="sel">
            <Icon paths={ICONS.user} size={14} />
            <select
              value={chosen}
              aria-label={say('second.pick')}
              disabled={state.kind === 'waiting'}
              onChange={(e) => choose(e.currentTarget.value)}
            >
              {second.candidates.map((p) => (
                <option key={p.id} value={p.id}>
                  {cut(p.name, 30)} · {cut(p.unit, 30)}
                </option>
              ))}
            </select>
          </span>
          <Button disabled={!person} onPress={(e) => person && void hold.ask(person.id, person.name, e)}>
            {say(state.kind === 'idle' ? 'second.ask' : 'second.again')}
          </Button>
        </div>
      )}
      <p class="state" role="status">
        {state.kind === 'waiting' && <b>{say('second.waiting', { name: cut(state.name, 30) })}</b>}
        {state.kind === 'ok' && (
          <b>
            <Icon paths={ICONS.check} size={14} />{' '}
            {say('second.ok', { name: cut(state.name, 30), time: hhmm(state.at) })}
          </b>
        )}
        {state.kind === 'refused' && (
          <>
            <b>{say('second.no', { name: cut(state.name, 30) })}</b>
            {state.sentence && (
              <>
                : “<bdi>{cut(state.sentence)}</bdi>”
              </>
            )}
          </>
        )}
        {state.kind === 'none' && <b>{say('second.none.taken')}</b>}
        {state.kind === 'unanswered' && (
          <>
            <b>{say('second.fail')}</b>
            {state.sentence && (
              <>
                {' '}
                <bdi>{cut(state.sentence)}</bdi>
              </>
            )}
          </>
        )}
        {state.kind === 'idle' && second.candidates.length === 0 && <b>{say('second.none')}</b>}
      </p>
      {!done && (
        <p class="m2 f12">
          {say('second.how')} · {say('second.duty')}
        </p>
      )}
      {!done &&
        (hold.late ? (
          <Button size="small" onPress={hold.nobody}>
            {say('second.none.take')}
          </Button>
        ) : (
          <p class="m f12">{say('second.none.wait')}</p>
        ))}
    </div>
  );
};
