// Before the act: chip and field hints from the page's own verdict on what is filled in so far, at rest.
// After it: notices and acknowledgements the worker found.
import { clickHit, locate } from '@/lib/adapters';
import type { ReadScope } from '@/lib/adapters';
import type {
  ActionEvent,
  ChipItem,
  ChipView,
  Flag,
  HintView,
  Language,
  Matter,
  PageAction,
  PageBriefing,
  ReminderSurface,
  SourceLine,
  Verdict,
} from '@/lib/model';
import type { Decision } from '@/lib/messages';
import { holds } from '@/lib/rules/ask';
import type { Act } from './acts';
import { caseOpener, matterOf } from './case';
import type { Snap } from './conduct';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';
import { atFault, fieldElement } from './field-element';
import { markOf } from './hold-view';
import type { Known, Pages } from './pages';
import { planOf } from './plan';
import { createTerms, hintOfTerm, isNear } from './terms';
import type { Term } from './terms';

export interface Preview {
  turn(known: Known | undefined): void;
  soon(): void;
  /** Until told again: half a character stands in a field. */
  wait(): void;
  /** The pointer is down on a control: history is asked before the click comes. */
  ahead(known: Known, path: readonly Element[]): void;
  foreseen(event: ActionEvent): Verdict | undefined;
  afterwards(act: Act, control: Element | null, decision: Decision): void;
}
const REST_MS = 500,
  FORESEEN_MS = 3000;
type Chip = ReturnType<ReminderSurface['showChip']>;
type Seen = { flag: Flag; action: PageAction; matter: Matter | undefined };

