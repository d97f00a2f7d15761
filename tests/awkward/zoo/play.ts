// One construct, played with us and without: what must be the same, and what must be told. The browsers differ in how they are driven.
import { expect } from '@playwright/test';
import type { ActionEvent } from '@/lib/model';
import type { Posted } from '../server';
import type { Heard } from '../bench';
import type { Construct } from './constructs';

/** A clerk at a page of the construct's. */
export interface Player {
  posted: Posted[];
  serve(path: string, html: string, headers?: Record<string, string>): void;
  /** Opens the page and does what leads to the act. */
  open(each: Construct): Promise<void>;
  act(each: Construct): Promise<void>;
  /** What the clerk does when the act goes on. */
  after(each: Construct): Promise<void>;
  /** Everything asked was answered, and nothing more comes. */
  rest(): Promise<void>;
  /** What the page's listeners heard, and it said, since it was asked last. */
  said(): Promise<string[]>;
  windows(): Promise<number>;
}
export interface Watched extends Player {
  isHeld(each: Construct): Promise<boolean>;
  answer(which: 'back' | 'on', each: Construct): Promise<void>;
  events(): Promise<ActionEvent[]>;
  heard(name: string): Promise<Heard[]>;
}

const USUAL = { fields: { amount: { kind: 'read', value: 60_000_000 }, case_id: { kind: 'read', value: 'A1' } } };
/** What an answer of the server brings may come before or after the rest. */
const inTime = (a: string, b: string): number => Number(a === 'answered') - Number(b === 'answered');

/** What came of an act: read when nothing more comes. */
async function outcome(by: Player, sends = 1) {
  await expect.poll(() => by.posted.length).toBeGreaterThanOrEqual(sends);
  await by.rest();
  return { sent: [...by.posted], said: (await by.said()).sort(inTime), windows: await by.windows() };
}

/** What the page does by itself, beside whatever else is done meanwhile. */
function begin(ours: Player, bare: Player, each: Construct): Promise<Awaited<ReturnType<typeof outcome>>> {
  for (const by of [ours, bare]) for (const [path, page] of Object.entries(each.serves ?? {})) by.serve(path, ...page);
  const alone = (async () => {
    await bare.open(each);
    await bare.act(each);
    await bare.after(each);
    return outcome(bare, each.sends);
  })();
  alone.catch(() => undefined);
  return alone;
}

/** Where a browser gives us no way to hold it: nobody is kept from working. */
export async function playPassing(ours: Watched, bare: Player, each: Construct): Promise<void> {
  const alone = begin(ours, bare, each);
  await ours.open(each);
  await ours.act(each);
  await ours.after(each);

  expect(await outcome(ours, each.sends)).toEqual(await alone);
  expect(await ours.events()).toEqual([]);
}

export async function playBoth(ours: Watched, bare: Player, each: Construct): Promise<void> {
  const alone = begin(ours, bare, each);
  const isHeld = (): Promise<boolean> => ours.isHeld(each);

  await ours.open(each);
  await ours.act(each);
  await expect.poll(isHeld, { message: 'held' }).toBe(true);
  await ours.answer('back', each);
  await ours.rest();
  expect(ours.posted).toEqual([]);
  expect(await ours.said()).not.toContain('answered');
  await ours.act(each);
  await expect.poll(isHeld, { message: 'held again' }).toBe(true);
  await ours.answer('on', each);
  await ours.after(each);

  expect(await outcome(ours, each.sends)).toEqual(await alone);
  const events = await ours.events();
  expect(events).toMatchObject([each.expects ?? USUAL, each.expects ?? USUAL]);
  expect(events).toHaveLength(2);
  expect((await ours.heard('act.answer')).map((h) => h.body.answer)).toMatchObject([
    { kind: 'back' },
    { kind: 'continue' },
  ]);
  expect((await ours.heard('act.ending')).map((h) => h.body.ending).filter((e) => e !== 'committed')).toEqual([
    'withdrawn',
    'released',
  ]);
}
