import type { Library } from '@/lib/packs';
import { simulateYear } from '@/tools/simulate';
import type { Shift } from '@/tools/simulate';
import { atThisBureau } from './bureau';
import { replay } from './replay';
import type { View } from './replay';
import { tally } from './tally';
import type { Worth } from './tally';

/** One year in one view. */
export interface Job {
  seed: number;
  desks: number;
  days: number;
  view: View;
  shift?: Shift;
}
export type Rulebook = Pick<Library, 'rules' | 'actions' | 'scheme' | 'calendar'>;

/** Simulates the year, plays it through the engine with these rules, and counts. */
export function worthOf({ view, ...year }: Job, { rules, actions, scheme, calendar }: Rulebook): Worth {
  const acts = [...simulateYear({ ...year, actions, calendar })];
  const office = { rules: atThisBureau(rules), actions, scheme, calendar };
  const said = [...replay(acts, office, view)].flatMap((step) => step.said);
  return tally(acts, said, rules);
}
