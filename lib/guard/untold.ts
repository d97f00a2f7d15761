import { MESSAGES } from '@/lib/messages';
import type { MessageBody } from '@/lib/messages';
import type { Platform } from '@/lib/platform/types';
import { UNTOLD } from '@/lib/platform/untold';
import { concealed } from './conceal';
import type { Mask } from './conceal';

interface Deps {
  local: Platform['local'];
  mask: Mask;
  tell(ending: MessageBody<'act.ending'>): Promise<unknown>;
}

/**
 * How acts ended whose pages went away while the worker was being stopped: told now, and taken out of the storage. What was
 * told before is written once. Without `keys`: all that lies there.
 */
export async function takeUntold({ local, mask, tell }: Deps, keys: string[] | null = null): Promise<void> {
  const wanted = keys?.filter((key) => key.startsWith(UNTOLD)) ?? null;
  if (wanted?.length === 0) return;
  for (const [key, left] of Object.entries(await local.get(wanted))) {
    if (!key.startsWith(UNTOLD)) continue;
    const { data } = MESSAGES['act.ending'].body.safeParse(concealed(left, mask));
    if (data) await tell(data);
    await local.remove([key]);
  }
}
