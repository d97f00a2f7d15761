// One act, from its first signal to its end: read, judge, pass or hold, record, release or drop.
import type {
  ActionEvent,
  Answer,
  Flag,
  GapReason,
  PageAction,
  PageBriefing,
  Signal,
  Trigger,
  Verdict,
} from '@/lib/model';
import type { Decision } from '@/lib/messages';
import type { ReadScope, Snapshot, snapshot } from '@/lib/adapters';
import { sameReading, subjectOf } from './acts';
import type { Act, Acts } from './acts';
import { within } from './deps';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';
import { fallback, holding, planOf } from './plan';
import type { Plan } from './plan';
import type { Held, Holder } from './hold';
import { createLastClick } from './last-click';
import type { Releaser, Resume } from './release';

export interface SignalIn {
  kind: Signal;
  action: PageAction;
  trigger: Trigger;
  control: Element | null;
  brief: PageBriefing;
  scope: ReadScope;
  missing: string[];
  trusted: boolean;
  detail: number;
  gesture: number;
  /** Stops it, here and now. */
  hold(): void;
  resume: Resume;
  /** The act was seen by its request on a page that was not recognised: only the request can be read. */
  blind?: boolean;
  /** Was stopped already, while the briefing was being read. */
  stopped?: boolean;
  late?: GapReason;
}
export interface Conductor {
  take(signal: SignalIn): void;
  gone(): void;
}

const PAUSE = { awake: 800, asleep: 1500 },
  DURABLE_MS = 1500;
type Judged = { act: Act; signal: SignalIn; shot: Snapshot; verdict: Verdict };

export type Snap = typeof snapshot;
export interface Rooms {
  acts: Acts;
  desk: Desk;
  holder: Holder;
  releaser: Releaser;
  snap: Snap /** the worker's verdict, asked ahead of this very act */;
  foreseen(event: ActionEvent): Verdict | undefined;
}

