// The worker: the guard with a browser, a database, the adapters' matcher of requests, and packs from elsewhere.
import { defineBackground } from 'wxt/utils/define-background';
import { maskText } from '@/lib/adapters/mask';
import { parseRequest, requestFits } from '@/lib/adapters/request';
import { wordsOf } from '@/lib/adapters/teach/words';
import { createGuard } from '@/lib/guard';
import { createPlatform, listen } from '@/lib/platform/worker';
import { createOffice, createStore } from '@/lib/store';
import { createPackSync } from '@/lib/sync';

export default defineBackground({
  type: 'module',
  main() {
    const platform = createPlatform();
    const store = createStore();
    listen(
      createGuard({
        platform,
        store,
        deliver: (hooks) =>
          createPackSync({ platform, store, fetch: (url, init) => fetch(url, init), chance: Math.random }, hooks),
        office: createOffice(),
        mask: maskText,
        words: (seen) => {
          const { json } = parseRequest(seen);
          return wordsOf(json === undefined ? { entries: seen.entries ?? [] } : { json });
        },
        fits: (match, seen) => requestFits(match, parseRequest(seen)),
      }),
    );
  },
});
