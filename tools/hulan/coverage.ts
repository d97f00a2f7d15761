import { coverageOf } from '@/lib/author/coverage';
import type { Coverage } from '@/lib/author/coverage';
import { options } from './command';
import type { Command } from './command';
import { buildFolder, packNames } from './sources';

export const coverage: Command = {
  usage: 'coverage [PACK…] [--json]',
  summary: '规则守住了哪些风险点、动作，还缺什么 / what the rules cover of points and actions, and what lies bare',
  more: 'Without PACK: all packs. Lists points that no rule guards, actions that no rule looks at, rules that no adapter brings an act to, and rules short of a case.\nExit 1: a rule lacks a case that fires or a near miss. Exit 2: a pack does not build.',
  run(args) {
    const { rest, flags } = options(args, []);
    const built = (rest.length ? rest : packNames()).map(buildFolder);
    const packs = built.flatMap((one) => one.pack ?? []);
    if (packs.length < built.length) {
      console.error(`未生成 / not built: ${built.flatMap((b) => (b.pack ? [] : [b.name])).join(', ')} (hulan lint)`);
      return 2;
    }
    const cases = new Map(built.map((b) => [b.pack?.id, b.cases]));
    const found = coverageOf(packs, (pack, rule) => (cases.get(pack)?.[rule] ?? []).map((c) => c.case.fires));
    if (flags.has('--json')) console.log(JSON.stringify(found, null, 1));
    else print(found);
    return found.cases.some((c) => !c.fires || !c.silent) ? 1 : 0;
  },
};

function print({ points, bareActions, unreached, cases }: Coverage): void {
  console.log(`风险点 points: ${points.guarded} / ${points.all} 有规则 guarded`);
  for (const { id, title, tier } of [...points.bare].sort((a, b) => (RANK[a.tier] ?? 1) - (RANK[b.tier] ?? 1)))
    console.log(`  无规则 bare  ${tier.padEnd(8)} ${id}  ${title.zh}`);
  console.log(`动作 actions without a rule (${bareActions.length}): ${bareActions.join(', ') || '—'}`);
  console.log(
    `规则 rules that no adapter reaches (${unreached.length}): ${unreached.map((r) => r.rule).join(', ') || '—'}`,
  );
  console.log(`用例 rules short of a case (${cases.length}):`);
  for (const { rule, fires, silent, undetermined } of cases)
    console.log(`  ${rule}: 触发 fires ${fires}, 不触发 silent ${silent}, 无法判断 undetermined ${undetermined}`);
}
const RANK: Record<string, number> = { high: 0, general: 1, low: 2 };
