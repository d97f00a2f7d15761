// @ts-check
// Mutation testing of the rules room: `npm run prove -- mutation`. Every small change of lib/rules must make a test fail.
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: true },
  mutate: ['lib/rules/**/*.ts', '!lib/rules/**/*.test.ts'],
  // Texts are judged by readers, not by tests: changing a label's wording is no fault of logic.
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 8_000,
  timeoutFactor: 2,
  reporters: ['json', 'clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false },
  jsonReporter: { fileName: 'out/mutation.json' },
  tempDirName: 'out/stryker',
  ignorePatterns: ['/.output', '/.wxt', '/out', '/practice', '/test-results', '/public', '/docs', '/tests/e2e'],
};
