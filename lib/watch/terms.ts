// Time-limited matters that a page names: kept by the worker, and said at the field where the end is near.
import type { ReadScope } from '@/lib/adapters';
import type { ActionDeadline, HintView, Language, Matter, PageAction, PageBriefing } from '@/lib/model';
import { dueOf } from '@/lib/rules/deadline';
import type { Due } from '@/lib/rules/deadline';
import { matterOf } from './case';
import type { Snap } from './conduct';
import type { WatchDeps } from './deps';

export interface Term {
  action: PageAction;
  term: ActionDeadline;
  due: Due;
  /** When it was read, epoch ms. */
  at: number;
  matter: Matter | undefined;
}

/** Three days or one working day are left, or none. */
export const isNear = ({ due, at }: Term): boolean => at >= Math.min(due.soon, due.near);

/** Reads the terms of a recognised page, and tells the worker each once. */
export function createTerms(port: WatchDeps['port'], snap: Snap) {
  const told = new Set<string>();

  function ofAction(brief: PageBriefing, action: PageAction, scope: ReadScope): Term[] {
    const spec = brief.actions.find((a) => a.key === action.action);
    if (!spec?.deadlines?.length || action.rows) return [];
    const shot = snap(brief, action, spec, scope);
    return spec.deadlines.flatMap((term) => {
      const reading = shot.fields[term.field];
      const due = reading?.kind === 'read' ? dueOf(term, reading.value, brief.calendar) : undefined;
      if (!due) return [];
      tell(action.action, [term.field, spec.subject ?? term.field], shot);
      return [{ action, term, due, at: scope.at, matter: matterOf(spec, shot.fields) }];
    });
  }

  function tell(action: string, named: readonly string[], { fields: all, login }: ReturnType<Snap>): void {
    const fields = Object.fromEntries(named.flatMap((id) => (all[id] ? [[id, all[id]]] : [])));
    const said = JSON.stringify([action, fields]);
    if (told.has(said)) return;
    told.add(said);
    port.send('deadline.seen', { action, fields, ...(login ? { login } : {}) }).catch(() => told.delete(said));
  }

  return (brief: PageBriefing, scope: ReadScope): Term[] =>
    brief.page.actions.flatMap((action) => ofAction(brief, action, scope));
}

/** The mark at the field that names the day; the countdown stands in its note. */
export function hintOfTerm(
  { action, term, due, at, matter }: Term,
  element: Element | undefined,
  language: Language,
): { view: HintView; element: Element }[] {
  if (!element) return [];
  const mark = at >= due.due ? 'red' : at >= due.near ? 'orange' : 'yellow';
  const view: HintView = {
    id: `${action.action}:${term.field}`,
    language,
    field: term.field,
    level: { mark, word: term.what[language] },
    text: term.what[language],
    deadline: { at: due.due, near: due.near, soon: due.soon },
    ...(matter ? { matter } : {}),
  };
  return [{ view, element }];
}
