import type { Fields } from '../act';
import type { Taxpayer } from '../clients';
import type { Day } from '../day';
import { dateAfter, dateOf } from '../world';
import type { World } from '../world';
import { closing } from './hall';
import { deferral } from './approvals';
import { LAW } from './law';

/** Tax managers: quotas, arrears and reminders of them, assessments, deferrals asked for, patrols. */
export function managerWork(world: World, day: Day): void {
  const { draw, people, clients } = world;
  for (const { id: clerk } of people.of('taxmgr')) {
    const client = (): Taxpayer => draw.one('client of a manager', clients.taxpayers);
    for (let n = draw.count('quotas a manager and day', 0.9); n > 0; n--) {
      const at = world.moment(day.number);
      const fields = quota(world, client());
      world.act(at, { clerk, action: 'quota.submit', fields });
      execute(world, at, String(fields.case_id));
    }
    for (let n = draw.count('arrears a manager and day', 0.5); n > 0; n--)
      arrears(world, world.moment(day.number), clerk, client());
    if (draw.chance('an assessment ends', 0.12)) {
      const fields = { case_id: world.number('PG'), client_id: client().id, conclusion: conclusion(world) };
      world.act(world.moment(day.number), { clerk, action: 'assess.conclude', fields });
    }
    if (draw.chance('a deferral is asked for', 0.12)) {
      const at = world.moment(day.number);
      world.act(at, { clerk, action: 'deferral.submit', fields: deferral(world, at, client()) });
    }
    if (draw.chance('a firm is found again', 0.08))
      world.act(world.moment(day.number), { clerk, action: 'nonnormal.lift', fields: closing(world, client()) });
    if (draw.chance('arrears are written off', 0.03)) {
      const fields = { ...meeting(world, 'HX'), client_id: client().id, amount: draw.money('written off', 4_000, 1) };
      world.act(world.moment(day.number), { clerk, action: 'writeoff.submit', fields });
    }
    if (draw.chance('a day of visits', 0.25)) patrol(world, day, clerk);
    for (let n = draw.count('small fines a manager and day', 0.35); n > 0; n--)
      world.act(world.moment(day.number), { clerk, action: 'penalty.submit', fields: smallFine(world, client()) });
  }
}

export const conclusion = (world: World): string =>
  world.draw.chance('nothing was found', 0.42) ? 'clean' : 'problem';

export function meeting(world: World, prefix: string): Fields {
  return {
    case_id: world.number(prefix),
    minutes_no: world.number('JY'),
    attendees: world.draw.whole('people at a meeting', 3, 7),
  };
}

/** Quotas move with the trade; a cut of some size comes with papers that show why. */
export function quota(world: World, client: Taxpayer): Fields {
  const { draw } = world;
  const before = Math.round(client.quotaYuan) * 100;
  const now = Math.round((before * draw.around('quota, share of the last', 1.03, 0.1)) / 10_000) * 10_000;
  const isCut = now < before * 0.9;
  return {
    ...meeting(world, 'DE'),
    client_id: client.id,
    amount: null,
    quota_amount: now,
    prev_quota: before,
    peer_median: Math.round((before * draw.around('quota of peers, share', 1, 0.15)) / 10_000) * 10_000,
    threshold: LAW.thresholdFen,
    proof_count: isCut ? draw.whole('papers for a cut', 1, 4) : draw.whole('papers for a quota', 0, 2),
  };
}

/** Published for some days, then put into force. */
function execute(world: World, at: number, case_id: string): void {
  const { draw, people } = world;
  const from = world.after(at, draw.around('days until a quota is published', 2, 0.4));
  const length = LAW.publicityDays + draw.whole('days of publication over the fewest', 0, 4);
  const to = dateAfter(from, length - 1);
  const when = world.after(from, length + draw.around('days after publication', 2, 0.5));
  world.act(when, {
    clerk: people.someone('leader'),
    action: 'quota.execute',
    fields: { case_id, publish_from: dateOf(from), publish_to: to },
  });
}

function arrears(world: World, at: number, clerk: string, client: Taxpayer): void {
  const { draw } = world;
  const key = { client_id: client.id, tax_period: dateOf(at).slice(0, 7) };
  const owed = draw.money('tax owed', client.size, 0.6);
  const due_date = dateOf(at);
  world.act(at, { clerk, action: 'tax.due', fields: { ...key, due_date, owed_amount: owed } });
  const paidAfter = draw.around('days until arrears are paid', 9, 0.9);
  const dunnedAfter = draw.around('days until a reminder is served', 3.2, 0.45);
  if (dunnedAfter < paidAfter) world.act(world.after(at, dunnedAfter), { clerk, action: 'tax.dun', fields: key });
  world.act(world.after(at, paidAfter), { clerk, action: 'tax.due', fields: { ...key, due_date, owed_amount: 0 } });
}

/** Several places on one day, a note for each, written where it was seen. */
function patrol(world: World, day: Day, clerk: string): void {
  let at = world.moment(day.number);
  for (let n = world.draw.whole('places on a patrol', 2, 6); n > 0; n--) {
    world.act(at, {
      clerk,
      action: 'patrol.record',
      fields: { loan_id: world.number('place'), note_hash: world.number('note') },
    });
    at = world.next(at, 'minutes between places', 25);
  }
}

export const violations = ['late-return', 'no-books', 'lost-invoices'] as const;

/** A fine on the spot, by the bureau's benchmark: a share of what is at issue. */
export function smallFine(world: World, client: Taxpayer): Fields {
  const { draw } = world;
  const isPerson = client.isPerson;
  const range_max = isPerson ? LAW.simpleFineFen.person : LAW.simpleFineFen.entity;
  const share = Math.min(0.95, Math.max(0.05, draw.around('small fine, share of its range', 0.4, 0.45)));
  const amount = Math.max(1000, Math.round((range_max * share) / 1000) * 1000);
  return {
    ...fineBase(world, client, amount),
    procedure: 'simple',
    range_min: 0,
    range_max,
    reason: '首次违法且及时改正，按裁量基准从轻档处理，已当场告知',
  };
}

export function fineBase(world: World, client: Taxpayer, amount: number): Fields {
  const { draw } = world;
  return {
    case_id: world.number('CF'),
    org_id: 'bureau',
    party_id: client.id,
    party_type: client.isPerson ? 'person' : 'entity',
    violation_code: draw.one('violation', violations) + (client.isPerson ? '-p' : '-e'),
    amount,
    base_amount: Math.round(amount * draw.around('value at issue, times the fine', 8, 0.25)),
  };
}
