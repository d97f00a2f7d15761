import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createBacktest } from '@/lib/author/backtest';
import type { BacktestResult } from '@/lib/author/backtest';
import { checkRule, contextOf } from '@/lib/author/editor/context';
import { entriesIn } from '@/lib/journal';
import type { Pack, Rule } from '@/lib/model';
import { showProblem } from '@/lib/packs/build';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';
import { allActions, buildFolder, packNames, sourcesOf } from './sources';

export const backtest: Command = {
  usage: 'backtest RULE FILE… [--draft RULE.yaml] [--json]',
  summary: '草稿规则在留痕上回测 / a draft rule over exported journals: what it would flag more or less',
  more: 'RULE: id of a rule in packs/, which stands for what is in force. FILE: .hulan exports of journals, any number of desks.\n--draft: source file of the changed rule; without it the rule as it stands is counted alone.\nSays what would be flagged more and less, what officers decided about those acts, and holds a clerk and week. Exit 1: the draft has faults, or a file is no export.',
  run(args) {
    const { rest, flags, values } = options(args, ['--draft']);
    const [id, ...files] = rest;
    const found = id ? ruleOf(id) : undefined;
    if (!id || !found || !files.length || files.some((file) => !existsSync(file))) {
      console.error(
        !id || !files.length
          ? '哪条规则、哪些文件? / which rule, which files?'
          : found
            ? `没有这个文件 / no such file: ${files.find((file) => !existsSync(file))}`
            : `没有规则 / no rule ${id}`,
      );
      return USED_WRONGLY;
    }
    const draft = values['--draft'] === undefined ? found.rule : draftFrom(values['--draft'], found.pack);
    if (!draft) return 1;
    const { pack } = found;
    const test = createBacktest({
      draft,
      ...(values['--draft'] === undefined ? {} : { before: found.rule }),
      pack: pack.id,
      scheme: pack.scheme,
      calendar: pack.calendar,
      actions: [...allActions().values()],
    });
    for (const file of files) {
      let entries = 0;
      for (const slice of entriesIn(readFileSync(file))) {
        test.take(slice);
        entries += slice.length;
      }
      if (!entries) {
        console.error(`${basename(file)}: 不是留痕导出文件，或为空 / no export of a journal, or empty`);
        return 1;
      }
    }
    const running = test.run();
    let step = running.next();
    while (!step.done) step = running.next();
    if (flags.has('--json')) console.log(JSON.stringify({ rule: id, ...step.value }, null, 1));
    else print(id, step.value);
    return 0;
  },
};

function ruleOf(id: string): { rule: Rule; pack: Pack } | undefined {
  for (const name of packNames()) {
    const { pack } = buildFolder(name);
    const rule = pack?.rules.find((r) => r.id === id);
    if (pack && rule) return { rule, pack };
  }
  return undefined;
}

function draftFrom(file: string, pack: Pack): Rule | undefined {
  const folders = packNames().map((name) => buildFolder(name));
  const sources = new Map(folders.map(({ name, folder }) => [name, sourcesOf(folder)]));
  const points = new Set(folders.flatMap((f) => f.pack?.riskPoints.map((p) => p.id) ?? []));
  const context = contextOf(sources, pack.id, points);
  const checked = context && existsSync(file) ? checkRule(context, file, readFileSync(file, 'utf8')) : undefined;
  if (!checked) console.error(`没有这个文件 / no such file: ${file}`);
  for (const problem of checked?.problems.filter((p) => p.severity === 'error') ?? [])
    console.error(showProblem(problem));
  return checked?.rule;
}

function print(id: string, r: BacktestResult): void {
  const day = (at: number | undefined): string =>
    at === undefined ? '—' : new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
  const verdicts = (counts: object): string =>
    Object.entries(counts)
      .map(([verdict, n]) => `${verdict} ${n}`)
      .join(', ') || '—';
  console.log(`${id}: ${r.acts} 次相关办理 acts, ${day(r.from)} … ${day(r.to)}`);
  console.log(`  现行 in force  ${r.before.flagged} 次提醒 flags, ${r.before.undetermined} 次无法判断 undetermined`);
  console.log(`  草稿 draft     ${r.draft.flagged} 次提醒 flags, ${r.draft.undetermined} 次无法判断 undetermined`);
  console.log(`  +${r.more} 复核结论 officers: ${verdicts(r.decidedAdded)}`);
  console.log(`  -${r.less} 复核结论 officers: ${verdicts(r.decidedGone)}`);
  if (r.sooner + r.later) console.log(`  逾期事项 overdue matters: 提前 sooner ${r.sooner}, 推后 later ${r.later}`);
  if (r.holds)
    console.log(
      `  每人每周暂停 holds a clerk and week: ${r.holds.before.toFixed(2)} → ${r.holds.draft.toFixed(2)} (${r.holds.clerks} 人 clerks, ${r.holds.weeks.toFixed(1)} 周 weeks)`,
    );
  for (const [sign, list] of [
    ['+', r.added],
    ['-', r.gone],
  ] as const)
    for (const d of list.slice(0, 20))
      console.log(`  ${sign} ${day(d.at)} ${d.desk}/${d.seq} ${d.subject} ${d.verdict ?? ''} ${d.why.zh}`);
}
