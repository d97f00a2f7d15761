import { readFileSync } from 'node:fs';
import { checkExport, checkpointsIn, readCheckpoint, sentenceOf, summaryOf, verdictOf } from '@/lib/journal';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';

/** In Shanghai's time, to the second. */
const time = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

export const journal: Command = {
  usage: 'journal verify FILE.hulan [--against FILE]… [--key VKEY] [--json] [--en]',
  summary: '验证导出的留痕文件 / verify an exported journal',
  more: [
    '--against FILE  an earlier export of the same desk, or a checkpoint kept as text: cut tails and rewritten pasts show',
    '--key VKEY      the public key of the desk, as it was noted elsewhere',
    '--json          the whole report; --en  sentences in English',
    'Exit 0: whole. 1: not whole, or not an export. 2: used wrongly, or the file cannot be read.',
  ].join('\n'),
  async run(args) {
    const { rest, flags, values } = options(collected(args), ['--key', '--against']);
    const [what, file] = rest;
    const unknown = [...flags].filter((flag) => !['--json', '--en'].includes(flag));
    if (what !== 'verify' || !file || unknown.length) {
      console.error(`用法 / usage: npm run hulan -- ${journal.usage}`);
      return USED_WRONGLY;
    }
    const language = flags.has('--en') ? 'en' : 'zh';
    const bytes = readOr(file);
    const others = values['--against']?.split('\n').map(readOr) ?? [];
    if (!bytes || others.includes(undefined)) return USED_WRONGLY;
    const outside = others.flatMap((other) => (other ? checkpointsOf(other) : []));
    const report = await checkExport(bytes, {
      outside,
      ...(values['--key'] === undefined ? {} : { key: values['--key'] }),
    });
    if (flags.has('--json')) console.log(JSON.stringify(report, null, 1));
    else {
      console.log([verdictOf(report, language), ...summaryOf(report, time, language)].join('\n'));
      for (const finding of report.findings)
        console.log(`  ${finding.grave ? '✗' : '·'} ${sentenceOf(finding, language)}`);
      if (outside.length)
        console.log(
          language === 'zh'
            ? `已与另处保存的 ${outside.length} 个检查点比对`
            : `Held against ${outside.length} checkpoint(s) kept elsewhere`,
        );
    }
    return report.whole ? 0 : 1;
  },
};

/** `--against` may be given more than once: its files stand together, one a line. */
function collected(args: readonly string[]): string[] {
  const files: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--against') files.push(args[++i] ?? '');
    else rest.push(args[i] ?? '');
  }
  return files.length ? [...rest, '--against', files.join('\n')] : rest;
}

function readOr(file: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    console.error(`读不到文件 / cannot read ${file}`);
    return undefined;
  }
}

/** Of an export, or of a text that is a checkpoint itself. */
function checkpointsOf(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  return readCheckpoint(text) ? [text] : checkpointsIn(bytes);
}
