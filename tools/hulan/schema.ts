import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packSchema } from '@/lib/packs/build/schema';
import type { Command } from './command';
import { ROOT } from './sources';

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
