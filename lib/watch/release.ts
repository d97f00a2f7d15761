// Finding the pressed control again, and letting the act go on in the page's own world: once.
import type { PageAction, PageBriefing, Trigger } from '@/lib/model';
import { controlsOf, isConnected, isVisible } from '@/lib/adapters';
import type { ReadScope } from '@/lib/adapters';
import type { Act } from './acts';
import type { Snap } from './conduct';
import { sameFacts } from './acts';
import type { Channel } from './channel';
import { pointOf } from './wire';
import type { Doing } from './wire';

export type Resume =
  /** `at`: the innermost element that was hit. A drawn button listens there, and a press on its outside would not reach it. */
  | { how: 'press'; doing: Doing; at: Element | null; like?: Event }
  | { how: 'submit'; form: Element; submitter: Element | null; event?: Event }
  | { how: 'request'; go(ok: boolean): void }
  /** A request that could not wait: refused once, the clerk presses again. */
  | { how: 'repeat' };
export interface Releasable {
  resume: Resume;
  trigger: Trigger;
  action: PageAction;
  brief: PageBriefing;
  scope: ReadScope;
  control: Element | null;
}
export interface Releaser {
  /** The same node where it still stands; else the one control the trigger names whose row says the same. */
  again(act: Act, signal: Releasable): Element | null;
  release(act: Act, signal: Releasable, control: Element | null): 'done' | 'blocked' | 'repeat';
}

export function createReleaser(wire: Channel, snap: Snap): Releaser {
  return {
    again(act, signal) {
      const { control, scope, trigger, action, brief } = signal;
      if (control && isConnected(control)) return isOff(control) ? null : control;
      const spec = brief.actions.find((a) => a.key === action.action);
      const list = controlsOf(trigger, scope).filter((el) => isConnected(el) && isVisible(el) && !isOff(el));
      const fits = list.filter(
        (el) => !spec || sameFacts(act.event.fields, snap(brief, action, spec, { ...scope, control: el }).fields),
      );
      return fits.length === 1 ? (fits[0] ?? null) : null;
    },
    release(act, { resume, trigger }, control) {
      if (resume.how === 'request') {
        resume.go(true);
        return 'done';
      }
      if (resume.how === 'repeat' || ('click' in trigger && trigger.release === 'repeat')) {
        act.repeat = true;
        return 'repeat';
      }
      if (resume.how === 'press')
        return control
          ? press(wire, resume, resume.at && isConnected(resume.at) ? resume.at : innermost(control))
          : 'done';
      const submitter = resume.submitter && isConnected(resume.submitter) ? resume.submitter : null;
      if (submitter) wire.act('form', resume.form);
      const done = wire.act('submit', submitter ?? resume.form);
      if (done === 'gone')
        Reflect.apply(HTMLFormElement.prototype.requestSubmit, resume.form, submitter ? [submitter] : []);
      return done === 'blocked' ? 'blocked' : 'done';
    },
  };
}

/** Gone grey meanwhile: the page does not want it pressed. */
const isOff = (el: Element): boolean => el.matches(':disabled');

/** Down through only children: where a pointer would hit a control that was drawn anew. */
function innermost(el: Element): Element {
  const only = el.children.length === 1 && el.localName !== 'button' ? el.children[0] : undefined;
  return only ? innermost(only) : el;
}

function press(wire: Channel, { doing, like }: Extract<Resume, { how: 'press' }>, el: Element): 'done' | 'blocked' {
  // Inside a shadow tree a related target is bent to its host: there the click is made from our own world.
  const inShadow = el.getRootNode() !== el.ownerDocument;
  const done = inShadow ? 'gone' : wire.act(doing, el, like);
  if (done === 'gone')
    el.dispatchEvent(new PointerEvent('click', { ...pointOf(like), bubbles: true, cancelable: true, composed: true }));
  return done === 'blocked' ? 'blocked' : 'done';
}
