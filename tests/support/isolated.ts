// Looks into the extension's isolated worlds over CDP: the only way to see a closed shadow root as the clerk sees it.
import type { CDPSession, Page } from 'playwright-core';

interface World {
  context: number;
  frame: string;
}
interface Attached {
  session: CDPSession;
  worlds: Map<number, World>;
}
const attached = new WeakMap<Page, Promise<Attached>>();

/** Runs an expression in each of the extension's worlds of a page, frame by frame; frames that vanish meanwhile are left out. */
export async function inEveryWorld<T>(page: Page, expression: string): Promise<T[]> {
  const { session, worlds } = await attach(page);
  const values: T[] = [];
  for (const { context } of [...worlds.values()]) {
    const reply = await session
      .send('Runtime.evaluate', {
        contextId: context,
        // A page in the back/forward cache may keep the world of an earlier life of the extension.
        expression: `(async () => (chrome.runtime?.id ? [await (${expression})] : []))()`,
        returnByValue: true,
        awaitPromise: true,
      })
      .catch(() => undefined);
    const fault = reply?.exceptionDetails;
    if (reply && !fault) values.push(...(reply.result.value as T[]));
    // A frame that went away, or a world that an earlier life of the extension left behind.
    const words = fault ? `${fault.text} ${fault.exception?.description ?? ''}` : '';
    if (fault && !/context/i.test(words)) throw new Error(words);
  }
  return values;
}

function attach(page: Page): Promise<Attached> {
  const known = attached.get(page);
  if (known) return known;
  const fresh = open(page);
  attached.set(page, fresh);
  return fresh;
}

async function open(page: Page): Promise<Attached> {
  const session = await page.context().newCDPSession(page);
  const worlds = new Map<number, World>();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { type, frameId } = (context.auxData ?? {}) as { type?: string; frameId?: string };
    if (type === 'isolated' && context.origin.startsWith('chrome-extension://'))
      worlds.set(context.id, { context: context.id, frame: frameId ?? '' });
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId));
  session.on('Runtime.executionContextsCleared', () => worlds.clear());
  await session.send('Runtime.enable');
  return { session, worlds };
}
