import type { Decision, MessageBody } from '@/lib/messages';
import type { ActionEvent, Flag, Gap, Verdict } from '@/lib/model';
import { EventBody, EventParts } from '@/lib/model';
import { judge, sift } from '@/lib/rules';
import { because } from '@/lib/rules/explain';
import type { CarriedRow, Store } from '@/lib/store';
import type { InForce, Settings } from './deps';
import { apart } from './drafts';
import { gapNote, gapsOf } from './gaps';
import { historyAt } from './history';
import type { Identities } from './identity';
import type { People } from './people';
import { valuesOf } from './parts';
import type { Recorder } from './recorder';
import { clamped, splitEvent, withTokensOf } from './split';

export interface Deciding {
  store: Store;
  recorder: Recorder;
  identities: Identities;
  people: People;
  inForce(): Promise<InForce>;
  settings(): Promise<Settings>;
}
export interface Decider {
  /** Judges with history, records durably, then answers; the same act asked again gets the recorded answer. */
  decide(body: MessageBody<'act.decide'>): Promise<Decision>;
  preview(body: MessageBody<'act.preview'>): Promise<{ verdict: Verdict; tokens: number }>;
  /** What was decided, from memory where the journal could not be written. */
  decided(
    event: string,
  ): Promise<{ seq?: number; verdict: Verdict; operator?: string; action: string; system: string } | undefined>;
  previewed(event: string): { verdict: Verdict; who: string } | undefined;
  /** Settles when the act is no longer being judged. */
  deciding(event: string): Promise<unknown>;
  /** Under this key the draft of a reason for the act is kept: one for each matter and clerk. Undefined: no such act. */
  draftKey(event: string): Promise<string | undefined>;
}

interface Made {
  decision: Decision;
  event: ActionEvent;
}

