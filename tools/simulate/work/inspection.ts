import type { Fields } from '../act';
import type { Taxpayer } from '../clients';
import type { Day } from '../day';
import type { World } from '../world';
import { conclusion, fineBase, meeting } from './managers';
import { LAW } from './law';

/** Tax inspection in its four steps, and the cases that go to hearing or reconsideration. */
export function inspectionWork(world: World, day: Day): void {
  const { draw, people, clients } = world;
  const taxpayer = (): Taxpayer => draw.one('client inspected', clients.taxpayers);
  for (let n = draw.count('inspections a day', 0.14 * people.of('inspector').length); n > 0; n--)
    inspection(world, world.moment(day.number), taxpayer());
  if (draw.chance('a target is removed', 0.03)) {
    const selector = people.someone('selector');
    const fields = removal(
      world,
      taxpayer(),
      selector,
      people.someone('inspector', [selector]),
      people.someone('leader', [selector]),
    );
    world.act(world.moment(day.number), { clerk: String(fields.remover_id), action: 'target.remove', fields });
  }
  if (draw.chance('a review is asked for', 0.08)) review(world, world.moment(day.number), 'reconsider.assign');
  if (draw.chance('a hearing is held', 0.05)) review(world, world.moment(day.number), 'hearing.assign');
  if (draw.chance('a suit comes in', 0.1)) suit(world, world.moment(day.number));
}

/** Who does which step of a case. */
export interface Team {
  selector: string;
  officers: string[];
  trial: string;
  exec: string;
}
export function teamFor(world: World): Team {
  const { people, draw } = world;
  const selector = people.someone('selector');
  const officers = people
    .several('tax', 'inspector', draw.chance('three officers', 0.2) ? 3 : 2)
    .filter((id) => id !== selector);
  const trial = people.someone('trial', [selector, ...officers]);
  return { selector, officers, trial, exec: people.someone('exec', [selector, ...officers, trial]) };
}

function inspection(world: World, at: number, client: Taxpayer): void {
  const { draw } = world;
  const { selector, officers, trial, exec } = teamFor(world);
  const [lead = selector] = officers;
  const target: Fields = { ...meeting(world, 'JC'), client_id: client.id, amount: null };
  const case_id = String(target.case_id);
  const after = (from: number, name: string, median: number): number =>
    world.after(from, draw.around(name, median, 0.4));

  world.act(at, { clerk: selector, action: 'target.submit', fields: target });
  const assigned = after(at, 'days until a case is assigned', 3);
  world.act(assigned, {
    clerk: selector,
    action: 'case.assign',
    fields: assignment(case_id, { selector, officers, trial, exec }),
  });
  const started = after(assigned, 'days until an inspection starts', 5);
  world.act(started, { clerk: lead, action: 'inspection.start', fields: { case_id, client_id: client.id, officers } });
  const proven = after(started, 'days until the evidence is in', 12);
  world.act(proven, {
    clerk: lead,
    action: 'evidence.submit',
    fields: { case_id, amount: draw.money('tax found', client.size * 4, 0.8) },
  });
  const concluded = after(proven, 'days until an inspection ends', 8);
  const found = conclusion(world);
  world.act(concluded, {
    clerk: lead,
    action: 'inspection.conclude',
    fields: { case_id, client_id: client.id, conclusion: found },
  });
  stage(world, concluded, lead, case_id, 'file', found === 'clean' ? 'close' : 'trial');
  if (found === 'clean') return;

  const fine = grownFine(world, client, case_id);
  const proposed = after(concluded, 'days until a fine is proposed', 4);
  world.act(proposed, { clerk: lead, action: 'penalty.submit', fields: fine });
  const notice = Number(fine.amount);
  const tried = after(proposed, 'days until a case is tried', 10);
  const kept =
    Math.round((notice * Math.min(1, draw.around('fine kept after the trial, share', 0.97, 0.08))) / 1000) * 1000;
  world.act(tried, {
    clerk: trial,
    action: 'trial.decide',
    fields: {
      case_id,
      notice_amount: null,
      proposed_amount: notice,
      amount: kept,
      minutes_no: world.number('SL'),
      defence_no: null,
    },
  });
  decide(world, tried, { case_id, client, trial, exec, notice, amount: kept });
  stage(world, tried, trial, case_id, 'trial', 'execute');
}

export const assignment = (case_id: string, { selector, officers, trial, exec }: Team): Fields => ({
  case_id,
  selector_id: selector,
  officers,
  trial_ids: [trial],
  exec_ids: [exec],
  judge_id: null,
  party_ids: [],
  counsel_ids: [],
  declared_ids: [],
});

