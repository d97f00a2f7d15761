// Runs a start script and turns its exit code into one of two answers; anything else is a fault and throws.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CANNOT_BE_HAD = 77;

export const scratch = process.env.SYS_DIR ?? join(tmpdir(), 'hulan-systems');

/** Ports by name, from the file that the start scripts read too. */
export const ports = Object.fromEntries(
  [...readFileSync(new URL('./addresses.env', import.meta.url), 'utf8').matchAll(/^(\w+)_PORT=(\d+)$/gm)].map(
    ([, name, port]) => [name.toLowerCase(), Number(port)],
  ),
);

/** @returns {Promise<{ kind: 'up' } | { kind: 'unavailable', reason: string }>} */
export async function start(name, fresh = false) {
  const { code, lastWords } = await run(name, fresh ? ['--fresh'] : []);
  if (code === 0) return { kind: 'up' };
  if (code === CANNOT_BE_HAD) return { kind: 'unavailable', reason: lastWords };
  throw new Error(`${name}/start.sh ended with ${code}: ${lastWords}`);
}

export async function stop(name) {
  const { code, lastWords } = await run(name, ['--stop']);
  if (code !== 0) throw new Error(`${name}/start.sh --stop ended with ${code}: ${lastWords}`);
}

function run(name, args) {
  const script = fileURLToPath(new URL(`./${name}/start.sh`, import.meta.url));
  return new Promise((resolve) => {
    // 'ignore' for stdout: a daemon that inherited a pipe would keep it open for ever
    const child = spawn('bash', [script, ...args], {
      env: { ...process.env, SYS_DIR: scratch },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.on('error', () =>
      resolve({ code: CANNOT_BE_HAD, lastWords: 'The start scripts need bash, which is not here.' }),
    );
    child.on('close', (code) => resolve({ code, lastWords: said.trim().split('\n').at(-1) ?? '' }));
  });
}
