// A saved page after mutations: what came of reading it, against what it said before.
import { openMany, readSaved, told } from '../saved-pages';
import type { SavedPage } from '../saved-pages';
import { diceOf } from './dice';
import { MUTATIONS } from './mutations';
import type { Mutation } from './mutations';

export interface Drifted {
  page: string;
  seed: number;
  done: string[];
  /** right: all as before · degraded: something unread, and said so · wrong: another value · silent: unread without a word. */
  kind: 'right' | 'degraded' | 'wrong' | 'silent';
  /** Fields at fault, with what was read and what is true. */
  detail: string[];
}
type Read = ReturnType<typeof readSaved>;
const isUnread = (value: unknown): boolean => typeof value === 'object' && value !== null && 'unread' in value;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Reads the page after `count` mutations thrown by the seed; `by` fixes the first of them. */
export function drifter(
  stub: (name: string, value: unknown) => void,
): (saved: SavedPage, seed: number, count: number, by?: Mutation) => Drifted | undefined {
  const parse = openMany(stub);
  const truths = new Map<string, Read>();
  return (saved, seed, count, by) => {
    const truth = truths.get(saved.name) ?? readSaved(saved, parse(saved.html));
    truths.set(saved.name, truth);
    const dice = diceOf(seed);
    const doc = parse(saved.html);
    const done: string[] = [];
    for (let n = 0; n < count; n++) {
      const mutation = n === 0 && by ? by : dice.pick(MUTATIONS);
      if (mutation?.apply(doc, dice)) done.push(mutation.say);
    }
    return done.length
      ? { page: saved.name, seed, done, ...compare(truth, readSaved(saved, doc), optionalOf(saved)) }
      : undefined;
  };
}

/** Strict: whatever is read must be what was read of the unchanged page, to the raw number; what was unread there has no value here. */
function compare(before: Read, after: Read, optional: ReadonlySet<string>): Pick<Drifted, 'kind' | 'detail'> {
  if (after.found.kind === 'none') return { kind: 'degraded', detail: ['not recognised'] };
  const wrong: string[] = [],
    unread: string[] = [];
  if (before.found.kind === 'page' && after.found.page !== before.found.page)
    wrong.push(`taken for the page ${after.found.page}`);
  if (after.shot.login !== undefined && after.shot.login !== before.shot.login)
    wrong.push(`log-in name ${after.shot.login} for ${before.shot.login}`);
  const [was, is] = [told(before.shot.fields), told(after.shot.fields)];
  for (const id of Object.keys({ ...was, ...is })) {
    const [truth, now] = [was[id], is[id]];
    if (now === undefined || same(truth, now)) continue;
    const said = `${id}: ${JSON.stringify(now)} for ${JSON.stringify(truth)}`;
    if (!isUnread(now)) wrong.push(said);
    // What an act may lack makes no page degraded; that it is no longer read lowers the coverage figure.
    else if (!isUnread(truth) && !optional.has(id)) unread.push(said);
  }
  for (const [id, numbers] of Object.entries(after.shot.raw))
    if (!after.shot.items && !same(numbers, before.shot.raw[id])) wrong.push(`${id}: another number of the same mask`);
  // Rows may stand in another order or be fewer; each that is there must be one of the old ones, and each of those once.
  const left = before.shot.items?.map(told) ?? [];
  for (const item of after.shot.items?.map(told) ?? []) {
    const at = left.findIndex((old) =>
      Object.entries(item).every(([id, value]) => isUnread(value) || same(value, old[id])),
    );
    if (at < 0) wrong.push(`item ${JSON.stringify(item)}`);
    else left.splice(at, 1);
  }
  if (wrong.length) return { kind: 'wrong', detail: wrong };
  if (!unread.length) return { kind: 'right', detail: [] };
  const said = after.shot.degraded || after.found.missing.length > 0;
  return { kind: said ? 'degraded' : 'silent', detail: unread };
}

const optionalOf = ({ spec }: SavedPage): Set<string> =>
  new Set(Object.entries(spec.fields).flatMap(([id, field]) => (field.optional ? [id] : [])));
