import type { Done } from '@/lib/messages/views';
import type { Flag, Language, Person, Text } from '@/lib/model';
import { askRank, merge } from '@/lib/rules';
import type { Library } from '@/lib/packs';
import type { Platform } from '@/lib/platform/types';
import type { PinRow, Store } from '@/lib/store';
import type { InForce } from './deps';
import type { Recorder } from './recorder';
import { dayStart } from './views/format';
import { REFUSALS } from './words';

export type Refused = Exclude<Done, { ok: true }>;

export interface People {
  all(): Promise<Person[]>;
  find(id: string): Promise<Person | undefined>;
  /** Signed in with a PIN today; yesterday's sign-in says nothing about who sits here now. */
  signedIn(): Promise<Person | undefined>;
  signIn(id: string | null, pin: string | undefined): Promise<Done>;
  /** The log-in name of the page, else who signed in here, else whom the bureau's policy names for this desk. */
  operator(login: string | undefined): Promise<Person | undefined>;
  /** Who may confirm the matter, with the post under which each may speak. */
  eligible(matter: Matter): Promise<{ person: Person; post: string }[]>;
  /** Who may confirm these flags, and what the posts are called. */
  candidatesFor(
    flags: readonly Flag[],
    act: Pick<Matter, 'system' | 'operator'>,
  ): Promise<{ candidates: Person[]; postNames: Record<string, Text> }>;
  setPin(input: { person: string; old?: string; pin: string }): Promise<Done>;
  checkPin(person: string, pin: string): Promise<Done>;
  refuse(why: Refused['why'], until?: number): Promise<Refused>;
}

/** A second person is on the staff list of a pack for the act's system, holds a post the rules name, and is not the operator. */
export interface Matter {
  posts: readonly string[];
  system: string | undefined;
  /** Log-in name or person id of who acts. */
  operator: string | undefined;
}

const SIGNED_AT = 'signedInAt';
const MAX_FAILS = 5;
const LOCK_MS = 15 * 60_000;
/** OWASP 2023 for PBKDF2-HMAC-SHA-256. */
const ROUNDS = 600_000;
/** A post that everybody holds. */
const ANY_POST = 'any';

interface Deps {
  platform: Platform;
  store: Store;
  recorder: Recorder;
  inForce(): Promise<InForce>;
  language(): Promise<Language>;
  /** Whom the bureau's policy names. */
  clerk?(): Promise<string | undefined>;
  pinRounds?: number;
}

