import 'fake-indexeddb/auto';
import { playHistory } from '@/tests/support/histories';

export const about =
  'rings and due table against going through every act, over random histories (--histories N, --from SEED)';

/** Every history is one seed; a failing one is named and can be played again with --from SEED --histories 1. */
export async function run(args: string[]): Promise<{ ok: boolean; line: string }> {
  const given = (name: string, otherwise: number): number => {
    const at = args.indexOf(name);
    return at < 0 ? otherwise : Number(args[at + 1]);
  };
  const histories = given('--histories', 10_000);
  const from = given('--from', 1);
  let asked = 0;
  for (let seed = from; seed < from + histories; seed++) {
    const trial = await playHistory(seed);
    asked += trial.asked;
    if (trial.wrong) return { ok: false, line: trial.wrong };
  }
  return {
    ok: true,
    line: `${histories} histories, ${asked} questions of 23 facts, every answer and its evidence alike`,
  };
}
