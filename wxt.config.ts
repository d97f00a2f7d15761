import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Fixes the extension's id (lib/platform/id.ts). Public half only; a bureau's own build brings its own. */
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuWfzbV2HYnPYF7Z2jS2/4zjSJkbRI8OLifCdKw1lq71ul+vHeKEoJskkfTHcIklFyIxmRFhZz3Hof7qZILya3ekuo52glp1xI29XM499CX8RQvPwRbuemwJyFxglQnlN+DmXEJLNFyTVNq2N+lEN0xcFuFPSximGM1XjnZTwPd1e3Sx+wCNqQ8HuIWAEpKWQOKkxaTMCcN6dcc6M1kw0T2RxAijsWR/Apq2NgZ7Mr6Feq23myB5ItXxIwkLWghoz/A+Vt4tLKPss7CE4hSYjRAv8aVxOkWg2JMUWCSEgb3u6xhq+FGEVcoECU6/AxAwn3M2SxHP7QpjuNb2Pe/ka3QIDAQAB';

/**
 * Modes: `production` has optional host permissions only (a bureau allows hosts by policy or by the browser's prompt);
 * `practice` has loopback hosts fixed, for the practice systems and the browser tests.
 */
export default defineConfig({
  srcDir: '.',
  entrypointsDir: 'entrypoints',
  publicDir: 'public',
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}{{modeSuffix}}',
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false })],
    build: { target: ['chrome102', 'firefox128'], sourcemap: false },
  }),
  manifest: ({ mode, browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'zh_CN',
    // activeTab: a page of a system that no pack names yet may be taught, on the click in the popup and in that tab only.
    permissions: [
      'storage',
      'scripting',
      'activeTab',
      'alarms',
      'webRequest',
      'unlimitedStorage',
      'idle',
      'notifications',
    ],
    // A socket's opening is shown to the second witness only where its own scheme is allowed.
    host_permissions:
      mode === 'practice' ? ['http', 'ws'].flatMap((it) => [`${it}://127.0.0.1/*`, `${it}://localhost/*`]) : [],
    optional_host_permissions: mode === 'practice' ? [] : ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'],
    action: { default_title: '__MSG_name__' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'hulan@hulan.example',
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '102', key: PUBLIC_KEY, storage: { managed_schema: 'managed-schema.json' } }),
  }),
});