export function createPeople(deps: Deps): People {
  const { platform, store } = deps;
  const rounds = deps.pinRounds ?? ROUNDS;

  const all = async (): Promise<Person[]> =>
    (await deps.inForce()).library.staff.map(({ pack: _, ...person }) => person);
  const find = async (id: string): Promise<Person | undefined> => (await all()).find((p) => p.id === id);
  const refuse = async (why: Refused['why'], until?: number): Promise<Refused> => ({
    ok: false,
    why,
    sentence: REFUSALS[why][await deps.language()],
    ...(until === undefined ? {} : { until }),
  });
  const note = (person: string, outcome: string): Promise<unknown> =>
    deps.recorder.write([{ kind: 'pin', body: { outcome }, parts: { person } }]);

  const signedIn = async (): Promise<Person | undefined> => {
    const [id, at] = await Promise.all([store.memory.get('signedIn'), store.memory.get(SIGNED_AT)]).catch(() => []);
    const isToday = typeof at !== 'number' || at >= dayStart(platform.clock.now());
    return typeof id === 'string' && isToday ? find(id) : undefined;
  };
  const operator = async (login: string | undefined): Promise<Person | undefined> => {
    if (!login) {
      const named = await deps.clerk?.();
      return (await signedIn()) ?? (named ? find(named) : undefined);
    }
    const wanted = login.normalize('NFKC').trim();
    return (await all()).find((p) => p.id === wanted || p.name === wanted);
  };

  async function checkPin(person: string, pin: string): Promise<Done> {
    const now = platform.clock.now();
    const row = await store.secrets.pin(person);
    if (!row) return refuse('no_pin');
    if (row.lockedUntil > now) return refuse('locked', row.lockedUntil);
    // Counted before it is looked at: closing the window, killing the worker or asking twice at once saves no attempt.
    const counted = await store.secrets.changePin(person, (r) => {
      const fails = (r.lockedUntil && r.lockedUntil <= now ? 0 : r.fails) + 1;
      return { ...r, fails, lockedUntil: fails >= MAX_FAILS ? now + LOCK_MS : 0 };
    });
    if (!counted || counted.fails > MAX_FAILS) return refuse('locked', now + LOCK_MS);
    if (same(await derive(pin, row.salt, row.iterations), row.hash)) {
      await store.secrets.changePin(person, (r) => ({ ...r, fails: 0, lockedUntil: 0 }));
      return { ok: true };
    }
    await note(person, counted.lockedUntil ? 'locked' : 'wrong');
    return counted.lockedUntil ? refuse('locked', counted.lockedUntil) : refuse('wrong_pin');
  }

  async function setPin(input: { person: string; old?: string; pin: string }): Promise<Done> {
    if (!(await find(input.person))) return refuse('unknown_person');
    if (isWeak(input.pin)) return refuse('weak_pin');
    if (await store.secrets.pin(input.person)) {
      const known = await checkPin(input.person, input.old ?? '');
      if (!known.ok) return known;
    }
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const row: PinRow = {
      person: input.person,
      salt,
      iterations: rounds,
      hash: await derive(input.pin, salt, rounds),
      fails: 0,
      lockedUntil: 0,
      setAt: platform.clock.now(),
    };
    await store.secrets.putPin(row);
    await note(input.person, 'set');
    return { ok: true };
  }

  async function signIn(id: string | null, pin: string | undefined): Promise<Done> {
    if (id === null) {
      const left = await signedIn();
      await store.memory.forget('signedIn');
      await deps.recorder.write([
        { kind: 'sign_in', body: { signedIn: false }, ...(left ? { parts: { person: left.id } } : {}) },
      ]);
      return { ok: true };
    }
    const person = await find(id);
    if (!person) return refuse('unknown_person');
    const known = await checkPin(id, pin ?? '');
    if (!known.ok) return known;
    await store.memory.put('signedIn', id);
    await store.memory.put(SIGNED_AT, platform.clock.now());
    await deps.recorder.write([{ kind: 'sign_in', body: { signedIn: true }, parts: { person: id } }]);
    return { ok: true };
  }

  async function eligible(matter: Matter): Promise<{ person: Person; post: string }[]> {
    const { library } = await deps.inForce();
    const acting = await operator(matter.operator);
    const own = new Set([acting?.id, matter.operator]);
    const onSystem = packsOn(library, matter.system);
    return library.staff.flatMap(({ pack, ...person }) => {
      const post = matter.posts.includes(ANY_POST)
        ? person.posts[0]
        : person.posts.find((held) => matter.posts.includes(held));
      const mayConfirm = post && onSystem.has(pack) && !own.has(person.id) && !own.has(person.name);
      return mayConfirm ? [{ person, post }] : [];
    });
  }

  async function candidatesFor(
    flags: readonly Flag[],
    act: Pick<Matter, 'system' | 'operator'>,
  ): Promise<{ candidates: Person[]; postNames: Record<string, Text> }> {
    if (!flags.some((flag) => askRank(flag.ask) >= askRank('second_person'))) return { candidates: [], postNames: {} };
    const { library } = await deps.inForce();
    const { posts } = merge(flags);
    const candidates = (await eligible({ ...act, posts })).map(({ person }) => person);
    const named = new Set([...posts, ...candidates.flatMap((p) => p.posts)]);
    return {
      candidates,
      postNames: Object.fromEntries(
        [...named].flatMap((post) => {
          const text = library.posts[post];
          return text ? [[post, text]] : [];
        }),
      ),
    };
  }

  return { all, find, signedIn, signIn, operator, eligible, candidatesFor, setPin, checkPin, refuse };
}

/** Packs that teach this system, and those that teach none: a bureau may keep its staff list in a pack of its own. */
function packsOn(library: Library, system: string | undefined): ReadonlySet<string> {
  const teaching = new Set(library.adapters.map((adapter) => adapter.pack));
  const on = new Set(library.adapters.filter((a) => a.system === system).map((adapter) => adapter.pack));
  return new Set(library.packs.map(({ id }) => id).filter((id) => on.has(id) || !teaching.has(id)));
}

async function derive(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin.normalize('NFKC')), 'PBKDF2', false, [
    'deriveBits',
  ]);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256),
  );
}

/** Compares all bytes whatever the first difference. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.reduce((diff, byte, i) => diff | (byte ^ (b[i] ?? 0)), 0) === 0;
}

/** Shorter than six, one character repeated, or a run up or down. */
function isWeak(pin: string): boolean {
  const codes = [...pin].map((c) => c.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  return codes.length < 6 || [0, 1, -1].some((step) => steps.every((s) => s === step));
}
