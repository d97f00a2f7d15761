// The clerk's own words on an act: what was said, what became of it, and the form for more.
import { useState } from 'preact/hooks';
import type { MineLine, MineNote } from '@/lib/messages/views';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { shortTime } from '@/components/ui/time';
import type { ConsoleApi } from './api';
import type { S } from './shell';

type Kind = Exclude<MineNote['kind'], 'asked'>;

export const Notes = ({ line, api, say, again }: { line: MineLine; api: ConsoleApi; say: S; again: () => void }) => {
  const [kind, setKind] = useState<Kind>();
  return (
    <>
      {line.notes.map((note) => (
        <Note key={note.seq} note={note} say={say} />
      ))}
      {kind ? (
        <Form
          line={line}
          kind={kind}
          api={api}
          say={say}
          done={(recorded) => {
            setKind(undefined);
            if (recorded) again();
          }}
        />
      ) : (
        <p class="row">
          <button type="button" class="as-link" onClick={() => setKind('statement')}>
            {say('mine.state')}
          </button>
          {line.rules.length > 0 && (
            <button type="button" class="as-link" onClick={() => setKind('report')}>
              {say('mine.report')}
            </button>
          )}
        </p>
      )}
    </>
  );
};

const Note = ({ note, say }: { note: MineNote; say: S }) => (
  <p class="m2">
    <b>
      {note.kind === 'asked'
        ? say('mine.said.asked', { by: note.by ?? '' })
        : note.kind === 'report'
          ? say('mine.said.report', { rule: note.rule ?? '' })
          : say('mine.said.statement')}
    </b>{' '}
    {shortTime(note.at)} · <Said text={note.text} max={400} />
    {note.kind === 'report' && (
      <span class="m">
        {' '}
        ·{' '}
        {note.became
          ? say('mine.became', { at: shortTime(note.became.at), text: note.became.text })
          : say('mine.waits')}
      </span>
    )}
  </p>
);

interface FormProps {
  line: MineLine;
  kind: Kind;
  api: ConsoleApi;
  say: S;
  done: (recorded: boolean) => void;
}

const Form = ({ line, kind, api, say, done }: FormProps) => {
  const [text, setText] = useState('');
  const [rule, setRule] = useState(line.rules[0]?.id);
  const [fault, setFault] = useState<'mine.need' | 'mine.failed'>();
  const id = `note-${line.seq}`;
  const send = async (): Promise<void> => {
    if (!text.trim()) {
      setFault('mine.need');
      return;
    }
    const about = kind === 'report' && rule !== undefined ? { rule } : {};
    const { ok } = await api.note({ seq: line.seq, kind, text: text.trim(), ...about }).catch(() => ({ ok: false }));
    if (ok) done(true);
    else setFault('mine.failed');
  };
  return (
    <form
      class="stack mineform"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {kind === 'report' && line.rules.length > 1 && (
        <div class="field">
          <label for={`${id}-rule`}>{say('mine.which')}</label>
          <select id={`${id}-rule`} class="in" value={rule} onChange={(event) => setRule(event.currentTarget.value)}>
            {line.rules.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="field">
        <label for={id}>{say('mine.words')}</label>
        <textarea
          id={id}
          class="in"
          rows={3}
          maxLength={1000}
          value={text}
          aria-invalid={fault === 'mine.need' || undefined}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {fault && (
        <p class="fault" role="alert">
          {say(fault)}
        </p>
      )}
      <div class="row">
        <Button kind="primary" submit>
          {say('mine.send')}
        </Button>
        <Button onPress={() => done(false)}>{say('mine.cancel')}</Button>
      </div>
    </form>
  );
};
