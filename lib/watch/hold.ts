// The hold: the dialog stands at once from the page's own verdict, and is drawn again if the worker knows more.
import type { Flag, HoldOutcome, HoldView, PageBriefing, Rect, ReminderSurface, Shown, Verdict } from '@/lib/model';
import type { Decision } from '@/lib/messages';
import { isVisible } from '@/lib/adapters/dom';
import type { Act } from './acts';
import { caseOpener, matterOf } from './case';
import { within } from './deps';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';
import type { Elsewhere } from './elsewhere';
import { atFault, fieldElement } from './field-element';
import { buildHoldView } from './hold-view';
import { askRank, holds } from '@/lib/rules/ask';

export interface Holding {
  act: Act;
  brief: PageBriefing;
  flags: Flag[];
  verdict: Verdict;
  decided: Promise<Decision>;
  decision: Decision | undefined;
}
export interface Held {
  outcome: HoldOutcome;
  shown?: Shown;
  /** The dialog stood in the tab's top frame. */
  elsewhere?: true;
}
export interface Holder {
  hold(on: Holding): Promise<Held>;
  /** Its dialog stands, here or in the top frame, and will tell how it ended. */
  stands(act: Act): boolean;
}

const ALIVE_EVERY_MS = 1000,
  LOOK_EVERY_MS = 300,
  NEEDS_MORE_MS = 400,
  LIT_MAX = 8;

