import { useEffect, useRef, useState } from 'preact/hooks';
import type { Done } from '@/lib/messages/views';
import type { Say } from '@/components/texts';
import type { OwnKey } from '@/components/texts/zh/own';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { clockTime } from '@/components/ui/time';
import { lengthOf } from '@/components/ui/cut';

const MIN_PIN = 6;

/** A refusal in words, with the time from which it may be tried again. */
export const whyNot = (done: Extract<Done, { ok: false }>, say: Say<OwnKey>): string =>
  `${done.sentence}${done.until ? ` · ${say('pin.locked', { at: clockTime(done.until) })}` : ''}`;

/** A PIN set by its owner: twice the same, and the present one when there is one. Only in a page of the extension. */
export const PinForm = ({
  hasPin,
  say,
  onSave,
  onCancel,
}: {
  hasPin: boolean;
  say: Say<OwnKey>;
  onSave: (change: { old?: string; pin: string }) => Promise<Done>;
  onCancel: () => void;
}) => {
  const [old, setOld] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [fault, setFault] = useState<{ at: 'old' | 'pin' | 'again'; text: string }>();
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (lengthOf(pin) < MIN_PIN) return setFault({ at: 'pin', text: say('people.short', { n: MIN_PIN }) });
    if (pin !== again) return setFault({ at: 'again', text: say('people.differ') });
    setBusy(true);
    const done = await onSave({ pin, ...(hasPin && { old }) }).catch(
      (): Done => ({ ok: false, why: 'not_allowed', sentence: say('failed') }),
    );
    setBusy(false);
    if (!done.ok)
      setFault({ at: done.why === 'wrong_pin' || done.why === 'locked' ? 'old' : 'pin', text: whyNot(done, say) });
  };
  const faultAt = (at: 'old' | 'pin' | 'again'): string | undefined =>
    fault?.at === at || (fault?.at === 'old' && !hasPin && at === 'pin') ? fault.text : undefined;

  return (
    <form class="pinform" onSubmit={(e) => void save(e)}>
      {hasPin && (
        <Field
          id="pin-old"
          type="password"
          label={say('people.old')}
          value={old}
          onText={setOld}
          fault={faultAt('old')}
          autoComplete="current-password"
          inputRef={first}
        />
      )}
      <Field
        id="pin-new"
        type="password"
        label={say('people.new')}
        value={pin}
        onText={setPin}
        hint={say('people.rule', { n: MIN_PIN })}
        fault={faultAt('pin')}
        autoComplete="new-password"
        inputRef={hasPin ? undefined : first}
      />
      <Field
        id="pin-again"
        type="password"
        label={say('people.again')}
        value={again}
        onText={setAgain}
        fault={faultAt('again')}
        autoComplete="new-password"
      />
      <div class="row">
        <Button kind="primary" submit disabled={busy}>
          {say('people.save')}
        </Button>
        <Button onPress={onCancel}>{say('people.cancel')}</Button>
      </div>
    </form>
  );
};
