import type { Done } from '@/lib/messages/views';
import type { Flag, Language, Person, Text } from '@/lib/model';
import { askRank, merge } from '@/lib/rules';
import type { Platform } from '@/lib/platform/types';
import type { PinRow, Store } from '@/lib/store';
import type { InForce } from './deps';
import type { Recorder } from './recorder';
import { REFUSALS } from './words';

export type Refused = Exclude<Done, { ok: true }>;

export interface People {
  all(): Promise<Person[]>;
  find(id: string): Promise<Person | undefined>;
  signedIn(): Promise<Person | undefined>;
  signIn(id: string | null, pin: string | undefined): Promise<Done>;
  /** The log-in name of the page, else who signed in here. */
  operator(login: string | undefined): Promise<Person | undefined>;
  /** Who may confirm these flags: holds a post they name, is not the operator. */
  candidatesFor(
    flags: readonly Flag[],
    login: string | undefined,
  ): Promise<{ candidates: Person[]; postNames: Record<string, Text> }>;
  setPin(input: { person: string; old?: string; pin: string }): Promise<Done>;
  checkPin(person: string, pin: string): Promise<Done>;
  refuse(why: Refused['why'], until?: number): Promise<Refused>;
}

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
  pinRounds?: number;
}

export function createPeople(deps: Deps): People {
  const { platform, store } = deps;
  const rounds = deps.pinRounds ?? ROUNDS;

  const all = async (): Promise<Person[]> => (await deps.inForce()).library.staff;
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
    const id = await store.memory.get('signedIn').catch(() => undefined);
    return typeof id === 'string' ? find(id) : undefined;
  };
  const operator = async (login: string | undefined): Promise<Person | undefined> => {
    if (!login) return signedIn();
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
      await store.memory.forget('signedIn');
      await deps.recorder.write([{ kind: 'sign_in', body: { signedIn: false } }]);
      return { ok: true };
    }
    const person = await find(id);
    if (!person) return refuse('unknown_person');
    const known = await checkPin(id, pin ?? '');
    if (!known.ok) return known;
    await store.memory.put('signedIn', id);
    await deps.recorder.write([{ kind: 'sign_in', body: { signedIn: true }, parts: { person: id } }]);
    return { ok: true };
  }

  async function candidatesFor(
    flags: readonly Flag[],
    login: string | undefined,
  ): Promise<{ candidates: Person[]; postNames: Record<string, Text> }> {
    if (!flags.some((flag) => askRank(flag.ask) >= askRank('second_person'))) return { candidates: [], postNames: {} };
    const { library } = await deps.inForce();
    const acting = await operator(login);
    const posts = merge(flags).posts;
    const candidates = library.staff.filter(
      (p) =>
        p.id !== acting?.id &&
        p.id !== login &&
        (posts.includes(ANY_POST) || p.posts.some((post) => posts.includes(post))),
    );
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

  return { all, find, signedIn, signIn, operator, candidatesFor, setPin, checkPin, refuse };
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
