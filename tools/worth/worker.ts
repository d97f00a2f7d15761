// One job in a process of its own: the rules' file and the job as JSON on the command line, the outcome as JSON on standard output.
import { readFileSync } from 'node:fs';
import { worthOf } from './year';

const [, , rules, job] = process.argv;
if (!rules || !job) throw new Error('usage: worker RULES.json JOB');
process.stdout.write(JSON.stringify(worthOf(JSON.parse(job), JSON.parse(readFileSync(rules, 'utf8')))));
