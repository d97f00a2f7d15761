import * as z from 'zod';
import { Revocation } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Settings } from './deps';

/** Records of what happened in a network are kept six months at least (网络安全法, 网络日志留存). */
const LEAST_DAYS = 183;

/** The bureau's policy; a value of another shape counts as not set. */
const Managed = z.object({
  unit: z.string().max(80).optional().catch(undefined),
  hosts: z
    .array(z.string().regex(/^(\*\.)?[a-z0-9.-]+(:\d+)?$/))
    .max(200)
    .catch([]),
  language: z.enum(['zh', 'en']).optional().catch(undefined),
  clerk: z.string().max(64).optional().catch(undefined),
  dayCard: z.boolean().optional().catch(undefined),
  keepPersonalDays: z
    .number()
    .int()
    .min(LEAST_DAYS)
    .max(36_500)
    .catch(3 * 365),
  keepDays: z
    .number()
    .int()
    .min(LEAST_DAYS)
    .max(36_500)
    .catch(10 * 365),
  budget: z.number().int().min(0).max(50).optional().catch(undefined),
  revoked: z.array(Revocation).max(500).catch([]),
});

export interface SettingsDesk {
  now(): Promise<Settings> /** false: fixed by policy */;
  setLanguage(language: 'zh' | 'en'): Promise<boolean>;
  changed(): void;
}

export function createSettings({ platform, store }: { platform: Platform; store: Store }): SettingsDesk {
  let known: Promise<Settings> | undefined;
  async function read(): Promise<Settings> {
    const managed = Managed.parse(await platform.managed());
    const own = await store.memory.get('language').catch(() => undefined);
    const language = managed.language ?? (own === 'en' ? 'en' : 'zh');
    return {
      language,
      hosts: managed.hosts,
      revoked: managed.revoked,
      keepPersonalDays: managed.keepPersonalDays,
      keepDays: managed.keepDays,
      languageFixed: managed.language !== undefined,
      ...(managed.budget === undefined ? {} : { budget: managed.budget }),
      ...(managed.unit ? { unit: managed.unit } : {}),
      ...(managed.clerk ? { clerk: managed.clerk } : {}),
      ...(managed.dayCard === undefined ? {} : { dayCard: managed.dayCard }),
    };
  }
  const now = (): Promise<Settings> => {
    known ??= read();
    return known;
  };
  return {
    now,
    async setLanguage(language) {
      if ((await now()).languageFixed) return false;
      await store.memory.put('language', language);
      known = undefined;
      return true;
    },
    changed: () => {
      known = undefined;
    },
  };
}