export function createPreview(deps: WatchDeps, desk: Desk, pages: Pages, snap: Snap): Preview {
  const { win, clock, signal } = deps;
  let known: Known | undefined,
    timer: ReturnType<typeof setTimeout> | undefined,
    chip: Chip | undefined,
    hints: { close(): void } | undefined,
    drawn = '';
  const acknowledged = new Set<string>();
  const termsOf = createTerms(deps.port, snap);
  let asked: { key: string; at: number; verdict: Verdict | undefined } | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));

  const soon = (): void => {
    if (!known) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      void look();
    }, REST_MS);
  };
  const clear = (): void => {
    chip?.close();
    hints?.close();
    chip = hints = undefined;
    drawn = '';
  };

  async function look(): Promise<void> {
    if (!known || signal.aborted || win.document.visibilityState === 'hidden') return;
    const { brief } = known;
    const scope: ReadScope = { doc: win.document, url: pages.url(), at: clock.now() };
    const doubtful = new Map<string, string>();
    const flags = brief.page.actions.flatMap((action) => flagsOf(brief, action, scope, doubtful));
    const lost = known.missing.length
      ? LOST[desk.language()]
      : doubtful.size
        ? DOUBTED[desk.language()]([...doubtful.values()])
        : undefined;
    const terms = termsOf(brief, scope);
    const mark = JSON.stringify([
      flags.map((f) => [f.flag.dedupe, f.flag.sentence.zh]),
      lost,
      terms.map((t) => t.due.due),
    ]);
    if (mark === drawn) return;
    const surface = flags.length || lost || terms.some(isNear) ? await desk.surface() : deps.surface();
    if (!surface || !known) return;
    drawn = mark;
    draw(surface, brief, flags, lost, terms.filter(isNear));
  }

  /** Rules that need no row, no request and no history can already be told. */
  function flagsOf(brief: PageBriefing, action: PageAction, scope: ReadScope, doubtful: Map<string, string>): Seen[] {
    const spec = brief.actions.find((a) => a.key === action.action);
    if (!spec || action.rows) return [];
    const shot = snap(brief, action, spec, scope);
    for (const id of shot.doubtful) doubtful.set(id, spec.fields[id]?.label[desk.language()] ?? id);
    const matter = matterOf(spec, shot.fields);
    const { flags } = judged(brief, eventOf(brief, action, shot, scope.at));
    return flags.filter((f) => f.when === 'before' && f.ask !== 'observe').map((flag) => ({ flag, action, matter }));
  }

  const judged = (brief: PageBriefing, event: ActionEvent): Verdict =>
    deps.judge({ event, rules: brief.rules, scheme: brief.scheme, calendar: brief.calendar, actions: brief.actions });
  const eventOf = (
    { adapter, page }: PageBriefing,
    action: PageAction,
    shot: ReturnType<Snap>,
    at: number,
  ): ActionEvent => ({
    id: deps.newId(),
    action: action.action,
    system: adapter.system,
    adapter: { id: adapter.id, version: adapter.version },
    page: page.id,
    at,
    fields: shot.fields,
    signals: ['pointer'],
    ...(shot.items ? { items: shot.items } : {}),
    ...(shot.login ? { login: shot.login } : {}),
  });
  const keyOf = (event: ActionEvent): string => JSON.stringify([event.action, event.fields, event.items, event.login]);

  function ahead({ brief }: Known, path: readonly Element[]): void {
    const scope: ReadScope = { doc: win.document, url: pages.url(), control: path[0] ?? null, at: clock.now() };
    const hit = clickHit(brief, path, 'click', scope);
    const spec = hit && brief.actions.find((a) => a.key === hit.action.action);
    if (!hit || !spec) return;
    const shot = snap(brief, hit.action, spec, { ...scope, control: hit.control });
    const event = eventOf(brief, hit.action, shot, scope.at);
    if (planOf(judged(brief, event)).kind !== 'pause') return;
    const question: NonNullable<typeof asked> = { key: keyOf(event), at: clock.mono(), verdict: undefined };
    asked = question;
    const carries = Object.keys(shot.raw).length > 0;
    if (carries) deps.port.send('identity.carry', { event: event.id, raw: shot.raw }).catch(() => undefined);
    deps.port.send('act.preview', { event, carries }).then(
      (reply) => {
        question.verdict = reply.verdict;
      },
      () => undefined,
    );
  }

  function draw(
    surface: ReminderSurface,
    brief: PageBriefing,
    seen: Seen[],
    lost: string | undefined,
    terms: readonly Term[],
  ): void {
    const language = desk.language();
    hints?.close();
    hints = surface.showHints(
      [
        ...seen.flatMap((one) => hintsOf(brief, one)),
        ...terms.flatMap((term) =>
          hintOfTerm(term, fieldElement(win.document, brief.page, term.term.field, term.action), desk.language()),
        ),
      ],
      caseOpener(deps.port),
    );
    const light = seen.filter(({ flag }) => !holds(flag.ask));
    const items = [...new Map(light.map(({ flag }) => [flag.rule, itemOf(brief, flag)])).values()];
    if (!items.length && !lost) {
      chip?.close();
      chip = undefined;
      return;
    }
    const [first] = items;
    const view: ChipView = {
      language,
      items,
      open: items.some((i) => i.needsAck),
      ...(first ? { level: first.level } : {}),
      ...(light[0]?.matter ? { matter: light[0].matter } : {}),
      ...(lost ? { lost } : {}),
    };
    if (chip) {
      chip.update(view);
      return;
    }
    const anchor = brief.page.titleAnchor
      ? (locate(brief.page.titleAnchor, { doc: win.document })[0]?.el ?? null)
      : null;
    chip = surface.showChip(view, anchor, {
      ack: (id) => {
        acknowledged.add(id);
        soon();
        drawn = '';
      },
      toField: (field) => {
        const el = fieldElement(win.document, brief.page, field);
        if (el instanceof HTMLElement) el.focus();
      },
      opened: () => undefined,
      matter: caseOpener(deps.port),
    });
  }

  function itemOf(brief: PageBriefing, flag: Flag): ChipItem {
    const language = desk.language();
    const field = flag.facts.find((f) => f.field)?.field;
    return {
      id: flag.dedupe,
      level: markOf(brief.scheme, flag, language),
      sentence: flag.sentence[language],
      needsAck: flag.ask === 'acknowledge' && !acknowledged.has(flag.dedupe),
      ...(flag.checks[0] ? { todo: flag.checks[0].text[language] } : {}),
      ...(field ? { field } : {}),
      ...sourceOf(flag, language),
      ...(flag.deadline
        ? { deadline: { at: flag.deadline.at, from: clock.now(), label: flag.deadline.label[language] } }
        : {}),
    };
  }

  function hintsOf(brief: PageBriefing, { flag, action, matter }: Seen): { view: HintView; element: Element }[] {
    const language = desk.language();
    return atFault(flag).flatMap((fact) => {
      const element = fieldElement(win.document, brief.page, fact.field, action);
      if (!element) return [];
      const expected = fact.expected ? `,${fact.expected[language]}` : '';
      const view = {
        id: `${flag.rule}:${fact.field}`,
        language,
        field: fact.field,
        level: markOf(brief.scheme, flag, language),
        text: fact.bad ? `${fact.label[language]}:${fact.actual[language]}${expected}` : flag.sentence[language],
        ...sourceOf(flag, language),
        ...(matter ? { matter } : {}),
      };
      return [{ view, element }];
    });
  }

  return {
    turn(next) {
      clear();
      known = next;
      soon();
    },
    soon,
    wait: () => clearTimeout(timer),
    ahead,
    foreseen: (event) =>
      asked && clock.mono() - asked.at < FORESEEN_MS && asked.key === keyOf(event) ? asked.verdict : undefined,
    afterwards(act, _control, decision) {
      const brief = known?.brief;
      const flags = decision.remind.filter((f) => f.ask === 'notice' || f.ask === 'acknowledge');
      for (const flag of flags)
        if (acknowledged.has(flag.dedupe))
          deps.port.send('act.answer', { event: act.event.id, answer: { kind: 'acknowledge' } }).catch(() => undefined);
      const open = flags.filter((f) => !acknowledged.has(f.dedupe));
      if (!brief || !open.length) return;
      void desk.surface().then((surface) => {
        const language = desk.language();
        const items = open.map((flag) => itemOf(brief, flag));
        chip?.close();
        const matter = matterOf(
          brief.actions.find((a) => a.key === act.event.action),
          act.event.fields,
        );
        chip = surface?.showChip(
          {
            language,
            items,
            open: true,
            ...(items[0] ? { level: items[0].level } : {}),
            ...(matter ? { matter } : {}),
          },
          null,
          {
            ack: (id, shown) => {
              acknowledged.add(id);
              deps.port
                .send('act.answer', { event: act.event.id, answer: { kind: 'acknowledge' }, shown })
                .catch(() => undefined);
              drawn = '';
              soon();
            },
            toField: () => undefined,
            matter: caseOpener(deps.port),
            opened: (shown) => {
              deps.port.send('act.shown', { event: act.event.id, shown }).catch(() => undefined);
            },
          },
        );
      });
    },
  };
}

/** Named by their labels. */
const DOUBTED = {
  zh: (labels: readonly string[]) => `“${labels.slice(0, 3).join('”“')}”读不准，该页提醒可能不全`,
  en: (labels: readonly string[]) =>
    `Not read for certain: ${labels.slice(0, 3).join(', ')}. Reminders may be incomplete`,
};
const LOST = { zh: '页面结构已变，该页提醒可能不全', en: 'This page has changed; reminders may be incomplete' };

function sourceOf({ sources: [source] }: Flag, language: Language): { source?: SourceLine } {
  return source
    ? {
        source: {
          title: source.title[language],
          checked: source.checked ?? false,
          ...(source.article ? { article: source.article } : {}),
          ...(source.href ? { href: source.href } : {}),
        },
      }
    : {};
}
