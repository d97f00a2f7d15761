import * as z from 'zod';
import { ActionSpec, Adapter, Calendar, LevelScheme, Profile, RiskPoint, RuleCase, RuleSource } from '@/lib/model';
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
  };
  const defs = Object.fromEntries(
    Object.entries(kinds).map(([name, shape]) => {
      const { $schema: _, ...json } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
      return [name, json];
    }),
  );
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Hulan pack sources', $defs: defs };
}
