import type { Fields } from '../act';
import { assignment, execution, grownFine, removal, teamFor } from '../work/inspection';
import { LAW } from '../work/law';
import { smallFine } from '../work/managers';
import { dateAfter, dateOf } from '../world';
import type { World } from '../world';
import { kind } from './kind';
import type { Kind } from './kind';

const firm = (world: World) => world.draw.one('client in a bad case', world.clients.taxpayers);

/** A fine above which a hearing may be asked for, with who decides it. */
function graveDecision(world: World): { clerk: string; fields: Fields } {
  const { people, draw } = world;
  const clerk = people.someone('trial');
  const party_type = draw.one('party of a grave case', ['person', 'entity'] as const);
  const amount = LAW.hearingFromFen[party_type] + draw.money('fine over the hearing line', 4_000, 0.9);
  const heads = {
    acceptor_id: people.someone('selector', [clerk]),
    reviewer_id: people.someone('legal', [clerk]),
    approver_id: clerk,
  };
  return {
    clerk,
    fields: {
      case_id: world.number('JC'),
      ...heads,
      party_type,
      notice_amount: amount,
      amount,
      minutes_no: world.number('SL'),
      defence_no: null,
    },
  };
}

/** In the cases of the inspection bureau. */
export const CASES: readonly Kind[] = [
  kind('not-enforced', ['exec-absent'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('exec');
    const at = world.moment(day);
    const case_id = world.number('JC');
    world.act(at, {
      clerk,
      action: 'decision.effective',
      fields: { case_id, effective_date: dateOf(at) },
      truth: decisive,
    });
    world.act(world.after(at, world.draw.around('days nothing is enforced', 70, 0.5)), {
      clerk,
      action: 'case.pay_or_enforce',
      fields: { case_id },
      truth: part,
    });
  }),
  kind('target-taken-out', ['insp-removed'], (world, day, { decisive }) => {
    const selector = world.people.someone('selector');
    const fields = {
      ...removal(world, firm(world), selector, selector, world.people.someone('leader', [selector])),
      selector_id: selector,
    };
    const bad = world.draw.one<Fields>('how a target is taken out', [
      {},
      { reason: null },
      { approver_id: null },
      { approver_id: selector },
    ]);
    world.act(world.moment(day), {
      clerk: selector,
      action: 'target.remove',
      fields: { ...fields, ...bad },
      truth: decisive,
    });
  }),
  kind('nothing-ever-found', ['insp-noproblem'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('inspector');
    const many = world.draw.whole('cases found clean', 4, 12);
    let at = world.moment(day);
    for (let i = 1; i <= many; i++) {
      const fields = { case_id: world.number('JC'), client_id: firm(world).id, conclusion: 'clean' };
      world.act(at, { clerk, action: 'inspection.conclude', fields, truth: i === many ? decisive : part });
      at = world.after(at, world.draw.around('days between clean cases', 7, 0.5));
    }
  }),
  kind('alone-or-always-the-same', ['insp-team'], (world, day, { part, decisive }) => {
    const [a = '', b = ''] = world.people.several('tax', 'inspector', 2);
    const client_id = firm(world).id;
    const alone = world.draw.chance('inspects alone', 0.5);
    let at = world.moment(day);
    for (let i = alone ? 3 : 1; i <= 3; i++) {
      const fields = { case_id: world.number('JC'), client_id, officers: alone ? [a] : [a, b] };
      world.act(at, { clerk: a, action: 'inspection.start', fields, truth: i === 3 ? decisive : part });
      at = world.after(at, world.draw.around('days until they come again', 70, 0.4));
    }
  }),
  kind('one-in-two-steps', ['insp-roles'], (world, day, { decisive }) => {
    const team = teamFor(world);
    const [lead = team.selector] = team.officers;
    const mixed = world.draw.chance('officer tries his own case', 0.5) ? { trial: lead } : { exec: lead };
    world.act(world.moment(day), {
      clerk: team.selector,
      action: 'case.assign',
      fields: assignment(world.number('JC'), { ...team, ...mixed }),
      truth: decisive,
    });
  }),
  kind('least-fine-for-a-friend', ['pen-edge'], (world, day, { decisive }) => {
    const fields = grownFine(world, firm(world), world.number('JC'));
    const lo = Number(fields.range_min);
    const amount = Math.round(lo + (Number(fields.range_max) - lo) * 0.04 * world.draw.unit('how near the least'));
    const fine = {
      ...fields,
      amount,
      base_amount: amount * 8,
      reason: world.draw.one('short reason', [null, '情节轻微', '态度较好']),
    };
    world.act(world.moment(day), {
      clerk: world.people.someone('inspector'),
      action: 'penalty.submit',
      fields: fine,
      truth: decisive,
    });
  }),
  kind('unlike-the-others', ['pen-disparity'], (world, day, { decisive }) => {
    const fields = smallFine(world, firm(world));
    const base_amount = Math.round(Number(fields.base_amount) * world.draw.around('how unlike, times', 3.5, 0.4));
    world.act(world.moment(day), {
      clerk: world.people.someone('taxmgr'),
      action: 'penalty.submit',
      fields: { ...fields, base_amount },
      truth: decisive,
    });
  }),
  kind('one-fine-in-pieces', ['pen-split'], (world, day, { part, decisive }) => {
    const client = firm(world);
    const clerk = world.people.someone('taxmgr');
    const ceiling = LAW.simpleFineFen[client.isPerson ? 'person' : 'entity'];
    const whole = ceiling + world.draw.money('fine over the ceiling', ceiling / 200, 0.6);
    const pieces = Math.ceil(whole / ceiling) + world.draw.whole('pieces more than needed', 0, 1);
    let at = world.moment(day);
    for (let i = 1; i <= pieces; i++) {
      const fields = { ...smallFine(world, client), amount: Math.min(ceiling, Math.round(whole / pieces)) };
      world.act(at, {
        clerk,
        action: 'penalty.submit',
        fields: { ...fields, base_amount: Number(fields.amount) * 8 },
        truth: i === pieces ? decisive : part,
      });
      at = world.after(at, world.draw.around('days between pieces', 1.6, 0.8));
    }
  }),
  kind('lowered-after-the-notice', ['pen-reduced'], (world, day, { decisive }) => {
    const { clerk, fields } = graveDecision(world);
    const case_id = world.number('JC');
    const amount =
      Math.round((Number(fields.amount) * world.draw.around('what is left of a fine', 0.45, 0.3)) / 1000) * 1000;
    const less = {
      case_id,
      notice_amount: null,
      proposed_amount: fields.notice_amount ?? null,
      amount,
      minutes_no: null,
      defence_no: null,
    };
    world.act(world.moment(day), { clerk, action: 'trial.decide', fields: less, truth: decisive });
  }),
  kind('no-hearing-offered', ['pen-hearing'], (world, day, { part, decisive }) => {
    const { clerk, fields } = graveDecision(world);
    let at = world.moment(day);
    if (world.draw.chance('offered, but not waited for', 0.4)) {
      world.act(at, { clerk, action: 'hearing.notice', fields: { case_id: fields.case_id ?? null }, truth: part });
      at = world.after(at, world.draw.whole('days waited', 1, 4));
    }
    world.act(at, { clerk, action: 'penalty.decide', fields, truth: decisive });
    execution(world, at, world.people.someone('exec', [clerk]), String(fields.case_id), Number(fields.amount));
  }),
  kind('judges-his-own-case', ['recon-same'], (world, day, { decisive }) => {
    const { officers, selector, trial } = teamFor(world);
    const [handler = selector] = officers;
    const fields = {
      case_id: world.number('FY'),
      handler_id: handler,
      chair_id: null,
      original_ids: [selector, ...officers, trial],
    };
    world.act(world.moment(day), { clerk: handler, action: 'reconsider.assign', fields, truth: decisive });
  }),
  kind('takes-the-fine-himself', ['fine-channel'], (world, day, { decisive }) => {
    const fields = {
      case_id: world.number('JC'),
      amount: world.draw.money('fine in cash', 400, 0.8),
      channel: 'officer_cash',
      onspot_ground: null,
    };
    world.act(world.moment(day), {
      clerk: world.people.someone('exec'),
      action: 'fine.collect',
      fields,
      truth: decisive,
    });
  }),
  kind('should-step-aside', ['recusal'], (world, day, { decisive }) => {
    const judge = world.people.someone('legal');
    const relative = `relative-of-${judge}`;
    const fields = {
      case_id: world.number('SS'),
      judge_id: judge,
      party_ids: [firm(world).id],
      counsel_ids: [relative],
      declared_ids: [relative],
    };
    world.act(world.moment(day), { clerk: judge, action: 'case.open', fields, truth: decisive });
  }),
  kind('card-held-back', ['card-missing'], (world, day, { decisive }) => {
    const fields = { case_id: world.number('JC'), from_stage: 'file', to_stage: 'trial', card_id: null };
    world.act(world.moment(day), {
      clerk: world.people.someone('inspector'),
      action: 'case.stage',
      fields,
      truth: decisive,
    });
  }),
  kind('warning-left-unanswered', ['disposition-overdue'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('discipline');
    const at = world.moment(day);
    const flag_id = world.number('YJ');
    world.act(at, { clerk, action: 'flag.dispatch', fields: { flag_id, due: at + 10 * 86_400_000 }, truth: decisive });
    world.act(world.after(at, world.draw.around('days a warning is left', 28, 0.4)), {
      clerk,
      action: 'flag.report',
      fields: { flag_id },
      truth: part,
    });
  }),
  kind('issue-left-open', ['issue-unclosed'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('discipline');
    const at = world.moment(day);
    const issue_id = world.number('WT');
    world.act(at, { clerk, action: 'issue.open', fields: { issue_id, due_date: dateAfter(at, 30) }, truth: decisive });
    world.act(world.after(at, world.draw.around('days an issue is left', 65, 0.4)), {
      clerk,
      action: 'issue.close',
      fields: { issue_id },
      truth: part,
    });
  }),
  kind('warned-again-at-the-top', ['repeat-flag'], (world, day, { part, decisive }) => {
    const clerk = world.people.someone('discipline');
    const org_id = `unit-top-${day}`;
    const first = world.moment(day);
    world.act(first, { clerk, action: 'flag.confirm', fields: { org_id, person_id: null, sev: 3 }, truth: part });
    world.act(world.after(first, world.draw.around('days to the next top warning', 75, 0.6)), {
      clerk,
      action: 'flag.confirm',
      fields: { org_id, person_id: null, sev: 3 },
      truth: decisive,
    });
  }),
];
