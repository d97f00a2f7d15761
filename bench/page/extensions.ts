import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { buildExtension, buildPacks, outDir } from '@/tools/build.mjs';
import { ROOT } from '@/tools/setup.mjs';

/** The practice build with the bench's own pack beside the others, in a folder of its own. */
export function hulanWithBenchPack(): string {
  buildPacks();
  buildExtension([{ browser: 'chrome', mode: 'practice' }]);
  const folder = mkdtempSync(join(tmpdir(), 'hulan-bench-'));
  cpSync(outDir({ browser: 'chrome', mode: 'practice' }), folder, { recursive: true });
  const packs = join(folder, 'packs');
  mkdirSync(packs, { recursive: true });
  const done = spawnSync(
    process.execPath,
    ['tools/run.mjs', 'tools/hulan.ts', 'build', 'bench/page/bench-page', '--out', join(packs, 'bench-page.json')],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`the bench's pack was refused:\n${done.stdout}${done.stderr}`);
  const index = join(packs, 'index.json');
  const listed: { packs: { id: string; version: number; file: string }[] } = JSON.parse(readFileSync(index, 'utf8'));
  writeFileSync(
    index,
    JSON.stringify({ packs: [...listed.packs, { id: 'bench-page', version: 1, file: 'bench-page.json' }] }),
  );
  return folder;
}

/** What any extension with two scripts in every frame costs: the peer. */
export function emptyExtension(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hulan-empty-'));
  const script = {
    matches: ['http://127.0.0.1/*'],
    all_frames: true,
    match_origin_as_fallback: true,
    run_at: 'document_start',
  };
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'empty',
      version: '1',
      background: { service_worker: 'worker.js' },
      host_permissions: ['http://127.0.0.1/*'],
      content_scripts: [
        { ...script, js: ['isolated.js'] },
        { ...script, js: ['main.js'], world: 'MAIN' },
      ],
    }),
  );
  writeFileSync(join(folder, 'worker.js'), '');
  writeFileSync(join(folder, 'isolated.js'), "addEventListener('click', () => undefined, true);");
  writeFileSync(join(folder, 'main.js'), '(() => undefined)();');
  return folder;
}