export function createDecider(deps: Deciding): Decider {
  const { store } = deps;
  const running = new Map<string, Promise<Decision>>();
  /** Decisions that the journal has not taken yet, and previews, the latest 200 of each. */
  const unwritten = new Map<string, Made>();
  const previews = new Map<string, { verdict: Verdict; who: string }>();
  /** What drafts said at an act; the journal does not have it. */
  const tried = new Map<string, Flag[]>();

  function decide(body: MessageBody<'act.decide'>): Promise<Decision> {
    const { id } = body.event;
    const before = running.get(id);
    if (before) return before;
    const made = (async () => (await recorded(id)) ?? (await judgeAndRecord(body)))().finally(() => running.delete(id));
    running.set(id, made);
    return made;
  }

  async function judgeAndRecord(body: MessageBody<'act.decide'>): Promise<Decision> {
    const carried = body.carries ? await deps.identities.take(body.event.id) : undefined;
    const event = withTokensOf(clamped(body.event), carried);
    const packs = await deps.inForce();
    const who = await whoOf(event);
    const { verdict, show, kept, drafts } = await weigh(event, who, packs, carried?.older);
    if (drafts.length) remember(tried, event.id, drafts);
    const spec = packs.library.actions.find((a) => a.key === event.action);
    const person = await deps.people.operator(event.login);
    const { body: skeleton, parts } = splitEvent({
      event,
      mode: body.mode,
      verdict,
      shown: show,
      kept,
      deskOnly: true,
      packs: packs.library.packs.map(({ id, version }) => `${id}@${version}`),
      drafts: drafts.map((flag) => flag.rule),
      ...(spec ? { spec } : {}),
      ...(carried ? { carried } : {}),
      ...(person ? { person } : {}),
    });
    const seq = await deps.recorder.write([
      { kind: 'event', body: skeleton, parts },
      ...gapsAt(event, verdict, body, carried).map(gapNote),
    ]);
    if (seq === undefined) {
      const now = await recorded(event.id);
      if (now) return now;
    }
    const decision = await answer({
      ...(seq === undefined ? {} : { seq }),
      verdict: withDrafts(verdict, drafts),
      show: [...show, ...drafts],
      system: event.system,
      login: event.login,
      draft: await draftKey(event, who),
    });
    if (seq === undefined) remember(unwritten, event.id, { decision, event });
    return decision;
  }

  /** Under which name the act is recorded; '' where nobody is known. */
  const whoOf = async (event: ActionEvent): Promise<string> =>
    event.login ?? (await deps.people.operator(undefined))?.id ?? '';

  async function weigh(
    event: ActionEvent,
    who: string,
    packs: InForce,
    older: CarriedRow['older'],
  ): Promise<{ verdict: Verdict; show: Flag[]; kept: Flag[]; drafts: Flag[] }> {
    const { library } = packs;
    const rules = packs.index.rulesFor(event.action);
    const facts = await historyAt({ store, packs, rules, event, ...(older ? { older } : {}) });
    const judged = judge({
      event,
      rules,
      scheme: library.scheme,
      calendar: library.calendar,
      actions: library.actions,
      facts,
      deskOnly: true,
      explain: because,
    });
    const { real: verdict, drafts } = apart(judged, rules);
    const dedupes = verdict.flags.map((flag) => flag.dedupe);
    const [answered, openedToday, settings] = await Promise.all([
      store.memory.answered(dedupes, who).catch(() => []),
      store.memory.openedToday(event.at, who).catch(() => 0),
      deps.settings(),
    ]);
    return {
      verdict,
      drafts,
      ...sift(verdict, {
        at: event.at,
        answered,
        openedToday,
        ...(settings.budget === undefined ? {} : { budget: settings.budget }),
      }),
    };
  }

  async function answer(made: {
    seq?: number;
    verdict: Verdict;
    show: Flag[];
    system: string;
    login: string | undefined;
    draft: string;
  }): Promise<Decision> {
    const { candidates, postNames } = await deps.people.candidatesFor(made.show, {
      system: made.system,
      operator: made.login,
    });
    const draft = made.show.length ? await store.memory.draft(made.draft).catch(() => undefined) : undefined;
    return {
      ...(made.seq === undefined ? {} : { seq: made.seq }),
      verdict: made.verdict,
      remind: made.show,
      deskOnly: true,
      candidates,
      postNames,
      ...(draft ? { draft } : {}),
    };
  }
  /** The answer that was given, read back from the journal: a worker killed meanwhile and a page that asks again get the same. */
  async function recorded(id: string): Promise<Decision | undefined> {
    const waiting = unwritten.get(id);
    if (waiting) return waiting.decision;
    const found = await readBack(id);
    if (!found) return undefined;
    const drafts = tried.get(id) ?? [];
    return answer({
      seq: found.seq,
      verdict: withDrafts(found.verdict, drafts),
      show: [...shownOf(found.body, found.verdict), ...drafts],
      system: found.body.system,
      login: found.operator,
      draft: found.draft,
    });
  }
  async function readBack(
    id: string,
  ): Promise<{ seq: number; body: EventBody; verdict: Verdict; draft: string; operator?: string } | undefined> {
    const row = await store.queries.actById(id).catch(() => undefined);
    const entry = row && (await store.journal.entry(row.seq));
    if (!entry) return undefined;
    const body = EventBody.parse(entry.skeleton.body);
    const parts = EventParts.parse(valuesOf(entry));
    const operator = parts.clerk?.login ?? parts.clerk?.person?.id;
    return {
      seq: entry.skeleton.seq,
      body,
      verdict: parts.verdict ?? { flags: [], undetermined: [], judged: body.judged },
      draft: await draftKey(row, row.who),
      ...(operator ? { operator } : {}),
    };
  }

  const deciding = (event: string): Promise<unknown> => running.get(event)?.catch(() => undefined) ?? Promise.resolve();

  return {
    decide,
    async preview(body) {
      const carried = body.carries ? await deps.identities.take(body.event.id) : undefined;
      const event = withTokensOf(clamped(body.event), carried);
      const who = await whoOf(event);
      const { verdict, kept, drafts } = await weigh(event, who, await deps.inForce(), carried?.older);
      const flags = verdict.flags.map((flag) => kept.find((k) => k.rule === flag.rule) ?? flag);
      const eased = withDrafts({ ...verdict, flags }, drafts);
      remember(previews, event.id, { verdict: eased, who });
      return { verdict: eased, tokens: Object.values(carried?.tokens ?? {}).reduce((n, list) => n + list.length, 0) };
    },
    async decided(event) {
      const waiting = unwritten.get(event);
      if (waiting)
        return {
          verdict: waiting.decision.verdict,
          action: waiting.event.action,
          system: waiting.event.system,
          ...(waiting.event.login ? { operator: waiting.event.login } : {}),
        };
      const found = await readBack(event);
      return (
        found && {
          seq: found.seq,
          verdict: withDrafts(found.verdict, tried.get(event) ?? []),
          action: found.body.action,
          system: found.body.system,
          ...(found.operator ? { operator: found.operator } : {}),
        }
      );
    },
    previewed: (event) => previews.get(event),
    deciding,
    async draftKey(id) {
      await deciding(id);
      const waiting = unwritten.get(id)?.event;
      if (waiting) return draftKey(waiting, await whoOf(waiting));
      const row = await store.queries.actById(id).catch(() => undefined);
      return row && draftKey(row, row.who);
    },
  };

  async function draftKey(act: Pick<ActionEvent, 'action' | 'fields'>, who: string): Promise<string> {
    const { actions } = (await deps.inForce()).library;
    const subject = actions.find(({ key }) => key === act.action)?.subject;
    const reading = subject === undefined ? undefined : act.fields[subject];
    // Tokens have a part of their own, which may be erased before the draft.
    const value =
      reading?.kind === 'read' ? JSON.stringify(reading.value, (k, v) => (k === 'token' ? undefined : v)) : '';
    return `${who}|${act.action}:${value}`;
  }
}

const withDrafts = (verdict: Verdict, drafts: readonly Flag[]): Verdict =>
  drafts.length ? { ...verdict, flags: [...verdict.flags, ...drafts] } : verdict;

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > 200 && oldest !== undefined) map.delete(oldest);
}

/** Flags that were put before the clerk, holds of rules that could not be told included. */
function shownOf(body: EventBody, verdict: Verdict): Flag[] {
  const rules = new Set(
    [...body.flags.filter((f) => f.shown), ...body.undetermined.filter((u) => u.shown)].map((f) => f.rule),
  );
  return [...verdict.flags, ...verdict.undetermined.flatMap((u) => u.flag ?? [])].filter((flag) =>
    rules.has(flag.rule),
  );
}

function gapsAt(
  event: ActionEvent,
  verdict: Verdict,
  body: MessageBody<'act.decide'>,
  carried: CarriedRow | undefined,
): Gap[] {
  const of: Omit<Gap, 'reason'> = {
    at: event.at,
    system: event.system,
    adapter: event.adapter.id,
    page: event.page,
    action: event.action,
    event: event.id,
  };
  return [
    ...gapsOf(verdict, of),
    ...(event.degraded ? [{ ...of, reason: 'page_degraded' as const }] : []),
    ...(body.late ? [{ ...of, reason: body.late }] : []),
    ...(body.carries && !carried
      ? [{ ...of, reason: 'key_missing' as const, detail: 'identity numbers did not arrive' }]
      : []),
  ];
}
