import type { Fields } from '../act';
import type { Acceptor } from '../clients';
import { discount, posting } from '../work/bills';
import { dateAfter } from '../world';
import type { World } from '../world';
import type { Kind, Planted } from './kind';
import { kind } from './kind';

const acceptor = (world: World): Acceptor => world.draw.one('acceptor of a bad bill', world.clients.acceptors);
const billOf = (from: Acceptor): string => {
  from.serial += 17;
  return `${from.id}-${from.serial}`;
};

/** One bill with all its steps in order, but for what `given` says; steps named in `without` are left out. */
function bill(
  world: World,
  day: number,
  planted: Planted,
  given: Fields = {},
  without: readonly ('reply' | 'summons')[] = [],
): void {
  const from = acceptor(world);
  const bill_no = billOf(from);
  const clerk = world.people.someone('billclerk');
  const asked = world.moment(day);
  const holder = world.draw.one('bill holder', world.clients.billHolders);
  world.act(asked, { clerk, action: 'inquiry.send', fields: { bill_no }, truth: planted.part });
  const replied = world.after(asked, world.draw.around('days until a bank replies', 1.2, 0.5));
  if (!without.includes('reply'))
    world.act(replied, { clerk, action: 'inquiry.reply', fields: { bill_no, result: 'ok' }, truth: planted.part });
  const paid = without.includes('reply')
    ? world.next(asked, 'minutes until it is paid unseen', 50)
    : world.after(replied, 0.6);
  if (!without.includes('summons'))
    world.act(paid - 400_000, {
      clerk,
      action: 'summons.check',
      fields: { bill_no, result: 'clear' },
      truth: planted.part,
    });
  world.act(paid, {
    clerk,
    action: 'discount.submit',
    fields: { ...discount(world, holder, from, bill_no), ...given },
    truth: planted.decisive,
  });
}

