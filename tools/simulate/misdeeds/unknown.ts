import { file, relief, whoFor } from '../work/approvals';
import { discount } from '../work/bills';
import { invoices } from '../work/hall';
import { grownFine } from '../work/inspection';
import { payOut, query, terms } from '../work/loans';
import { LAW } from '../work/law';
import { quota } from '../work/managers';
import { contract, expense, payee, vehicle } from '../work/office';
import { kind } from './kind';
import type { Kind } from './kind';

/** What no rule of the library is about: on the page all is in order. Caught, if at all, by the way. */
export const UNKNOWN: readonly Kind[] = [
  kind('bought-from-a-relative', [], (world, day, { decisive }) => {
    const fields = expense(world, 'tax', { vendor_id: "a-relative's-firm" });
    world.act(world.moment(day), {
      clerk: world.people.someone('finance'),
      action: 'expense.submit',
      fields,
      truth: decisive,
    });
  }),
  kind('kept-to-the-last-day', [], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('hall');
    const case_id = world.number('XS');
    const at = world.moment(day);
    world.act(at, { clerk, action: 'case.accept', fields: { case_id, case_type: 'relief' }, truth: part });
    world.act(world.after(at, 4 + 2 * world.draw.unit('kept how long')), {
      clerk,
      action: 'case.close',
      fields: { case_id },
      truth: decisive,
    });
  }),
  kind('read-with-an-old-consent', [], (world, day, { decisive }) => {
    const fields = query(world, world.draw.one('borrower looked at', world.clients.borrowers), 'postloan', null);
    world.act(world.moment(day), {
      clerk: world.people.someone('cm'),
      action: 'creditreport.query',
      fields,
      truth: decisive,
    });
  }),
  kind('refund-too-large', [], (world, day, { decisive }) => {
    const at = world.moment(day);
    const { investigator_id: _, ...heads } = file(world, whoFor(world, world.people.someone('approver')), 'TS');
    const fields = {
      ...heads,
      ...payee(world, at),
      account_changed_at: null,
      amount: world.draw.money('refund', 5_000, 1.1) * 2,
    };
    world.act(at, { clerk: world.people.someone('finance'), action: 'refund.pay', fields, truth: decisive });
  }),
  kind('loan-for-another', [], (world, day, { decisive }) => {
    const client = world.draw.one('straw borrower', world.clients.borrowers);
    const at = world.moment(day);
    const fields = payOut(
      terms(world, at, client, world.draw.money('loan', 55_000, 0.8)),
      world.number('DK'),
      client,
      false,
    );
    const clerk = world.people.someone('loanclerk');
    world.act(at, { clerk, action: 'loan.disburse', fields, truth: decisive });
    world.act(world.after(at, 4), { clerk, action: 'file.handover', fields: { loan_id: fields.loan_id ?? null } });
    world.act(world.after(at, 8), {
      clerk: world.people.someone('cm'),
      action: 'loan.inspect',
      fields: { loan_id: fields.loan_id ?? null, note_hash: world.number('note') },
    });
  }),
  kind('quota-cut-with-made-up-papers', [], (world, day, { decisive }) => {
    const fields = quota(world, world.draw.one('friend', world.clients.taxpayers));
    const cut =
      Math.round((Number(fields.prev_quota) * world.draw.around('quota of a friend, share', 0.52, 0.2)) / 10_000) *
      10_000;
    world.act(world.moment(day), {
      clerk: world.people.someone('taxmgr'),
      action: 'quota.submit',
      fields: { ...fields, quota_amount: cut, proof_count: 3 },
      truth: decisive,
    });
  }),
  kind('own-car-filled', [], (world, day, { decisive }) => {
    const fields = { ...vehicle(world), vendor_id: LAW.shops[1], exception_no: null };
    world.act(world.moment(day), {
      clerk: world.people.someone('finance'),
      action: 'vehicle.expense',
      fields,
      truth: decisive,
    });
  }),
  kind('lowered-a-little-at-the-trial', [], (world, day, { decisive }) => {
    const fields = grownFine(world, world.draw.one('friend', world.clients.taxpayers), world.number('JC'));
    const proposed = Number(fields.amount);
    const amount =
      Math.round((proposed * world.draw.around('what is left of a fine, little by little', 0.85, 0.08)) / 1000) * 1000;
    const decided = {
      case_id: fields.case_id ?? null,
      notice_amount: null,
      proposed_amount: proposed,
      amount,
      minutes_no: world.number('SL'),
      defence_no: null,
    };
    world.act(world.moment(day), {
      clerk: world.people.someone('trial'),
      action: 'trial.decide',
      fields: decided,
      truth: decisive,
    });
  }),
  kind('won-by-a-ring', [], (world, day, { decisive }) => {
    const amount = LAW.tenderFromFen + world.draw.money('works over the line', 1_500_000, 0.8);
    const fields = contract(world, world.number('GC'), { amount, tender_no: world.number('ZB') });
    world.act(world.moment(day), {
      clerk: world.people.someone('finance'),
      action: 'contract.sign',
      fields,
      truth: decisive,
    });
  }),
  kind('a-shell-within-the-norm', [], (world, day, { decisive }) => {
    const at = world.moment(day);
    const client = world.draw.one('shell', world.clients.taxpayers);
    const fields = {
      ...invoices(world, at, client),
      client_id: client.id,
      reg_date: client.registered,
      avg: client.invoicesAMonth,
      invoice_qty: client.invoicesAMonth,
    };
    world.act(at, { clerk: world.people.someone('hall'), action: 'invoice.allot', fields, truth: decisive });
  }),
  kind('window-left-open', [], (world, day, { decisive }) => {
    const at = world.moment(day);
    const approver = world.people.someone('approver');
    const dwellMs = world.draw.around('a window left open, ms', 240_000, 0.5);
    world.act(at, {
      clerk: approver,
      action: 'relief.approve',
      fields: relief(world, at, whoFor(world, approver)),
      dwellMs,
      truth: decisive,
    });
  }),
  kind('signed-by-the-second-unseen', [], (world, day, { part, decisive }) => {
    const from = world.draw.one('acceptor of a bad bill', world.clients.acceptors);
    from.serial += 23;
    const bill_no = `${from.id}-${from.serial}`;
    const clerk = world.people.someone('billclerk');
    const at = world.moment(day);
    world.act(at - 60_000, { clerk, action: 'inquiry.reply', fields: { bill_no, result: 'ok' }, truth: part });
    world.act(at - 30_000, { clerk, action: 'summons.check', fields: { bill_no, result: 'clear' }, truth: part });
    world.act(at, {
      clerk,
      action: 'discount.submit',
      fields: discount(world, world.draw.one('bill holder', world.clients.billHolders), from, bill_no),
      truth: decisive,
    });
  }),
];
