import { base64url, canonical, sha256, utf8 } from '@/lib/journal';
import type { Profile } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Platform } from '@/lib/platform/types';
import type { DueAt, Regulation } from '@/lib/review';
import { dueOf } from '@/lib/rules';

const KEY = 'office:profile';
const DEFAULT = 'hulan-default';

/** Last millisecond of the civil day on which a term runs out, by the calendar of the pack. */
export const dueAtOf =
  ({ calendar }: Library): DueAt =>
  (from, { n, unit }) =>
    (dueOf({ days: n, unit }, from, calendar)?.due ?? from) - 1;

export const profileOf = (library: Library, id: string | undefined): Profile | undefined =>
  library.profiles.find((p) => p.id === id) ?? library.profiles.find((p) => p.id === DEFAULT) ?? library.profiles[0];

export function regulationOf(library: Library, profile: Profile): Regulation {
  const levels = library.schemes.find((s) => s.id === profile.scheme)?.levels ?? library.scheme.levels;
  return { profile, levels, dueAt: dueAtOf(library) };
}

/** What the terms of the list are reckoned by, in one word: another regulation, calendar or scheme gives another. */
export async function stampOf({ calendar }: Library, { id, version, check }: Profile): Promise<string> {
  return base64url(await sha256(utf8(canonical({ id, version, check, calendar })))).slice(0, 16);
}

/** The regulation chosen for this machine; the worker asks at every use, so that a change holds at once. */
export async function chosenProfile(platform: Platform): Promise<string | undefined> {
  const { [KEY]: id } = await platform.local.get([KEY]);
  return typeof id === 'string' ? id : undefined;
}
export const chooseProfile = (platform: Platform, id: string): Promise<void> => platform.local.set({ [KEY]: id });
