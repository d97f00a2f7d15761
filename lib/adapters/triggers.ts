// Which action of a page a signal belongs to.
import type { PageAction, PageBriefing, Trigger } from '@/lib/model';
import { around, fits, formAction, tagOf } from './dom';
import { isWhat, locate } from './locate';
import type { Scope } from './locate';
import { formRequest, parseRequest, requestFits } from './request';
import type { ParsedRequest } from './request';
import { fold, glob } from './text';

export interface Hit {
  action: PageAction;
  trigger: Trigger;
  control: Element | null;
}
type ClickKind = 'click' | 'mousedown' | 'pointerdown' | 'keydown';

const MAX_UP = 12;

/** `path`: the event's composed path, innermost first; a click on a button's icon is a click on the button. */
export function clickHit(page: PageBriefing, path: readonly Element[], kind: ClickKind, scope: Scope): Hit | null {
  for (const action of page.page.actions)
    for (const trigger of action.triggers) {
      if (!('click' in trigger) || (trigger.on ?? 'click') !== kind) continue;
      const control = path.slice(0, MAX_UP).find((el) => isWhat(el, trigger.click, { ...scope, control: el }));
      if (control) return { action, trigger, control };
    }
  return null;
}

/** A control that some click trigger names: what wakes the worker at pointer-down. */
export const isWatched = (page: PageBriefing, path: readonly Element[], scope: Scope): boolean =>
  page.page.actions.some((a) =>
    a.triggers.some(
      (t) => 'click' in t && path.slice(0, MAX_UP).some((el) => isWhat(el, t.click, { ...scope, control: el })),
    ),
  ) || path.some((el) => fits(el, 'button,input[type=submit],input[type=button],[role=button]'));

export function submitHit(
  page: PageBriefing,
  form: Element,
  submitter: Element | null,
  scope: Scope,
): (Hit & { request: ParsedRequest }) | null {
  const request = parseRequest(formRequest(form, submitter, scope.doc.baseURI));
  for (const action of page.page.actions)
    for (const trigger of action.triggers) {
      if ('submit' in trigger && submitFits(trigger.submit, { form, submitter, scope, request }))
        return { action, trigger, control: submitter, request };
      if ('request' in trigger && requestFits(trigger.request, request))
        return { action, trigger, control: submitter, request };
    }
  return null;
}

type SubmitTrigger = Extract<Trigger, { submit: unknown }>['submit'];
function submitFits(
  t: SubmitTrigger,
  on: { form: Element; submitter: Element | null; scope: Scope; request: ParsedRequest },
): boolean {
  const { form, submitter, scope, request } = on;
  if (t.form && !isWhat(form, t.form, scope)) return false;
  if (t.action) {
    const url = new URL(formAction(form), scope.doc.baseURI);
    if (!glob(t.action, url.pathname) && !glob(t.action, url.pathname + url.search)) return false;
  }
  if (t.button && !(submitter && isWhat(submitter, { ...t.button, hidden: true }, { ...scope, control: submitter })))
    return false;
  return Object.entries(t.fields ?? {}).every(([key, pattern]) =>
    glob(fold(pattern), fold(request.form?.get(key) ?? request.query.getAll(key).pop() ?? '')),
  );
}

export function requestHit(page: PageBriefing, request: ParsedRequest): Hit | null {
  for (const action of page.page.actions)
    for (const trigger of action.triggers) {
      if ('request' in trigger && requestFits(trigger.request, request)) return { action, trigger, control: null };
    }
  return null;
}

/** Controls the trigger names now: after the page drew itself anew, the pressed node may be gone. */
export const controlsOf = (trigger: Trigger, scope: Scope): Element[] =>
  'click' in trigger
    ? locate(trigger.click, scope).map((f) => f.el)
    : 'submit' in trigger && trigger.submit.button
      ? locate({ ...trigger.submit.button, hidden: true }, scope).map((f) => f.el)
      : [];

/** Does this element act by itself on Enter or Space, so that a click follows the key? */
export const clicksByKey = (el: Element): boolean =>
  /^(button|input|select|textarea|summary|a|area|option)$/.test(tagOf(el)) || !!around(el, '[contenteditable=true]');

export const pathOf = (event: Event): Element[] =>
  event.composedPath().filter((n): n is Element => n instanceof Node && n.nodeType === 1);
