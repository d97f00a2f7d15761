// Keeping one act from being erased, and erasing its personal parts on request. Both are journalled with the reason given.
import { useState } from 'preact/hooks';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import type { ConsoleApi } from './api';
import { Panel, type S } from './shell';

type Done = 'erased' | 'held' | 'failed';

export const Keep = ({
  api,
  say,
  seq,
  held,
  again,
}: {
  api: ConsoleApi;
  say: S;
  seq: number;
  held: boolean;
  again: () => void;
}) => {
  const [why, setWhy] = useState('');
  const [done, setDone] = useState<Done>();
  const hasReason = why.trim().length > 0;
  const hold = (): Promise<void> => api.hold(seq, !held, why.trim()).then(again, () => setDone('failed'));
  const erase = async (): Promise<void> => {
    const isErased = await api.erase(seq, why.trim()).catch(() => undefined);
    setDone(isErased === undefined ? 'failed' : isErased ? 'erased' : 'held');
    if (isErased) again();
  };
  return (
    <Panel title={say('keep')}>
      <p class="m2">{say(held ? 'keep.held' : 'keep.lead')}</p>
      <p>
        <label>
          {say('keep.why')}{' '}
          <input type="text" maxLength={200} value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
        </label>
      </p>
      <p class="row">
        <Button disabled={!hasReason} onPress={() => void hold()}>
          {say(held ? 'keep.lift' : 'keep.hold')}
        </Button>
        <Button disabled={!hasReason || held} onPress={() => void erase()}>
          {say('keep.erase')}
        </Button>
      </p>
      {done && <Banner>{say(`keep.done.${done}`)}</Banner>}
    </Panel>
  );
};
