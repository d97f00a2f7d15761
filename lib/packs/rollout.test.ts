import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rollout } from '@/lib/model';
import type { DeskFacts } from '@/lib/model';
import { chooseOf, isFor, placeOf } from './rollout';

const word = fc.constantFrom('云岭县', '清河县', 'pilot', 'hall', 'second');
const desk = fc.record(
  { desk: fc.string({ minLength: 8, maxLength: 16 }), unit: word, ring: word, post: word },
  { requiredKeys: ['desk'] },
) as fc.Arbitrary<DeskFacts>;
const rings = fc.record({
  stage: fc.constant('rings' as const),
  units: fc.array(word, { maxLength: 3 }),
  rings: fc.array(word, { maxLength: 3 }),
  posts: fc.array(word, { maxLength: 3 }),
  percent: fc.integer({ min: 0, max: 100 }),
});
const rollout: fc.Arbitrary<Rollout> = fc.oneof(
  rings,
  fc.constant({ stage: 'all' as const }),
  fc.constant({ stage: 'observe' as const }),
);
const versions = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((version) => fc.record({ id: fc.constant('tax'), version: fc.constant(version), rollout })),
    ),
  );

describe('stages', () => {
  it('desks that are alike decide alike, in whatever order the versions stand', () => {
    fc.assert(
      fc.property(versions, desk, fc.nat(), (list, who, turn) => {
        const turned = [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)];
        expect(chooseOf(turned, { ...who })).toEqual(chooseOf(list, who));
      }),
    );
  });

  it('a desk that is in stays in while rings are added and the share grows', () => {
    fc.assert(
      fc.property(rings, rings, desk, (before, more, who) => {
        const after: Rollout = {
          stage: 'rings',
          units: [...before.units, ...more.units],
          rings: [...before.rings, ...more.rings],
          posts: [...before.posts, ...more.posts],
          percent: Math.max(before.percent, more.percent),
        };
        return !isFor(before, 'tax', who) || isFor(after, 'tax', who);
      }),
    );
  });

  it('in force is the highest version meant for the desk; watched is one above it that is out to be watched', () => {
    fc.assert(
      fc.property(versions, desk, (list, who) => {
        const { active, observe } = chooseOf(list, who);
        const meant = list.filter((one) => isFor(one.rollout, 'tax', who)).map((one) => one.version);
        expect(active?.version ?? -Infinity).toBe(Math.max(-Infinity, ...meant));
        if (observe) expect(observe.version).toBeGreaterThan(active?.version ?? 0);
        expect(active?.rollout.stage).not.toBe('observe');
      }),
    );
  });

  it('a share of the desks is about that share, others for another pack, and no part of it moves with the program', () => {
    const desks = Array.from({ length: 4000 }, (_, i) => `desk${i.toString(36).padStart(8, 'x')}`);
    for (const percent of [0, 10, 40, 100]) {
      const share = (pack: string) =>
        desks.filter((one) => isFor({ stage: 'rings', units: [], rings: [], posts: [], percent }, pack, { desk: one }));
      const [tax, loan] = [share('tax'), new Set(share('loan'))];
      expect(Math.abs(tax.length / desks.length - percent / 100)).toBeLessThan(0.03);
      if (percent === 40) expect(tax.filter((one) => loan.has(one)).length).toBeLessThan(0.2 * desks.length);
    }

    expect(['abc', 'Yq0m5hZ1', '56eYcCBMjpR9'].map((one) => placeOf('tax', one))).toEqual([42, 74, 60]);
  });

  it('a stage of another kind is none', () => {
    expect(Rollout.safeParse({ stage: 'everywhere' }).success).toBe(false);
    expect(Rollout.safeParse({ stage: 'rings', percent: 101 }).success).toBe(false);
  });
});
