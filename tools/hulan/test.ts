import type { ActionSpec } from '@/lib/model';
import { showProblem } from '@/lib/packs/build';
import { titleOfCase } from '@/lib/packs/example';
import { tryCase } from '@/lib/packs/trial';
import { options } from './command';
import type { Command } from './command';
import { allActions, buildFolder, packNames } from './sources';

export const test: Command = {
  usage: 'test [PACK…]',
  summary: '运行规则旁的例子 / run every case beside the rules',
  more: 'Each case goes through the judge with its history counted exactly. Prints every disagreement, then `N passed, N failed`.',
  run(args) {
    const { rest } = options(args, []);
    const others = allActions();
    let passed = 0;
    let failed = 0;
    for (const name of rest.length ? rest : packNames()) {
      const { pack, problems, cases } = buildFolder(name);
      if (!pack) {
        for (const problem of problems.filter((p) => p.severity === 'error')) console.log(showProblem(problem));
        failed++;
        continue;
      }
      const actions = new Map([...others, ...pack.actions.map((a): [string, ActionSpec] => [a.key, a])]);
      for (const rule of pack.rules)
        for (const { case: kase, problem } of cases[rule.id] ?? []) {
          const wanted = kase.fires === 'undetermined' ? 'undetermined' : kase.fires ? 'fires' : 'silent';
          const trial = tryCase({ ...rule, pack: pack.id }, kase, {
            actions,
            scheme: pack.scheme,
            calendar: pack.calendar,
          });
          if (trial?.outcome === wanted) {
            passed++;
            continue;
          }
          failed++;
          const say = titleOfCase(kase);
          const got = trial?.outcome ?? 'no such time';
          const why = trial?.why ?? { zh: 'ts 不是存在的时间', en: 'ts is no time that exists' };
          console.log(
            showProblem(
              problem({
                code: 'case_disagrees',
                message: {
                  zh: `${rule.id}「${say.zh}」应为 ${wanted},得到 ${got}:${why.zh}`,
                  en: `${rule.id} "${say.en}": expected ${wanted}, got ${got}: ${why.en}`,
                },
              }),
            ),
          );
        }
    }
    console.log(`${passed} passed, ${failed} failed`);
    return failed ? 1 : 0;
  },
};
