import { tryCase } from '@/lib/packs/trial';
import { widened } from '@/lib/packs/widen';
import { dice } from '@/tests/support/histories';
import { loadRules } from '@/tools/hulan/replay';
import { DESKS } from './catalogue/desks';
import { matters } from './catalogue/matters';
import { PAGES } from './catalogue/pages';
import { carelessly } from './catalogue/noise';
import type { Delivered } from './catalogue/noise';
import { WINDOWS } from './catalogue/windows';
import type { Subject } from './catalogue/windows';
import type { Ev } from './catalogue/reading';

export const about =
  'rules against predicates written a second time from the catalogue, over random events (--cases N a rule, --rule ID)';

const SUBJECTS: Subject[] = [...WINDOWS, ...matters, ...PAGES, ...DESKS];
const NOW = Date.parse('2024-03-05T10:00:00+08:00');

export async function run(args: string[]): Promise<{ ok: boolean; line: string }> {
  const given = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const cases = Number(given('--cases') ?? 2000);
  const wanted = given('--rule');
  const library = loadRules();
  const seen: Record<string, number> = { fires: 0, silent: 0, undetermined: 0 };
  const wrong: string[] = [];
  for (const subject of SUBJECTS) {
    if (wanted && subject.id !== wanted) continue;
    const found = library.rules.get(subject.id);
    if (!found) return { ok: false, line: `no rule ${subject.id}` };
    const answers = new Set<string>();
    const roll = dice(subject.id.length * 7919);
    for (let i = 0; i < cases; i++) {
      const events = eventsOf(subject, roll, !WINDOWS.includes(subject));
      const trigger = events.at(-1);
      if (!trigger) continue;
      const told = subject.holds({
        e: trigger,
        past: events.slice(0, -1).filter((e) => e.at <= trigger.at),
        p: subject.params,
      });
      const expected = told === undefined ? 'undetermined' : told ? 'fires' : 'silent';
      const written: Delivered[] = i % 2 ? carelessly(events, roll) : events;
      const example = {
        params: inOurWords(subject.params) as never,
        events: written.map(({ id, action, at, f }) => ({ id, action, ts: wall(at), fields: f as never })),
      };
      const trial = tryCase(found.rule, example, { ...found, actions: widened(found.rule, example, library.actions) });
      seen[expected] = (seen[expected] ?? 0) + 1;
      answers.add(expected);
      if (trial?.outcome === expected) continue;
      wrong.push(`${subject.id}: expected ${expected}, got ${trial?.outcome}\n${JSON.stringify(example.events)}`);
      break;
    }
    // A predicate that never fires, or always, has proved nothing.
    if (cases >= 1000 && !(answers.has('fires') && answers.has('silent')))
      wrong.push(`${subject.id}: among ${cases} cases only ${[...answers].join()}`);
  }
  const line = `${SUBJECTS.length} rules, ${cases} cases each (${seen.fires} fire, ${seen.silent} silent, ${seen.undetermined} undetermined)`;
  return wrong.length ? { ok: false, line: `${wrong.length} rules differ\n${wrong.join('\n')}` } : { ok: true, line };
}

const inOurWords = ({ swapWork, ...params }: Subject['params']): Subject['params'] =>
  swapWork === undefined ? params : { ...params, swap_work: swapWork };
const wall = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 23);

/** `ordered`: no two of them at one millisecond, where what came last decides. */
function eventsOf(subject: Subject, roll: (n: number) => number, ordered: boolean): Ev[] {
  const one = <V>(list: readonly V[]): V | undefined => list[roll(list.length)];
  const actions = Object.keys(subject.acts);
  const make = (action: string, at: number): Ev => {
    const f: Record<string, unknown> = {};
    for (const [id, values] of Object.entries(subject.acts[action] ?? {})) {
      const chance = roll(16);
      if (chance > 0) f[id] = chance === 1 ? null : one(values);
    }
    return { action, at, f };
  };
  const now = one(subject.at ?? [NOW]) ?? NOW;
  const past = Array.from({ length: roll(6) }, () =>
    make(one(actions) ?? '', now - (one(subject.gaps) ?? 0) + roll(3) - 1),
  );
  const seen = new Set<number>();
  const kept = ordered ? past.filter(({ at }) => !seen.has(at) && seen.add(at)) : past;
  return [...kept, make(one(subject.on) ?? '', now)];
}
