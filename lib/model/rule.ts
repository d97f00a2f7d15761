import * as z from 'zod';
import { Condition } from './condition';
import { FactSource, FactSpec } from './facts';
import { Ask } from './level';
import { ActionPattern, CivilDate, FieldId, FOREIGN_KEYS, Id, Text } from './text';

/** Where a rule or point comes from. Legal articles are "to be confirmed by the bureau" unless `checked`. */
export const Source = z.strictObject({
  title: Text,
  article: z.string().max(80).optional(),
  href: z.url().optional(),
  /** stated: the source says it; area: it only names the area; derived: our extension. */
  origin: z.enum(['stated', 'area', 'derived']).optional(),
  checked: z.boolean().optional(),
});
export type Source = z.infer<typeof Source>;

/** Tables of tables are no figure any more. */
export const DEEPEST_PARAM = 12;
function isPlain(value: unknown, depth = 0): value is ParamValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === DEEPEST_PARAM) return false;
  for (const [key, one] of Object.entries(value)) if (FOREIGN_KEYS.has(key) || !isPlain(one, depth + 1)) return false;
  return true;
}
/** A figure, a word, or lists and tables of them. By hand, because a pack has thousands. */
export const ParamValue = z.custom<ParamValue>((value) => isPlain(value), 'no plain value');
export type ParamValue = string | number | boolean | null | ParamValue[] | { [key: string]: ParamValue };

/** A parameter, or a legal figure that changed over time: the value valid on the day of the act is taken. */
export const Param = z.strictObject({
  value: ParamValue.optional(),
  dated: z
    .array(
      z.strictObject({ from: CivilDate.optional(), to: CivilDate.optional(), value: ParamValue, source: z.string() }),
    )
    .optional(),
  label: Text.optional(),
  /** A lower unit may set it within these limits. */
  local: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).optional(),
});
export type Param = z.infer<typeof Param>;

export const Check = z.strictObject({ id: Id, text: Text });
export const QuickReason = z.strictObject({ id: Id, text: Text, wrongRule: z.boolean().optional() });

/** What a reminder line shows: label, the actual value, what the rule expects. `{…}` are fields, params, facts. */
export const ShownFact = z.strictObject({
  label: Text,
  actual: z.string().max(200),
  expected: Text.optional(),
  field: FieldId.optional(),
  /** Marked as not as expected; `blank`: only where the field is empty. Default: true. */
  bad: z.union([z.boolean(), z.literal('blank')]).optional(),
});

const ruleOf = <C extends z.ZodType, F extends z.ZodType>(condition: C, fact: F) =>
  z.strictObject({
    id: Id,
    version: z.number().int().positive(),
    title: Text,
    status: z.enum(['draft', 'observe', 'active', 'retired']).default('active'),
    riskPoints: z.array(Id).max(20).default([]),
    /** Actions whose acts it judges; `sensitive` limits a wildcard to actions marked so. `tick` rules run by timer. */
    on: z.array(z.union([ActionPattern, z.literal('tick')])).min(1),
    sensitiveOnly: z.boolean().optional(),
    when: z.enum(['before', 'after', 'timer']).default('before'),
    scope: z.enum(['local', 'hub']).default('local'),
    /** Key of a level in the pack's level scheme. */
    level: Id,
    /** Default: the level's. */
    ask: Ask.optional(),
    /** Stronger asks by condition; the strongest that holds is asked. */
    raise: z.array(z.strictObject({ if: condition, ask: Ask.optional(), level: Id.optional() })).optional(),
    condition,
    facts: z.record(FieldId, fact).default({}),
    params: z.record(FieldId, Param).default({}),
    /** Named values for texts: CEL over fields, params, facts. */
    let: z.record(FieldId, condition).default({}),
    /** The one sentence the clerk reads: fact + measure + threshold; ≤ 40 Chinese characters, ≤ 140 in English. */
    sentence: Text,
    shows: z.array(ShownFact).max(8).default([]),
    checks: z.array(Check).max(6).default([]),
    reasons: z.array(QuickReason).max(6).default([]),
    /** Button that goes back, e.g. 返回补录合同. */
    back: Text.optional(),
    secondPerson: z.strictObject({ posts: z.array(Id).min(1) }).optional(),
    deadline: z
      .strictObject({ from: FieldId, days: z.number().int(), unit: z.enum(['workday', 'day']), label: Text })
      .optional(),
    sources: z.array(Source).max(5).default([]),
    /** Dedupe of notice and acknowledge: rule + subject + these fields. Default: the fields of the condition. */
    dedupe: z.array(FieldId).optional(),
    reportBack: z.strictObject({ n: z.number().int(), unit: z.enum(['workday', 'day']) }).optional(),
    handledBy: z.string().max(60).optional(),
    supervisedBy: z.string().max(60).optional(),
    posts: z.array(Id).optional(),
    local: z
      .strictObject({ off: z.boolean().optional(), ask: z.array(Ask).optional(), params: z.array(FieldId).optional() })
      .optional(),
  });

export const RuleSource = ruleOf(z.string().max(2000), FactSource);
export type RuleSource = z.infer<typeof RuleSource>;
export const Rule = ruleOf(Condition, FactSpec);
export type Rule = z.infer<typeof Rule>;

/** One case beside a rule: events oldest first as they come; the last is the trigger. Unread fields are left out. */
export const RuleCase = z.strictObject({
  /** What it shows, in both languages, or as it stands. */
  say: z.union([z.string().max(200), Text]),
  fires: z.union([z.boolean(), z.literal('undetermined')]),
  params: z.record(FieldId, ParamValue).optional(),
  events: z
    .array(
      z.strictObject({
        id: z.string().optional(),
        action: z.string(),
        ts: z.string(),
        fields: z.record(z.string(), ParamValue).default({}),
      }),
    )
    .min(1),
});
export type RuleCase = z.infer<typeof RuleCase>;

export const RiskPoint = z.strictObject({
  id: Id,
  domain: Id,
  power: Id,
  tree: z.enum(['enforcement', 'administrative', 'business', 'judicial']),
  posts: z.array(Id),
  title: Text,
  behaviour: Text,
  measures: z.array(Text),
  /** 1 (safe) to 5 (risky); for the last three a high score means little of it. */
  scores: z.strictObject({
    discretion: z.number().int().min(1).max(5),
    transparency: z.number().int().min(1).max(5),
    reviewability: z.number().int().min(1).max(5),
    constraint: z.number().int().min(1).max(5),
  }),
  impact: z.number(),
  frequency: z.number(),
  severity: z.number().int().min(1).max(3),
  source: Source,
  rules: z.array(Id).default([]),
  ruleTemplates: z.array(Id).default([]),
  rulesToWrite: z.array(z.string()).default([]),
  note: Text.optional(),
});
export type RiskPoint = z.infer<typeof RiskPoint>;
