import type { Fields } from '../act';
import type { Taxpayer } from '../clients';
import { atTime } from '../day';
import type { Day } from '../day';
import { dateAfter, dateOf, MINUTE } from '../world';
import type { World } from '../world';

/** The service hall: returns, payments, registration, invoices, small matters with a promised time. */
export function hallWork(world: World, day: Day): void {
  const { draw, people, clients } = world;
  for (const { id: clerk } of people.of('hall')) {
    const many = (name: string, mean: number): number => draw.count(name, mean);
    for (let n = many('returns a clerk and day', 7 * day.filing); n > 0; n--) {
      const at = world.moment(day.number);
      world.act(at, {
        clerk,
        action: 'filing.accept',
        fields: filing(world, at, draw.one('filer', clients.taxpayers)),
      });
    }
    for (let n = many('payments a clerk and day', 3.5 * day.filing); n > 0; n--) {
      const at = world.moment(day.number);
      world.act(at, {
        clerk,
        action: 'payment.accept',
        fields: payment(world, at, draw.one('payer', clients.taxpayers)),
      });
    }
    for (let n = many('invoices a clerk and day', 2.5 * day.business); n > 0; n--) {
      const at = world.moment(day.number);
      world.act(at, {
        clerk,
        action: 'invoice.allot',
        fields: invoices(world, at, draw.one('invoice user', clients.taxpayers)),
      });
    }
    for (let n = many('registrations a clerk and day', 0.7 * day.business); n > 0; n--)
      registration(world, world.moment(day.number), clerk);
    for (let n = many('promised matters a clerk and day', 0.8); n > 0; n--)
      promised(world, world.moment(day.number), clerk);
    if (draw.chance('closing of a business', 0.12)) {
      const at = world.moment(day.number);
      world.act(at, {
        clerk,
        action: 'deregister.submit',
        fields: closing(world, draw.one('closing firm', clients.taxpayers)),
      });
    }
    cash(world, day, clerk);
  }
}

/** Taxes are due on the 15th, or, those of the second half, on the 28th. */
export const dueOn = (at: number): string => {
  const date = dateOf(at);
  return `${date.slice(0, 8)}${Number(date.slice(8)) <= 15 ? '15' : '28'}`;
};
const passedDue = (at: number): string => {
  const date = dateOf(at);
  if (Number(date.slice(8)) > 15) return `${date.slice(0, 8)}15`;
  return `${dateAfter(at, -Number(date.slice(8))).slice(0, 8)}28`;
};

export function filing(world: World, at: number, client: Taxpayer): Fields {
  const { draw } = world;
  const today = dateOf(at);
  const isLate = today > dueOn(at) || draw.chance('return comes late', 0.03);
  const measure = draw.chance('late return is only warned', 0.7) ? 'warn' : 'none';
  return {
    case_id: world.number('SB'),
    client_id: client.id,
    due_date: isLate ? passedDue(at) : dueOn(at),
    filed_date: today,
    receipt_date: today,
    penalty_choice: isLate ? measure : 'none',
    reason: isLate && measure === 'none' && !draw.chance('reason forgotten', 0.02) ? 'first-time' : null,
  };
}

export const lateFee = (taxFen: number, days: number): number => Math.floor((taxFen * days * 5) / 10_000);

export function payment(world: World, at: number, client: Taxpayer, daysLate?: number): Fields {
  const { draw } = world;
  const days =
    daysLate ??
    (draw.chance('payment comes late', 0.06) ? Math.ceil(draw.around('days a payment is late', 11, 0.9)) : 0);
  const tax = draw.money('tax paid at the counter', client.size, 0.5);
  const due = days > 0 ? lateFee(tax, days) : 0;
  const typed = days > 0 && draw.chance('late fee typed without its fen', 0.01) ? due - (due % 100) : due;
  return {
    case_id: world.number('RK'),
    client_id: client.id,
    tax_amount: tax,
    late_fee_charged: typed,
    due_date: days > 0 ? dateAfter(at, -days) : dateAfter(at, draw.whole('days a payment is early', 0, 6)),
    paid_date: dateOf(at),
    waive_ground: null,
  };
}

