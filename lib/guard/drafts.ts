// Drafts that an author tries in this browser: judged beside the rules in force, shown with their mark, never journalled as flags.
import * as z from 'zod';
import { Id, Rule } from '@/lib/model';
import type { Flag, Verdict } from '@/lib/model';
import type { PackedRule } from '@/lib/rules';
import { metAt } from '@/lib/rules/reach';
import type { Store } from '@/lib/store';

const Tried = z.array(z.strictObject({ pack: Id, at: z.number(), rule: Rule }));
export type Tried = z.infer<typeof Tried>[number];

const KEY = 'drafts/tried';
/** Whoever tries more has lost sight of them. */
const MOST = 10;

export interface Drafts {
  all(): Promise<Tried[]>;
  /** False: a timer alone runs it, so there is nothing to see; of one that runs by timer, too, acts are judged only. */
  run(pack: string, rule: Rule): Promise<boolean>;
  stop(pack: string, rule: string): Promise<void>;
  /** With the browser's start every preview is over. */
  over(): Promise<void>;
}

export function createDrafts(store: Pick<Store, 'memory'>, now: () => number): Drafts {
  const all = async (): Promise<Tried[]> => Tried.safeParse(await store.memory.get(KEY).catch(() => [])).data ?? [];
  const others = async (pack: string, id: string): Promise<Tried[]> =>
    (await all()).filter((one) => one.pack !== pack || one.rule.id !== id);
  return {
    all,
    async run(pack, rule) {
      const on = metAt(rule);
      if (!on.length) return false;
      const tried: Tried = { pack, at: now(), rule: { ...rule, on } };
      await store.memory.put(KEY, [...(await others(pack, rule.id)), tried].slice(-MOST));
      return true;
    },
    async stop(pack, rule) {
      await store.memory.put(KEY, await others(pack, rule));
    },
    over: () => store.memory.forget(KEY),
  };
}

/** Under an id of its own, so that the rule in force stands beside it; in force whatever its source says of its status. */
export const packedDraft = ({ pack, rule }: Tried): PackedRule => ({
  ...rule,
  id: `${rule.id.slice(0, 57)}-draft`,
  status: 'active',
  pack,
  draft: true,
});

/** The verdict of the rules in force, and the drafts' flags apart. */
export function apart(verdict: Verdict, rules: readonly PackedRule[]): { real: Verdict; drafts: Flag[] } {
  const ids = new Set(rules.filter((rule) => rule.draft).map((rule) => rule.id));
  if (!ids.size) return { real: verdict, drafts: [] };
  const isDraft = ({ rule }: { rule: string }): boolean => ids.has(rule);
  return {
    real: {
      flags: verdict.flags.filter((flag) => !isDraft(flag)),
      undetermined: verdict.undetermined.filter((one) => !isDraft(one)),
      judged: verdict.judged - ids.size,
    },
    drafts: [...verdict.flags, ...verdict.undetermined.flatMap((one) => one.flag ?? [])].filter(
      (flag) => isDraft(flag) && flag.ask !== 'observe',
    ),
  };
}
