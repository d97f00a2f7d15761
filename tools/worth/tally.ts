import type { Rule } from '@/lib/model';
import { KINDS } from '@/tools/simulate/misdeeds';
import type { SimulatedAct } from '@/tools/simulate';
import type { Said } from './replay';

/** How one rule, or the rules together at one post, did. */
export interface Row {
  name: string;
  /** Misdeeds of the kinds it is about, at this post. */
  misdeeds: number;
  caught: number;
  /** Reminders put before a clerk, those of innocent acts, and those said again within a day. */
  shown: number;
  innocent: number;
  repeats: number;
  /** Reminders if there were no budget. */
  shownFreely: number;
  innocentFreely: number;
}

export interface Totals {
  acts: number;
  misdeeds: number;
  caught: number;
  /** Not by a rule about it, but asked at all. */
  caughtByTheWay: number;
  known: number;
  knownCaught: number;
  interruptions: number;
  innocentInterruptions: number;
  holds: number;
  innocentHolds: number;
  repeats: number;
  clerkDays: number;
  p95: number;
  p99: number;
  most: number;
  mean: number;
}

export interface Worth {
  budget: Totals;
  free: Totals;
  rules: Row[];
  posts: Row[];
  kinds: { kind: string; rules: readonly string[]; misdeeds: number; caught: number; byTheWay: number }[];
}

interface Instance {
  kind: string;
  post: string;
  /** The last moment at which asking still helps: the decisive act, or, of a matter that runs on, its end. */
  until: number;
  isDone: boolean;
  caught: boolean;
  caughtFreely: boolean;
  byTheWay: boolean;
}

const DAY = 86_400_000;
const RULES_OF = new Map(KINDS.map((kind) => [kind.id, kind.rules]));
const isHold = (said: Said): boolean => said.when === 'before' && said.ask !== 'notice' && said.ask !== 'acknowledge';

/** What a year's reminders were worth. `acts` is the whole year: what becomes of a matter is known only later. */
export function tally(acts: readonly SimulatedAct[], said: readonly Said[], rules: readonly Points[]): Worth {
  const byId = new Map(acts.map((act) => [act.event.id, act]));
  const instances = instancesOf(acts);
  const rows = { rules: new Map<string, Row>(), posts: new Map<string, Row>() };
  const row = (table: Map<string, Row>, name: string): Row => {
    const kept = table.get(name) ?? {
      name,
      misdeeds: 0,
      caught: 0,
      shown: 0,
      innocent: 0,
      repeats: 0,
      shownFreely: 0,
      innocentFreely: 0,
    };
    table.set(name, kept);
    return kept;
  };

  const rightful = new Set<Said>();
  const isAbout = relation(rules);
  for (const one of said) {
    const about = aboutOf(one, byId, isAbout);
    if (about.length) rightful.add(one);
    for (const id of about) {
      const instance = instances.get(id);
      if (instance) credit(instance, one);
    }
    for (const line of [row(rows.rules, one.rule), row(rows.posts, one.post)]) count(line, one, !about.length);
  }
  for (const instance of instances.values())
    for (const line of [
      ...(RULES_OF.get(instance.kind) ?? []).map((id) => row(rows.rules, id)),
      row(rows.posts, instance.post),
    ]) {
      line.misdeeds++;
      if (instance.caught) line.caught++;
    }

  return {
    budget: totals({ acts, rightful, said: said.filter((s) => s.shown), instances, isCaught: (i) => i.caught }),
    free: totals({
      acts,
      rightful,
      said: said.filter((s) => s.shownFreely),
      instances,
      isCaught: (i) => i.caughtFreely,
    }),
    rules: sorted(rows.rules),
    posts: sorted(rows.posts),
    kinds: KINDS.map(({ id, rules }) => {
      const own = [...instances.values()].filter((i) => i.kind === id);
      return {
        kind: id,
        rules,
        misdeeds: own.length,
        caught: own.filter((i) => i.caught).length,
        byTheWay: own.filter((i) => i.byTheWay && !i.caught).length,
      };
    }),
  };
}

type Points = Pick<Rule, 'id' | 'riskPoints'>;
type IsAbout = (kind: string, rule: string) => boolean;

/** A rule is about a kind that names it, or that names another rule of the same risk point. */
function relation(rules: readonly Points[]): IsAbout {
  const points = new Map(rules.map((rule) => [rule.id, rule.riskPoints]));
  return (kind, rule) =>
    (RULES_OF.get(kind) ?? []).some(
      (id) => id === rule || (points.get(id) ?? []).some((point) => points.get(rule)?.includes(point)),
    );
}

