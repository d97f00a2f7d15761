import type { Fields } from '../act';
import { MINUTE } from '../world';
import type { World } from '../world';
import { authorisation, cardOpening, transfer } from '../work/counter';
import { approval, payOut, query, terms } from '../work/loans';
import { LAW } from '../work/law';
import { kind } from './kind';
import type { Kind } from './kind';

const borrower = (world: World): string => world.draw.one('borrower in a bad loan', world.clients.borrowers);
const loanAmount = (world: World): number => world.draw.money('loan', 55_000, 0.8);

/** At the counters and in the loans of the cooperative. */
export const CREDIT: readonly Kind[] = [
  kind('a-number-lent-out', ['teller-two-devices'], (world, day, { part, decisive }) => {
    const [owner, other] = world.people.several('credit', 'teller', 2).map((id) => world.people.find(id));
    if (!owner || !other) return;
    const at = world.moment(day);
    const fields = { teller_id: owner.id, device_id: other.desk };
    world.act(at, { clerk: owner.id, desk: other.desk, action: 'session.start', fields, truth: part });
    const end = at + world.draw.around('minutes a number is lent', 40, 0.6) * MINUTE;
    for (let beat = at + 5 * MINUTE; beat < end; beat += 5 * MINUTE)
      world.act(beat, { clerk: owner.id, desk: other.desk, action: 'heartbeat', fields, truth: part });
    world.act(end, { clerk: owner.id, desk: other.desk, action: 'session.end', fields, truth: decisive });
  }),
  kind('numbers-in-one-hand', ['device-many-tellers'], (world, day, { part, decisive }) => {
    const { desk } = world.people.find(world.people.someone('teller'));
    const many = world.draw.whole('numbers in one hand', 2, 5);
    let at = world.moment(day);
    for (const [i, id] of world.people.several('credit', 'teller', many).entries()) {
      world.act(at, {
        clerk: id,
        desk,
        action: 'session.start',
        fields: { teller_id: id, device_id: desk },
        truth: i === many - 1 ? decisive : part,
      });
      at += world.draw.around('minutes between numbers', 2, 0.6) * MINUTE;
    }
  }),
  kind('authorised-by-the-handler', ['auth-same-device'], (world, day, { decisive }) => {
    const teller = world.people.find(world.people.someone('teller'));
    const bad: Fields = world.draw.chance('with a borrowed password', 0.6)
      ? { method: 'password', auth_device: teller.desk }
      : { delay_ms: Math.round(world.draw.around('finger is held ready, ms', 1_400, 0.4)) };
    world.act(world.moment(day), {
      clerk: teller.id,
      action: 'authorise',
      fields: authorisation(world, teller.desk, bad),
      truth: decisive,
    });
  }),
  kind('read-out-of-curiosity', ['inquiry-unauth'], (world, day, { decisive }) => {
    const fields = query(world, borrower(world), 'loan_application', null);
    const bad: Fields = world.draw.chance('no consent at all', 0.5) ? { consent_no: null } : {};
    world.act(world.moment(day), {
      clerk: world.people.someone('cm'),
      action: 'creditreport.query',
      fields: { ...fields, ...bad },
      truth: decisive,
    });
  }),
  kind('paid-on-a-blank', ['contract-blank'], (world, day, { decisive }) => {
    const client = borrower(world);
    const at = world.moment(day);
    const blank = world.draw.one<Fields>('blank line', [
      { rate: null },
      { purpose: '——' },
      { term_to: '0000-00-00' },
      { sign_date: null },
    ]);
    const fields = payOut(
      { ...terms(world, at, client, loanAmount(world)), ...blank },
      world.number('DK'),
      client,
      false,
    );
    world.act(at, { clerk: world.people.someone('loanclerk'), action: 'loan.disburse', fields, truth: decisive });
  }),
  kind('signed-on-a-blank', ['loan-sign-blank'], (world, day, { decisive }) => {
    const at = world.moment(day);
    const blank = world.draw.one<Fields>('blank line', [{ rate: null }, { guarantor: null }, { purpose: '—' }]);
    const fields = {
      contract_no: world.number('HT'),
      ...terms(world, at, borrower(world), loanAmount(world)),
      ...blank,
    };
    world.act(at, { clerk: world.people.someone('cm'), action: 'loan.sign', fields, truth: decisive });
  }),
  kind('written-in-afterwards', ['contract-after'], (world, day, { part, decisive }) => {
    const client = borrower(world);
    const at = world.moment(day);
    const loan_id = world.number('DK');
    world.act(at, {
      clerk: world.people.someone('loanclerk'),
      action: 'loan.disburse',
      fields: payOut(terms(world, at, client, loanAmount(world)), loan_id, client, false),
      truth: part,
    });
    const changed_field = world.draw.one('line written in', ['rate', 'term_to', 'guarantor', 'purpose', 'amount']);
    const clerk = world.people.someone('cm');
    world.act(world.after(at, world.draw.around('days until it is written in', 12, 0.9)), {
      clerk,
      action: 'contract.change',
      fields: { loan_id, changed_field },
      truth: decisive,
    });
    world.act(world.after(at, 8), {
      clerk,
      action: 'loan.inspect',
      fields: { loan_id, note_hash: world.number('note') },
    });
    world.act(world.after(at, 4), { clerk, action: 'file.handover', fields: { loan_id } });
  }),
  kind(
    'never-visited',
    ['postloan-absent'],
    (world, day, { part, decisive }) => {
      const client = borrower(world);
      const at = world.moment(day);
      const loan_id = world.number('DK');
      const clerk = world.people.someone('loanclerk');
      world.act(at, {
        clerk,
        action: 'loan.disburse',
        fields: payOut(terms(world, at, client, loanAmount(world)), loan_id, client, false),
        truth: decisive,
      });
      world.act(world.after(at, 4), { clerk, action: 'file.handover', fields: { loan_id } });
      const visited = world.after(at, world.draw.around('days nobody visits', 80, 0.6));
      world.act(visited, {
        clerk: world.people.someone('cm'),
        action: 'loan.inspect',
        fields: { loan_id, note_hash: world.number('note') },
        truth: part,
      });
    },
    8,
  ),
  kind('visits-made-at-the-desk', ['postloan-speed'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('cm');
    const many = world.draw.whole('visits made up', 3, 12);
    const isCopied = world.draw.chance('same words each time', 0.6);
    const note = world.number('note');
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const fields = { loan_id: world.number('old-loan'), note_hash: isCopied ? note : world.number('note') };
      world.act(at, { clerk, action: 'loan.inspect', fields, truth: i === many ? decisive : part });
      at = world.next(at, 'minutes for a made-up note', 1.3);
    }
  }),
  kind(
    'money-goes-elsewhere',
    ['payee-mismatch'],
    (world, day, { decisive }) => {
      const client = borrower(world);
      const at = world.moment(day);
      const fields = payOut(
        terms(world, at, client, loanAmount(world)),
        world.number('DK'),
        world.number('stranger'),
        false,
      );
      world.act(at, { clerk: world.people.someone('loanclerk'), action: 'loan.disburse', fields, truth: decisive });
    },
    6,
  ),
  kind(
    'loans-in-one-pocket',
    ['payee-many'],
    (world, day, { part, decisive }) => {
      const pocket = world.number('pocket');
      const many = world.draw.whole('borrowers of one pocket', 3, 7);
      let at = world.moment(day);
      for (let i = 1; i <= many; i++) {
        const fields = {
          ...transfer(world),
          borrower_hash: borrower(world),
          payee_hash: pocket,
          amount: loanAmount(world),
        };
        world.act(at, {
          clerk: world.people.someone('teller'),
          action: 'transfer.out',
          fields,
          truth: i === many ? decisive : part,
        });
        at = world.after(at, world.draw.around('days between loans of one pocket', 6, 0.6));
      }
    },
    6,
  ),
  kind(
    'cards-for-sale',
    ['agent-fourth-card'],
    (world, day, { part, decisive }) => {
      const agent = world.number('dealer');
      const many = world.draw.whole('cards for sale', 4, 12);
      let at = world.moment(day);
      for (let i = 1; i <= many; i++) {
        const { id, desk } = world.people.find(world.people.someone('teller'));
        world.act(at, {
          clerk: id,
          action: 'card.open',
          fields: cardOpening(world, desk, world.number('card'), agent),
          truth: i === LAW.agentCards + 1 ? decisive : part,
        });
        at = world.after(at, world.draw.around('days between cards for sale', 2, 0.8));
      }
    },
    6,
  ),
  kind('loan-on-anothers-card', ['loan-card-agent'], (world, day, { part, decisive }) => {
    const client = borrower(world);
    const { id, desk } = world.people.find(world.people.someone('teller'));
    const card = world.number('card');
    const opened = world.moment(day);
    world.act(opened, {
      clerk: id,
      action: 'card.open',
      fields: { ...cardOpening(world, desk, card, world.number('agent')), client_hash: client },
      truth: part,
    });
    const at = world.after(opened, world.draw.around('days from card to loan', 8, 0.6));
    const fields = {
      ...payOut(terms(world, at, client, loanAmount(world)), world.number('DK'), client, false),
      card_hash: card,
      opened_by_agent: null,
    };
    world.act(at, { clerk: world.people.someone('loanclerk'), action: 'loan.disburse', fields, truth: decisive });
  }),
  kind('released-in-one-system', ['title-unsync'], (world, day, { part, decisive }) => {
    const cert_no = world.number('TX');
    const at = world.moment(day);
    world.act(at, {
      clerk: world.people.someone('loanclerk'),
      action: 'credit.release',
      fields: { cert_no },
      truth: decisive,
    });
    world.act(world.after(at, world.draw.around('days out of step', 15, 0.6)), {
      clerk: world.people.someone('vault'),
      action: 'core.release',
      fields: { cert_no },
      truth: part,
    });
  }),
  kind('file-kept', ['archive-overdue'], (world, day, { part, decisive }) => {
    const file_id = world.number('DA');
    const clerk = world.people.someone('archive');
    const at = world.moment(day);
    world.act(at, { clerk, action: 'file.borrow', fields: { file_id }, truth: decisive });
    world.act(world.after(at, world.draw.around('days a file is kept', 80, 0.4)), {
      clerk,
      action: 'file.return',
      fields: { file_id },
      truth: part,
    });
  }),
  kind(
    'under-the-limit-in-pieces',
    ['limit-split'],
    (world, day, { part, decisive }) => {
      const client = borrower(world);
      const cm = world.people.someone('cm');
      const director = world.people.someone('director', [cm]);
      const whole = LAW.directorLimitFen + world.draw.money('loan over the limit', 160_000, 0.6);
      const pieces = Math.ceil(whole / LAW.directorLimitFen) + world.draw.whole('pieces more than needed', 0, 1);
      let at = world.moment(day);
      for (let i = 1; i <= pieces; i++) {
        const fields = approval(world, world.number('SQD'), client, Math.round(whole / pieces), cm, director);
        world.act(at, { clerk: director, action: 'loan.approve', fields, truth: i === pieces ? decisive : part });
        at = world.after(at, world.draw.around('days between pieces of a loan', 7, 0.7));
      }
    },
    6,
  ),
];
