import type { HoldView } from '@/lib/model';
import type { ReminderKey } from '@/components/texts/zh/reminder';
import type { Say } from '@/components/texts';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { Said } from '@/components/ui/Said';
import { lengthOf } from '@/components/ui/cut';
import { isWrong, MIN_REASON, WRONG } from './hold';
import type { Hold } from './useHold';

/** Quick reasons of the rule, and the clerk's own words. */
export const Reason = ({ need, hold, say }: { need: HoldView['need']; hold: Hold; say: Say<ReminderKey> }) => {
  const { filled } = hold;
  const short = MIN_REASON - lengthOf(filled.text);
  const wrong = isWrong(need, filled);
  const asksText = wrong || need.reason === 'text10' || (need.reason === 'pick' && need.reasons.length === 0);
  const own = need.reason === 'none' ? need.reasons.filter((r) => r.wrongRule) : need.reasons;
  const reasons = own.some((r) => r.wrongRule) ? own : [...own, { id: WRONG, text: say('hold.wrong.pick') }];
  return (
    <fieldset class="sx" aria-labelledby="hu-reason">
      <h3 id="hu-reason">{say(need.reason === 'none' ? 'hold.reason.none' : 'hold.reason')}</h3>
      <div class="pills" role="radiogroup" aria-labelledby="hu-reason">
        {reasons.map((reason, i) => (
          <label key={reason.id} class={`pill${filled.reasonId === reason.id ? ' on' : ''}`}>
            <input
              type="radio"
              class="vh"
              name="hu-reason"
              checked={filled.reasonId === reason.id}
              onChange={(e) => hold.pick(reason.id, e)}
              ref={i === 0 ? hold.at.reason : undefined}
            />
            {filled.reasonId === reason.id && <Icon paths={ICONS.check} size={14} />}
            <Said text={reason.text} max={60} />
          </label>
        ))}
      </div>
      {wrong && <p class="m2 f12">{say('hold.wrong')}</p>}
      {(need.reason !== 'none' || wrong) && (
        <textarea
          class="ta"
          rows={2}
          maxLength={2000}
          ref={hold.at.text}
          value={filled.text}
          aria-label={say('hold.reason.own')}
          aria-required={asksText}
          placeholder={asksText ? say('hold.reason.hint', { n: MIN_REASON }) : say('hold.reason.own')}
          onInput={(e) => hold.write(e.currentTarget.value)}
        />
      )}
      {asksText && short > 0 && lengthOf(filled.text) > 0 && (
        <p class="m f12" role="status">
          {say('hold.reason.left', { n: short })}
        </p>
      )}
    </fieldset>
  );
};
