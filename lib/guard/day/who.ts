import type { Person } from '@/lib/model';
import type { Settings } from '../deps';
import type { People } from '../people';
import type { Tabs } from '../tabs';

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
}

interface Deps {
  people: People;
  tabs: Tabs;
  settings(): Promise<Settings>;
}
/**
 * Signing in with one's own PIN counts most, then today's log-in name of a page, then the person the bureau's policy names
 * for this desk. Yesterday's sign-in and yesterday's page say nothing about who sits here today.
 */
export function createDesk(deps: Deps): Desk {
  const { people } = deps;

  return {
    async sits() {
      const [signed, login, settings] = await Promise.all([people.signedIn(), deps.tabs.lastLogin(), deps.settings()]);
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
  };
}

const keysOf = (person: Person | undefined): string[] => (person ? [person.id, person.name] : []);
