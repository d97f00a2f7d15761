import type { Fields, House } from '../act';
import type { Day } from '../day';
import { dateAfter } from '../world';
import type { World } from '../world';
import { file } from './approvals';
import { meeting } from './managers';
import { LAW } from './law';

const KEEPER = { tax: 'finance', credit: 'accounts' } as const;

/** Money, cars, purchases, works and people of the office itself, in both houses. */
export function officeWork(world: World, day: Day): void {
  const { draw, people } = world;
  const scale = people.all.length / 40;
  for (const house of ['tax', 'credit'] as const) {
    const clerk = people.someone(KEEPER[house]);
    for (let n = draw.count(`expenses of ${house} a day`, 2.4 * scale * day.closing); n > 0; n--)
      world.act(world.moment(day.number), { clerk, action: 'expense.submit', fields: expense(world, house) });
    for (let n = draw.count('vehicle costs a day', 0.6 * scale); n > 0; n--)
      world.act(world.moment(day.number), { clerk, action: 'vehicle.expense', fields: vehicle(world) });
    if (draw.chance('a purchase begins', 0.25 * scale)) purchase(world, world.moment(day.number), house);
    if (draw.chance('a works contract is signed', 0.06 * scale)) works(world, world.moment(day.number), clerk);
  }
  const finance = people.someone('finance');
  for (let n = draw.count('refunds a day', 1.2 * scale); n > 0; n--) refund(world, world.moment(day.number), finance);
  if (draw.chance('an appointment is made', 0.05)) {
    const at = world.moment(day.number);
    world.act(at, { clerk: finance, action: 'appoint.submit', fields: appointment(world, at) });
  }
  if (draw.chance('a major matter is decided', 0.06)) {
    const fields = { ...meeting(world, 'SZ'), amount: draw.money('major matter', 180_000, 0.8) };
    world.act(world.moment(day.number), { clerk: people.someone('leader'), action: 'major.submit', fields });
  }
}

export function expense(world: World, house: House, given: Fields = {}): Fields {
  const { draw } = world;
  const id = world.number('BX');
  const amount = typeof given.amount === 'number' ? given.amount : draw.money('office expense', 850, 1.05);
  const needsMeeting = amount >= LAW.meetingFromFen;
  return {
    expense_id: id,
    subject: id,
    case_id: null,
    org_id: house,
    vendor_id: draw.one('vendor', world.clients.vendors),
    amount,
    minutes_no: needsMeeting && !draw.chance('minutes number forgotten', 0.01) ? world.number('JY') : null,
    invoice_nos: invoiceNumbers(world),
    ...given,
  };
}

export const invoiceNumbers = (world: World): string[] =>
  Array.from({ length: world.draw.whole('invoices of one item', 1, 3) }, () => world.number('INV'));

export function vehicle(world: World): Fields {
  const { draw } = world;
  const isFuel = draw.chance('it is fuel', 0.7);
  const isAway = draw.chance('on the road, far from the shops', 0.03);
  const tank = draw.one('tank', [50, 60, 70]);
  return {
    vehicle_no: `car-${draw.whole('car', 1, 6)}`,
    vendor_id: isAway ? 'roadside-station' : draw.one('designated shop', LAW.shops),
    amount: draw.money('vehicle cost', 420, 0.5),
    litres: isFuel ? Math.round(Math.min(tank, draw.around('tank filled, share', 0.72, 0.25) * tank) * 10) / 10 : null,
    tank_litres: tank,
    exception_no: isAway && !draw.chance('exception number forgotten', 0.1) ? world.number('LW') : null,
  };
}

function purchase(world: World, at: number, house: House): void {
  const { draw, people } = world;
  const purchase_id = world.number('CG');
  const applicant = people.someone(KEEPER[house]);
  const supervisor = people.someone(house === 'tax' ? 'discipline' : 'archive', [applicant]);
  const approver = people.someone(house === 'tax' ? 'leader' : 'director', [applicant, supervisor]);
  world.act(at, { clerk: applicant, action: 'purchase.apply', fields: { purchase_id } });
  const seen = world.after(at, draw.around('days until a purchase is reviewed', 2, 0.5));
  world.act(seen, { clerk: supervisor, action: 'purchase.supervise', fields: { purchase_id } });
  const approved = world.after(seen, draw.around('days until a purchase is approved', 2, 0.5));
  world.act(approved, {
    clerk: approver,
    action: 'purchase.approve',
    fields: buying(world, purchase_id, applicant, approver),
  });
  const settled = world.after(approved, draw.around('days until a purchase is settled', 20, 0.4));
  const settler = people.someone(KEEPER[house], [applicant]);
  const heads = file(
    world,
    { acceptor: applicant, reviewer: supervisor, approver: settler === applicant ? approver : settler },
    'JS',
  );
  world.act(settled, {
    clerk: String(heads.approver_id),
    action: 'purchase.settle',
    fields: { ...heads, amount: draw.money('purchase', 6_000, 0.9) },
  });
}

