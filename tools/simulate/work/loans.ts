import type { Fields } from '../act';
import type { Day } from '../day';
import { dateAfter, dateOf, DAY } from '../world';
import type { World } from '../world';
import { LAW } from './law';

/** Visits still to be written up, by credit manager. */
const notes = new WeakMap<World, Map<string, { loan_id: string; due: number }[]>>();

/** Loans from the application to the file in the archive; visits afterwards, written up in one sitting. */
export function loanWork(world: World, day: Day): void {
  const { draw, people, clients } = world;
  for (const { id: clerk } of people.of('cm')) {
    for (let n = draw.count('applications a manager and day', 0.8 * day.business); n > 0; n--)
      loan(world, world.moment(day.number), clerk, draw.one('borrower', clients.borrowers));
    if (draw.chance('a client is looked at again', 0.5)) {
      const fields = query(world, draw.one('borrower looked at', clients.borrowers), 'postloan', null);
      world.act(world.moment(day.number), { clerk, action: 'creditreport.query', fields });
    }
    writeUp(world, day, clerk);
  }
  if (draw.chance('a file is asked for', 0.5)) borrow(world, world.moment(day.number), people.someone('archive'));
  if (draw.chance('a loan is settled', 0.6)) {
    const fields = {
      loan_id: world.number('old-loan'),
      acceptor_id: null,
      reviewer_id: null,
      investigator_id: null,
      approver_id: null,
    };
    world.act(world.moment(day.number), { clerk: people.someone('loanclerk'), action: 'loan.settle', fields });
  }
}

export const query = (world: World, client: string, query_reason: string, app_id: string | null): Fields => ({
  client_hash: client,
  consent_no: world.number('SQS'),
  query_reason,
  app_id,
});

function loan(world: World, at: number, cm: string, client: string): void {
  const { draw, people } = world;
  const after = (from: number, name: string, median: number): number =>
    world.after(from, draw.around(name, median, 0.45));
  const app = world.number('SQD');
  const amount = draw.money('loan', 55_000, 0.8);
  world.act(at, { clerk: cm, action: 'loan.apply', fields: { client_hash: client, app_id: app, amount } });
  const looked = world.next(at, 'minutes until the credit report is read', 25);
  world.act(looked, { clerk: cm, action: 'creditreport.query', fields: query(world, client, 'loan_application', app) });
  if (draw.chance('application is turned down', 0.2)) return;
  const submitted = after(looked, 'days until a loan is submitted', 3);
  world.act(submitted, { clerk: cm, action: 'loan.submit', fields: { case_id: app, amount } });
  if (draw.chance('figure is put right and sent again', 0.05))
    world.act(world.next(submitted, 'minutes until it is sent again', 40), {
      clerk: cm,
      action: 'loan.submit',
      fields: { case_id: app, amount: Math.round((amount * 0.9) / 1000) * 1000 },
    });
  const director = people.someone('director', [cm]);
  const approved = after(submitted, 'days until a loan is approved', 2);
  if (amount <= LAW.directorLimitFen)
    world.act(approved, {
      clerk: director,
      action: 'loan.approve',
      fields: approval(world, app, client, amount, cm, director),
    });
  const signed = after(approved, 'days until a contract is signed', 1.5);
  const paper = terms(world, signed, client, amount);
  world.act(signed, { clerk: cm, action: 'loan.sign', fields: { contract_no: world.number('HT'), ...paper } });
  disburse(world, { at: after(signed, 'days until a loan is paid out', 1), cm, client, paper });
}

export const approval = (
  world: World,
  case_id: string,
  client: string,
  amount: number,
  cm: string,
  director: string,
): Fields => ({
  case_id,
  acceptor_id: cm,
  reviewer_id: world.people.someone('loanclerk', [cm, director]),
  investigator_id: cm,
  approver_id: director,
  group_id: null,
  client_id: client,
  amount,
});

export function terms(world: World, at: number, client: string, amount: number): Fields {
  const { draw } = world;
  return {
    amount,
    rate: Math.round(draw.around('loan rate', 6.2, 0.12) * 100) / 100,
    term_from: dateOf(at),
    term_to: dateAfter(at, 365),
    sign_date: dateOf(at),
    purpose: draw.one('purpose', ['种植', '养殖', '农机购置', '个体经营', '住房装修']),
    guarantor: world.number('guarantor'),
    repay_method: draw.one('repayment', ['到期还本', '等额本息', '按季结息']),
    borrower_hash: client,
  };
}

