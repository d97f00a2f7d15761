import type { ParamValue } from '@/lib/model';
import type { PackedRule } from '@/lib/rules';

/**
 * What the admins of the simulated bureau entered where a rule leaves it to the bureau (`local.params`), found on the first sixty
 * days of seed 1. Figures that a rule keeps to itself stand as the packs have them.
 */
const SETTINGS: Record<string, Record<string, ParamValue>> = {
  // Sellers under a standing agreement: contracts name them, loans are paid to them directly. A fifth is not on the list.
  'payee-many': { exempt: Array.from({ length: 48 }, (_, i) => `seller-${i + 1}`) },
  // An hour and a half after closing time to finish what was begun; evenings and weekends stay asked about.
  'g-out-of-hours': { to: '19:00' },
  // The promise is in working days; the rule counts calendar days, so a weekend is allowed for.
  'g-time-limit': { limit: { relief: 9, register: 5 } },
  // What lay in the drop box overnight bears the date of the day before.
  'filing-backdate': { tol: 1 },
  // Ten working days.
  'archive-overdue': { n: 14 },
};

/** The rules as this bureau has set them. A parameter a rule does not leave to the bureau stays. */
export const atThisBureau = (rules: readonly PackedRule[]): PackedRule[] =>
  rules.map((rule) => {
    const own = Object.entries(SETTINGS[rule.id] ?? {}).filter(([id]) => rule.local?.params?.includes(id));
    const params = Object.fromEntries(own.map(([id, value]) => [id, { ...rule.params[id], value }]));
    return own.length ? { ...rule, params: { ...rule.params, ...params } } : rule;
  });
