// State → what the surface draws: words and places, in the reader's language.
import { readField } from '@/lib/adapters';
import { calledOf, chosen, controlAt, reinforcement, together, triggersOf } from '@/lib/adapters/teach';
import type { Anchor, TeachScope, TriggerChoice } from '@/lib/adapters/teach';
import type { Aim, AnchorLine, FieldLine, FieldSpec, Reading, TeachStep, TeachView } from '@/lib/model';
import { spotOf } from './frames';
import { MEASURED, readingOf, specOf, taughtOf } from './lesson';
import type { State, Taught, TeachDesk } from './lesson';
import { fieldAt } from './picking';

export const lineOf = (anchor: Anchor, taken: boolean): AnchorLine => ({
  kind: anchor.kind,
  said: anchor.said + placeOf(anchor.from.within),
  strength: anchor.strength,
  unique: anchor.unique,
  hits: anchor.hits,
  taken,
});
const placeOf = (within: string | undefined): string => (within ? ` @ ${within}` : '');

export const triggerLine = (choice: TriggerChoice, taken: boolean): AnchorLine => ({
  kind: choice.kind,
  said: saidOf(choice),
  strength: choice.strength,
  unique: choice.unique,
  hits: choice.hits,
  taken,
});
function saidOf({ trigger, said }: TriggerChoice): string {
  if ('click' in trigger) {
    const { text, id, css, within } = trigger.click;
    return (text ?? id ?? css ?? said) + placeOf(within);
  }
  if ('submit' in trigger) {
    const fields = Object.entries(trigger.submit.fields ?? {}).map(([key, value]) => ` ${key}=${value}`);
    return said + fields.join('') + (trigger.submit.button?.text ? ` ${trigger.submit.button.text}` : '');
  }
  const { form, json } = trigger.request;
  return (
    said +
    Object.entries({ ...form, ...json })
      .map(([key, value]) => ` ${key}=${value}`)
      .join('')
  );
}

/** What is pointed at, and by what it would be known: as a field, or as the control of the act. */
export function aimedAt(el: Element, step: TeachStep, scope: TeachScope): Aim | undefined {
  if (step === 'act') {
    const aim = aimOf(controlAt(el));
    const [press] = triggersOf(el, scope);
    if (!aim || !press) return aim;
    const { kind, said, strength, unique, hits } = press;
    return { ...aim, best: { kind, said, strength, unique, hits } };
  }
  const anchors = step === 'fields' ? taughtOf(fieldAt(el), scope).anchors : [];
  const best = chosen(anchors);
  return aimOf(el, best.length ? best : anchors);
}
function aimOf(el: Element, anchors: readonly Anchor[] = []): Aim | undefined {
  const spot = spotOf(el);
  if (!spot) return undefined;
  const [best] = anchors;
  const { taken: _, ...line } = best ? lineOf(best, false) : { taken: false };
  return {
    spot,
    name: calledOf(el),
    what: whatOf(el),
    text: shortText(el),
    ...(best ? { best: line as Omit<AnchorLine, 'taken'> } : {}),
  };
}
function whatOf(el: Element): Aim['what'] {
  const tag = el.localName;
  const type = String(Reflect.get(el, 'type') ?? '').toLowerCase();
  if (tag === 'select') return 'choice';
  if (tag === 'input' && /^(checkbox|radio)$/.test(type)) return 'tick';
  if (tag === 'button' || /^(submit|button|image|reset)$/.test(type)) return 'button';
  if (tag === 'input' || tag === 'textarea') return 'text';
  return el.children.length > 3 ? 'area' : 'words';
}
const shortText = (el: Element): string => {
  const value: unknown = /^(input|textarea)$/.test(el.localName) ? Reflect.get(el, 'value') : el.textContent;
  return String(value ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 40);
};

export const shown = (reading: Reading): { value: string } | { unread: string } => {
  if (reading.kind === 'unread') return { unread: reading.reason };
  const { value } = reading;
  const one = (v: unknown): string =>
    typeof v === 'object' && v !== null && 'masked' in v ? String(v.masked) : v === null ? '' : String(v);
  return { value: (Array.isArray(value) ? value.map(one).join('、') : one(value)).slice(0, 60) };
};
/** Fen as people write amounts. */
export const shownAs = (spec: FieldSpec, reads: ReturnType<typeof shown>): ReturnType<typeof shown> =>
  'value' in reads && spec.type === 'money' && reads.value
    ? { value: (Number(reads.value) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }) }
    : reads;

export function fieldLines(state: State, desk: TeachDesk, at: number): FieldLine[] {
  const spec = specOf(state, desk);
  const needed = desk.actions.find(({ spec: one }) => one.key === spec.key)?.needed ?? {};
  const pointed = Object.entries(spec.fields).filter(([id]) => !MEASURED.has(id));
  return pointed.map(([id, field]): FieldLine => {
    const taught = state.fields.get(id);
    const base = {
      id,
      label: field.label[desk.language],
      type: field.type,
      own: !state.setup.action,
      optional: !!field.optional,
      needed: needed[id] ?? [],
      options: taught?.options ?? { after: '', before: '' },
      anchors: taught?.anchors.map((anchor, n) => lineOf(anchor, taught.taken.includes(n))) ?? [],
    };
    if (!taught) return { ...base, state: 'todo' };
    if (taught.absent) return { ...base, state: 'absent' };
    return { ...base, ...held(taught, field, state, at), state: 'taken' };
  });
}

function held(taught: Taught, field: FieldSpec, state: State, at: number): Partial<FieldLine> {
  const taken = taught.taken.flatMap((n) => taught.anchors[n] ?? []);
  const more = reinforcement(taught.anchors, taken);
  const strength = together(taken);
  const spot = taught.el ? spotOf(taught.el) : undefined;
  const scope = scopeOf(state, at);
  const reads = taken.length ? shown(readField(field, readingOf(taught, field), scope).reading) : undefined;
  return {
    strength,
    ...(more && strength !== 'firm' ? { reinforce: taught.anchors.indexOf(more) } : {}),
    ...(spot ? { spot } : {}),
    ...(reads ? { reads: shownAs(field, reads) } : {}),
    ...(taught.frame ? { frame: taught.frame } : {}),
  };
}

export const scopeOf = (state: State, at: number) => ({
  doc: state.frame.doc,
  url: state.frame.url,
  control: state.act?.el ?? null,
  at,
});

export function actLine(state: State): NonNullable<TeachView['act']> | undefined {
  const { act } = state;
  if (!act) return undefined;
  const taken = act.taken.flatMap((n) => act.choices[n] ?? []);
  const kinds = new Set(taken.map(({ kind }) => kind));
  const spot = spotOf(act.el);
  const best = taken.some(({ strength }) => strength === 'firm')
    ? 'firm'
    : kinds.size > 1 || taken.some(({ strength }) => strength === 'usable')
      ? 'usable'
      : 'frail';
  return {
    name: calledOf(act.el),
    ...(spot ? { spot } : {}),
    choices: act.choices.map((choice, n) => triggerLine(choice, act.taken.includes(n))),
    strength: best,
    bulk: state.bulk,
    mayBulk: false,
  };
}

export const named = (list: readonly Element[]): TeachView['list'] =>
  list.flatMap((el, at) => {
    const name = calledOf(el);
    return name ? [{ at, name }] : [];
  });
