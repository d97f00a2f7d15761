import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of lib/rules as the mutation run takes them: thousands of times over, so property tests draw less, and always the same. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)) } },
  plugins: [
    {
      name: 'fewer-draws',
      enforce: 'pre',
      transform: (code, id) => (id.endsWith('.test.ts') ? code.replace(/numRuns: \d+/g, 'numRuns: 40') : null),
    },
  ],
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['lib/rules/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('./same-draws.ts', import.meta.url))],
    environment: 'node',
    // The modules of a run are loaded once: most of a mutant's time is loading, and nothing here keeps state between files.
    isolate: false,
    pool: 'threads',
    testTimeout: 20_000,
  },
});
