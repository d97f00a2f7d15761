import { FAILS_LINT, showProblem } from '@/lib/packs/build';
import { options } from './command';
import type { Command } from './command';
import { buildFolder, packNames } from './sources';

export const lint: Command = {
  usage: 'lint [PACK…] [--json]',
  summary: '检查规则包，不生成 / check packs without writing anything',
  more: 'Without PACK: all packs. --json prints {problems: [{file, line, column, range, severity, code, message, mend}]}. Exit 1 on any error, and on what a library of ours may not lack (cases, both sides of a relation). All checks: docs/pack-lint.md.',
  run(args) {
    const { rest, flags } = options(args, []);
    const problems = (rest.length ? rest : packNames()).flatMap((name) => buildFolder(name).problems);
    const unique = [...new Map(problems.map((p) => [JSON.stringify(p), p])).values()];
    const errors = unique.filter((p) => p.severity === 'error').length;
    const failing = unique.filter((p) => p.severity !== 'error' && FAILS_LINT.has(p.code)).length;
    if (flags.has('--json')) console.log(JSON.stringify({ problems: unique }, null, 1));
    else {
      for (const problem of unique) console.log(showProblem(problem));
      console.log(`${errors} 处错误 errors, ${unique.length - errors} 条提示 warnings`);
    }
    return errors || failing ? 1 : 0;
  },
};
