import type { ActionEvent, ActMark, Found, Need } from '@/lib/model';
import { computeFacts, factsNeeded } from '@/lib/rules';
import type { FactAnswer, HistoryEvent, PackedRule } from '@/lib/rules';
import { matchesAction } from '@/lib/rules/reach';
import type { CarriedRow, Store } from '@/lib/store';
import type { InForce } from './deps';

/** Facts of a rule at an act, or at one item of a bulk act; `unknown`: this history could not be read. */
export type Facts = (rule: PackedRule, event: ActionEvent, item?: number) => FactAnswer;

interface Asking {
  store: Store;
  packs: InForce;
  rules: readonly PackedRule[];
  event: ActionEvent;
  /** Tokens of the act and what the same numbers were under the bureau's keys of before. */
  older?: CarriedRow['older'];
}

/** More acts of one kind than this in a window: the figure would be wrong, so it is not told. */
const MOST = 20_000;
/** A bulk act of more subjects than this goes through the acts once rather than through a ring a subject. */
const MOST_SUBJECTS = 60;
/** Items of one act × acts looked at for each: more would keep the clerk waiting, so the figures are not told. */
const MOST_LOOKS = 500_000;

/** Facts of rules at an act, from this desk's own journal: by rings where they are whole, else by going through the acts. */
export async function historyAt(input: Asking): Promise<Facts> {
  const { packs, event } = input;
  const asking = input.rules.filter((rule) => Object.keys(rule.facts).length > 0);
  if (!asking.length) return () => ({});
  const byRings = (event.items?.length ?? 0) > MOST_SUBJECTS ? undefined : await fromRings({ ...input, rules: asking });
  /** Of a draft nothing is kept: it goes through the acts. */
  const isWhole = (rule: PackedRule): boolean =>
    !rule.draft && byRings !== undefined && packs.rings.populationsOf(rule).every((id) => byRings.ready.has(id));
  const others = asking.filter((rule) => !isWhole(rule));
  const scanned = await fromActs({ ...input, rules: others });
  return (rule, act, item) => (byRings && !others.includes(rule) ? byRings.facts : scanned)(rule, act, item);
}

/** Everything the rules ask is read in one go, for the act as a whole or for each of its subjects. `ready`: what is whole. */
async function fromRings({
  store,
  packs,
  rules,
  event,
  older,
}: Asking): Promise<{ facts: Facts; ready: ReadonlySet<string> }> {
  const looks: ActionEvent[] = event.items?.length
    ? event.items.map((item) => ({ ...event, fields: { ...event.fields, ...item } }))
    : [event];
  const needs = new Map<string, Need>();
  for (const rule of rules)
    for (const look of looks)
      for (const need of Object.values(packs.rings.needs(rule, look)).flat())
        for (const one of [need, ...underOlder(need, older)]) needs.set(nameOf(one), one);
  const list = [...needs.values()];
  const read = await store.counted.read(packs.rings, list).catch(() => undefined);
  if (!read) return { facts: () => 'unknown', ready: new Set() };
  const found = new Map(list.map((need, i) => [nameOf(need), read.found[i] ?? NOTHING]));
  const own = ownMarks(packs, event);
  const facts: Facts = (rule, act, item) =>
    packs.rings.facts(rule, act, (need) => {
      const past = together(
        [need, ...underOlder(need, older)].map((one) => found.get(nameOf(one)) ?? NOTHING),
        older,
      );
      const beside = own.filter((mark) => mark.n !== item && isIn(mark, need));
      return beside.length ? { ...past, marks: [...past.marks, ...beside] } : past;
    });
  return { facts, ready: read.ready };
}

/** The same ring as it was filled under each key of before. */
function underOlder(need: Need, older: Asking['older'] = {}): Need[] {
  if (need.kind === 'due') return [];
  const named = Object.entries(older).filter(([token]) => need.ring.includes(token));
  const times = Math.max(0, ...named.map(([, list]) => list.length));
  return Array.from({ length: times }, (_, i) => ({
    ...need,
    ring: named.reduce((ring, [token, list]) => ring.replaceAll(token, list[i] ?? token), need.ring),
  }));
}

