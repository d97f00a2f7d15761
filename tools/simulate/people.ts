import type { House } from './act';
import type { Draw } from './draw';

export interface Clerk {
  id: string;
  desk: string;
  house: House;
  posts: string[];
}
export interface People {
  all: readonly Clerk[];
  of(post: string): readonly Clerk[];
  /** Somebody of this post, if possible none of `not`. */
  someone(post: string, not?: readonly string[]): string;
  /** Several different people of one house, as many as there are. */
  several(house: House, post: string, n: number): string[];
  find(id: string): Clerk;
}

/** Posts of a county tax bureau and of a credit cooperative with a bill desk, and how many of forty desks hold each. */
const STAFF: Record<House, readonly (readonly [post: string, of40: number])[]> = {
  tax: [
    ['hall', 8],
    ['taxmgr', 4],
    ['approver', 2],
    ['inspector', 3],
    ['selector', 1],
    ['trial', 1],
    ['exec', 1],
    ['legal', 1],
    ['finance', 1],
    ['leader', 1],
    ['discipline', 1],
  ],
  credit: [
    ['teller', 6],
    ['cm', 4],
    ['director', 1],
    ['loanclerk', 1],
    ['archive', 1],
    ['vault', 1],
    ['billclerk', 1],
    ['accounts', 1],
  ],
};
const TAX_SHARE = 24 / 40;

/** One clerk a desk. With fewer desks than posts one person holds several. */
export function createPeople(desks: number, draw: Draw): People {
  const tax = Math.max(1, Math.round(desks * TAX_SHARE));
  const all = [...staff('tax', tax), ...staff('credit', Math.max(1, desks - tax))];
  const byPost = new Map<string, Clerk[]>();
  for (const clerk of all) for (const post of clerk.posts) byPost.set(post, [...(byPost.get(post) ?? []), clerk]);
  const of = (post: string): Clerk[] => {
    const found = byPost.get(post);
    if (!found?.length) throw new Error(`nobody holds the post ${post}`);
    return found;
  };
  return {
    all,
    of,
    someone(post, not = []) {
      const others = of(post).filter((c) => !not.includes(c.id));
      const colleagues = all.filter((c) => c.house === of(post)[0]?.house && !not.includes(c.id));
      return draw.one(`who ${post}`, others.length ? others : colleagues.length ? colleagues : of(post)).id;
    },
    several(house, post, n) {
      const own = of(post).map((c) => c.id);
      const rest = all.filter((c) => c.house === house && !own.includes(c.id)).map((c) => c.id);
      const first = draw.whole(`team ${post}`, 0, own.length - 1);
      return [...own.slice(first), ...own.slice(0, first), ...rest].slice(0, n);
    },
    find(id) {
      const found = all.find((c) => c.id === id);
      if (!found) throw new Error(`nobody is called ${id}`);
      return found;
    },
  };
}

function staff(house: House, desks: number): Clerk[] {
  const posts = STAFF[house];
  const whole = posts.reduce((sum, [, n]) => sum + n, 0);
  const wanted = posts.flatMap(([post, n]) => Array<string>(Math.max(1, Math.round((n * desks) / whole))).fill(post));
  // Every post once, then the rest in turn; what has no desk of its own is held beside another.
  const ordered = [...posts.map(([post]) => post), ...withoutFirsts(wanted)];
  const clerks: Clerk[] = [];
  for (const [i, post] of ordered.entries()) {
    const holder = clerks[i % desks];
    if (i < desks) clerks.push({ id: `${house}-${i + 1}`, desk: `${house}-desk-${i + 1}`, house, posts: [post] });
    else if (i < posts.length && holder) holder.posts.push(post);
  }
  return clerks;
}

function withoutFirsts(posts: readonly string[]): string[] {
  const seen = new Set<string>();
  return posts.filter((post) => {
    if (seen.has(post)) return true;
    seen.add(post);
    return false;
  });
}
