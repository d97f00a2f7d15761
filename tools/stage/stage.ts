// Practice systems and a browser with the extension, together; Ctrl+C or the last window's close takes both away.
import { openDesk, type Desk } from '@/tests/support/desk';
import { openPractice, type Practice } from '@/tests/support/practice';
import { SetUpError } from '@/tools/setup.mjs';

export interface Stage {
  practice: Practice;
  desk: Desk;
  /** Resolves when somebody ended it: a signal, or the browser closed. */
  ended: Promise<void>;
  close(): Promise<void>;
}

export async function openStage({ executable, headed }: { executable: string; headed: boolean }): Promise<Stage> {
  const practice = await openPractice().catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new SetUpError(
        'The practice systems want the ports 4610 and 4620 on loopback, and something else holds one of them: end it and try again.',
      );
    throw error;
  });
  const desk = await openDesk({ executable, headed }).catch(async (error: unknown) => {
    await practice.close();
    throw error;
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= Promise.allSettled([desk.close(), practice.close()]).then(() => undefined);
    return closing;
  };
  const ended = new Promise<void>((resolve) => {
    desk.context.once('close', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  return { practice, desk, ended, close };
}
