import type { Fields } from '../act';
import type { Taxpayer } from '../clients';
import type { Day } from '../day';
import { addMonths } from '@/lib/rules/days';
import { dateAfter, dateOf } from '../world';
import type { World } from '../world';
import { LAW } from './law';

interface Kind {
  action: string;
  /** A day for each approver. */
  mean: number;
  fields(world: World, at: number, who: Who): Fields;
}
/** Who held the file before the approver. */
export interface Who {
  acceptor: string;
  reviewer: string;
  approver: string;
}

const KINDS: readonly Kind[] = [
  { action: 'relief.approve', mean: 2.6, fields: (w, at, who) => relief(w, at, who) },
  {
    action: 'qualify.approve',
    mean: 1.2,
    fields: (w, _, who) => ({ ...papers(w, who, 'ZG'), client_id: taxpayer(w).id, relief_type: 'hightech' }),
  },
  {
    action: 'redletter.approve',
    mean: 1.4,
    fields: (w, _, who) => ({
      ...papers(w, who, 'HZ'),
      client_id: taxpayer(w).id,
      relief_type: 'red-letter',
      amount: w.draw.money('red-letter amount', 3_000, 1),
    }),
  },
  {
    action: 'extension.approve',
    mean: 0.5,
    fields: (w, _, who) => ({ ...file(w, who, 'YQ'), client_id: taxpayer(w).id }),
  },
  { action: 'suspend.approve', mean: 0.6, fields: (w, _, who) => site(w, who) },
  {
    action: 'deduction.approve',
    mean: 0.4,
    fields: (w, _, who) => ({
      ...file(w, who, 'KC'),
      group_id: null,
      client_id: taxpayer(w).id,
      amount: w.draw.money('deduction', 45_000, 0.9),
    }),
  },
  {
    action: 'deferral.approve',
    mean: 0.25,
    fields: (w, at, who) => ({ ...deferral(w, at, taxpayer(w)), ...file(w, who, 'HJ'), approval_level: 5 }),
  },
];

const taxpayer = (world: World): Taxpayer => world.draw.one('client of an approval', world.clients.taxpayers);

/** Approvals are done in sessions: a handful, one after the other, each read before it is approved. */
export function approvalWork(world: World, day: Day): void {
  const { draw, people } = world;
  for (const { id: approver } of people.of('approver')) {
    const queue = KINDS.flatMap((kind) =>
      Array<Kind>(draw.count(`${kind.action} a day`, kind.mean * day.business)).fill(kind),
    );
    let at = world.moment(day.number);
    for (const kind of queue) {
      at = draw.chance('another session', 0.3) ? world.moment(day.number) : at;
      const dwellMs = draw.around('an approval is read, ms', 80_000, 0.65);
      at = Math.max(at, world.next(at, 'minutes between approvals', 1.5)) + dwellMs;
      const who = whoFor(world, approver);
      world.act(at, { clerk: approver, action: kind.action, fields: kind.fields(world, at, who), dwellMs });
    }
  }
}

export function whoFor(world: World, approver: string): Who {
  const acceptor = world.people.someone('hall', [approver]);
  return { acceptor, reviewer: world.people.someone('taxmgr', [approver, acceptor]), approver };
}

/** Head of any approval file. */
export const file = (world: World, who: Who, prefix: string): Fields => ({
  case_id: world.number(prefix),
  acceptor_id: who.acceptor,
  reviewer_id: who.reviewer,
  investigator_id: null,
  approver_id: who.approver,
});

function papers(world: World, who: Who, prefix: string): Fields {
  const required = world.draw.whole('papers required', 3, 8);
  const extra = world.draw.chance('more papers than required', 0.2) ? 1 : 0;
  return { ...file(world, who, prefix), doc_count: required + extra, doc_required: required };
}

const ITEMS = ['vat', 'income', 'land', 'stamp'] as const;
/** Who has had which relief this year: one application for a tax and a year. */
const granted = new WeakMap<World, Set<string>>();

export function relief(world: World, at: number, who: Who, given?: Taxpayer): Fields {
  const { draw } = world;
  const had = granted.get(world) ?? new Set<string>();
  granted.set(world, had);
  const year = dateOf(at).slice(0, 4);
  let client = given ?? taxpayer(world);
  let item = draw.one('tax of a relief', ITEMS);
  for (let tries = 0; tries < 20 && had.has(`${client.id} ${item} ${year}`); tries++) {
    client = given ?? taxpayer(world);
    item = draw.one('tax of a relief', ITEMS);
  }
  had.add(`${client.id} ${item} ${year}`);
  return {
    ...papers(world, who, 'JM'),
    client_id: client.id,
    client_name: client.name,
    relief_type: draw.one('ground of a relief', ['disaster', 'small-firm', 'welfare', 'hightech']),
    tax_item: item,
    amount: draw.money('relief', 3_200, 1.2),
    period_from: `${year}-01-01`,
    period_to: `${year}-12-31`,
    policy_to: draw.chance('policy has an end', 0.4)
      ? `${Number(year) + draw.whole('years the policy runs on', 0, 3)}-12-31`
      : null,
  };
}

export function deferral(world: World, at: number, client: Taxpayer): Fields {
  const due = dateAfter(at, world.draw.whole('days before the tax is due', 1, 12));
  return {
    case_id: world.number('HJ'),
    client_id: client.id,
    amount: world.draw.money('deferred tax', 60_000, 0.9),
    due_date: due,
    deferred_to: addMonths(due, world.draw.whole('months of deferral', 1, LAW.deferralMonths)) ?? due,
  };
}

function site(world: World, who: Who): Fields {
  const required = world.draw.chance('suspension needs a visit', 0.6);
  return {
    ...file(world, who, 'TY'),
    site_check_required: required,
    site_visit_no: required ? world.number('HC') : null,
    visitor_ids: required ? world.people.several('tax', 'taxmgr', 2) : [],
  };
}
