import { DATES } from './dates';
import type { Fn } from './kit';
import { LISTS } from './lists';
import { NUMBERS } from './numbers';
import { PEOPLE } from './people';
import { PRESENCE } from './presence';
import { TEXTS } from './texts';

/** Every function a condition may call. Types and wording stand in `lib/packs/build/signatures.ts`. */
export const FUNCTIONS: Record<string, Fn> = { ...PRESENCE, ...NUMBERS, ...DATES, ...TEXTS, ...PEOPLE, ...LISTS };
