import { useState } from 'preact/hooks';
import { Banner, Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { Said } from '@/components/ui/Said';
import { cut } from '@/components/ui/cut';
import { useLoaded } from '@/components/ui/useLoaded';
import { PinForm, whyNot } from './PinForm';
import { Ready, type PageProps } from './shell';

/** Staff of this bureau's packs: everyone sets a PIN of their own here, and may sign in. */
export const People = ({ api, say }: PageProps) => {
  const [loaded, again] = useLoaded(() => api.people(), [api]);
  const [open, setOpen] = useState<{ id: string; for: 'pin' | 'sign_in' }>();
  const [pin, setPin] = useState('');
  const [note, setNote] = useState<string>();
  const close = (): void => {
    setOpen(undefined);
    setPin('');
    setNote(undefined);
  };
  const signIn = async (person: string | null, secret?: string): Promise<void> => {
    const done = await api.signIn({ person, ...(secret && { pin: secret }) }).catch(() => undefined);
    if (!done) return setNote(say('failed'));
    if (!done.ok) return setNote(whyNot(done, say));
    close();
    again();
  };
  return (
    <>
      <h1>{say('nav.people')}</h1>
      <p class="m2">{say('people.lead')}</p>
      <Ready loaded={loaded} again={again} say={say}>
        {(view) => {
          const signedIn = view.people.find((p) => p.id === view.signedIn);
          return (
            <>
              <p class="row">
                {signedIn ? (
                  <>
                    <b>{say('people.signedIn', { name: cut(signedIn.name, 30) })}</b>
                    <Button size="small" onPress={() => void signIn(null)}>
                      {say('people.signOut')}
                    </Button>
                  </>
                ) : (
                  <span class="m2">{say('none.person')}</span>
                )}
                {view.pageLogin && <span class="m2">{say('people.page', { name: cut(view.pageLogin, 40) })}</span>}
              </p>
              {note && !open && <Banner>{note}</Banner>}
              {view.people.length === 0 ? (
                <div class="panelbox">
                  <Empty title={say('people.empty')}>{say('people.empty.more')}</Empty>
                </div>
              ) : (
                <div class="scroll">
                  <table class="list plain">
                    <thead>
                      <tr>
                        {(['id', 'name', 'unit', 'posts', 'pin'] as const).map((k) => (
                          <th key={k} scope="col">
                            {say(`people.${k}`)}
                          </th>
                        ))}
                        <th scope="col">
                          <span class="vh">{say('people.set')}</span>
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {view.people.map((p) => [
                        <tr key={p.id}>
                          <td class="n">
                            <Said text={p.id} max={24} />
                          </td>
                          <th scope="row">
                            <Said text={p.name} max={30} />
                          </th>
                          <td>
                            <Said text={p.unit} max={40} />
                          </td>
                          <td>
                            <Said text={p.postNames} max={60} />
                          </td>
                          <td>
                            {p.hasPin ? (
                              <>
                                <Icon paths={ICONS.check} size={14} /> {say('people.pin.set')}
                              </>
                            ) : (
                              <span class="m">{say('people.pin.none')}</span>
                            )}
                          </td>
                          <td class="row end">
                            <Button
                              size="small"
                              label={`${say(p.hasPin ? 'people.change' : 'people.set')} ${cut(p.name, 30)}`}
                              expanded={open?.id === p.id && open.for === 'pin'}
                              onPress={() => {
                                close();
                                setOpen({ id: p.id, for: 'pin' });
                              }}
                            >
                              {say(p.hasPin ? 'people.change' : 'people.set')}
                            </Button>
                            {p.id !== view.signedIn && p.hasPin && (
                              <Button
                                size="small"
                                label={`${say('people.signIn')} ${cut(p.name, 30)}`}
                                onPress={() => {
                                  close();
                                  setOpen({ id: p.id, for: 'sign_in' });
                                }}
                              >
                                {say('people.signIn')}
                              </Button>
                            )}
                          </td>
                        </tr>,
                        open?.id === p.id && (
                          <tr key={`${p.id}-form`} class="formrow">
                            <td colSpan={6}>
                              {open.for === 'pin' ? (
                                <PinForm
                                  hasPin={p.hasPin}
                                  say={say}
                                  onCancel={close}
                                  onSave={async (change) => {
                                    const done = await api.setPin({ person: p.id, ...change });
                                    if (done.ok) {
                                      close();
                                      setNote(say('people.saved', { name: cut(p.name, 30) }));
                                      again();
                                    }
                                    return done;
                                  }}
                                />
                              ) : (
                                <form
                                  class="pinform"
                                  onSubmit={(e) => {
                                    e.preventDefault();
                                    void signIn(p.id, pin);
                                  }}
                                >
                                  <Field
                                    id="sign-pin"
                                    type="password"
                                    label={say('people.pin')}
                                    value={pin}
                                    onText={setPin}
                                    fault={note}
                                    autoComplete="current-password"
                                  />
                                  <div class="row">
                                    <Button kind="primary" submit>
                                      {say('people.signIn')}
                                    </Button>
                                    <Button onPress={close}>{say('people.cancel')}</Button>
                                  </div>
                                </form>
                              )}
                            </td>
                          </tr>
                        ),
                      ])}
                    </tbody>
                  </table>
                </div>
              )}
            </>
          );
        }}
      </Ready>
    </>
  );
};