interface PayOut {
  at: number;
  cm: string;
  client: string;
  paper: Fields;
}

function disburse(world: World, { at, cm, client, paper }: PayOut): void {
  const { draw, people, clients } = world;
  const loan_id = world.number('DK');
  const isEntrusted = draw.chance('seller is paid directly', 0.3);
  const isFamily = !isEntrusted && draw.chance('money goes to a spouse', 0.01);
  const payee = isEntrusted ? draw.regular('seller', clients.sellers) : isFamily ? `spouse-of-${client}` : client;
  const clerk = people.someone('loanclerk', [cm]);
  let paid = at;
  if (draw.chance('a line of the contract is put right first', 0.06)) {
    world.act(at, {
      clerk: cm,
      action: 'contract.change',
      fields: { loan_id, changed_field: draw.one('line put right', ['rate', 'term_to', 'guarantor']) },
    });
    paid = world.next(at, 'minutes before it is paid', 60);
  }
  world.act(paid, { clerk, action: 'loan.disburse', fields: payOut(paper, loan_id, payee, isEntrusted) });
  if (draw.chance('a telephone number changes', 0.04))
    world.act(world.after(paid, draw.around('days until a number changes', 40, 0.6)), {
      clerk: cm,
      action: 'contract.change',
      fields: { loan_id, changed_field: 'phone' },
    });
  world.act(world.after(paid, draw.around('days until a file is handed over', 3.5, 0.4)), {
    clerk,
    action: 'file.handover',
    fields: { loan_id },
  });
  if (draw.chance('loan is on a mortgage', 0.2)) certificate(world, paid, clerk);
  const list = notes.get(world) ?? new Map<string, { loan_id: string; due: number }[]>();
  notes.set(world, list);
  list.set(cm, [...(list.get(cm) ?? []), { loan_id, due: paid + draw.around('days until a visit', 7, 0.3) * DAY }]);
}

export const payOut = (paper: Fields, loan_id: string, payee: string, isEntrusted: boolean): Fields => ({
  ...paper,
  loan_id,
  payee_hash: payee,
  entrusted_payment: isEntrusted,
  card_hash: `card-of-${String(paper.borrower_hash)}`,
  opened_by_agent: false,
});

/** Entered in the credit system, then in the core system, as a rule on the same day. */
function certificate(world: World, at: number, clerk: string): void {
  const { draw } = world;
  const cert_no = world.number('TX');
  world.act(world.next(at, 'minutes until a certificate is entered', 30), {
    clerk,
    action: 'credit.entry',
    fields: { cert_no },
  });
  const days = draw.chance('core system is down', 0.02) ? 1 : 0;
  world.act(world.after(world.next(at, 'minutes until the vault enters it', 90), days), {
    clerk: world.people.someone('vault'),
    action: 'core.entry',
    fields: { cert_no },
  });
}

function borrow(world: World, at: number, clerk: string): void {
  const file_id = world.number('DA');
  world.act(at, { clerk, action: 'file.borrow', fields: { file_id } });
  world.act(world.after(at, world.draw.around('days a file is away', 6, 0.7)), {
    clerk,
    action: 'file.return',
    fields: { file_id },
  });
}

/** Visits of the last days, one note each; some villages look alike. */
function writeUp(world: World, day: Day, clerk: string): void {
  const { draw } = world;
  const list = notes.get(world)?.get(clerk) ?? [];
  let at = world.moment(day.number);
  const due = list.filter((v) => v.due <= at);
  if (!due.length || !draw.chance('an hour for writing notes', 0.6)) return;
  const written = new Set(due.slice(0, 8));
  let note = world.number('note');
  for (const { loan_id } of written) {
    note = draw.chance('same words as the last note', 0.04) ? note : world.number('note');
    world.act(at, { clerk, action: 'loan.inspect', fields: { loan_id, note_hash: note } });
    at = world.next(at, 'minutes for a note', 6);
  }
  notes.get(world)?.set(
    clerk,
    list.filter((v) => !written.has(v)),
  );
}