/** At the bill desk and in the vault. */
export const BILLS: readonly Kind[] = [
  kind('paid-before-the-reply', ['discount-before-inquiry'], (world, day, planted) =>
    bill(world, day, planted, {}, ['reply']),
  ),
  kind('another-bank-had-asked', ['inquiry-other-bank'], (world, day, planted) =>
    bill(
      world,
      day,
      planted,
      world.draw.chance('client brings the reply', 0.4)
        ? { reply_source: 'client' }
        : { reply_text: '他行已来查询，请注意核实' },
    ),
  ),
  kind('a-book-of-bills', ['county-serial'], (world, day, { part, decisive }) => {
    const from = { ...acceptor(world), level: 'county' as const };
    const clerk = world.people.someone('billclerk');
    const holder = world.draw.one('bill holder', world.clients.billHolders);
    const many = world.draw.whole('bills of one book', 3, 6);
    const first = world.draw.whole('serial of a book', 10_000_000, 80_000_000);
    let at = world.moment(day);
    for (let i = 0; i < many; i++) {
      const bill_no = `${from.id}-${first + i}`;
      const fields = {
        ...discount(world, holder, from, bill_no),
        acceptor_level: 'county',
        drawer_type: 'ordinary',
        amount: world.draw.money('bill of a book', 1_600_000, 0.4),
      };
      world.act(at - 90_000_000, { clerk, action: 'inquiry.reply', fields: { bill_no, result: 'ok' }, truth: part });
      world.act(at - 600_000, { clerk, action: 'summons.check', fields: { bill_no, result: 'clear' }, truth: part });
      world.act(at, { clerk, action: 'discount.submit', fields, truth: i === many - 1 ? decisive : part });
      at = world.after(at, world.draw.around('days between bills of a book', 2, 0.8));
    }
  }),
  kind('looked-at-by-one', ['one-examiner'], (world, day, planted) =>
    bill(
      world,
      day,
      planted,
      world.draw.chance('the device said no', 0.3)
        ? { device_result: 'fail' }
        : { examiner_ids: [world.people.someone('billclerk')] },
    ),
  ),
  kind('more-than-the-firm-is-worth', ['small-capital'], (world, day, { part, decisive }) => {
    const holder = {
      id: world.number('shell-holder'),
      capitalYuan: world.draw.money('capital of a shell', 500_000, 0.4) / 100,
    };
    const clerk = world.people.someone('billclerk');
    const many = world.draw.whole('bills of a shell', 3, 9);
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const from = acceptor(world);
      const bill_no = billOf(from);
      const fields = {
        ...discount(world, holder, from, bill_no),
        amount: world.draw.money('bill of a shell', 1_300_000, 0.4),
      };
      world.act(at - 90_000_000, { clerk, action: 'inquiry.reply', fields: { bill_no, result: 'ok' }, truth: part });
      world.act(at - 600_000, { clerk, action: 'summons.check', fields: { bill_no, result: 'clear' }, truth: part });
      world.act(at, { clerk, action: 'discount.submit', fields, truth: i === many ? decisive : part });
      at = world.after(at, world.draw.around('days between bills of a shell', 7, 0.6));
    }
  }),
  kind('cheaper-for-a-friend', ['rate-floor'], (world, day, planted) =>
    bill(world, day, planted, {
      quote_rate: Math.round((2.1 - world.draw.around('under the floor rate', 0.2, 0.7)) * 10_000) / 10_000,
    }),
  ),
  kind('no-trade-behind-it', ['trade-doc-reuse'], (world, day, planted) =>
    bill(world, day, planted, { invoice_nos: [] }),
  ),
  kind('summons-not-looked-up', ['summons-check'], (world, day, planted) => bill(world, day, planted, {}, ['summons'])),
  kind('never-confirmed', ['collect-confirm'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('billclerk');
    const at = world.moment(day);
    const bill_no = billOf(acceptor(world));
    const fields = posting(world, bill_no, world.draw.money('large bill', 1_700_000, 0.4), dateAfter(at, 9));
    world.act(at, { clerk, action: 'collect.send', fields, truth: decisive });
    world.act(world.after(at, world.draw.around('days nobody confirms', 25, 0.4)), {
      clerk,
      action: 'collect.confirm',
      fields: { bill_no },
      truth: part,
    });
  }),
  kind('store-differs', ['vault-check', 'title-unsync'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('vault');
    const at = world.moment(day);
    const book_qty = world.draw.whole('papers in a store', 80, 400);
    const store_id = world.number('store');
    world.act(at, {
      clerk,
      action: 'vault.count',
      fields: { store_id, cert_no: null, book_qty, real_qty: book_qty - world.draw.whole('papers missing', 1, 3) },
      truth: decisive,
    });
    world.act(world.after(at, world.draw.around('days a difference is left', 12, 0.5)), {
      clerk,
      action: 'vault.count',
      fields: { store_id, cert_no: null, book_qty, real_qty: book_qty },
      truth: part,
    });
    for (let i = 1; i <= 12; i++)
      world.act(world.after(at, 12 + i * 28), {
        clerk,
        action: 'vault.count',
        fields: { store_id, cert_no: null, book_qty, real_qty: book_qty },
      });
  }),
  kind('carried-alone', ['two-carriers'], (world, day, { decisive }) => {
    const clerk = world.people.someone('billclerk');
    world.act(world.moment(day), {
      clerk,
      action: 'resale.trip',
      fields: { trip_id: world.number('XC'), amount: null, carrier_ids: [clerk] },
      truth: decisive,
    });
  }),
  kind('sent-by-ordinary-post', ['ordinary-mail'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const fields = {
      ...posting(world, billOf(acceptor(world)), world.draw.money('bill', 360_000, 0.9), dateAfter(at, 9)),
      mail_type: 'ordinary',
    };
    world.act(at, { clerk: world.people.someone('billclerk'), action: 'collect.send', fields, truth: decisive });
  }),
];
