import { Button } from '@/components/ui/Button';
import { Choices, Line, Pick } from './parts';
import type { TeachProps } from './Teach';

/** What this page is, what is done on it, and how it is known. */
export const PageStep = ({ view, acts, say }: TeachProps) => {
  const { setup } = view;
  return (
    <>
      <Line
        id="st"
        label={say('setup.systemTitle')}
        value={setup.systemTitle}
        readOnly={view.known}
        onText={(systemTitle) => acts.set({ systemTitle })}
      />
      <Line
        id="s"
        label={say('setup.system')}
        value={setup.system}
        readOnly={view.known}
        hint={say('setup.ids')}
        onText={(system) => acts.set({ system })}
      />
      <Line
        id="pt"
        label={say('setup.pageTitle')}
        value={setup.pageTitle}
        onText={(pageTitle) => acts.set({ pageTitle })}
      />
      <Line
        id="p"
        label={say('setup.page')}
        value={setup.page}
        hint={say('setup.ids')}
        onText={(page) => acts.set({ page })}
      />
      <Pick
        id="a"
        label={say('setup.action')}
        value={setup.action}
        options={[
          { value: '', word: say('setup.own') },
          ...view.actions.map(({ key, title }) => ({ value: key, word: `${title} · ${key}` })),
        ]}
        onPick={(action) => acts.set({ action })}
      />
      {!setup.action && (
        <>
          <Line
            id="ot"
            label={say('setup.ownTitle')}
            value={setup.ownTitle}
            onText={(ownTitle) => acts.set({ ownTitle })}
          />
          <Line
            id="ok"
            label={say('setup.ownKey')}
            value={setup.ownKey}
            hint="loan.disburse"
            onText={(ownKey) => acts.set({ ownKey })}
          />
          <Line id="ow" label={say('setup.what')} value={setup.what} onText={(what) => acts.set({ what })} />
          <Line id="od" label={say('setup.done')} value={setup.done} onText={(done) => acts.set({ done })} />
        </>
      )}
      {view.frames.length > 1 && (
        <Pick
          id="f"
          label={say('setup.frame')}
          value={String(view.frames.find(({ chosen }) => chosen)?.at ?? 0)}
          options={view.frames.map(({ at, name }) => ({ value: String(at), word: name }))}
          onPick={(at) => acts.frame(Number(at))}
        />
      )}
      {view.unreachable > 0 && <p class="m f12">{say('setup.unreachable', { n: view.unreachable })}</p>}
      <h3>{say('when')}</h3>
      <Choices list={view.page} say={say} onTick={acts.pageChoice} />
      <div class="row wrap snap">
        <span class="m f12">{say('snap.count', { here: view.snapshots.here, n: view.snapshots.here })}</span>
        <Button size="small" onPress={acts.snapshot}>
          {say('snap.keep')}
        </Button>
      </div>
    </>
  );
};
