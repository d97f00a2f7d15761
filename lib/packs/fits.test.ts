import { expect, it } from 'vitest';
import { Pack } from '@/lib/model';
import { dice } from '@/tests/support/histories';
import { allPacks } from '@/tests/support/sources';
import { fitting } from './fits';

const fits = fitting(Pack);

/** A pack with a few of everything. */
function aFew(pack: Pack, roll: (n: number) => number): Pack {
  const some = <T>(list: readonly T[]): T[] => list.slice(roll(list.length)).slice(0, 1);
  const pages = (adapter: Pack['adapters'][number]) => ({ ...adapter, pages: some(adapter.pages) });
  const { rules, adapters, riskPoints, actions, profiles, schemes } = pack;
  return {
    ...pack,
    rules: some(rules),
    adapters: some(adapters).map(pages),
    riskPoints: some(riskPoints),
    actions: some(actions),
    ...(profiles ? { profiles: some(profiles) } : {}),
    ...(schemes ? { schemes: some(schemes) } : {}),
  };
}

type Place = { of: Record<string, unknown> | unknown[]; key: string };
function places(json: unknown, found: Place[] = []): Place[] {
  if (typeof json !== 'object' || json === null) return found;
  for (const key of Object.keys(json)) {
    found.push({ of: json as Place['of'], key });
    places(Reflect.get(json, key), found);
  }
  return found;
}
const WRONG: unknown[] = [
  null,
  '',
  'x',
  'A B',
  'loan.*',
  -1,
  1.5,
  0,
  10 ** 9,
  true,
  [],
  ['a'],
  {},
  { zh: '一', en: 'one' },
];

it('says of a pack, whole or spoilt, what its schema says, and gives the same with its defaults', {
  timeout: 120_000,
}, () => {
  const roll = dice(5);
  let taken = 0;
  for (const pack of allPacks()) {
    for (let i = 0; i < 150; i++) {
      const text = JSON.stringify(aFew(pack, roll));
      const json: unknown = JSON.parse(text);
      const all = places(json);
      const place = all[roll(all.length)];
      if (!place) continue;
      const how = roll(4);
      if (how === 0) Reflect.deleteProperty(place.of, place.key);
      else if (how === 1 && !Array.isArray(place.of)) place.of[`${place.key}_x`] = Reflect.get(place.of, place.key);
      else Reflect.set(place.of, place.key, structuredClone(WRONG[roll(WRONG.length)]));
      expect(fits(JSON.parse(text))).toBe(true);
      const spoilt = JSON.stringify(json);
      const parsed = Pack.safeParse(JSON.parse(spoilt));
      const own: unknown = JSON.parse(spoilt);

      expect(fits(own), `${place.key} ${how}`).toBe(parsed.success);
      expect(own).toEqual(parsed.success ? parsed.data : JSON.parse(spoilt));
      if (parsed.success) taken++;
    }
  }
  expect(taken).toBeGreaterThan(40);
});