export function createHolder(deps: WatchDeps, desk: Desk, elsewhere: Elsewhere): Holder {
  let last: Promise<unknown> = Promise.resolve();
  let standing: Act | undefined;
  return {
    stands: (act) => act === standing,
    // One dialog at a time: a second act that is held meanwhile waits for its turn.
    hold(on) {
      const turn = last.then(() => show(on));
      last = turn.catch(() => undefined);
      return turn;
    },
  };

  async function show(on: Holding): Promise<Held> {
    const away: Held = { outcome: { kind: 'unanswered', why: 'navigated' } };
    if (on.act.state !== 'open') return away;
    const surface = await desk.surface();
    if (!surface) return withoutSurface(on);
    const isElsewhere = elsewhere.needed();
    const needsMore = isElsewhere || on.flags.some((f) => f.ask === 'second_person');
    const first = on.decision ?? (needsMore ? await within(on.decided, NEEDS_MORE_MS) : undefined);
    if (on.act.state !== 'open') return away;
    standing = on.act;
    try {
      return (isElsewhere ? await remote(on, first) : undefined) ?? (await dialog(on, surface, first));
    } finally {
      standing = undefined;
    }
  }

  function dialog(on: Holding, surface: ReminderSurface, first: Decision | undefined): Promise<Held> {
    return new Promise((resolve) => {
      const event = on.act.event.id;
      let drawn = '',
        view: HoldView | undefined,
        lit: Element[] = [],
        handle: ReturnType<ReminderSurface['showHold']> | undefined,
        over = false;
      const end = (held: Held): void => {
        if (over) return;
        over = true;
        clearInterval(alive);
        clearInterval(looks);
        elsewhere.stands(event, undefined);
        resolve(held);
      };
      /** With where the control and the flagged fields stand now. A menu that hung on the pointer closes under the dialog. */
      const put = (): void => {
        if (over || !view) return;
        view = { ...view, ...placesOf(on.act, lit) };
        const key = JSON.stringify(view);
        if (key === drawn) return;
        drawn = key;
        // In place where it can be: what was ticked and written stays.
        if (handle?.update) return handle.update(view);
        const { language } = view;
        handle?.close();
        handle = surface.showHold(view, {
          outcome: (outcome, shown) => end({ outcome, shown }),
          draft: (text) => {
            deps.port.send('draft.keep', { event, text: text.slice(0, 2000) }).catch(() => undefined);
          },
          second: (person) =>
            deps.port.send('second.ask', { event, person }).catch(() => ({
              ok: false as const,
              sentence: language === 'zh' ? '未能打开确认窗口' : 'The confirmation window could not be opened',
            })),
          matter: caseOpener(deps.port),
          opened: () => undefined,
          suppressed: (shown) => desk.unseen(event, shown),
        });
        elsewhere.stands(event, handle);
      };
      const draw = (decision: Decision | undefined): void => {
        const flags = flagsOf(on, decision);
        view = viewOf(on, flags, decision);
        lit = litBy(on, flags);
        put();
      };
      const looks = setInterval(put, LOOK_EVERY_MS);
      const alive = setInterval(() => {
        if (deps.port.alive()) return;
        handle?.close();
        desk.tell('orphaned');
        end({ outcome: { kind: 'unanswered', why: 'orphaned' } });
      }, ALIVE_EVERY_MS);
      draw(first);
      if (!first) on.decided.then(draw, () => undefined);
    });
  }

  /** In the tab's top frame, where this one is too small. */
  function remote(on: Holding, decision: Decision | undefined): Promise<Held | undefined> {
    return new Promise((resolve) => {
      const gone = (event: Event): void => {
        if (!event.isTrusted) return;
        drawn?.close();
        end({ outcome: { kind: 'unanswered', why: 'navigated' } });
      };
      let drawn: { close(): void } | undefined;
      const alive = setInterval(() => {
        if (!deps.port.alive()) end({ outcome: { kind: 'unanswered', why: 'orphaned' } });
      }, ALIVE_EVERY_MS);
      const end = (held: Held | undefined): void => {
        clearInterval(alive);
        deps.win.removeEventListener('pagehide', gone);
        resolve(held);
      };
      deps.win.addEventListener('pagehide', gone);
      void elsewhere
        .draw(viewOf(on, flagsOf(on, decision), decision), (outcome, shown) =>
          end({ outcome, elsewhere: true, ...(shown ? { shown } : {}) }),
        )
        .then((done) => {
          drawn = done;
          if (!done) end(undefined);
        });
    });
  }

  /** The worker's flag of the same rule counts; what only the page saw stays. */
  function flagsOf(on: Holding, decision: Decision | undefined): Flag[] {
    const known = new Set(decision?.remind.map((f) => f.rule));
    return [...(decision?.remind ?? []), ...on.flags.filter((f) => !known.has(f.rule))]
      .filter((f) => f.ask !== 'observe')
      .sort((a, b) => askRank(b.ask) - askRank(a.ask));
  }

  function viewOf(on: Holding, flags: readonly Flag[], decision: Decision | undefined): HoldView {
    const { act, brief } = on;
    const spec = brief.actions.find((a) => a.key === act.event.action);
    if (!spec) throw new Error('an act has its action');
    return buildHoldView({
      id: act.event.id,
      language: desk.language(),
      spec,
      scheme: brief.scheme,
      flags: flags.some((f) => holds(f.ask)) ? flags : on.flags,
      undetermined: (decision?.verdict ?? on.verdict).undetermined.filter((u) => decision || u.why !== 'history'),
      candidates: decision?.candidates ?? [],
      postNames: decision?.postNames ?? {},
      deskOnly: decision?.deskOnly ?? false,
      now: act.event.at,
      ...(decision?.draft ? { draft: decision.draft } : {}),
      matter: matterOf(spec, act.event.fields),
    });
  }

  /** Where the values stand that the flags found fault with. */
  function litBy({ act, brief }: Holding, flags: readonly Flag[]): Element[] {
    const action = brief.page.actions.find((a) => a.action === act.event.action);
    const named = flags.flatMap((flag) => atFault(flag).map(({ field }) => field));
    const elements = [...new Set(named)].map((field) => fieldElement(deps.win.document, brief.page, field, action));
    return [...new Set(elements)].flatMap((el) => el ?? []).slice(0, LIT_MAX);
  }

  /** The reminder's code did not come: the act is not kept hanging, and the journal says so. */
  function withoutSurface(on: Holding): Held {
    desk.gap('reminder_failed', on.act.event, deps.port.alive() ? 'surface' : 'extension gone');
    return {
      outcome: on.flags.some((f) => f.ask === 'stop')
        ? { kind: 'unanswered', why: 'withdrawn' }
        : { kind: 'unanswered', why: 'orphaned' },
    };
  }
}

function placesOf({ control }: Act, lit: readonly Element[]): Pick<HoldView, 'anchor' | 'lit'> {
  const seen = lit.filter((el) => el.isConnected && isVisible(el));
  return {
    anchor: control?.isConnected && isVisible(control) ? rectOf(control) : undefined,
    lit: seen.length ? seen.map(rectOf) : undefined,
  };
}
function rectOf(el: Element): Rect {
  const { x, y, width, height } = el.getBoundingClientRect();
  return { x, y, width, height };
}
