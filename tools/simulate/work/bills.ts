import type { Fields } from '../act';
import type { Acceptor, BillHolder } from '../clients';
import type { Day } from '../day';
import { dateAfter } from '../world';
import type { World } from '../world';
import { invoiceNumbers } from './office';

/** Discounted bills: asked about, looked at by two, paid; sent for collection before they are due. And the stores. */
export function billWork(world: World, day: Day): void {
  const { draw, people } = world;
  for (const { id: clerk } of people.of('billclerk')) {
    for (let n = draw.count('bill holders a day', 0.9 * day.business); n > 0; n--)
      batch(world, world.moment(day.number), clerk);
    if (draw.chance('bills are carried to another bank', 0.08)) {
      const carrier_ids = people.several('credit', 'billclerk', 2);
      world.act(world.moment(day.number), {
        clerk,
        action: 'resale.trip',
        fields: { trip_id: world.number('XC'), amount: null, carrier_ids },
      });
    }
  }
  const keeper = people.someone('vault');
  for (const store of ['store-notes', 'store-bills'])
    if (draw.chance('a store is counted', 0.12)) {
      const qty = draw.whole('papers in a store', 80, 400);
      world.act(world.moment(day.number), {
        clerk: keeper,
        action: 'vault.count',
        fields: { store_id: store, cert_no: null, book_qty: qty, real_qty: qty },
      });
    }
}

/** A holder comes with one bill, sometimes with two or three of one book. */
function batch(world: World, at: number, clerk: string): void {
  const { draw, clients } = world;
  const holder = draw.one('bill holder', clients.billHolders);
  const acceptor = draw.one('acceptor', clients.acceptors);
  const many = draw.chance('several bills at once', 0.08) ? draw.whole('bills at once', 2, 3) : 1;
  acceptor.serial += draw.whole('bills of others in between', 3, 400);
  const replied = world.after(at, draw.around('days until a bank replies', 1.2, 0.5));
  for (let i = 0; i < many; i++) {
    const bill_no = `${acceptor.id}-${acceptor.serial + i}`;
    world.act(world.next(at, 'minutes until a bank is asked', 8), {
      clerk,
      action: 'inquiry.send',
      fields: { bill_no },
    });
    world.act(replied + i * 45_000, { clerk, action: 'inquiry.reply', fields: { bill_no, result: 'ok' } });
    const paid = world.after(replied + i * 45_000, draw.around('days until a bill is discounted', 0.7, 0.4));
    world.act(paid - draw.around('minutes before it is discounted', 7, 0.4) * 60_000, {
      clerk,
      action: 'summons.check',
      fields: { bill_no, result: 'clear' },
    });
    const fields = discount(world, holder, acceptor, bill_no);
    world.act(paid, { clerk, action: 'discount.submit', fields });
    collect(world, paid, clerk, bill_no, Number(fields.amount));
  }
  acceptor.serial += many;
}

export function discount(world: World, holder: BillHolder, acceptor: Acceptor, bill_no: string): Fields {
  const { draw, people } = world;
  const floor = 2.1;
  return {
    subject: bill_no,
    case_id: null,
    bill_no,
    client_id: holder.id,
    amount: draw.money('bill', 360_000, 0.9),
    reg_capital: Math.round(holder.capitalYuan) * 100,
    quote_rate: Math.round((floor + draw.around('margin over the floor rate', 0.35, 0.6)) * 10_000) / 10_000,
    floor_rate: floor,
    exception_no: null,
    reply_text: draw.chance('reply has words', 0.4) ? '票面要素相符，未挂失止付' : null,
    reply_source: 'own',
    followup_no: null,
    acceptor_id: acceptor.id,
    acceptor_level: acceptor.level,
    drawer_type: draw.chance('drawer is a key customer', 0.3) ? 'key' : 'ordinary',
    examiner_ids: people.several('credit', 'billclerk', 2),
    device_result: 'pass',
    invoice_nos: invoiceNumbers(world),
  };
}

function collect(world: World, at: number, clerk: string, bill_no: string, amount: number): void {
  const { draw } = world;
  const days = Math.round(draw.around('days a bill still runs', 70, 0.4));
  const sent = world.after(at, Math.max(1, days - draw.around('days sent before it is due', 9, 0.2)));
  world.act(sent, { clerk, action: 'collect.send', fields: posting(world, bill_no, amount, dateAfter(at, days)) });
  const seen = world.after(sent, draw.around('days until the other side confirms', 3, 0.35));
  world.act(seen, { clerk, action: 'collect.confirm', fields: { bill_no } });
}

export const posting = (world: World, bill_no: string, amount: number, maturity_date: string): Fields => ({
  bill_no,
  amount,
  maturity_date,
  mail_type: 'express',
  payer_address: '云岭市解放路 1 号',
  contact_phone: world.draw.chance('telephone not at hand', 0.01) ? null : '0871-6000000',
});
