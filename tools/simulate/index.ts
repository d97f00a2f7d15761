import type { ActionEvent, ActionSpec, Calendar, Readings } from '@/lib/model';
import { readingsOf } from '@/lib/packs/example';
import type { PlannedAct, SimulatedAct, Truth } from './act';
import { createClients } from './clients';
import { dayOf, workdays } from './day';
import { createDraw } from './draw';
import type { Draw, Shift } from './draw';
import { KINDS } from './misdeeds';
import { NEAR } from './misdeeds/near';
import { createPeople } from './people';
import type { People } from './people';
import { approvalWork } from './work/approvals';
import { billWork } from './work/bills';
import { counterWork } from './work/counter';
import { hallWork } from './work/hall';
import { inspectionWork } from './work/inspection';
import { loanWork } from './work/loans';
import { managerWork } from './work/managers';
import { officeWork } from './work/office';
import { officerWork } from './work/officers';
import { createWorld, dayNumberOf } from './world';
import type { World } from './world';

export type { SimulatedAct, Truth } from './act';
export { shiftOf } from './draw';
export type { Shift } from './draw';

export interface YearOptions {
  desks: number;
  days: number;
  seed: number;
  /** Civil date of the first day; default 2025-01-01. */
  from?: string;
  shift?: Shift;
  /** What the packs declare: fields of each action, and the working calendar. */
  actions: readonly ActionSpec[];
  calendar: Calendar;
}

const WORK = [
  hallWork,
  managerWork,
  approvalWork,
  inspectionWork,
  officeWork,
  counterWork,
  loanWork,
  billWork,
  officerWork,
];

/**
 * A year of a county tax bureau and a credit cooperative, act by act in the order of time: ordinary work, honest near misses,
 * planted misdeeds, each with its truth. The same options give the same year. Nothing here knows a rule's figures.
 */
export function* simulateYear(options: YearOptions): Iterable<SimulatedAct> {
  const { desks, days, seed, shift, actions, calendar, from = '2025-01-01' } = options;
  const draw = createDraw(seed, shift);
  const people = createPeople(desks, draw);
  const agenda = new Map<number, PlannedAct[]>();
  const plan = (act: PlannedAct): void => {
    const day = dayNumberOf(act.at);
    const list = agenda.get(day);
    if (list) list.push(act);
    else agenda.set(day, [act]);
  };
  const world = createWorld({ draw, people, clients: createClients(desks, draw), calendar, plan });
  const open = workdays(from, days, calendar);
  plantAll(world, open, (desks / 40) * (days / 365));

  const specs = new Map(actions.map((a) => [a.key, a]));
  const first = open[0];
  if (first === undefined) return;
  let serial = 0;
  const atWork = new Set(open);
  for (let number = dayNumberOf(Date.parse(`${from}T12:00:00+08:00`)), end = number + days; number < end; number++) {
    if (atWork.has(number)) for (const work of WORK) work(world, dayOf(number, calendar));
    const acts = (agenda.get(number) ?? []).sort((a, b) => a.at - b.at);
    agenda.delete(number);
    for (const act of acts)
      yield asEvent(act, { id: `sim-${seed}-${++serial}`, spec: specs.get(act.action), people, draw });
  }
}

/** Misdeeds and near misses are set for the whole year before it begins: some of their papers lie days before them. */
function plantAll(world: World, days: readonly number[], scale: number): void {
  const { draw } = world;
  for (const kind of KINDS)
    for (let n = draw.count(`${kind.id} a year`, kind.aYear * scale); n > 0; n--) {
      const instance = world.number(kind.id);
      const truth = (decisive: boolean): Truth => ({ kind: 'misdeed', misdeed: kind.id, instance, decisive });
      kind.plant(world, draw.one(`${kind.id} on day`, days), { part: truth(false), decisive: truth(true) });
    }
  for (const { like, aYear, plant } of NEAR)
    for (let n = draw.count(`near ${like} a year`, aYear * scale); n > 0; n--)
      plant(world, draw.one(`near ${like} on day`, days), { kind: 'near_miss', like });
}

interface Around {
  id: string;
  spec: ActionSpec | undefined;
  people: People;
  draw: Draw;
}

function asEvent(act: PlannedAct, { id, spec, people, draw }: Around): SimulatedAct {
  const clerk = people.find(act.clerk);
  const system = `simulated-${clerk.house}`;
  const event: ActionEvent = {
    id,
    action: act.action,
    system,
    adapter: { id: system, version: 1 },
    page: act.action.replace(/[._]/g, '-'),
    at: act.at,
    login: act.clerk,
    fields: withSlip(readingsOf(act.fields, spec), draw),
    signals: ['click'],
    dwellMs: act.dwellMs,
    pageChars: act.pageChars,
  };
  return {
    event,
    desk: act.desk ?? clerk.desk,
    house: clerk.house,
    clerk: act.clerk,
    post: clerk.posts[0] ?? '',
    truth: act.truth,
  };
}

/** Now and then a page is not read whole. */
function withSlip(fields: Readings, draw: Draw): Readings {
  const names = Object.keys(fields);
  if (!names.length || !draw.chance('a field is not read', 0.0008)) return fields;
  return { ...fields, [draw.one('which field is not read', names)]: { kind: 'unread', reason: 'no_element' } };
}