/**
 * Misdeeds that something said is about: that of the act itself, and those among the earlier acts it rests on that the rule
 * is about (a number lent out is told at its owner's own desk).
 */
function aboutOf(one: Said, byId: ReadonlyMap<string, SimulatedAct>, isAbout: IsAbout): string[] {
  const own = byId.get(one.act)?.truth;
  const earlier = one.restsOn
    .flatMap((id) => byId.get(id)?.truth ?? [])
    .filter((t) => t.kind === 'misdeed' && isAbout(t.misdeed, one.rule));
  return [...new Set([...(own ? [own] : []), ...earlier].flatMap((t) => (t.kind === 'misdeed' ? [t.instance] : [])))];
}

const sorted = (table: Map<string, Row>): Row[] => [...table.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

function instancesOf(acts: readonly SimulatedAct[]): Map<string, Instance> {
  const instances = new Map<string, Instance>();
  for (const { event, post, truth } of acts) {
    if (truth.kind !== 'misdeed') continue;
    const kept = instances.get(truth.instance) ?? {
      kind: truth.misdeed,
      post,
      until: 0,
      isDone: false,
      caught: false,
      caughtFreely: false,
      byTheWay: false,
    };
    if (truth.decisive) {
      kept.post = post;
      kept.isDone = true;
    }
    kept.until = event.at;
    instances.set(truth.instance, kept);
  }
  // What would have been completed after the last day has done no harm yet.
  return new Map([...instances].filter(([, instance]) => instance.isDone));
}

/**
 * Asked before the act, or flagged within a day for what is told afterwards. A rule about something else that asks at the
 * same act has asked too, but by the way.
 */
function credit(instance: Instance, one: Said): void {
  const inTime = one.when === 'before' || one.at <= instance.until + DAY;
  if (!inTime) return;
  if (!(RULES_OF.get(instance.kind) ?? []).includes(one.rule)) {
    instance.byTheWay ||= one.shown;
    return;
  }
  instance.caught ||= one.shown;
  instance.caughtFreely ||= one.shownFreely;
}

function count(row: Row, one: Said, isInnocent: boolean): void {
  if (one.shown) {
    row.shown++;
    if (isInnocent) row.innocent++;
    if (one.isRepeat) row.repeats++;
  }
  if (!one.shownFreely) return;
  row.shownFreely++;
  if (isInnocent) row.innocentFreely++;
}

interface Counted {
  acts: readonly SimulatedAct[];
  rightful: ReadonlySet<Said>;
  said: readonly Said[];
  instances: ReadonlyMap<string, Instance>;
  isCaught(instance: Instance): boolean;
}

/** All that one act, or one moment of the timer, said to a clerk is one interruption; it is innocent when every act in it is. */
function totals({ acts, rightful, said, instances, isCaught }: Counted): Totals {
  const reminders = new Map<string, { day: string; isInnocent: boolean; isHold: boolean; isRepeat: boolean }>();
  for (const one of said) {
    const isInnocent = !rightful.has(one);
    const kept = reminders.get(one.reminder);
    reminders.set(one.reminder, {
      day: dayOf(one.clerk, one.at),
      isInnocent: isInnocent && (kept?.isInnocent ?? true),
      isHold: isHold(one) || (kept?.isHold ?? false),
      isRepeat: one.isRepeat && (kept?.isRepeat ?? true),
    });
  }
  const perDay = new Map(acts.map((act) => [dayOf(act.clerk, act.event.at), 0]));
  for (const { day } of reminders.values()) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  const counts = [...perDay.values()].sort((a, b) => a - b);
  const at = (share: number): number => counts[Math.max(0, Math.ceil(share * counts.length) - 1)] ?? 0;
  const list = [...reminders.values()];
  const all = [...instances.values()];
  const known = all.filter((i) => (RULES_OF.get(i.kind) ?? []).length > 0);
  return {
    acts: acts.length,
    misdeeds: all.length,
    caught: all.filter(isCaught).length,
    caughtByTheWay: all.filter((i) => i.byTheWay && !isCaught(i)).length,
    known: known.length,
    knownCaught: known.filter(isCaught).length,
    interruptions: list.length,
    innocentInterruptions: list.filter((r) => r.isInnocent).length,
    holds: list.filter((r) => r.isHold).length,
    innocentHolds: list.filter((r) => r.isHold && r.isInnocent).length,
    repeats: list.filter((r) => r.isRepeat).length,
    clerkDays: counts.length,
    p95: at(0.95),
    p99: at(0.99),
    most: counts.at(-1) ?? 0,
    mean: counts.length ? list.length / counts.length : 0,
  };
}

const dayOf = (clerk: string, at: number): string => `${clerk} ${Math.floor((at + 28_800_000) / DAY)}`;