export function stage(
  world: World,
  at: number,
  clerk: string,
  case_id: string,
  from_stage: string,
  to_stage: string,
): void {
  const isForgotten = world.draw.chance('integrity card not at hand', 0.01);
  world.act(world.next(at, 'minutes until a stage is entered', 12), {
    clerk,
    action: 'case.stage',
    fields: { case_id, from_stage, to_stage, card_id: isForgotten ? null : world.number('LZ') },
  });
}

/** A fine by the normal procedure, somewhere in the middle of its benchmark. */
export function grownFine(world: World, client: Taxpayer, case_id: string): Fields {
  const { draw } = world;
  const amount = draw.money('fine, normal procedure', client.isPerson ? 1_800 : 9_000, 0.8);
  const place = Math.min(0.9, Math.max(0.1, draw.around('fine, share of its range', 0.42, 0.35)));
  const range_min = Math.round((amount * 0.5) / 1000) * 1000;
  return {
    ...fineBase(world, client, amount),
    case_id,
    procedure: 'normal',
    range_min,
    range_max: range_min + Math.round((amount - range_min) / place),
    reason: '按裁量基准第二档，结合补缴情况和配合程度确定',
  };
}

interface Decided {
  case_id: string;
  client: Taxpayer;
  trial: string;
  exec: string;
  notice: number;
  amount: number;
}

function decide(world: World, at: number, { case_id, client, trial, exec, notice, amount }: Decided): void {
  const { draw, people } = world;
  const party_type = client.isPerson ? 'person' : 'entity';
  const isGrave = amount >= LAW.hearingFromFen[party_type];
  if (isGrave)
    world.act(world.next(at, 'minutes until a hearing is offered', 60), {
      clerk: trial,
      action: 'hearing.notice',
      fields: { case_id },
    });
  const wait = (isGrave ? LAW.hearingTermDays + 2 : 0) + draw.around('days until a fine is decided', 3, 0.5);
  const when = world.after(at, wait);
  const heads = {
    acceptor_id: people.someone('selector', [trial]),
    reviewer_id: people.someone('legal', [trial]),
    approver_id: trial,
  };
  const fields = {
    case_id,
    ...heads,
    party_type,
    notice_amount: notice,
    amount,
    minutes_no: world.number('SL'),
    defence_no: null,
  };
  world.act(when, { clerk: trial, action: 'penalty.decide', fields });
  execution(world, when, exec, case_id, amount);
}

export function execution(world: World, at: number, exec: string, case_id: string, amount: number): void {
  const { draw } = world;
  const effective = world.after(at, draw.around('days until a decision takes effect', 4, 0.3));
  world.act(effective, {
    clerk: exec,
    action: 'decision.effective',
    fields: { case_id, effective_date: dateText(effective) },
  });
  const paid = world.after(effective, draw.around('days until a fine is paid or enforced', 6, 0.4));
  world.act(paid, { clerk: exec, action: 'case.pay_or_enforce', fields: { case_id } });
  world.act(world.next(paid, 'minutes until a fine is booked', 15), {
    clerk: exec,
    action: 'fine.collect',
    fields: {
      case_id,
      amount,
      channel: draw.chance('fine is paid online', 0.4) ? 'online' : 'bank',
      onspot_ground: null,
    },
  });
}
const dateText = (at: number): string => new Date(at + 28_800_000).toISOString().slice(0, 10);

export function removal(world: World, client: Taxpayer, selector: string, remover: string, approver: string): Fields {
  return {
    case_id: world.number('JC'),
    client_id: client.id,
    selector_id: world.draw.chance('chosen by lot', 0.5) ? null : selector,
    remover_id: remover,
    approver_id: approver,
    reason: '该户已由上级稽查局立案，避免重复检查',
  };
}

function review(world: World, at: number, action: string): void {
  const staff = teamFor(world);
  const original_ids = [staff.selector, ...staff.officers, staff.trial];
  const handler = world.people.someone('legal', original_ids);
  const fields: Fields = { case_id: world.number('FY'), handler_id: handler, chair_id: null, original_ids };
  world.act(at, { clerk: handler, action, fields });
  if (action !== 'reconsider.assign') return;
  const amount = world.draw.money('amount under review', 12_000, 0.9);
  world.act(world.next(at, 'minutes until a review is entered', 30), {
    clerk: handler,
    action: 'reconsider.submit',
    fields: { case_id: fields.case_id ?? null, amount },
  });
}

/** A suit against the bureau: who speaks for the other side is known; what the handler declared too. */
function suit(world: World, at: number): void {
  const { draw, people, clients } = world;
  const judge = people.someone('legal');
  const fields: Fields = {
    case_id: world.number('SS'),
    judge_id: judge,
    party_ids: [draw.one('party of a suit', clients.taxpayers).id],
    counsel_ids: [draw.one('counsel of a suit', clients.counsel)],
    declared_ids: [`relative-of-${judge}`],
  };
  world.act(at, { clerk: judge, action: 'case.open', fields });
}
