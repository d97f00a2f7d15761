import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { RuleCase } from '@/lib/model';
import type { ActionSpec, Calendar, LevelScheme, Rule } from '@/lib/model';
import { tryCase } from '@/lib/packs/trial';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';
import { buildFolder, packNames } from './sources';

/** Parameter names as files write them; `swapWork` means our `swap_work`. */
const Params = z
  .record(z.string(), z.json())
  .transform((params) =>
    Object.fromEntries(
      Object.entries(params).map(([id, value]) => [id.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
    ),
  )
  .optional();
const Example = z.object({
  say: z.string().default(''),
  fires: z.boolean(),
  undetermined: z.boolean().optional(),
  params: Params,
  events: RuleCase.shape.events,
});
const Examples = z.object({ rules: z.array(z.object({ id: z.string(), params: Params, examples: z.array(Example) })) });

export const replay: Command = {
  usage: 'replay FILE [--json]',
  summary: '用各规则包的规则重放例子文件 / run a file of examples against the rules of packs/',
  more: 'FILE: {"rules": [{id, params?, examples: [{say, fires, undetermined?, params?, events: [{id?, action, ts, fields}]}]}]}; money in fen, ts in Asia/Shanghai.\nParams of the rule entry, then of the example, replace the rule\'s own. Prints each disagreement, then `N agree, N disagree`; exit 1 on any.\nRules that no pack has are named, and their examples count as disagreeing.',
  run(args) {
    const {
      rest: [file],
      flags,
    } = options(args, []);
    if (!file || !existsSync(file)) {
      console.error('要重放哪个文件? / which file?');
      return USED_WRONGLY;
    }
    const parsed = Examples.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) {
      console.error(z.prettifyError(parsed.error));
      return USED_WRONGLY;
    }
    const library = loadRules();
    const lines: Disagreement[] = [];
    let agree = 0;
    for (const entry of parsed.data.rules)
      for (const [i, example] of entry.examples.entries()) {
        const wanted = example.undetermined ? 'undetermined' : example.fires ? 'fires' : 'silent';
        const found = library.rules.get(entry.id);
        const trial =
          found &&
          tryCase(
            found.rule,
            { events: example.events, params: { ...entry.params, ...example.params } },
            { ...found, actions: library.actions },
          );
        if (trial?.outcome === wanted) {
          agree++;
          continue;
        }
        lines.push({
          rule: entry.id,
          example: i,
          say: example.say,
          expected: wanted,
          got: trial?.outcome ?? (found ? 'no such time' : 'no such rule'),
          why: trial?.why.zh ?? '',
        });
      }
    if (flags.has('--json'))
      console.log(JSON.stringify({ agree, disagree: lines.length, disagreements: lines }, null, 1));
    else {
      for (const d of lines.filter((l) => l.got !== 'no such rule'))
        console.log(
          `${d.rule} #${d.example + 1} "${d.say}": expected ${d.expected}, got ${d.got}${d.why ? `\n    ${d.why}` : ''}`,
        );
      const lacking = [...new Set(lines.filter((l) => l.got === 'no such rule').map((l) => l.rule))];
      if (lacking.length) console.log(`没有规则 / no rule (${lacking.length}): ${lacking.join(', ')}`);
      console.log(`${agree} agree, ${lines.length} disagree`);
    }
    return lines.length ? 1 : 0;
  },
};

interface Disagreement {
  rule: string;
  example: number;
  say: string;
  expected: string;
  got: string;
  why: string;
}
interface Loaded {
  actions: Map<string, ActionSpec>;
  rules: Map<string, { rule: Rule & { pack: string }; scheme: LevelScheme; calendar: Calendar }>;
}

/** All rules of all packs by id, and all their actions. A pack that does not build is said and left out. */
function loadRules(): Loaded {
  const loaded: Loaded = { actions: new Map(), rules: new Map() };
  for (const name of packNames()) {
    const { pack, problems } = buildFolder(name);
    if (!pack) {
      console.error(
        `未用 / left out: ${name} (${problems.filter((p) => p.severity === 'error').length} 处错误 / errors; hulan lint ${name})`,
      );
      continue;
    }
    for (const action of pack.actions) loaded.actions.set(action.key, action);
    for (const rule of pack.rules)
      loaded.rules.set(rule.id, { rule: { ...rule, pack: pack.id }, scheme: pack.scheme, calendar: pack.calendar });
  }
  return loaded;
}
