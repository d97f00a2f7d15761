// npm run hulan -- COMMAND: for rule authors and auditors. Each command is a file of tools/hulan.
import { backtest } from './hulan/backtest';
import { coverage } from './hulan/coverage';
import { build } from './hulan/build';
import { diff } from './hulan/diff';
import { journal } from './hulan/journal';
import { bureauKey } from './hulan/key';
import { keygen } from './hulan/keygen';
import { lint } from './hulan/lint';
import { scaffold } from './hulan/new';
import { pack } from './hulan/pack';
import { bureauPackage } from './hulan/package';
import { publish } from './hulan/publish';
import { rehearse } from './hulan/rehearse';
import { replay } from './hulan/replay';
import { revoke } from './hulan/revoke';
import { rotate } from './hulan/rotate';
import { schema } from './hulan/schema';
import { sign } from './hulan/sign';
import { simulate } from './hulan/simulate';
import { test } from './hulan/test';
import { worth } from './hulan/worth';
import type { Command } from './hulan/command';

const COMMANDS: Record<string, Command> = {
  backtest,
  coverage,
  build,
  lint,
  test,
  replay,
  simulate,
  worth,
  new: scaffold,
  schema,
  journal,
  package: bureauPackage,
  key: bureauKey,
  keygen,
  rotate,
  sign,
  publish,
  revoke,
  pack,
  diff,
  rehearse,
};

const [name, ...args] = process.argv.slice(2);
const command = name && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  const wanted = !name || name === '--help' || name === '-h';
  if (!wanted) console.error(`没有命令 ${name} / there is no command ${name}`);
  console.log(
    ['npm run hulan -- COMMAND', '', ...Object.values(COMMANDS).map((c) => `  ${c.usage}\n      ${c.summary}`)].join(
      '\n',
    ),
  );
  process.exitCode = wanted ? 0 : 2;
} else if (args.includes('--help') || args.includes('-h')) {
  console.log(
    [`npm run hulan -- ${command.usage}`, '', command.summary, ...(command.more ? ['', command.more] : [])].join('\n'),
  );
} else {
  process.exitCode = await command.run(args);
}
