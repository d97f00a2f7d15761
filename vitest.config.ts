import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{lib,components,tools,practice,hub,packs,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Modules are read once a process, not once a file: the schemas alone took longer than the tests. No module of ours keeps a state.
    isolate: false,
    testTimeout: 20_000,
  },
});
