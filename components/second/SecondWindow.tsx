// The window where a second person reads what is to be confirmed and answers with a PIN of their own.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import type { Done, SecondView } from '@/lib/messages/views';
import { langTag, sayer, type Say } from '@/components/texts';
import { own as en } from '@/components/texts/en/own';
import { own as zh, type OwnKey } from '@/components/texts/zh/own';
import { Banner, Empty, Waiting } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { cut, lengthOf } from '@/components/ui/cut';
import { mmss } from '@/components/ui/time';
import { useLoaded } from '@/components/ui/useLoaded';
import type { SecondApi } from '@/components/console/api';
import { PinForm, whyNot } from '@/components/console/PinForm';

type S = Say<OwnKey>;
type Asked = Extract<SecondView, { kind: 'ask' }>;

const Countdown = ({ until, say }: { until: number; say: S }) => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="m f12" role="timer" aria-live="off">
      <Icon paths={PAGE_ICONS.clock} size={14} /> {say('second.left', { mmss: mmss(until - now) })}
    </p>
  );
};

const What = ({ view, say }: { view: Asked; say: S }) => (
  <>
    <p class="m2">{say('second.lead', { name: cut(view.clerk ?? '—', 30), action: cut(view.actionTitle, 60) })}</p>
    {view.subject && (
      <p class="m2">
        {say('second.subject')}{' '}
        <b class="ink">
          <Said text={view.subject} max={80} />
        </b>
      </p>
    )}
    <ul class="flags">
      {view.flags.map((flag, i) => (
        <li key={i} class={`box m-${flag.level.mark}`}>
          <p class="row top">
            <Level level={flag.level} />
            <span class="w">
              <Said text={flag.sentence} max={240} />
            </span>
          </p>
          <dl class="ev">
            {flag.facts.map((f, j) => [
              <dt key={`t${j}`}>
                <Said text={f.label} max={40} />
              </dt>,
              <dd key={`d${j}`}>
                {f.bad ? (
                  <b>
                    <Said text={f.actual} />
                  </b>
                ) : (
                  <Said text={f.actual} />
                )}
                {f.expected && <span class="m2">{say('hold.rule', { expected: cut(f.expected) })}</span>}
              </dd>,
            ])}
          </dl>
          {flag.sources.length > 0 && (
            <p class="m f12">{flag.sources.map((s) => cut(`${s.title}${s.article ?? ''}`, 120)).join(' · ')}</p>
          )}
        </li>
      ))}
    </ul>
  </>
);

