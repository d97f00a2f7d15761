import { file, relief, whoFor } from '../work/approvals';
import { cardOpening } from '../work/counter';
import { filing } from '../work/hall';
import { grownFine, removal } from '../work/inspection';
import { payOut, terms } from '../work/loans';
import { quota } from '../work/managers';
import { contract, expense, payee } from '../work/office';
import { dateAfter } from '../world';
import type { Truth } from '../act';
import type { World } from '../world';

/** Honest work that looks like a misdeed of the kind `like`. */
export interface Near {
  like: string;
  aYear: number;
  plant(world: World, day: number, truth: Truth): void;
}
const near = (like: string, plant: Near['plant'], aYear = 6): Near => ({ like, aYear, plant });

export const NEAR: readonly Near[] = [
  near(
    'done-when-nobody-looks',
    (world, day, truth) => {
      const at = world.offHours(day);
      const approver = world.people.someone('approver');
      world.act(at, {
        clerk: approver,
        action: 'relief.approve',
        fields: relief(world, at, whoFor(world, approver)),
        truth,
      });
    },
    10,
  ),
  near('approved-unread', (world, day, truth) => {
    const clerk = world.people.someone('approver');
    let at = world.moment(day);
    for (let i = 0; i < 5; i++) {
      const dwellMs = world.draw.around('simple approval, ms', 30_000, 0.4);
      at += dwellMs + 4_000;
      world.act(at, {
        clerk,
        action: 'extension.approve',
        fields: {
          ...file(world, whoFor(world, clerk), 'YQ'),
          client_id: world.draw.one('client of a simple case', world.clients.taxpayers).id,
        },
        dwellMs,
        truth,
      });
    }
  }),
  near(
    'figures-tried-out',
    (world, day, truth) => {
      const clerk = world.people.someone('hall');
      const case_id = world.number('SB');
      let at = world.moment(day);
      for (let i = 0; i < 2; i++) {
        world.act(at, {
          clerk,
          action: 'filing.submit',
          fields: { case_id, amount: world.draw.money('figure put right', 4_000, 0.3) },
          truth,
        });
        at = world.next(at, 'minutes until a figure is put right', 15);
      }
    },
    25,
  ),
  near('relieved-twice', (world, day, truth) => {
    const at = world.moment(day);
    const approver = world.people.someone('approver');
    const fields = relief(world, at, whoFor(world, approver));
    const year = Number(dateAfter(at, 0).slice(0, 4));
    world.act(at, { clerk: approver, action: 'relief.approve', fields, truth });
    world.act(world.after(at, 60), {
      clerk: approver,
      action: 'relief.approve',
      fields: {
        ...fields,
        ...file(world, whoFor(world, approver), 'JM'),
        period_from: `${year + 1}-01-01`,
        period_to: `${year + 1}-12-31`,
        policy_to: null,
      },
      truth,
    });
  }),
  near('quota-cut-for-a-friend', (world, day, truth) => {
    const fields = quota(world, world.draw.one('trade that broke down', world.clients.taxpayers));
    const cut = Math.round((Number(fields.prev_quota) * 0.5) / 10_000) * 10_000;
    world.act(world.moment(day), {
      clerk: world.people.someone('taxmgr'),
      action: 'quota.submit',
      fields: { ...fields, quota_amount: cut, proof_count: 2 },
      truth,
    });
  }),
  near(
    'date-put-back',
    (world, day, truth) => {
      const at = world.moment(day);
      const fields = filing(world, at, world.draw.one('return from the drop box', world.clients.taxpayers));
      const due = dateAfter(at, -1);
      world.act(at, {
        clerk: world.people.someone('hall'),
        action: 'filing.accept',
        fields: { ...fields, due_date: due, receipt_date: due, filed_date: due, penalty_choice: 'none', reason: null },
        truth,
      });
    },
    4,
  ),
  near(
    'late-and-forgiven',
    (world, day, truth) => {
      const at = world.moment(day);
      const fields = filing(world, at, world.draw.one('late for a reason', world.clients.taxpayers));
      world.act(at, {
        clerk: world.people.someone('hall'),
        action: 'filing.accept',
        fields: { ...fields, due_date: dateAfter(at, -9), penalty_choice: 'none', reason: 'disaster' },
        truth,
      });
    },
    30,
  ),
  near('refund-to-another', (world, day, truth) => {
    const at = world.moment(day);
    const { investigator_id: _, ...heads } = file(world, whoFor(world, world.people.someone('approver')), 'TS');
    const fields = {
      ...heads,
      ...payee(world, at),
      account_changed_at: dateAfter(at, -world.draw.whole('days since an honest change', 15, 90)),
      amount: world.draw.money('refund', 5_000, 1.1),
    };
    world.act(at, { clerk: world.people.someone('finance'), action: 'refund.pay', fields, truth });
  }),
  near('target-taken-out', (world, day, truth) => {
    const selector = world.people.someone('selector');
    const remover = world.people.someone('inspector', [selector]);
    const fields = removal(
      world,
      world.draw.one('client removed rightly', world.clients.taxpayers),
      selector,
      remover,
      world.people.someone('leader', [selector, remover]),
    );
    world.act(world.moment(day), { clerk: remover, action: 'target.remove', fields, truth });
  }),
  near('least-fine-for-a-friend', (world, day, truth) => {
    const fields = grownFine(
      world,
      world.draw.one('client treated mildly', world.clients.taxpayers),
      world.number('JC'),
    );
    const amount = Number(fields.range_min);
    world.act(world.moment(day), {
      clerk: world.people.someone('inspector'),
      action: 'penalty.submit',
      fields: {
        ...fields,
        amount,
        base_amount: amount * 8,
        reason: '当事人主动消除危害后果并配合调查，符合裁量基准从轻情形，证据见卷',
      },
      truth,
    });
  }),
  near(
    'dear-in-pieces',
    (world, day, truth) => {
      const vendor_id = world.draw.one('vendor that came twice', world.clients.vendors);
      let at = world.moment(day);
      for (let i = 0; i < 2; i++) {
        world.act(at, {
          clerk: world.people.someone('finance'),
          action: 'expense.submit',
          fields: expense(world, 'tax', { vendor_id }),
          truth,
        });
        at = world.after(at, world.draw.around('days until a vendor comes again', 3, 0.6));
      }
    },
    12,
  ),
  near('no-tender', (world, day, truth) => {
    const fields = contract(world, world.number('GC'), {
      amount: world.draw.money('works under the line', 2_200_000, 0.2),
    });
    world.act(world.moment(day), { clerk: world.people.someone('finance'), action: 'contract.sign', fields, truth });
  }),
  near('cards-for-sale', (world, day, truth) => {
    const agent = world.number('caring-daughter');
    let at = world.moment(day);
    for (let i = 0; i < 3; i++) {
      const { id, desk } = world.people.find(world.people.someone('teller'));
      world.act(at, {
        clerk: id,
        action: 'card.open',
        fields: cardOpening(world, desk, world.number('card'), agent),
        truth,
      });
      at = world.after(at, world.draw.around('days until the next parent', 20, 0.8));
    }
  }),
  near('money-goes-elsewhere', (world, day, truth) => {
    const client = world.draw.one('borrower', world.clients.borrowers);
    const at = world.moment(day);
    const paper = terms(world, at, client, world.draw.money('loan', 55_000, 0.8));
    const clerk = world.people.someone('loanclerk');
    const fields = payOut(
      paper,
      world.number('DK'),
      world.draw.one('seller named in a contract', world.clients.sellers),
      true,
    );
    world.act(at, { clerk, action: 'loan.disburse', fields, truth });
    world.act(world.after(at, 4), { clerk, action: 'file.handover', fields: { loan_id: fields.loan_id ?? null } });
    world.act(world.after(at, 8), {
      clerk: world.people.someone('cm'),
      action: 'loan.inspect',
      fields: { loan_id: fields.loan_id ?? null, note_hash: world.number('note') },
    });
  }),
];
