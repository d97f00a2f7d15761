import type { ActionEvent } from '@/lib/model';
import { computeFacts, factsNeeded } from '@/lib/rules';
import type { HistoryEvent, JudgeInput, PackedRule } from '@/lib/rules';
import { matchesAction } from '@/lib/rules/reach';
import type { Store } from '@/lib/store';
import type { InForce } from './deps';

/** More acts of one kind than this in a window: the figure would be wrong, so it is not told. */
const MOST = 20_000;
/** Items of one act × acts looked at for each: more would keep the clerk waiting, so the figures are not told. */
const MOST_LOOKS = 500_000;

/** Facts of rules at an act, from this desk's own journal. Fetched once for all rules by [action+at]. */
export async function historyAt(input: {
  store: Store;
  packs: InForce;
  rules: readonly PackedRule[];
  event: ActionEvent;
  desk?: string;
}): Promise<NonNullable<JudgeInput['facts']>> {
  const { store, event, packs } = input;
  const asking = input.rules.filter((rule) => Object.keys(rule.facts).length > 0);
  if (!asking.length) return () => ({});
  const { library } = packs;
  const needs = asking.flatMap((rule) => factsNeeded(rule, event.at));
  const patterns = [...new Set(needs.flatMap((need) => [...need.of, ...need.until]))];
  const actions = library.actions
    .map((a) => a.key)
    .filter((key) => patterns.some((pattern) => matchesAction(pattern, key)));
  const since = Math.min(...needs.map((need) => need.since ?? -1));
  const acts = await store.queries.actsBetween(actions, since, event.at, MOST).catch(() => undefined);
  if (!acts || actions.some((action) => acts.filter((act) => act.action === action).length >= MOST))
    return () => 'unknown';
  const history: HistoryEvent[] = acts
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
      ...(input.desk ? { desk: input.desk } : {}),
    }));
  const looks = acts.reduce((n, act) => n + (act.items?.length ?? 1), event.items?.length ?? 0);
  if ((event.items?.length ?? 0) * looks > MOST_LOOKS) return () => 'unknown';
  return (rule, trigger, item) =>
    computeFacts({
      rule,
      event: trigger,
      history: item === undefined ? history : [...history, ...othersOf(event, item)],
      actions: library.actions,
      calendar: library.calendar,
      ...(input.desk ? { desk: input.desk } : {}),
    });
}

/** The other items of a bulk act count for each of them, as they will for the next act. */
function othersOf({ id, action, at, fields, items = [] }: ActionEvent, item: number): HistoryEvent[] {
  const others = items.filter((_, i) => i !== item);
  return others.length ? [{ id: `${id}/others`, action, at, fields, items: others }] : [];
}
