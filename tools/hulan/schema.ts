import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ActionSpec, Adapter, Calendar, LevelScheme, RiskPoint, RuleCase, RuleSource } from '@/lib/model';
import { PackHead } from '@/lib/packs/build/folder';
import type { Command } from './command';
import { ROOT } from './sources';

/** JSON Schema of every kind of pack source, under `$defs`, for editors. */
export function packSchema(): unknown {
  const kinds = { pack: PackHead, action: ActionSpec, adapter: Adapter, rule: RuleSource, cases: z.array(RuleCase), riskPoint: RiskPoint, levelScheme: LevelScheme, calendar: Calendar };
  const defs = Object.fromEntries(Object.entries(kinds).map(([name, shape]) => {
    const { $schema: _, ...json } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
    return [name, json];
  }));
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Hulan pack sources', $defs: defs };
}

export const schema: Command = {
  usage: 'schema',
  summary: '生成 docs/pack-schema.json / write docs/pack-schema.json from the model',
  run() {
    const file = join(ROOT, 'docs', 'pack-schema.json');
    writeFileSync(file, `${JSON.stringify(packSchema(), null, 1)}\n`);
    console.log(file);
    return 0;
  },
};