const Form = ({
  view,
  api,
  say,
  onDone,
  again,
}: {
  view: Asked;
  api: SecondApi;
  say: S;
  onDone: (how: 'confirmed' | 'refused') => void;
  again: () => void;
}) => {
  const [person, setPerson] = useState(view.chosen ?? view.candidates[0]?.id ?? '');
  const [pin, setPin] = useState('');
  const [mode, setMode] = useState<'ask' | 'refuse' | 'pin'>('ask');
  const [sentence, setSentence] = useState('');
  const [fault, setFault] = useState<{ at: 'pin' | 'sentence'; text: string }>();
  const [busy, setBusy] = useState(false);
  const pinField = useRef<HTMLInputElement>(null);
  const chosen = view.candidates.find((c) => c.id === person);
  useEffect(() => pinField.current?.focus(), [person, mode]);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (mode === 'refuse' && lengthOf(sentence) === 0)
      return setFault({ at: 'sentence', text: say('second.sentence.need') });
    if (pin.length === 0) return setFault({ at: 'pin', text: say('second.need.pin') });
    setBusy(true);
    const failed: Done = { ok: false, why: 'gone', sentence: say('failed') };
    const done = await (mode === 'refuse'
      ? api.refuse({ ticket: view.ticket, person, pin, sentence: sentence.trim().slice(0, 200) })
      : api.confirm({ ticket: view.ticket, person, pin })
    ).catch(() => failed);
    setBusy(false);
    setPin('');
    if (done.ok) return onDone(mode === 'refuse' ? 'refused' : 'confirmed');
    setFault({ at: 'pin', text: whyNot(done, say) });
    pinField.current?.focus();
  };
  const turn = (next: typeof mode): void => {
    setMode(next);
    setFault(undefined);
  };

  if (mode === 'pin' && chosen)
    return (
      <PinForm
        hasPin={false}
        say={say}
        onCancel={() => turn('ask')}
        onSave={async (change) => {
          const done = await api.setPin({ person, ...change });
          if (done.ok) {
            turn('ask');
            again();
          }
          return done;
        }}
      />
    );
  return (
    <form class="stack" onSubmit={(e) => void send(e)}>
      <div class="field">
        <label for="who">{say('second.who')}</label>
        <span class="sel">
          <Icon paths={PAGE_ICONS.user} size={14} />
          <select
            id="who"
            value={person}
            onChange={(e) => {
              setPerson(e.currentTarget.value);
              setFault(undefined);
            }}
          >
            {view.candidates.map((c) => (
              <option key={c.id} value={c.id}>
                {cut(c.id, 20)} · {cut(c.name, 30)} · {cut(c.postNames, 40)}
              </option>
            ))}
          </select>
        </span>
      </div>
      {chosen && !chosen.hasPin ? (
        <Banner
          action={
            <Button size="small" onPress={() => turn('pin')}>
              {say('second.setpin')}
            </Button>
          }
        >
          {say('second.nopin', { name: cut(chosen.name, 30) })}
        </Banner>
      ) : (
        <>
          {mode === 'refuse' && (
            <Field
              id="sentence"
              label={say('second.sentence')}
              value={sentence}
              onText={setSentence}
              fault={fault?.at === 'sentence' ? fault.text : undefined}
            />
          )}
          <Field
            id="pin"
            type="password"
            label={say('second.pin')}
            value={pin}
            onText={setPin}
            fault={fault?.at === 'pin' ? fault.text : undefined}
            autoComplete="current-password"
            inputRef={pinField}
            hint={say('second.duty')}
          />
          <div class="row">
            <Button kind="primary" size="large" submit disabled={busy}>
              {say(mode === 'refuse' ? 'second.refuse' : 'second.yes')}
            </Button>
            <Button size="large" onPress={() => turn(mode === 'refuse' ? 'ask' : 'refuse')}>
              {say(mode === 'refuse' ? 'second.back' : 'second.no')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
};

/** `first`: the language before the worker has answered. */
export const SecondWindow = ({ api, ticket, first }: { api: SecondApi; ticket: string; first: Language }) => {
  const [loaded, again] = useLoaded(() => api.view(ticket), [ticket]);
  const [done, setDone] = useState<'confirmed' | 'refused'>();
  const view = 'value' in loaded ? loaded.value : undefined;
  const language = view?.kind === 'ask' ? view.language : first;
  const say = sayer(language, { zh, en });
  const body = done ? (
    <div class="stack">
      <Banner>{say(done === 'confirmed' ? 'second.done' : 'second.refused')}</Banner>
      <Button onPress={api.close}>{say('second.close')}</Button>
    </div>
  ) : view?.kind === 'gone' ? (
    <Empty title={cut(view.sentence)}>
      <Button onPress={api.close}>{say('second.close')}</Button>
    </Empty>
  ) : view ? (
    <>
      <What view={view} say={say} />
      <Form view={view} api={api} say={say} onDone={setDone} again={again} />
      <Countdown until={view.until} say={say} />
    </>
  ) : loaded.kind === 'failed' ? (
    <Banner
      level={{ mark: 'orange', word: say('fault') }}
      action={
        <Button size="small" onPress={again}>
          {say('retry')}
        </Button>
      }
    >
      {say('failed')}
    </Banner>
  ) : (
    <Waiting word={say('loading')} />
  );
  return (
    <main class="secondwin" lang={langTag(language)}>
      <header>
        <span class="brand">
          <Icon paths={PAGE_ICONS.rail} size={22} />
          {say('brand')}
        </span>
      </header>
      <h1>{say('second.title')}</h1>
      {body}
    </main>
  );
};
