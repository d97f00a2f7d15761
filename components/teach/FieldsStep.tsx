import { useState } from 'preact/hooks';
import type { FieldLine, FieldType } from '@/lib/model';
import { Button } from '@/components/ui/Button';
import { Said } from '@/components/ui/Said';
import { Choices, kindWord, Line, Pick, readsWords, Strong } from './parts';
import type { TeachProps } from './Teach';

const TYPES: FieldType[] = [
  'text',
  'id',
  'money',
  'int',
  'number',
  'bool',
  'date',
  'datetime',
  'identity',
  'ids',
  'identities',
];
const UNITS = ['yuan', 'wan', 'fen'] as const;
const ORDERS = ['ymd', 'mdy', 'dmy'] as const;
const NUMBERS = ['auto', 'resident_id', 'uscc', 'bank_card', 'phone', 'account'] as const;

/** The fields of the act: each with where it stands and how well that holds. */
export const FieldsStep = (p: TeachProps) => {
  const { view, acts, say } = p;
  return (
    <>
      {view.fields.length === 0 && <p class="m">{say('fields.none')}</p>}
      <ul class="fl">
        {view.fields.map((field, at) => (
          <li key={field.id} class={field.id === view.current ? 'on' : ''}>
            <span class={`nbr${field.state === 'todo' ? ' open' : ''}`} aria-hidden="true">
              {at + 1}
            </span>
            <button
              type="button"
              class="as-link"
              aria-expanded={field.id === view.current}
              onClick={() => acts.field(field.id)}
            >
              <Said text={field.label} max={30} />
            </button>
            <State field={field} {...p} />
            <span class="x">{summary(field, p)}</span>
            {field.reinforce !== undefined && <Reinforce field={field} {...p} />}
            {field.id === view.current && field.state === 'taken' && <Options field={field} {...p} />}
            {field.id === view.current && (
              <span class="x row wrap">
                <Button size="small" kind="quiet" onPress={() => acts.absent(field.id)}>
                  {say(field.state === 'absent' ? 'absent.unset' : 'absent.set')}
                </Button>
                {field.own && (
                  <Button size="small" kind="quiet" onPress={() => acts.dropField(field.id)}>
                    {say('field.drop')}
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      {!view.setup.action && (
        <Button size="small" onPress={acts.addField}>
          {say('field.add')}
        </Button>
      )}
      <Listed {...p} />
    </>
  );
};

const State = ({ field, view, say }: TeachProps & { field: FieldLine }) =>
  field.state === 'absent' ? (
    <span class="tag">{say('absent')}</span>
  ) : field.strength ? (
    <Strong is={field.strength} say={say} />
  ) : (
    <span class="m f12">{say(field.id === view.current ? 'picking' : 'todo')}</span>
  );

function summary(field: FieldLine, { say }: TeachProps): string {
  const taken = field.anchors.filter((a) => a.taken);
  const how = taken.map((a) => `${kindWord(a.kind, say)}“${a.said}”`).join(say('and'));
  const what = [
    say(`type.${field.type}`),
    field.optional ? say('optional') : '',
    field.needed.length ? say('needed', { rules: field.needed.slice(0, 3).join(say('and')) }) : '',
  ];
  const parts = [how, ...(field.reads ? [readsWords(field.reads, say)] : what)];
  return parts.filter(Boolean).join(' · ');
}

const Reinforce = ({ field, acts, say }: TeachProps & { field: FieldLine }) => {
  const more = field.anchors[field.reinforce ?? -1];
  return more ? (
    <span class="x">
      <button type="button" class="as-link" onClick={() => acts.anchor(field.id, field.reinforce ?? 0)}>
        {say('reinforce', { kind: kindWord(more.kind, say), said: more.said.slice(0, 40) })}
      </button>
    </span>
  ) : null;
};

const Options = ({ field, acts, say }: TeachProps & { field: FieldLine }) => {
  const { id, options, type } = field;
  return (
    <div class="x opt">
      {field.own && (
        <>
          <Line
            id={`l-${id}`}
            label={say('field.label')}
            value={field.label}
            onText={(label) => acts.shape(id, { label })}
          />
          <Pick
            id={`t-${id}`}
            label={say('field.type')}
            value={type}
            options={TYPES.map((value) => ({ value, word: say(`type.${value}`) }))}
            onPick={(to) => acts.shape(id, { type: to })}
          />
        </>
      )}
      {type === 'money' && (
        <Pick
          id={`u-${id}`}
          label={say('unit')}
          value={options.unit ?? 'yuan'}
          options={UNITS.map((value) => ({ value, word: say(`unit.${value}`) }))}
          onPick={(unit) => acts.option(id, { unit })}
        />
      )}
      {(type === 'date' || type === 'datetime') && (
        <Pick
          id={`d-${id}`}
          label={say('date')}
          value={options.date ?? 'ymd'}
          options={ORDERS.map((value) => ({ value, word: say(`date.${value}`) }))}
          onPick={(date) => acts.option(id, { date })}
        />
      )}
      {(type === 'identity' || type === 'identities') && (
        <Pick
          id={`i-${id}`}
          label={say('identity')}
          value={(options.identity ?? 'auto') as (typeof NUMBERS)[number]}
          options={NUMBERS.map((value) => ({ value, word: say(`identity.${value}`) }))}
          onPick={(kind) => acts.option(id, { identity: kind === 'auto' ? undefined : kind })}
        />
      )}
      {type !== 'bool' && (
        <div class="two">
          <Line
            id={`af-${id}`}
            label={say('after')}
            value={options.after}
            onText={(after) => acts.option(id, { after })}
          />
          <Line
            id={`be-${id}`}
            label={say('before')}
            value={options.before}
            onText={(before) => acts.option(id, { before })}
          />
        </div>
      )}
      {field.anchors.length > 0 && (
        <>
          <h3>{say('anchors')}</h3>
          <Choices list={field.anchors} say={say} onTick={(n) => acts.anchor(id, n)} />
        </>
      )}
    </div>
  );
};

/** The same without a pointer: everything on the page that has a name. */
export const Listed = ({ view, acts, say }: TeachProps) => {
  const [at, setAt] = useState('');
  const known = view.list.some((one) => String(one.at) === at) ? at : String(view.list[0]?.at ?? '');
  return (
    <div class="listed">
      <h3>{say('list.title')}</h3>
      <div class="row">
        <Pick
          id="list"
          label={say('list.label', { n: view.list.length })}
          value={known}
          options={view.list.map((one) => ({ value: String(one.at), word: one.name }))}
          onPick={setAt}
        />
        <Button size="small" disabled={!known} onPress={() => acts.pickListed(Number(known))}>
          {say('list.pick')}
        </Button>
      </div>
    </div>
  );
};