export function createConductor(deps: WatchDeps, rooms: Rooms): Conductor {
  const { acts, desk, holder, releaser, snap, foreseen } = rooms;
  const { clock, port } = deps;
  /** Where each act began, for as long as it may have to be dropped. */
  const begun = new WeakMap<Act, SignalIn>();
  const lastClick = createLastClick(deps, desk);
  /** Their answer is recorded; only the last click is still to come. */
  const confirmed = new WeakSet<Act>();

  function take(signal: SignalIn): void {
    const spec = signal.brief.actions.find((a) => a.key === signal.action.action);
    if (!spec) return;
    const read = once(() => snap(signal.brief, signal.action, spec, signal.scope));
    const subject = once(() => subjectOf(read().fields, spec.subject));
    const known = acts.find({
      action: spec.key,
      kind: signal.kind,
      gesture: signal.gesture,
      control: signal.control,
      trusted: signal.trusted,
      detail: signal.detail,
      at: clock.mono(),
      subject,
      fields: () => read().fields,
    });
    if (known) {
      join(known, signal);
      return;
    }
    open(signal, read());
  }

  /** A further signal of an act that stands. */
  function join(act: Act, signal: SignalIn): void {
    act.signals.add(signal.kind);
    if (act.state === 'open') {
      signal.hold();
      if (signal.resume.how === 'request') act.waiting.push(signal.resume.go);
      return;
    }
    if (act.state === 'declined') {
      signal.hold();
      if (signal.resume.how === 'request') signal.resume.go(false);
      return;
    }
    act.repeat = false;
    markCommit(act, signal);
    if (signal.stopped) releaser.release(act, signal, signal.control);
  }
  /** A submit the page itself stops is no commit. */
  function markCommit(act: Act, signal: SignalIn): void {
    const mark = (): void => {
      if (act.committedAt !== undefined) return;
      act.committedAt = clock.mono();
      if (act.signals.has('click') || act.signals.has('pointer') || act.signals.has('key'))
        desk.ending(act, 'committed');
    };
    if (signal.resume.how === 'request') mark();
    else if (signal.resume.how === 'submit') {
      const { event } = signal.resume;
      setTimeout(() => {
        if (!event?.defaultPrevented) mark();
      });
    }
  }

  function open(signal: SignalIn, shot: Snapshot): void {
    const act = newAct(signal, shot);
    acts.add(act);
    begun.set(act, signal);
    const verdict = deps.judge({
      event: act.event,
      rules: signal.brief.rules,
      scheme: signal.brief.scheme,
      calendar: signal.brief.calendar,
      actions: signal.brief.actions,
    });
    const own: Plan = planOf(verdict);
    const ahead = own.kind === 'pause' ? foreseen(act.event) : undefined;
    // An extension that is gone holds nobody: the page works as if it had never been there.
    const plan: Plan = !port.alive() ? { kind: 'pass', gaps: [] } : ahead ? planOf(ahead) : own;
    if (plan.kind === 'pass') {
      act.state = 'going';
      act.endedAt = clock.mono();
      markCommit(act, signal);
      if (signal.stopped) releaser.release(act, signal, signal.control);
      void desk.decide(act, shot, 'passing', signal.late).then(
        (d) => desk.afterwards(act, signal, d),
        () => desk.gap('worker_away', act.event),
      );
      return;
    }
    signal.hold();
    void settle({ act, signal, shot, verdict }, plan).catch((fault: unknown) => {
      desk.gap('reminder_failed', act.event, String(fault).slice(0, 200));
      return letGo({ act, signal, shot, verdict });
    });
  }

  function newAct(signal: SignalIn, shot: Snapshot): Act {
    const { brief, action, scope } = signal;
    const spec = brief.actions.find((a) => a.key === action.action);
    const event: ActionEvent = {
      id: deps.newId(),
      action: action.action,
      system: brief.adapter.system,
      adapter: { id: brief.adapter.id, version: brief.adapter.version },
      page: brief.page.id,
      at: scope.at,
      fields: shot.fields,
      signals: [signal.kind],
      dwellMs: desk.dwellMs(),
      pageChars: desk.pageChars(),
      ...(shot.login ? { login: shot.login } : {}),
      ...(shot.items ? { items: shot.items } : {}),
      ...(shot.degraded || signal.missing.length || signal.blind ? { degraded: true } : {}),
    };
    const at = clock.mono();
    return {
      event,
      subject: subjectOf(shot.fields, spec?.subject),
      control: signal.control,
      gesture: signal.gesture,
      state: 'open',
      at,
      endedAt: at,
      committedAt: undefined,
      signals: new Set([signal.kind]),
      waiting: [],
      repeat: false,
    };
  }

  async function settle(on: Judged, plan: Exclude<Plan, { kind: 'pass' }>): Promise<void> {
    const { act, shot, verdict, signal } = on;
    const limit = desk.awake() ? PAUSE.awake : PAUSE.asleep;
    const decided = desk.decide(act, shot, plan.kind === 'hold' ? 'held' : 'paused', signal.late);
    let decision: Decision | undefined;
    let flags: Flag[];
    if (plan.kind === 'pause') {
      decision = await within(decided, limit);
      // The page left meanwhile, and may have come back from the cache as it was: this act is over.
      if (act.state !== 'open') return;
      flags = decision ? decision.remind : fallback(verdict);
      if (!decision) desk.gap(port.alive() ? 'verdict_late' : 'extension_gone', act.event);
      if (!holding(flags).length) {
        const going = await letGo(on, 'passed');
        if (decision && going) desk.afterwards(act, signal, decision);
        return;
      }
    } else flags = plan.flags;
    await answered(on, await holder.hold({ act, brief: signal.brief, flags, verdict, decided, decision }));
  }

  async function answered(on: Judged, { outcome, shown, elsewhere }: Held): Promise<void> {
    const { act } = on;
    if (act.state !== 'open') return;
    if (outcome.kind === 'unanswered' && outcome.why === 'orphaned') {
      // Nobody answered: what was held is not done behind the clerk's back. The next press passes, or meets the new extension.
      if (port.alive()) await letGo(on);
      else drop(act, on.signal);
      return;
    }
    const answer: Answer = outcome;
    const sent = port.send('act.answer', { event: act.event.id, answer, ...(shown ? { shown } : {}) });
    if (outcome.kind !== 'continue') {
      sent.catch(() => desk.gap('worker_away', act.event));
      drop(act, on.signal);
      desk.ending(act, outcome.kind === 'back' ? 'withdrawn' : 'navigated');
      return;
    }
    // Record before the act goes on; a worker that cannot be reached does not keep the clerk from working.
    if (!(await within(sent, DURABLE_MS))) desk.gap('worker_away', act.event, 'answer');
    if (elsewhere && lastClick.needed()) {
      confirmed.add(act);
      if (!(await lastClick.pressed(act.control))) {
        drop(act, on.signal);
        desk.ending(act, 'navigated');
        return;
      }
    }
    await letGo(on);
  }

  function drop(act: Act, signal: SignalIn): void {
    act.state = 'declined';
    act.endedAt = clock.mono();
    if (signal.resume.how === 'request') signal.resume.go(false);
    for (const go of act.waiting.splice(0)) go(false);
  }

  /** Goes on, once; what was judged must still stand on the page. */
  async function letGo(on: Judged, as: 'released' | 'passed' = 'released'): Promise<boolean> {
    const { act, signal, shot } = on;
    const control = signal.control ? releaser.again(act, signal) : null;
    if (signal.control && !control && signal.resume.how !== 'request') return failed(act, 'control_gone');
    const scope: ReadScope = { ...signal.scope, control, at: act.event.at };
    const spec = signal.brief.actions.find((a) => a.key === act.event.action);
    const now = spec && !signal.blind ? snap(signal.brief, signal.action, spec, scope) : shot;
    if (changed(shot, now)) {
      desk.gap('values_changed', act.event);
      desk.ending(act, 'release_failed', 'values_changed');
      act.state = 'declined';
      act.endedAt = -1e9;
      open({ ...signal, control, scope: { ...scope, at: clock.now() } }, now);
      return false;
    }
    act.state = 'going';
    act.control = control;
    act.endedAt = clock.mono();
    const how = releaser.release(act, signal, control);
    for (const go of act.waiting.splice(0)) go(true);
    if (how === 'blocked') desk.gap('popup_blocked', act.event);
    if (how === 'blocked' || how === 'repeat') desk.tell(how);
    desk.ending(act, as, how === 'done' ? undefined : how);
    return true;
  }
  function failed(act: Act, why: 'control_gone'): boolean {
    act.state = 'declined';
    act.endedAt = clock.mono();
    for (const go of act.waiting.splice(0)) go(false);
    desk.gap(why, act.event);
    desk.ending(act, 'release_failed', why);
    desk.tell('gone');
    return false;
  }

  return {
    take,
    gone() {
      desk.leave();
      // What stands in a dialog is answered there, with what was shown.
      for (const act of acts.open().filter((one) => !holder.stands(one) && !confirmed.has(one))) {
        const signal = begun.get(act);
        if (signal) drop(act, signal);
        port
          .send('act.answer', { event: act.event.id, answer: { kind: 'unanswered', why: 'navigated' } })
          .catch(() => undefined);
        desk.ending(act, 'navigated');
      }
    },
  };
}

function once<T>(work: () => T): () => T {
  let done: { value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

function changed(was: Snapshot, now: Snapshot): boolean {
  const differ = (a: Snapshot['fields'], b: Snapshot['fields']): boolean =>
    Object.entries(a).some(([id, reading]) => {
      const other = b[id];
      return !other || !sameReading(reading, other);
    });
  if (differ(was.fields, now.fields) || (was.items?.length ?? 0) !== (now.items?.length ?? 0)) return true;
  if (JSON.stringify(was.raw) !== JSON.stringify(now.raw)) return true;
  return (was.items ?? []).some((item, i) => differ(item, now.items?.[i] ?? {}));
}
