// Trying what was taught, on the page as it stands: is it recognised, what would be read, would the act be seen. One press may
// be caught for it; it goes nowhere.
import { clickHit, pathOf, snapshot, submitHit } from '@/lib/adapters';
import type { ActionSpec, PageBriefing, Trial, Trigger } from '@/lib/model';
import { specOf } from './lesson';
import type { State, TeachDesk } from './lesson';
import { adapterOf, briefingOf, recognisedBy } from './sources';
import type { Lesson } from './sources';
import { scopeOf, shown, shownAs, triggerLine } from './view';

interface Deps {
  state(): State;
  desk: TeachDesk;
  lesson(): Lesson;
  now(): number;
  changed(): void;
}
/** What one press sets going is over by then. */
const PRESS_MS = 600;

export function createTrial({ state, desk, lesson, now, changed }: Deps) {
  let press: Trial['press'] = 'idle';
  let ended: AbortController | undefined;

  const briefing = (): PageBriefing => {
    const taught = lesson();
    return briefingOf(taught, adapterOf(taught));
  };
  const end = (): void => {
    ended?.abort();
    ended = undefined;
  };

  function arm(): void {
    end();
    press = 'armed';
    changed();
    ended = new AbortController();
    const { signal } = ended;
    const { win, doc } = state().frame;
    const seen = new Set<string>();
    const page = briefing();
    let timer: number | undefined;
    const caught = (event: Event, kind: string | undefined): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (kind) seen.add(kind);
      timer ??= win.setTimeout(() => {
        press = { seen: [...seen] };
        end();
        changed();
      }, PRESS_MS);
    };
    win.addEventListener(
      'click',
      (event) => {
        const hit = clickHit(page, pathOf(event), 'click', { doc });
        // A press that a form would follow is let go on to its form, which is stopped in turn.
        if (hit || timer !== undefined) caught(event, hit ? 'click' : undefined);
        else if (!isSubmitter(event.target)) caught(event, undefined);
      },
      { capture: true, signal },
    );
    win.addEventListener(
      'submit',
      (event) => {
        const form = event.target as Element;
        const submitter = event instanceof Object && 'submitter' in event ? (event.submitter as Element | null) : null;
        caught(event, submitHit(page, form, submitter, { doc }) ? 'submit' : undefined);
      },
      { capture: true, signal },
    );
  }

  function view(): Trial {
    const taught = lesson();
    const adapter = adapterOf(taught);
    const { frame, act } = state();
    const found = recognisedBy(adapter, { doc: frame.doc, url: frame.url, frame: frame.name });
    const page = briefingOf(taught, adapter);
    const spec = specOf(state(), desk);
    const [action] = page.page.actions;
    const shot = action && snapshot(page, action, spec, scopeOf(state(), now()));
    return {
      recognised: found.kind === 'page' && found.page === taught.page.id && !found.missing.length,
      missing: found.kind === 'page' ? found.missing : [],
      ...(found.kind === 'page' && found.page !== taught.page.id ? { as: found.page } : {}),
      degraded: !!shot?.degraded,
      fields: Object.entries(taught.fields).map(([id]) =>
        lineOf(id, spec, desk.language, shot?.fields[id] ?? shot?.items?.[0]?.[id]),
      ),
      triggers: (act?.taken ?? []).flatMap((n) => {
        const choice = act?.choices[n];
        if (!choice) return [];
        const { kind, said } = triggerLine(choice, true);
        return [{ kind, said, hit: hits(choice.trigger, page) }];
      }),
      press,
    };
  }

  /** Would this very press be seen? Undefined: only when it happens. */
  function hits(trigger: Trigger, page: PageBriefing): boolean | undefined {
    const { act, frame } = state();
    const [action] = page.page.actions;
    if (!act || !action || 'request' in trigger) return undefined;
    const only: PageBriefing = { ...page, page: { ...page.page, actions: [{ ...action, triggers: [trigger] }] } };
    if ('click' in trigger) {
      const path: Element[] = [];
      for (let at: Element | null = act.el; at; at = at.parentElement) path.push(at);
      return clickHit(only, path, trigger.on ?? 'click', { doc: frame.doc }) !== null;
    }
    const form = act.el.closest('form');
    return !!form && submitHit(only, form, act.el, { doc: frame.doc }) !== null;
  }

  return {
    begin(): void {
      press = 'idle';
    },
    end,
    arm,
    view,
  };
}

const isSubmitter = (target: EventTarget | null): boolean =>
  target !== null &&
  'closest' in target &&
  (target as Element).closest('button:not([type=button]),input[type=submit],input[type=image]') !== null;

const lineOf = (
  id: string,
  spec: ActionSpec,
  language: 'zh' | 'en',
  reading: Parameters<typeof shown>[0] | undefined,
): Trial['fields'][number] => {
  const field = spec.fields[id];
  const reads = reading ? shown(reading) : { unread: 'no_source' };
  return { id, label: field?.label[language] ?? id, reads: field ? shownAs(field, reads) : reads };
};
