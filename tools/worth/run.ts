import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { mergePacks } from '@/lib/packs';
import { buildFolder, packNames, ROOT } from '@/tools/hulan/sources';
import type { Worth } from './tally';
import type { Job } from './year';

export interface Done {
  job: Job;
  worth: Worth;
}

const FOLDER = join(ROOT, 'out', 'worth');

/** Every job in a process of its own, as many at a time as there are cores; `done` as each comes in. */
export async function runJobs(jobs: readonly Job[], done: (done: Done) => void, lanes?: number): Promise<Done[]> {
  const library = mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? []));
  if (!library) throw new Error('packs/ holds at least one pack that builds');
  const { rules, actions, scheme, calendar } = library;
  mkdirSync(FOLDER, { recursive: true });
  const rulesFile = join(FOLDER, 'rules.json');
  writeFileSync(rulesFile, JSON.stringify({ rules, actions, scheme, calendar }));
  const worker = join(FOLDER, 'worker.mjs');
  // Bundled once: a year is half a million calls, and loading TypeScript as it stands doubles their price.
  await build({
    entryPoints: [join(ROOT, 'tools/worth/worker.ts')],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { '@': ROOT },
    logLevel: 'error',
  });

  const waiting = [...jobs];
  const results: Done[] = [];
  async function lane(): Promise<void> {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const one = { job, worth: await worthIn(worker, rulesFile, job) };
      results.push(one);
      done(one);
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs.length, lanes ?? availableParallelism()) }, lane));
  return jobs.flatMap((job) => results.find((result) => result.job === job) ?? []);
}

function worthIn(worker: string, rules: string, job: Job): Promise<Worth> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [worker, rules, JSON.stringify(job)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child
      .on('error', reject)
      .on('close', (code) =>
        code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`seed ${job.seed} ended with ${code}`)),
      );
  });
}