export function invoices(world: World, at: number, client: Taxpayer): Fields {
  const { draw } = world;
  const isNew = draw.chance('firm is new', 0.02);
  return {
    case_id: world.number('FP'),
    client_id: isNew ? `${client.id}-new-${dateOf(at)}` : client.id,
    reg_date: isNew ? dateAfter(at, -draw.whole('age of a new firm, days', 5, 85)) : client.registered,
    invoice_qty: Math.max(
      1,
      Math.round(draw.around('share of a month taken at once', 0.7, 0.4) * (isNew ? 14 : client.invoicesAMonth)),
    ),
    avg: isNew ? 0 : client.invoicesAMonth,
  };
}

function registration(world: World, at: number, clerk: string): void {
  const { draw } = world;
  const days = Math.round(draw.around('days until a firm registers', 14, 0.4));
  const isLate = days > 30;
  const client = world.number('new-firm');
  const fields: Fields = {
    case_id: world.number('DJ'),
    client_id: client,
    due_date: dateAfter(at, 30 - days),
    filed_date: dateOf(at),
    penalty_choice: isLate ? 'warn' : 'none',
    reason: null,
  };
  world.act(at, { clerk, action: 'registration.accept', fields });
  const reviewer = world.people.someone('taxmgr', [clerk]);
  const approver = world.people.someone('approver', [clerk, reviewer]);
  const later = world.after(at, draw.around('days until a registration is approved', 1, 0.5));
  world.act(later, {
    clerk: approver,
    action: 'registration.approve',
    fields: permit(world, clerk, reviewer, approver),
  });
}

/** An approval that may need a visit by two. */
export function permit(world: World, acceptor: string, reviewer: string, approver: string): Fields {
  const required = world.draw.chance('site check is required', 0.3);
  return {
    case_id: world.number('XK'),
    acceptor_id: acceptor,
    reviewer_id: reviewer,
    investigator_id: null,
    approver_id: approver,
    site_check_required: required,
    site_visit_no: required ? world.number('HC') : null,
    visitor_ids: required ? world.people.several('tax', 'taxmgr', 2) : [],
  };
}

function promised(world: World, at: number, clerk: string): void {
  const { draw } = world;
  const type = draw.one('kind of promised matter', [
    'register',
    'register',
    'relief',
    'refund',
    'upper',
    'certificate',
  ]);
  const case_id = world.number('XS');
  world.act(at, { clerk, action: 'case.accept', fields: { case_id, case_type: type } });
  const days =
    type === 'register'
      ? draw.around('days for a small matter', 0.5, 0.6)
      : type === 'relief'
        ? draw.around('days for a relief matter', 2.6, 0.4)
        : draw.around('days for another matter', 6, 0.6);
  world.act(world.after(at, days), { clerk, action: 'case.close', fields: { case_id } });
}

export function closing(world: World, client: Taxpayer): Fields {
  return {
    case_id: world.number('ZX'),
    client_id: client.id,
    amount: null,
    owed_amount: 0,
    invoice_stock: 0,
    open_case: false,
    unfiled_periods: 0,
  };
}

/** Small fees in cash; what came in goes to the bank in the late afternoon, now and then only the next day. */
function cash(world: World, day: Day, clerk: string): void {
  const { draw } = world;
  const n = draw.count('cash receipts a clerk and day', 0.5);
  let last = atTime(day.number, 17 * 60);
  for (let i = 0; i < n; i++) {
    const at = world.moment(day.number);
    last = Math.max(last, at);
    world.act(at, { clerk, action: 'cash.receive', fields: { amount: draw.money('cash receipt', 140, 0.9) } });
  }
  if (!n) return;
  const evening = last + draw.around('minutes until cash goes to the bank', 9, 0.5) * MINUTE;
  const at = draw.chance('cash waits overnight', 0.01) ? world.after(last, 1) : evening;
  world.act(at, { clerk, action: 'cash.remit', fields: {} });
}