export const buying = (world: World, purchase_id: string, applicant: string, approver: string): Fields => ({
  purchase_id,
  amount: world.draw.money('purchase', 6_000, 0.9),
  applicant: null,
  supervisor: null,
  case_id: null,
  acceptor_id: applicant,
  reviewer_id: null,
  investigator_id: null,
  approver_id: approver,
});

/** A site: one to three contracts, reports each week, most on time. */
function works(world: World, at: number, clerk: string): void {
  const { draw } = world;
  const project_id = world.number('GC');
  let when = at;
  for (let n = draw.whole('contracts of a project', 1, 3); n > 0; n--) {
    world.act(when, { clerk, action: 'contract.sign', fields: contract(world, project_id) });
    when = world.after(when, draw.around('days between contracts', 40, 0.5));
  }
  for (let week = 1; week <= 6; week++) {
    const lag = Math.min(0, Math.round(draw.around('days ahead of the plan', 3, 0.5)) * -1);
    const fields = {
      site_id: project_id,
      plan_pct: week * 15,
      actual_pct: week * 15 - lag,
      lag_days: lag,
      float_days: 10,
    };
    world.act(world.after(at, week * 7), { clerk, action: 'progress.report', fields });
  }
}

export function contract(world: World, project_id: string, given: Fields = {}): Fields {
  const amount = typeof given.amount === 'number' ? given.amount : world.draw.money('works contract', 160_000, 1);
  return { project_id, amount, tender_no: amount >= LAW.tenderFromFen ? world.number('ZB') : null, ...given };
}

function refund(world: World, at: number, finance: string): void {
  const { draw, people } = world;
  const subject = world.number('TS');
  const hall = people.someone('hall');
  world.act(at, {
    clerk: hall,
    action: 'refund.submit',
    fields: { subject, case_id: subject, amount: draw.money('refund', 5_000, 1.1), invoice_nos: invoiceNumbers(world) },
  });
  const approver = people.someone('approver', [hall]);
  const reviewer = people.someone('taxmgr', [hall, approver]);
  const approved = world.after(at, draw.around('days until a refund is approved', 3, 0.5));
  const heads: Fields = { ...file(world, { acceptor: hall, reviewer, approver }, 'TS'), case_id: subject };
  const amount = draw.money('refund', 5_000, 1.1);
  world.act(approved, { clerk: approver, action: 'refund.approve', fields: { ...heads, amount } });
  const { investigator_id: _, ...payHeads } = heads;
  world.act(world.after(approved, draw.around('days until a refund is paid', 4, 0.4)), {
    clerk: finance,
    action: 'refund.pay',
    fields: { ...payHeads, ...payee(world, approved), amount },
  });
}

/** The account is the taxpayer's own; now and then it was changed some time ago, or its name is written a little differently. */
export function payee(world: World, at: number): Fields {
  const { draw, clients } = world;
  const client = draw.one('client of a refund', clients.taxpayers);
  const isChanged = draw.chance('account was changed once', 0.1);
  return {
    client_id: client.id,
    client_name: `${client.name}(个体)`,
    account_name: draw.chance('name in other brackets', 0.1) ? `${client.name}（个体） ` : `${client.name}(个体)`,
    account_changed_at: isChanged
      ? dateAfter(at, -Math.round(draw.around('days since the account was changed', 400, 1.1)))
      : null,
  };
}

export function appointment(world: World, at: number): Fields {
  const length = LAW.publicityDays + world.draw.whole('days of publication over the fewest', 0, 4);
  const ended = world.draw.whole('days since the publication ended', 1, 6);
  return {
    case_id: world.number('RM'),
    amount: null,
    publish_from: dateAfter(at, -(ended + length - 1)),
    publish_to: dateAfter(at, -ended),
    supervisor_present: true,
  };
}