/** What was read under several keys, told in the tokens of today. */
function together(list: readonly Found[], older: Asking['older'] = {}): Found {
  const [first = NOTHING] = list;
  if (!Object.keys(older).length) return first;
  const marks: ActMark[] = JSON.parse(renamed(JSON.stringify(list.flatMap((one) => one.marks)), older));
  return {
    days: list.flatMap(({ days }) => days).sort((a, b) => a.day - b.day),
    marks: marks.sort((a, b) => a.at - b.at || a.seq - b.seq),
  };
}
const renamed = (json: string, older: NonNullable<Asking['older']>): string =>
  Object.entries(older).reduce(
    (text, [token, list]) => list.reduce((t, old) => t.replaceAll(`"${old}"`, `"${token}"`), text),
    json,
  );

const othersId = (event: ActionEvent): string => `${event.id}/others`;

/** The items of a bulk act count for each other, as they will for the next act. */
function ownMarks({ rings }: InForce, event: ActionEvent): ActMark[] {
  if (!event.items?.length) return [];
  const { id: _, ...act } = event;
  return rings.marksOf({ ...act, id: othersId(event), seq: -1 }).map((mark) => {
    const { seq: _unwritten, ...past } = mark.past;
    return { ...mark, past };
  });
}
const isIn = ({ ring, at }: ActMark, need: Need): boolean =>
  need.kind !== 'due' && need.ring === ring && at > need.after && at <= need.upto;

const NOTHING: Found = { days: [], marks: [] };
const nameOf = (need: Need): string =>
  need.kind === 'due' ? `due ${need.population}` : `${need.kind} ${need.after} ${need.ring}`;

/** By `[action+at]`, once for all rules; only while rings are being made, and for very large bulk acts. */
async function fromActs({ store, packs, rules, event, older = {} }: Asking): Promise<Facts> {
  if (!rules.length) return () => ({});
  const { library } = packs;
  const needs = rules.flatMap((rule) => factsNeeded(rule, event.at));
  const patterns = [...new Set(needs.flatMap((need) => [...need.of, ...need.until]))];
  const actions = library.actions
    .map((a) => a.key)
    .filter((key) => patterns.some((pattern) => matchesAction(pattern, key)));
  const since = Math.min(...needs.map((need) => need.since ?? -1));
  const acts = await store.queries.actsBetween(actions, since, event.at, MOST).catch(() => undefined);
  if (!acts || actions.some((action) => acts.filter((act) => act.action === action).length >= MOST))
    return () => 'unknown';
  const past: typeof acts = Object.keys(older).length ? JSON.parse(renamed(JSON.stringify(acts), older)) : acts;
  const history: HistoryEvent[] = past
    .filter((act) => !act.undone && act.id !== event.id)
    .map(({ seq, id, action, at, fields, items, who, dwellMs, pageChars }) => ({
      seq,
      id,
      action,
      at,
      fields,
      ...(items ? { items } : {}),
      ...(who ? { login: who } : {}),
      ...(dwellMs === undefined ? {} : { dwellMs }),
      ...(pageChars === undefined ? {} : { pageChars }),
    }));
  const { length: items = 0 } = event.items ?? [];
  const looks = history.reduce((n, past) => n + (past.items?.length ?? 1), items);
  if (items * looks > MOST_LOOKS) return () => 'unknown';
  return (rule, trigger, item) =>
    computeFacts({
      rule,
      event: trigger,
      history: item === undefined ? history : [...history, ...othersOf(event, item)],
      actions: library.actions,
      calendar: library.calendar,
    });
}

function othersOf(event: ActionEvent, item: number): HistoryEvent[] {
  const { action, at, fields, items = [] } = event;
  const others = items.filter((_, i) => i !== item);
  return others.length ? [{ id: othersId(event), action, at, fields, items: others }] : [];
}
