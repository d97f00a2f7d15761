import type { Ask, LevelScheme, Overlay, OverlayRefusal, Pack, ParamValue, Rule } from '@/lib/model';
import { askRank } from '@/lib/rules/ask';

export interface LeftOut {
  rule: string;
  why: OverlayRefusal;
  detail?: string;
}
export interface Overlaid {
  packs: Pack[];
  leftOut: LeftOut[];
}
type Setting = Overlay['rules'][number];

/**
 * Packs with a lower unit's settings laid over. A setting holds whole or not at all: whatever the rule's own `local` does not
 * allow and that would ask for less is left out, and named.
 */
export function withOverlay(packs: readonly Pack[], overlay: Overlay): Overlaid {
  const leftOut: LeftOut[] = [];
  const settings = new Map<string, Setting>();
  for (const setting of overlay.rules) {
    if (settings.has(setting.rule)) leftOut.push({ rule: setting.rule, why: 'twice' });
    else settings.set(setting.rule, setting);
  }
  const met = new Set<string>();
  const changed = packs.map((pack) => ({
    ...pack,
    rules: pack.rules.map((rule) => {
      const setting = settings.get(rule.id);
      // Where two packs have a rule of this id, the first one stands.
      if (!setting || met.has(rule.id)) return rule;
      met.add(rule.id);
      const set = settle(rule, setting, pack.scheme);
      if ('why' in set) {
        leftOut.push(set);
        return rule;
      }
      return set.rule;
    }),
  }));
  for (const rule of settings.keys()) if (!met.has(rule)) leftOut.push({ rule, why: 'no_such_rule' });
  return { packs: changed, leftOut };
}

function settle(rule: Rule, setting: Setting, scheme: LevelScheme): { rule: Rule } | LeftOut {
  const no = (why: OverlayRefusal, detail?: string): LeftOut => ({ rule: rule.id, why, ...(detail ? { detail } : {}) });
  if (setting.off) return rule.local?.off ? { rule: { ...rule, status: 'retired' } } : no('off_not_allowed');
  const params = { ...rule.params };
  for (const [id, value] of Object.entries(setting.params ?? {})) {
    const param = Object.hasOwn(params, id) ? params[id] : undefined;
    if (!param) return no('param_unknown', id);
    if (!rule.local?.params?.includes(id)) return no('param_not_allowed', id);
    if (!sameKind(param.value ?? param.dated?.[0]?.value, value)) return no('param_outside', id);
    const { min, max } = param.local ?? {};
    if (typeof value === 'number' && (value < (min ?? value) || value > (max ?? value))) return no('param_outside', id);
    const { dated: _, ...rest } = param;
    params[id] = { ...rest, value };
  }
  const checks = [...rule.checks, ...(setting.checks ?? [])].slice(0, 6);
  if (setting.ask !== undefined) {
    const own = askOf(rule, scheme);
    const isLighter = askRank(setting.ask) < askRank(own);
    if (isLighter && !rule.local?.ask?.includes(setting.ask)) return no('ask_not_allowed', `${own} > ${setting.ask}`);
    if (setting.ask === 'second_person' && !rule.secondPerson) return no('ask_incomplete', 'secondPerson');
    if (setting.ask === 'checklist' && !checks.length) return no('ask_incomplete', 'checks');
  }
  return { rule: { ...rule, params, checks, ...(setting.ask === undefined ? {} : { ask: setting.ask }) } };
}

const sameKind = (before: ParamValue | undefined, now: ParamValue): boolean => typeof before === typeof now;

/** What a rule asks: its own word, else its level's. */
export const askOf = (rule: Rule, scheme: LevelScheme): Ask =>
  rule.ask ?? scheme.levels.find((level) => level.key === rule.level)?.defaultAsk ?? 'notice';
