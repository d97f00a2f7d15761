// Pressed control → what could tell the act: the click, the form it posts, the request that leaves.
import type { Locator, PageAction, RequestMatch, Trigger } from '@/lib/model';
import { rowOf } from '../columns';
import {
  all,
  around,
  attr,
  fits,
  formAction,
  formOf,
  holdsNode,
  isControl,
  isVisible,
  parentOf,
  quote,
  tagOf,
} from '../dom';
import { locate, ownTexts, roleCss } from '../locate';
import { pathTo } from './path';
import { NAMING, placesAround, hitsOf } from './anchors';
import type { TeachScope } from './anchors';
import { generalised, isMadeUp, isPersonal } from './scrub';
import type { Strength } from './strength';
import type { SeenCall } from './words';

export interface TriggerChoice {
  kind: 'click' | 'submit' | 'request';
  trigger: Trigger;
  said: string;
  strength: Strength;
  /** Of the buttons of this page only this one is meant. */
  unique: boolean;
  hits: { found: number; of: number };
}

const BUTTONS = 'input[type=submit],input[type=button],input[type=image],button,[role=button],a,area,summary';
const RANK: Record<Strength, number> = { firm: 0, usable: 1, frail: 2 };

/** A press on an icon is a press on the button around it. */
export function controlAt(el: Element): Element {
  const css = roleCss('button');
  for (let at: Element | null = el, up = 0; at && up < 6; at = parentOf(at), up++)
    if (fits(at, 'button,a,area,summary,[role=button],input') || (up < 3 && fits(at, css) && !all(at, BUTTONS).length))
      return at;
  return el;
}

export function triggersOf(pressed: Element, scope: TeachScope, seen: readonly SeenCall[] = []): TriggerChoice[] {
  const control = controlAt(pressed);
  const list = [...clicksOn(control, scope), ...submitsOf(control, scope), ...seen.map(requestOf)];
  return list.sort((a, b) => Number(b.unique) - Number(a.unique) || RANK[a.strength] - RANK[b.strength]);
}

function* clicksOn(control: Element, scope: TeachScope): Generator<TriggerChoice> {
  const [id, name] = [attr(control, 'id'), attr(control, 'name')];
  const hidden = isVisible(control) ? {} : { hidden: true as const };
  const offer = (click: Locator, said: string, base: Strength): TriggerChoice => {
    const alone = meansOnly(click, control, scope);
    const within = alone ? undefined : narrowing(click, control, scope);
    const found: Locator = { ...click, ...hidden, ...(within ? { within } : {}) };
    const hits = hitsOf(found, scope.snapshots ?? [], 'name');
    const lost = hits.of > 0 && hits.found < hits.of;
    return {
      kind: 'click',
      trigger: { click: found },
      said,
      unique: alone || !!within,
      hits,
      strength: base === 'frail' || (lost && !hits.found) ? 'frail' : !alone || lost ? 'usable' : base,
    };
  };
  if (id && !isMadeUp(id)) yield offer({ id }, id, 'firm');
  if (name && !isMadeUp(name) && !fits(control, 'input[type=submit]'))
    yield offer({ css: `${tagOf(control)}[name=${quote(name)}]` }, name, 'firm');
  for (const naming of NAMING) {
    const at = around(control, `[${naming}]`);
    const value = at && attr(at, naming);
    if (at && value && !isMadeUp(value) && all(at, BUTTONS).length <= 1)
      yield offer({ css: `[${naming}=${quote(value)}]` }, value, 'firm');
  }
  const text = saidBy(control);
  if (text) {
    const type = attr(control, 'type');
    const tag = tagOf(control);
    // By its tag where it has one that presses: `role: button` would take the box around several buttons as well.
    const what: Locator = /^(button|a|area|summary)$/.test(tag)
      ? { css: tag }
      : tag === 'input' && type
        ? { css: `input[type=${type.toLowerCase()}]` }
        : { role: 'button' };
    yield offer({ ...what, text }, text, 'frail');
    const place = placesAround(control, {}).find((w) => w !== '$form' && w !== '$dialog') ?? dialogCss(control);
    if (place) yield { ...offer({ ...what, text, within: place }, text, 'usable') };
  }
  const css = pathTo(control);
  yield offer({ css }, css, 'frail');
}
const saidBy = (control: Element): string | undefined =>
  ownTexts(control)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .find((text) => text && text.length <= 40 && !isPersonal(text));
