import type { Person } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { Settings } from '../deps';
import type { People } from '../people';
import type { Tabs } from '../tabs';
import { dayStart } from '../views/format';

/** Who sits here now. */
export interface Sitting {
  person?: Person;
  /** Log-in name of the page that spoke last, where nobody signed in. */
  login?: string;
  /** A page is logged in under this name, which is not the person who signed in. */
  otherLogin?: string;
  /** Names under which this clerk's acts are recorded; empty: nobody in particular. */
  keys: string[];
}
export interface Desk {
  sits(): Promise<Sitting>;
  /** Somebody signed in: counts until the day ends. */
  signedIn(): Promise<void>;
}

interface Deps {
  platform: Platform;
  store: Store;
  people: People;
  tabs: Tabs;
  settings(): Promise<Settings>;
}
const SIGNED_AT = 'signedInAt';

/**
 * Signing in with one's own PIN counts most, then today's log-in name of a page, then the person the bureau's policy names
 * for this desk. Yesterday's sign-in and yesterday's page say nothing about who sits here today.
 */
export function createDesk(deps: Deps): Desk {
  const { platform, store, people } = deps;

  async function signedInToday(): Promise<Person | undefined> {
    const person = await people.signedIn();
    if (!person) return undefined;
    const at = await store.memory.get(SIGNED_AT).catch(() => undefined);
    if (typeof at !== 'number' || at >= dayStart(platform.clock.now())) return person;
    await people.signIn(null, undefined);
    return undefined;
  }

  return {
    async sits() {
      const [signed, login, settings] = await Promise.all([signedInToday(), deps.tabs.lastLogin(), deps.settings()]);
      const byLogin = login ? await people.operator(login) : undefined;
      if (signed) {
        const other = login && byLogin?.id !== signed.id ? { otherLogin: login } : {};
        return { person: signed, keys: keysOf(signed), ...other };
      }
      if (login)
        return { login, keys: [...new Set([login, ...keysOf(byLogin)])], ...(byLogin ? { person: byLogin } : {}) };
      const named = settings.clerk ? await people.find(settings.clerk) : undefined;
      return named ? { person: named, keys: keysOf(named) } : { keys: [] };
    },
    signedIn: () => store.memory.put(SIGNED_AT, platform.clock.now()),
  };
}

const keysOf = (person: Person | undefined): string[] => (person ? [person.id, person.name] : []);
