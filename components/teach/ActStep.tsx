import { Check } from '@/components/ui/Check';
import { Said } from '@/components/ui/Said';
import { Listed } from './FieldsStep';
import { Choices, Strong } from './parts';
import type { TeachProps } from './Teach';

/** The button, and by what it is known that it was pressed. */
export const ActStep = (p: TeachProps) => {
  const { view, acts, say } = p;
  const { act } = view;
  return (
    <>
      {act ? (
        <>
          <p class="row">
            <b>
              <Said text={act.name || say('aim.nameless')} max={30} />
            </b>
            <Strong is={act.strength} say={say} />
          </p>
          {act.strength === 'frail' && <p class="f12 m">{say('act.frail')}</p>}
          <h3>{say('act.choices')}</h3>
          <Choices list={act.choices} say={say} onTick={acts.trigger} />
          {act.mayBulk && (
            <Check ticked={act.bulk} onTick={() => acts.bulk(!act.bulk)}>
              {say('act.bulk')}
            </Check>
          )}
        </>
      ) : (
        <p class="m">{say('act.none')}</p>
      )}
      <p class="f12 m">{say('act.requests')}</p>
      <Listed {...p} />
    </>
  );
};
