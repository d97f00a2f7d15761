import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packText } from '@/lib/packs/build';
import type { Command } from './command';
import { USED_WRONGLY } from './command';
import { keygen } from './keygen';
import { pack } from './pack';
import { publish } from './publish';
import { revoke } from './revoke';
import { rotate } from './rotate';
import { sign } from './sign';
import { buildFolder } from './sources';
import { gathered } from './trust/arguments';

const COMMANDS: Record<string, Command> = { keygen, rotate, sign, publish, revoke, pack };

/** One line of the ceremony: what is typed, by whom, and the exit code it must have. */
interface Step {
  who: string;
  line: string[];
  exit?: number;
}

/** The whole life of keys and packs once, as people type it. `1` steps are what must be refused. */
function ceremony(packFile: string, nextFile: string, id: string, version: number): Step[] {
  const keys: [string, string, string[]][] = [
    ['主任 / director', 'root-1', []],
    ['纪检组长 / head of discipline', 'root-2', []],
    ['备用，封存 / spare, sealed', 'root-3', []],
    ['信息中心 / IT', 'business', ['--office', 'business']],
    ['纪检组 / discipline', 'discipline', ['--office', 'discipline']],
    ['发布机 / publishing machine', 'snapshot', []],
    ['发布机 / publishing machine', 'timestamp', []],
  ];
  const key = (name: string): string => `${name}.key`;
  const by = (name: string): string => keys.find(([, one]) => one === name)?.[0] ?? '';
  const line = (who: string, words: string, exit = 0): Step => ({ who, line: words.split(' '), exit });
  const machine = by('timestamp');
  const keysOfMachine = `--snapshot-key ${key('snapshot')} --timestamp-key ${key('timestamp')}`;
  const release = (exit = 0): Step => line(machine, `publish --release --repo repo ${keysOfMachine}`, exit);
  const signs = (name: string): Step => line(by(name), `sign repo.staged --key ${key(name)}`);
  return [
    ...keys.map(([who, name, more]): Step => ({ who, line: ['keygen', '--name', who, '--out', key(name), ...more] })),
    line(
      by('root-1'),
      'rotate --repo repo --root root-1.pub --root root-2.pub --root root-3.pub --targets business.pub --targets discipline.pub --snapshot snapshot.pub --timestamp timestamp.pub',
    ),
    signs('root-1'),
    line(by('business'), `publish ${packFile} --repo repo --stage all`),
    signs('business'),
    // Root lacks one of two, the list lacks the other office: nothing goes out.
    release(1),
    line(by('root-2'), `sign repo.staged/1.root.json --key ${key('root-2')}`),
    release(1),
    line(by('discipline'), `sign repo.staged/1.targets.json --key ${key('discipline')}`),
    release(),
    line('任何人 / anybody', 'pack verify --repo repo'),
    line(by('business'), `publish ${nextFile} --repo repo --stage observe`),
    signs('business'),
    signs('discipline'),
    release(),
    line(by('business'), `publish --move ${id}@${version + 1} --repo repo --stage rings --rings pilot --percent 40`),
    signs('business'),
    signs('discipline'),
    release(),
    line(machine, `revoke rule rehearsed-rule --repo repo --timestamp-key ${key('timestamp')} --why rehearsal`),
    line(machine, `revoke rule rehearsed-rule --repo repo --timestamp-key ${key('timestamp')} --undo`),
    line(by('business'), `publish --rollback ${id}@${version} --repo repo`),
    signs('business'),
    signs('discipline'),
    release(),
    // The timestamp's machine is lost: its key is taken away, by one of the living and the sealed one.
    { who: machine, line: ['keygen', '--name', 'new machine', '--out', key('timestamp-2')] },
    line(by('root-1'), 'rotate --repo repo --timestamp timestamp-2.pub'),
    line(by('root-1'), `sign repo.staged --key ${key('root-1')}`),
    line(by('root-3'), `sign repo.staged --key ${key('root-3')}`),
    release(1),
    line(
      machine,
      `publish --release --repo repo --snapshot-key ${key('snapshot')} --timestamp-key ${key('timestamp-2')}`,
    ),
    line('任何人 / anybody', 'pack verify --repo repo'),
    line('任何人 / anybody', 'pack file --repo repo --source rehearsal --out release.hulanpack'),
    line('任何人 / anybody', 'pack verify --file release.hulanpack'),
  ];
}

export const rehearse: Command = {
  usage: 'rehearse [--dir DIR] [--pack NAME] [--json]',
  summary: '密钥仪式演练:从生成到轮换，全程一遍 / rehearses the key ceremony from keygen to a lost key',
  more: `Types every command of the ceremony with throw-away keys in a new folder (--dir keeps it), and checks that each ends as it
must; a release without its second signature must be refused. Exit 1 where one ends otherwise. Run it before the real ceremony.`,
  async run(args) {
    const { one, has, unknown, rest } = gathered(args, ['--dir', '--pack'], ['--json']);
    if (unknown.length || rest.length) {
      console.error(`用法 / usage: npm run hulan -- ${rehearse.usage}`);
      return USED_WRONGLY;
    }
    const { pack: built } = buildFolder(one('--pack') ?? 'common');
    if (!built) return 1;
    const kept = one('--dir');
    const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'hulan-rehearsal-'));
    const before = process.env.HULAN_PASSPHRASE;
    process.env.HULAN_PASSPHRASE = 'a rehearsal, nothing else';
    try {
      writeFileSync(join(folder, 'first.json'), packText(built));
      writeFileSync(join(folder, 'next.json'), packText({ ...built, version: built.version + 1 }));
      return await go(folder, ceremony('first.json', 'next.json', built.id, built.version), has('--json'));
    } finally {
      if (before === undefined) delete process.env.HULAN_PASSPHRASE;
      else process.env.HULAN_PASSPHRASE = before;
      if (!kept) rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** File names are meant in the folder; the commands take paths. */
const placed = (folder: string, word: string): string =>
  /^(repo|[\w.-]+\.(key|pub|json|hulanpack|staged))(\/|$)/.test(word) ? join(folder, word) : word;

async function go(folder: string, steps: readonly Step[], json: boolean): Promise<number> {
  const done: { who: string; line: string; exit: number; wanted: number }[] = [];
  for (const {
    who,
    line: [name = '', ...args],
    exit: wanted = 0,
  } of steps) {
    const run = async () => (await COMMANDS[name]?.run(args.map((word) => placed(folder, word)))) ?? USED_WRONGLY;
    const exit = await (json ? quietly(run) : run());
    done.push({ who, line: [name, ...args].join(' '), exit, wanted });
    if (!json)
      console.log(
        `${exit === wanted ? '✓' : '✗'} ${who}: hulan ${[name, ...args].join(' ')}${wanted ? '  (须被拒绝 / must be refused)' : ''}\n`,
      );
    if (exit !== wanted) break;
  }
  const isGood = done.every((step) => step.exit === step.wanted) && done.length === steps.length;
  if (json) console.log(JSON.stringify({ ok: isGood, steps: done }));
  else console.log(isGood ? '演练通过 / the rehearsal went through' : '演练未通过 / the rehearsal failed');
  return isGood ? 0 : 1;
}

/** With --json one object is all that is printed. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, error } = console;
  console.log = () => undefined;
  console.error = () => undefined;
  try {
    return await work();
  } finally {
    console.log = log;
    console.error = error;
  }
}