const dialogCss = (el: Element): string | undefined =>
  ['[role=dialog]', 'dialog', '[role=alertdialog]', '[aria-modal=true]'].find((css) => around(el, css));
const narrowing = (click: Locator, control: Element, scope: TeachScope): string | undefined =>
  click.within
    ? undefined
    : [dialogCss(control), ...placesAround(control, {})].find(
        (within) => within && !within.startsWith('$') && meansOnly({ ...click, within }, control, scope),
      );

/** Everything it finds is this control, stands in it, or is the box drawn around it. A row's button is one in each row. */
function meansOnly(click: Locator, control: Element, scope: TeachScope): boolean {
  const found = locate({ ...click, hidden: true }, { ...scope, control }).filter(
    ({ el }) => isVisible(el) || el === control,
  );
  const isOnlyBox = (el: Element): boolean =>
    holdsNode(el, control) && all(el, BUTTONS).every((b) => b === control || holdsNode(control, b));
  const others = found.filter(({ el }) => !(el === control || holdsNode(control, el) || isOnlyBox(el)));
  return found.length > others.length && others.every(({ el }) => isTwin(el, control));
}
const isTwin = (a: Element, b: Element): boolean => {
  const [one, two] = [rowOf(a), rowOf(b)];
  return !!one && !!two && one !== two && parentOf(one) === parentOf(two) && tagOf(a) === tagOf(b);
};

function* submitsOf(control: Element, scope: TeachScope): Generator<TriggerChoice> {
  const form = formOf(control);
  if (!form) return;
  const action = generalised(
    new URL(formAction(form), scope.doc.baseURI === 'about:blank' ? scope.url : scope.doc.baseURI).pathname,
  );
  const submitters = all(form, 'button:not([type]),button[type=submit],input[type=submit],input[type=image]');
  const [name, text] = [attr(control, 'name'), saidBy(control)];
  const offer = (
    submit: Extract<Trigger, { submit: unknown }>['submit'],
    strength: Strength,
    unique: boolean,
  ): TriggerChoice => ({
    kind: 'submit',
    trigger: { submit },
    said: action,
    strength,
    unique,
    hits: { found: 0, of: 0 },
  });
  if (submitters.includes(control)) {
    const value = isControl(control) ? control.value : '';
    if (name && value && !isPersonal(value)) yield offer({ action, fields: { [name]: value } }, 'firm', true);
    else if (submitters.length === 1) yield offer({ action }, 'firm', true);
    else if (text) yield offer({ action, button: { text } }, 'usable', true);
  } else if (!submitters.length) {
    const buttons = all(form, BUTTONS).filter(isVisible);
    yield offer({ action }, 'usable', buttons.length === 1);
  }
}

function requestOf({ method, path, words }: SeenCall): TriggerChoice {
  const request: RequestMatch = {
    method,
    path: generalised(path),
    ...(words.form && Object.keys(words.form).length ? { form: words.form } : {}),
    ...(words.json && Object.keys(words.json).length ? { json: words.json } : {}),
  };
  return {
    kind: 'request',
    trigger: { request },
    said: `${method} ${generalised(path)}`,
    strength: request.form || request.json || /[a-z]{3,}$/i.test(path) ? 'firm' : 'usable',
    unique: true,
    hits: { found: 0, of: 0 },
  };
}

/** The list a picked row belongs to, and how the ticked ones are told. Undefined: it stands in no list with boxes to tick. */
export function rowsAround(el: Element): PageAction['rows'] | undefined {
  const row = rowOf(el);
  const table = row && around(row, 'table,[role=grid],[role=table],[role=treegrid]');
  if (!row || !table) return undefined;
  const tick = all(row, 'input[type=checkbox],[role=checkbox]')[0];
  if (!tick) return undefined;
  const [id, kind] = [attr(table, 'id'), attr(table, 'role')];
  const own = id && !isMadeUp(id) ? `[id=${quote(id)}]` : kind ? `[role=${kind}]` : 'table';
  const inner = tagOf(row) === 'tr' ? (around(row, 'tbody') ? ' tbody tr' : ' tr') : ` [role=row]`;
  return {
    css: own + inner,
    selected: tagOf(tick) === 'input' ? 'input[type=checkbox]:checked' : '[role=checkbox][aria-checked=true]',
  };
}
