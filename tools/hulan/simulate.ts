import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mergePacks } from '@/lib/packs';
import { shiftOf, simulateYear } from '@/tools/simulate';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';
import { buildFolder, packNames } from './sources';

export const simulate: Command = {
  usage: 'simulate [--desks 40] [--days 365] [--seed 1] [--from 2025-01-01] [--shift ±30%] [--out FILE]',
  summary: '模拟县税务局与信用社的一年操作 / make a year of a county tax bureau and a credit cooperative',
  more: 'One act a line (NDJSON): {event, desk, house, clerk, post, truth}; truth is ordinary, near_miss or misdeed.\nThe same seed gives the same year. --shift moves every distribution: +30% up, -30% down, ±30% each its own way.\nWithout --out the lines go to standard output.',
  async run(args) {
    const { values } = options(args, ['--desks', '--days', '--seed', '--from', '--shift', '--out']);
    const [desks = 40, days = 365, seed = 1] = ['--desks', '--days', '--seed'].map((name) =>
      values[name] === undefined ? undefined : Number(values[name]),
    );
    const shift = values['--shift'] === undefined ? undefined : shiftOf(values['--shift']);
    const library = mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? []));
    const isWhole = [desks, days].every((n) => Number.isInteger(n) && n > 0 && n < 10_000) && Number.isInteger(seed);
    if (!library || !isWhole || (values['--shift'] !== undefined && !shift)) {
      console.error('参数不对 / desks, days and seed are whole numbers, a shift reads ±30%');
      return USED_WRONGLY;
    }
    const from = values['--from'] ? { from: values['--from'] } : {};
    const year = simulateYear({ ...library, desks, days, seed, ...from, ...(shift ? { shift } : {}) });
    let acts = 0;
    function* lines(): Iterable<string> {
      for (const act of year) {
        acts++;
        yield `${JSON.stringify(act)}\n`;
      }
    }
    const file = values['--out'];
    const out = file ? createWriteStream(file) : process.stdout;
    // `simulate | head` closes the pipe early: that is no failure.
    const isClosed = await pipeline(Readable.from(lines()), out, { end: Boolean(file) }).catch(isBrokenPipe);
    if (isClosed === false) return 1;
    if (file) console.log(`${acts} 条操作 acts → ${file}`);
    return 0;
  },
};

const isBrokenPipe = (error: NodeJS.ErrnoException): boolean => {
  if (error.code === 'EPIPE') return true;
  console.error(error.message);
  return false;
};
