// The worker: the guard with a browser, a database and the adapters' matcher of requests.
import { defineBackground } from 'wxt/utils/define-background';
import { maskText } from '@/lib/adapters/mask';
import { parseRequest, requestFits } from '@/lib/adapters/request';
import { createGuard } from '@/lib/guard';
import { createPlatform, listen } from '@/lib/platform/worker';
import { createOffice, createStore } from '@/lib/store';

export default defineBackground({
  type: 'module',
  main() {
    listen(
      createGuard({
        platform: createPlatform(),
        store: createStore(),
        office: createOffice(),
        mask: maskText,
        fits: (match, seen) => requestFits(match, parseRequest(seen)),
      }),
    );
  },
});
