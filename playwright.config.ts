import { defineConfig } from '@playwright/test';

// One worker: the practice systems stand on fixed ports, because the packs' adapters name their hosts.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.HULAN_E2E_JSON ? [['line'], ['json', { outputFile: process.env.HULAN_E2E_JSON }]] : [['list']],
});
