import type { Fields } from '../act';
import { buying, contract, expense, invoiceNumbers, vehicle } from '../work/office';
import { LAW } from '../work/law';
import type { World } from '../world';
import { kind } from './kind';
import type { Kind } from './kind';

const HOUSES = ['tax', 'credit'] as const;
const keeper = (world: World, house: 'tax' | 'credit'): string =>
  world.people.someone(house === 'tax' ? 'finance' : 'accounts');
/** Something that would have to go to the meeting. */
const dear = (world: World): number => LAW.meetingFromFen + world.draw.money('spending over the line', 2_500, 0.9);

/** With the office's own money. */
export const OFFICE: readonly Kind[] = [
  kind('dear-and-no-meeting', ['spend-5000'], (world, day, { decisive }) => {
    const house = world.draw.one('house that spends', HOUSES);
    const fields = expense(world, house, { amount: dear(world), minutes_no: null });
    world.act(world.moment(day), { clerk: keeper(world, house), action: 'expense.submit', fields, truth: decisive });
  }),
  kind(
    'dear-in-pieces',
    ['split-5000'],
    (world, day, { part, decisive }) => {
      const house = world.draw.one('house that spends', HOUSES);
      const clerk = keeper(world, house);
      const vendor_id = world.draw.one('vendor', world.clients.vendors);
      const whole = dear(world);
      const pieces = Math.ceil((whole + 1) / LAW.meetingFromFen) + world.draw.whole('pieces more than needed', 0, 2);
      let at = world.moment(day);
      for (let i = 1; i <= pieces; i++) {
        const amount = Math.round((whole / pieces) * (1 + (world.draw.unit('pieces are unlike') - 0.5) * 0.1));
        const fields = expense(world, house, {
          amount: Math.min(amount, LAW.meetingFromFen - 100),
          vendor_id,
          minutes_no: null,
        });
        world.act(at, { clerk, action: 'expense.submit', fields, truth: i === pieces ? decisive : part });
        at = world.after(at, world.draw.around('days between pieces of a bill', 2.2, 0.9));
      }
    },
    8,
  ),
  kind('steps-left-out', ['proc-order'], (world, day, { part, decisive }) => {
    const purchase_id = world.number('CG');
    const applicant = world.people.someone('finance');
    const approver = world.people.someone('leader', [applicant]);
    let at = world.moment(day);
    if (world.draw.chance('applied for at least', 0.7)) {
      world.act(at, { clerk: applicant, action: 'purchase.apply', fields: { purchase_id }, truth: part });
      at = world.after(at, world.draw.around('days until a purchase is approved', 2, 0.5));
    }
    world.act(at, {
      clerk: approver,
      action: 'purchase.approve',
      fields: buying(world, purchase_id, applicant, approver),
      truth: decisive,
    });
  }),
  kind('another-shop-another-tank', ['vehicle-vendor'], (world, day, { decisive }) => {
    const house = world.draw.one('house that spends', HOUSES);
    const fields = vehicle(world);
    const bad: Fields = world.draw.chance('more than the tank holds', 0.4)
      ? { litres: Math.round(Number(fields.tank_litres) * (1 + world.draw.around('over the tank, share', 0.25, 0.6))) }
      : { vendor_id: "a-friend's-shop", exception_no: null };
    world.act(world.moment(day), {
      clerk: keeper(world, house),
      action: 'vehicle.expense',
      fields: { ...fields, ...bad },
      truth: decisive,
    });
  }),
  kind('no-tender', ['tender-missing'], (world, day, { part, decisive }) => {
    const house = world.draw.one('house that spends', HOUSES);
    const project_id = world.number('GC');
    const whole = LAW.tenderFromFen + world.draw.money('works over the line', 1_500_000, 0.8);
    const pieces = world.draw.whole('contracts without a tender', 1, 4);
    let at = world.moment(day);
    for (let i = 1; i <= pieces; i++) {
      const fields = contract(world, project_id, { amount: Math.round(whole / pieces), tender_no: null });
      world.act(at, {
        clerk: keeper(world, house),
        action: 'contract.sign',
        fields,
        truth: i === pieces ? decisive : part,
      });
      at = world.after(at, world.draw.around('days between contracts of one work', 20, 0.6));
    }
  }),
  kind(
    'invoice-used-again',
    ['trade-doc-reuse'],
    (world, day, { part, decisive }) => {
      const house = world.draw.one('house that spends', HOUSES);
      const clerk = keeper(world, house);
      const first = expense(world, house);
      const at = world.moment(day);
      world.act(at, { clerk, action: 'expense.submit', fields: first, truth: part });
      const again = world.after(at, world.draw.around('days until it is used again', 60, 0.8));
      const invoice_nos = [
        ...(Array.isArray(first.invoice_nos) ? first.invoice_nos.slice(0, 1) : []),
        ...invoiceNumbers(world).slice(0, 1),
      ];
      world.act(again, {
        clerk,
        action: 'expense.submit',
        fields: expense(world, house, { invoice_nos }),
        truth: decisive,
      });
    },
    6,
  ),
  kind('works-behind-their-plan', ['progress-lag'], (world, day, { decisive }) => {
    const lag_days = Math.ceil(world.draw.around('days behind', 6, 0.8));
    const fields = { site_id: world.number('GC'), plan_pct: 60, actual_pct: 50, lag_days, float_days: 10 };
    world.act(world.moment(day), {
      clerk: world.people.someone('finance'),
      action: 'progress.report',
      fields,
      truth: decisive,
    });
  }),
];
