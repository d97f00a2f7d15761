import { useState } from 'preact/hooks';
import { Banner } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Panel, type PageProps } from './shell';

/** The bureau's key for identity tokens: a locked file and its passphrase, which stays nowhere. */
export const KeyPanel = ({ api, say }: PageProps) => {
  const [file, setFile] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [fault, setFault] = useState<string>();
  const [brought, setBrought] = useState<string>();
  const bring = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await api
      .importKey({ file, passphrase })
      .catch(() => ({ ok: false as const, sentence: say('failed') }));
    setPassphrase('');
    setFault(done.ok ? undefined : done.sentence);
    if (done.ok) setBrought(done.id);
  };
  return (
    <Panel title={say('key.title')}>
      <p class="m2">{say('key.lead')}</p>
      {brought && <Banner>{say('key.done', { id: brought })}</Banner>}
      <form class="pinform" onSubmit={(event) => void bring(event)}>
        <div class="field">
          <label for="key-file">{say('key.file')}</label>
          <input
            id="key-file"
            type="file"
            accept=".json,.key,application/json"
            onChange={(event) => {
              void event.currentTarget.files?.[0]?.slice(0, 2000).text().then(setFile);
            }}
          />
        </div>
        <Field
          id="key-passphrase"
          type="password"
          autoComplete="off"
          label={say('key.passphrase')}
          value={passphrase}
          onText={setPassphrase}
          {...(fault ? { fault } : {})}
        />
        <Button submit kind="primary" disabled={!file || !passphrase}>
          {say('key.bring')}
        </Button>
      </form>
    </Panel>
  );
};
