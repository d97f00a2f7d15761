import type { Fields } from '../act';
import { addMonths } from '@/lib/rules/days';
import { deferral, file, relief, whoFor } from '../work/approvals';
import { closing, filing, invoices, payment, permit } from '../work/hall';
import { LAW } from '../work/law';
import { meeting, quota } from '../work/managers';
import { appointment, payee } from '../work/office';
import { dateAfter, dateOf } from '../world';
import { kind } from './kind';
import type { Kind } from './kind';

/** At the counters and desks of the tax bureau. */
export const TAX: readonly Kind[] = [
  kind(
    'own-case-approved',
    ['g-same-person'],
    (world, day, { decisive }) => {
      const approver = world.people.someone('approver');
      const who = { ...whoFor(world, approver), acceptor: approver };
      const at = world.moment(day);
      world.act(at, { clerk: approver, action: 'relief.approve', fields: relief(world, at, who), truth: decisive });
    },
    6,
  ),
  kind(
    'done-when-nobody-looks',
    ['g-out-of-hours'],
    (world, day, { decisive }) => {
      const clerk = world.people.someone('taxmgr');
      const client = world.draw.one('client, evening', world.clients.taxpayers);
      world.act(world.offHours(day), {
        clerk,
        action: 'nonnormal.lift',
        fields: closing(world, client),
        truth: decisive,
      });
    },
    8,
  ),
  kind('approved-unread', ['g-batch-speed'], (world, day, { part, decisive }) => {
    const approver = world.people.someone('approver');
    const many = world.draw.whole('approved unread', 3, 18);
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const dwellMs = world.draw.around('unread approval, ms', 5_500, 0.5);
      at += dwellMs + world.draw.around('seconds to the next', 3, 0.4) * 1000;
      world.act(at, {
        clerk: approver,
        action: 'relief.approve',
        fields: relief(world, at, whoFor(world, approver)),
        dwellMs,
        truth: i === many ? decisive : part,
      });
    }
  }),
  kind('matter-let-lie', ['g-time-limit'], (world, day, { decisive, part }) => {
    const clerk = world.people.someone('hall');
    const case_id = world.number('XS');
    const at = world.moment(day);
    world.act(at, {
      clerk,
      action: 'case.accept',
      fields: { case_id, case_type: world.draw.one('matter let lie', ['register', 'relief']) },
      truth: decisive,
    });
    world.act(world.after(at, world.draw.around('days a matter is let lie', 18, 0.6)), {
      clerk,
      action: 'case.close',
      fields: { case_id },
      truth: part,
    });
  }),
  kind('figures-tried-out', ['g-resubmit'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('hall');
    const case_id = world.number('SB');
    const many = world.draw.whole('figures tried', 2, 6);
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      world.act(at, {
        clerk,
        action: 'filing.submit',
        fields: { case_id, amount: world.draw.money('figure tried', 4_000, 0.5) },
        truth: i === many ? decisive : part,
      });
      at = world.next(at, 'minutes between tries', 25);
    }
  }),
  kind('deferred-too-long', ['tax-defer-limit'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const fields = deferral(world, at, world.draw.one('client deferred', world.clients.taxpayers));
    const deferred_to = addMonths(String(fields.due_date), world.draw.whole('months too long', 4, 9)) ?? null;
    world.act(at, {
      clerk: world.people.someone('taxmgr'),
      action: 'deferral.submit',
      fields: { ...fields, deferred_to },
      truth: decisive,
    });
  }),
  kind('deferred-without-power', ['tax-defer-level'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const approver = world.people.someone('approver');
    const fields = {
      ...deferral(world, at, world.draw.one('client deferred', world.clients.taxpayers)),
      ...file(world, whoFor(world, approver), 'HJ'),
    };
    world.act(at, {
      clerk: approver,
      action: 'deferral.approve',
      fields: { ...fields, approval_level: world.draw.whole('level that approved', 2, 4) },
      truth: decisive,
    });
  }),
  kind('always-deferred', ['tax-defer-repeat'], (world, day, { part, decisive }) => {
    const client = world.draw.one('client deferred', world.clients.taxpayers);
    const many = world.draw.whole('times deferred', 3, 5);
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const approver = world.people.someone('approver');
      const fields = {
        ...deferral(world, at, client),
        ...file(world, whoFor(world, approver), 'HJ'),
        approval_level: 5,
      };
      world.act(at, { clerk: approver, action: 'deferral.approve', fields, truth: i === many ? decisive : part });
      at = world.after(at, world.draw.around('days to the next deferral', 45, 0.4));
    }
  }),
  kind('always-relieved', ['relief-repeat'], (world, day, { part, decisive }) => {
    const client = world.draw.one('client relieved', world.clients.taxpayers);
    const many = world.draw.whole('times relieved', 3, 5);
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const approver = world.people.someone('approver');
      world.act(at, {
        clerk: approver,
        action: 'relief.approve',
        fields: relief(world, at, whoFor(world, approver), client),
        truth: i === many ? decisive : part,
      });
      at = world.after(at, world.draw.around('days to the next relief', 40, 0.5));
    }
  }),
  kind('papers-missing', ['relief-materials'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const approver = world.people.someone('approver');
    const fields = relief(world, at, whoFor(world, approver));
    const doc_count = Math.max(0, Number(fields.doc_required) - world.draw.whole('papers missing', 1, 3));
    world.act(at, { clerk: approver, action: 'relief.approve', fields: { ...fields, doc_count }, truth: decisive });
  }),
  kind('relieved-twice', ['relief-overlap'], (world, day, { part, decisive }) => {
    const first = world.moment(day);
    const approver = world.people.someone('approver');
    const fields = relief(world, first, whoFor(world, approver));
    world.act(first, { clerk: approver, action: 'relief.approve', fields, truth: part });
    const again = world.after(first, world.draw.around('days until it is granted again', 50, 0.6));
    const other = world.people.someone('approver', [approver]);
    world.act(again, {
      clerk: other,
      action: 'relief.approve',
      fields: { ...fields, ...file(world, whoFor(world, other), 'JM') },
      truth: decisive,
    });
  }),
  kind('no-meeting', ['quota-collective'], (world, day, { decisive }) => {
    const fields = {
      ...meeting(world, 'HX'),
      client_id: world.draw.one('client written off', world.clients.taxpayers).id,
      amount: world.draw.money('written off', 4_000, 1),
    };
    const without: Fields = world.draw.chance('a meeting of one', 0.4) ? { attendees: 1 } : { minutes_no: null };
    world.act(world.moment(day), {
      clerk: world.people.someone('taxmgr'),
      action: 'writeoff.submit',
      fields: { ...fields, ...without },
      truth: decisive,
    });
  }),
  kind('quota-cut-for-a-friend', ['quota-drop'], (world, day, { decisive }) => {
    const fields = quota(world, world.draw.one('friend', world.clients.taxpayers));
    const cut =
      Math.round((Number(fields.prev_quota) * world.draw.around('quota of a friend, share', 0.52, 0.2)) / 10_000) *
      10_000;
    world.act(world.moment(day), {
      clerk: world.people.someone('taxmgr'),
      action: 'quota.submit',
      fields: { ...fields, quota_amount: cut, proof_count: 0 },
      truth: decisive,
    });
  }),
  kind('quotas-under-the-line', ['quota-cluster'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('taxmgr');
    const many = world.draw.whole('quotas under the line', 4, 9);
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const client = world.draw.one('friend', world.clients.taxpayers);
      const under = Math.round((LAW.thresholdFen * (1 - world.draw.around('how far under', 0.02, 0.7))) / 1000) * 1000;
      const fields = { ...quota(world, client), quota_amount: under, prev_quota: under + 50_000, peer_median: under };
      world.act(at, { clerk, action: 'quota.submit', fields, truth: i === many ? decisive : part });
      at = world.after(at, world.draw.around('days between such quotas', 3, 0.6));
    }
  }),
  kind('late-and-forgiven', ['overdue-nopenalty'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const fields = filing(world, at, world.draw.one('friend', world.clients.taxpayers));
    const due_date = dateAfter(at, -world.draw.around('days forgiven', 12, 0.8) - 1);
    world.act(at, {
      clerk: world.people.someone('hall'),
      action: 'filing.accept',
      fields: { ...fields, due_date, penalty_choice: 'none', reason: null },
      truth: decisive,
    });
  }),
  kind('date-put-back', ['filing-backdate'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const fields = filing(world, at, world.draw.one('friend', world.clients.taxpayers));
    const due = dateAfter(at, -world.draw.whole('days put back', 1, 6));
    world.act(at, {
      clerk: world.people.someone('hall'),
      action: 'filing.accept',
      fields: { ...fields, due_date: due, receipt_date: due, filed_date: due, penalty_choice: 'none', reason: null },
      truth: decisive,
    });
  }),
  kind('late-fee-let-off', ['latefee-short'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const fields = payment(
      world,
      at,
      world.draw.one('friend', world.clients.taxpayers),
      Math.ceil(world.draw.around('days a payment is late', 11, 0.9)) + 1,
    );
    const less = Math.floor(Number(fields.late_fee_charged) * world.draw.unit('late fee let off') * 0.8);
    world.act(at, {
      clerk: world.people.someone('hall'),
      action: 'payment.accept',
      fields: { ...fields, late_fee_charged: less },
      truth: decisive,
    });
  }),
  kind('never-reminded', ['dun-absent'], (world, day, { part, decisive }) => {
    const at = world.moment(day);
    const clerk = world.people.someone('taxmgr');
    const key = {
      client_id: world.draw.one('friend', world.clients.taxpayers).id,
      tax_period: `${dateOf(at).slice(0, 7)}-b`,
    };
    world.act(at, {
      clerk,
      action: 'tax.due',
      fields: { ...key, due_date: dateOf(at), owed_amount: world.draw.money('tax owed', 6_000, 0.9) },
      truth: decisive,
    });
    world.act(world.after(at, world.draw.around('days nobody reminds', 60, 0.5)), {
      clerk,
      action: 'tax.due',
      fields: { ...key, due_date: dateOf(at), owed_amount: 0 },
      truth: part,
    });
  }),
  kind('cash-kept', ['cash-remit-absent'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('exec');
    const at = world.moment(day);
    world.act(at, {
      clerk,
      action: 'cash.receive',
      fields: { amount: world.draw.money('cash kept', 900, 1) },
      truth: decisive,
    });
    world.act(world.after(at, world.draw.around('days cash is kept', 6, 0.7)), {
      clerk,
      action: 'cash.remit',
      fields: {},
      truth: part,
    });
  }),
  kind('invoices-for-a-shell', ['invoice-spike'], (world, day, { part, decisive }) => {
    const client = world.draw.one('shell', world.clients.taxpayers);
    const clerk = world.people.someone('hall');
    const many = world.draw.whole('lots for a shell', 3, 6);
    const registered = dateAfter(world.moment(day), -world.draw.whole('age of a shell, days', 5, 60));
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const fields = {
        ...invoices(world, at, client),
        client_id: `${client.id}-shell-${day}`,
        reg_date: registered,
        avg: 0,
        invoice_qty: Math.round(world.draw.around('lot for a shell', 28, 0.4)),
      };
      world.act(at, { clerk, action: 'invoice.allot', fields, truth: i === many ? decisive : part });
      at = world.after(at, world.draw.around('days between lots', 5, 0.5));
    }
  }),
  kind('refund-to-another', ['refund-account'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const finance = world.people.someone('finance');
    const approver = world.people.someone('approver');
    const { investigator_id: _, ...heads } = file(world, whoFor(world, approver), 'TS');
    const own = payee(world, at);
    const other: Fields = world.draw.chance('account is of another name', 0.6)
      ? { account_name: '云岭恒通商贸有限公司' }
      : { account_changed_at: dateAfter(at, -world.draw.around('days since a bad change', 9, 0.8)) };
    world.act(at, {
      clerk: finance,
      action: 'refund.pay',
      fields: { ...heads, ...own, ...other, amount: world.draw.money('refund', 5_000, 1.1) },
      truth: decisive,
    });
  }),
  kind('closed-with-debts', ['dereg-arrears'], (world, day, { decisive }) => {
    const fields = closing(world, world.draw.one('friend', world.clients.taxpayers));
    const open = world.draw.one<Fields>('what is open', [
      { owed_amount: world.draw.money('tax owed', 6_000, 0.9) },
      { invoice_stock: world.draw.whole('invoices still out', 1, 20) },
      { open_case: true },
      { unfiled_periods: world.draw.whole('periods not filed', 1, 6) },
    ]);
    world.act(world.moment(day), {
      clerk: world.people.someone('hall'),
      action: 'deregister.submit',
      fields: { ...fields, ...open },
      truth: decisive,
    });
  }),
  kind('no-visit', ['licence-site-check'], (world, day, { decisive }) => {
    const approver = world.people.someone('approver');
    const who = whoFor(world, approver);
    const fields = {
      ...permit(world, who.acceptor, who.reviewer, approver),
      site_check_required: true,
      site_visit_no: world.number('HC'),
      visitor_ids: [who.reviewer],
    };
    const none = world.draw.chance('no visit at all', 0.6) ? { site_visit_no: null, visitor_ids: [] } : {};
    world.act(world.moment(day), {
      clerk: approver,
      action: 'registration.approve',
      fields: { ...fields, ...none },
      truth: decisive,
    });
  }),
  kind('hardly-published', ['publicity-short'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const fields = appointment(world, at);
    const short = world.draw.one<Fields>('what is short', [
      { publish_from: dateAfter(at, -2), publish_to: dateAfter(at, -1) },
      { publish_to: dateAfter(at, 2) },
      { supervisor_present: false },
    ]);
    world.act(at, {
      clerk: world.people.someone('finance'),
      action: 'appoint.submit',
      fields: { ...fields, ...short },
      truth: decisive,
    });
  }),
];
