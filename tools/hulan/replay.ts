import { existsSync, readFileSync, statSync } from 'node:fs';
import type { ActionSpec, Calendar, LevelScheme, Rule } from '@/lib/model';
import { wallTime } from '@/lib/packs/example';
import { tryCase } from '@/lib/packs/trial';
import { widened } from '@/lib/packs/widen';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';
import { readExamples } from './examples';
import type { Example, RuleExamples } from './examples';
import { buildFolder, packNames } from './sources';

export const replay: Command = {
  usage: 'replay FILE [--json]',
  summary: '用各规则包的规则重放例子文件 / run a file of examples against the rules of packs/',
  more: 'FILE: {"rules": [{id, params?, examples: [{say, fires, undetermined?, params?, events: [{id?, action, ts, fields}]}]}]}; money in fen, ts in Asia/Shanghai, or with its zone (2024-03-05T02:00:00Z).\nParams of the rule entry, then of the example, replace the rule\'s own. Prints each disagreement, then `N agree, N disagree`; exit 1 on any.\nAn example that cannot be read, and one of a rule that no pack has, is named and counts as disagreeing. Exit 2: used wrongly, no such file, or none of this kind.',
  run(args) {
    const { rest, flags } = options(args, []);
    const [file, more] = rest;
    const odd = more ?? [...flags].find((flag) => flag !== '--json');
    if (!file || odd || !existsSync(file) || !statSync(file).isFile()) {
      const what = odd ? `多余的参数 / not understood: ${odd}` : `没有这个文件 / no such file: ${file}`;
      console.error(file ? what : '要重放哪个文件? / which file?');
      return USED_WRONGLY;
    }
    const read = readExamples(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    if (!read.ok) {
      console.error(`${file}: ${read.refused}`);
      return USED_WRONGLY;
    }
    const { agree, lines } = playAll(read.rules, loadRules());
    if (!agree && !lines.length) console.error(`文件里没有例子 / no example in this file: ${file}`);
    if (flags.has('--json'))
      console.log(JSON.stringify({ agree, disagree: lines.length, disagreements: lines }, null, 1));
    else print(lines, agree);
    return lines.length ? 1 : 0;
  },
};

export interface Disagreement {
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
const NO_RULE = 'no such rule';

/** Every example of a file through the rules: how many agree, and each that does not. */
export function playAll(entries: readonly RuleExamples[], library: Loaded): { agree: number; lines: Disagreement[] } {
  const played = entries.flatMap((entry) => play(entry, library));
  const lines = played.flatMap((p) => p ?? []);
  return { agree: played.length - lines.length, lines };
}

/** One place for each example: undefined where it agrees. */
function play(entry: RuleExamples, library: Loaded): (Disagreement | undefined)[] {
  return entry.examples.map((example, place) => {
    const of = { rule: entry.id, example: place, say: example.say };
    if ('refused' in example)
      return { ...of, expected: 'an example', got: 'not read', why: `例子读不了 / cannot be read: ${example.refused}` };
    const found = playOne(entry.id, example, library);
    return found.got === example.expected ? undefined : { ...of, expected: example.expected, ...found };
  });
}

function playOne(id: string, example: Example, library: Loaded): { got: string; why: string } {
  const found = library.rules.get(id);
  if (!found) return { got: NO_RULE, why: '' };
  const wrong = example.events.find((event) => wallTime(event.ts) === undefined);
  if (wrong) return { got: 'no such time', why: `没有这个时间 / there is no such time: ${wrong.ts}` };
  const actions = widened(found.rule, example, library.actions);
  const trial = tryCase(found.rule, example, { ...found, actions });
  return { got: trial?.outcome ?? 'no such time', why: trial?.why.zh ?? '' };
}

function print(lines: Disagreement[], agree: number): void {
  for (const d of lines.filter((l) => l.got !== NO_RULE))
    console.log(
      `${d.rule} #${d.example + 1} "${d.say}": expected ${d.expected}, got ${d.got}${d.why ? `\n    ${d.why}` : ''}`,
    );
  const lacking = [...new Set(lines.filter((l) => l.got === NO_RULE).map((l) => l.rule))];
  if (lacking.length) console.log(`没有规则 / no rule (${lacking.length}): ${lacking.join(', ')}`);
  console.log(`${agree} agree, ${lines.length} disagree`);
}

let kept: Loaded | undefined;

/** All rules of all packs by id, and all their actions, built once. A pack that does not build is said and left out. */
export function loadRules(): Loaded {
  kept ??= built();
  return kept;
}

function built(): Loaded {
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
