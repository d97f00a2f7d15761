import * as z from 'zod';
import {
  ActionSpec,
  Adapter,
  Calendar,
  DEEPEST_PARAM,
  FOREIGN_KEYS,
  Id,
  LevelScheme,
  ParamValue,
  Person,
  Profile,
  RiskPoint,
  RuleCase,
  RuleSource,
  ScoringSettings,
  Text,
} from '@/lib/model';
import { PackHead } from './folder';

/** JSON Schema of every kind of pack source, under `$defs`, for editors. */
export function packSchema(): unknown {
  const kinds = {
    pack: PackHead,
    action: ActionSpec,
    adapter: Adapter,
    rule: RuleSource,
    cases: z.array(RuleCase),
    riskPoint: RiskPoint,
    levelScheme: LevelScheme,
    calendar: Calendar,
    profile: Profile,
    posts: z.record(Id, Text),
    staff: z.array(Person),
    scoring: ScoringSettings,
  };
  const defs = Object.fromEntries(
    Object.entries(kinds).map(([name, shape]) => {
      const { $schema: _, ...json } = z.toJSONSchema(shape, {
        io: 'input',
        unrepresentable: 'any',
        override: ({ zodSchema, jsonSchema }) => {
          // Checked by hand, so it says nothing of itself.
          if (zodSchema === ParamValue) jsonSchema.$ref = VALUE;
        },
      });
      return [name, json];
    }),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Hulan pack sources',
    $defs: { ...defs, ...paramValues() },
  };
}

const VALUE = '#/$defs/paramValue';

/** One definition for each depth, since lists and tables may not be nested without end. */
function paramValues(): Record<string, unknown> {
  const plain = { type: ['string', 'number', 'boolean', 'null'] };
  const nameAt = (depth: number): string => (depth ? `paramValue${depth}` : 'paramValue');
  const at = (depth: number): unknown => {
    const inner = { $ref: `#/$defs/${nameAt(depth + 1)}` };
    return {
      anyOf: [
        plain,
        { type: 'array', items: inner },
        { type: 'object', propertyNames: { not: { enum: [...FOREIGN_KEYS] } }, additionalProperties: inner },
      ],
    };
  };
  return Object.fromEntries(
    Array.from({ length: DEEPEST_PARAM + 1 }, (_, depth) => [nameAt(depth), depth < DEEPEST_PARAM ? at(depth) : plain]),
  );
}
