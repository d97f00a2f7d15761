// Rules that look at one page of a tax bureau or an office, from the catalogue's text.
import {
  and,
  date,
  dayNo,
  daysPast,
  E,
  empty,
  eq,
  filled,
  frac,
  ge,
  gt,
  le,
  list,
  lt,
  minus,
  not,
  num,
  opt,
  or,
  overlapping,
  pick,
  times,
  today,
  U,
  val,
} from './reading';
import type { Case, Ev, T, Val } from './reading';
import type { Subject } from './windows';

const N = (c: Case, id: string): number => Number(c.p[id]);
const here = { gaps: [0], params: {} };
const who = ['u1', 'u2', ' u1 '];
const paper = ['', '  ', 'P-7'];
const distinct = (v: string[] | undefined): number | undefined => v && new Set(v).size;
const fewer = (v: string[] | undefined, n: number): T => {
  const people = distinct(v);
  return people === undefined ? undefined : people < n;
};
const bool = (e: Ev, id: string): T => {
  const v = val(e, id);
  return typeof v === 'boolean' ? v : undefined;
};
const days = (from: Val, to: Val): Val => {
  const [a, b] = [dayNo(from), dayNo(to)];
  return a === undefined || b === undefined ? U : b - a;
};
/** 31 January + 1 month = the last day of February. */
function monthsAfter(v: Val, m: number): Val {
  if (typeof v !== 'string') return v;
  const [y = 0, mo = 1, d = 1] = v.split('-').map(Number);
  const end = new Date(Date.UTC(y, mo - 1 + m + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, mo - 1 + m, Math.min(d, end))).toISOString().slice(0, 10);
}
const name = (v: Val): Val =>
  typeof v !== 'string'
    ? v
    : v
        .normalize('NFKC')
        .replace(/\s/g, '')
        .replace(/[〔【[{]/g, '(')
        .replace(/[〕】\]}]/g, ')')
        .toUpperCase();

export const PAGES: Subject[] = [
  {
    ...here,
    id: 'g-same-person',
    acts: {
      'relief.approve': { case_id: ['A'], operator_id: who, acceptor_id: who, reviewer_id: who, approver_id: who },
      'project.settle': { operator_id: who, acceptor_id: who, reviewer_id: who, approver_id: who },
      'debt.write_off': { operator_id: who, acceptor_id: who, reviewer_id: who, approver_id: who },
    },
    on: ['relief.approve', 'project.settle', 'debt.write_off'],
    params: {
      pairs: [
        ['acceptor_id', 'approver_id'],
        ['reviewer_id', 'approver_id'],
      ],
    },
    holds: (c) =>
      or(
        ...(c.p.pairs as [string, string][]).map(([a, b]) => {
          const closing = val(c.e, b);
          return and(filled(val(c.e, a)), eq(val(c.e, a), closing === E ? opt(val(c.e, 'operator_id')) : closing));
        }),
      ),
  },
  {
    ...here,
    id: 'g-out-of-hours',
    acts: { 'relief.approve': { case_id: ['A'] } },
    on: ['relief.approve'],
    at: ['2024-02-04', '2024-02-12', '2024-02-17', '2024-02-18', '2024-05-01', '2024-05-02'].flatMap((day) =>
      ['00:00', '08:29:59.999', '08:30', '12:00', '17:29:59.999', '17:30', '23:59'].map((time) =>
        Date.parse(`${day}T${time}+08:00`),
      ),
    ),
    params: {
      from: '08:30',
      to: '17:30',
      holidays: ['2024-02-12', '2024-05-01'],
      swapWork: ['2024-02-04', '2024-02-18'],
    },
    holds: (c) => {
      const day = today(c);
      const isWeekday = ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
      const working =
        (c.p.swapWork as string[]).includes(day) || (isWeekday && !(c.p.holidays as string[]).includes(day));
      const wall = new Date(c.e.at + 8 * 3_600_000).toISOString().slice(11, 16);
      return !(working && wall >= String(c.p.from) && wall < String(c.p.to));
    },
  },
  {
    ...here,
    id: 'tax-defer-limit',
    acts: {
      'deferral.submit': {
        due_date: ['2024-01-31', '2024-08-31', '2023-11-30', '2023-02-29', 'soon'],
        deferred_to: ['2024-02-29', '2024-03-01', '2024-04-30', '2024-05-01', '2024-11-30', '2024-12-01'],
      },
      'deferral.approve': { due_date: ['2024-01-15', '2023-11-29'], deferred_to: ['2024-04-15', '2024-04-16'] },
    },
    on: ['deferral.submit', 'deferral.approve'],
    params: { m: 3 },
    holds: (c) => gt(date(c.e, 'deferred_to'), monthsAfter(date(c.e, 'due_date'), N(c, 'm'))),
  },
  {
    ...here,
    id: 'tax-defer-level',
    acts: { 'deferral.approve': { approval_level: [1, 4, 5, 'county'] } },
    on: ['deferral.approve'],
    params: { req: 5 },
    holds: (c) => lt(num(c.e, 'approval_level'), N(c, 'req')),
  },
  {
    ...here,
    id: 'relief-materials',
    acts: {
      'relief.approve': { doc_count: [0, 3, 4, 'x'], doc_required: [0, 4] },
      'qualify.approve': { doc_count: [3, 4], doc_required: [4] },
      'redletter.approve': { doc_count: [3, 5], doc_required: [4] },
    },
    on: ['relief.approve', 'qualify.approve', 'redletter.approve'],
    holds: (c) => lt(num(c.e, 'doc_count'), num(c.e, 'doc_required')),
  },
  {
    ...here,
    id: 'quota-collective',
    acts: Object.fromEntries(
      ['quota.submit', 'writeoff.submit', 'target.submit', 'major.submit'].map((action) => [
        action,
        { minutes_no: paper, attendees: [0, 2, 3, 'some'] },
      ]),
    ),
    on: ['quota.submit', 'writeoff.submit', 'target.submit', 'major.submit'],
    params: { n: 3 },
    holds: (c) => or(empty(val(c.e, 'minutes_no')), lt(num(c.e, 'attendees'), N(c, 'n'))),
  },
  {
    ...here,
    id: 'quota-drop',
    acts: {
      'quota.submit': {
        quota_amount: [69, 70, 60, 59, 0],
        prev_quota: [0, 100, 101],
        peer_median: [0, 100, 10],
        proof_count: [0, 0, 1],
      },
    },
    on: ['quota.submit'],
    params: { r1: 0.7, r2: 0.6 },
    holds: (c) => {
      const half = (id: string, r: number): T => {
        const base = num(c.e, id);
        if (base === E || base === 0) return false;
        return typeof base === 'number' ? lt(num(c.e, 'quota_amount'), times(base, r)) : undefined;
      };
      return and(or(half('prev_quota', N(c, 'r1')), half('peer_median', N(c, 'r2'))), eq(num(c.e, 'proof_count'), 0));
    },
  },
  {
    ...here,
    id: 'overdue-nopenalty',
    acts: Object.fromEntries(
      ['filing.accept', 'registration.accept'].map((action) => [
        action,
        {
          due_date: ['2024-03-04', '2023-02-29'],
          filed_date: ['2024-03-04', '2024-03-05'],
          penalty_choice: ['none', 'none', 'fine', 'odd'],
          reason: paper,
        },
      ]),
    ),
    on: ['filing.accept', 'registration.accept'],
    holds: (c) =>
      and(
        gt(date(c.e, 'filed_date'), date(c.e, 'due_date')),
        eq(pick(c.e, 'penalty_choice', 'none', 'warn', 'fine'), 'none'),
        empty(val(c.e, 'reason')),
      ),
  },
  {
    ...here,
    id: 'filing-backdate',
    acts: {
      'filing.accept': {
        receipt_date: ['2024-03-05', '2024-03-04', '2024-03-03', '2024-03-06'],
        due_date: ['2024-03-05', '2024-03-04', '2024-03-03', '2024-03-02'],
      },
    },
    on: ['filing.accept'],
    at: ['2024-03-05T00:00', '2024-03-05T00:30', '2024-03-04T23:59', '2024-03-06T10:00'].map((t) =>
      Date.parse(`${t}+08:00`),
    ),
    params: { tol: 1 },
    holds: (c) =>
      and(
        gt(daysPast(c, date(c.e, 'receipt_date')), N(c, 'tol')),
        le(date(c.e, 'receipt_date'), date(c.e, 'due_date')),
        lt(date(c.e, 'due_date'), today(c)),
      ),
  },
  {
    ...here,
    id: 'latefee-short',
    acts: {
      'payment.accept': {
        tax_amount: [10_000_000, 333_333, 1999],
        due_date: ['2024-02-28', '2024-03-01'],
        paid_date: ['2024-02-28', '2024-02-29', '2024-03-02', '2024-03-11', '2024-02-30'],
        late_fee_charged: [0, 1, 4998, 4999, 9999, 10_000, 14_998, 14_999],
        waive_ground: ['', '', 'W1'],
      },
    },
    on: ['payment.accept'],
    params: { rate: 0.0005, tol: 1 },
    holds: (c) => {
      const late = days(date(c.e, 'due_date'), date(c.e, 'paid_date'));
      const tax = num(c.e, 'tax_amount');
      const [n, d] =
        typeof late === 'number' && typeof tax === 'number' ? times(times(tax, late), N(c, 'rate')) : frac(0);
      const owed: Val = typeof late === 'number' && typeof tax === 'number' ? Number(n / d) - N(c, 'tol') : U;
      return and(gt(late, 0), empty(val(c.e, 'waive_ground')), lt(num(c.e, 'late_fee_charged'), owed));
    },
  },
  {
    ...here,
    id: 'refund-account',
    acts: {
      'refund.pay': {
        client_name: ['甲（商贸）公司', '甲(商贸) 公司', 'Ａbc', '乙公司'],
        account_name: ['甲〔商贸〕公司', '甲【商贸]公司', 'ABC', '乙公司'],
        account_changed_at: ['2024-02-04', '2024-02-05', '2024-03-05', '2023-02-29'],
      },
    },
    on: ['refund.pay'],
    params: { d: 30 },
    holds: (c) => {
      const changed = date(c.e, 'account_changed_at');
      return or(
        not(eq(name(val(c.e, 'client_name')), name(val(c.e, 'account_name')))),
        changed === E ? false : lt(daysPast(c, changed), N(c, 'd')),
      );
    },
  },
  {
    ...here,
    id: 'dereg-arrears',
    acts: Object.fromEntries(
      ['deregister.submit', 'nonnormal.lift'].map((action) => [
        action,
        {
          owed_amount: [0, 0, 1],
          invoice_stock: [0, 0, 2],
          open_case: [false, false, true, 'no'],
          unfiled_periods: [0, 0, 1],
        },
      ]),
    ),
    on: ['deregister.submit', 'nonnormal.lift'],
    holds: (c) =>
      or(
        gt(num(c.e, 'owed_amount'), 0),
        gt(num(c.e, 'invoice_stock'), 0),
        bool(c.e, 'open_case'),
        gt(num(c.e, 'unfiled_periods'), 0),
      ),
  },
  {
    ...here,
    id: 'insp-removed',
    acts: { 'target.remove': { selector_id: who, remover_id: who, approver_id: [...who, 'u3'], reason: paper } },
    on: ['target.remove'],
    holds: (c) => {
      const [selector, remover, approver] = ['selector_id', 'remover_id', 'approver_id'].map((id): Val => val(c.e, id));
      return or(
        empty(val(c.e, 'reason')),
        selector === E ? false : eq(remover ?? U, selector ?? U),
        empty(approver ?? U),
        eq(approver ?? U, remover ?? U),
      );
    },
  },
  {
    ...here,
    id: 'insp-roles',
    acts: {
      'case.assign': {
        selector_id: ['a', 'b'],
        officers: [['c', 'd'], ['a'], []],
        trial_ids: [['e'], ['d', 'e'], []],
        exec_ids: [['f'], ['f', 'b'], ['']],
      },
    },
    on: ['case.assign'],
    holds: (c) => {
      const sets = ['selector_id', 'officers', 'trial_ids', 'exec_ids'].map((id) => list(c.e, id));
      return or(...sets.flatMap((a, i) => sets.slice(i + 1).map((b) => overlapping(a, b))));
    },
  },
  {
    ...here,
    id: 'pen-edge',
    acts: {
      'penalty.submit': {
        amount: [99, 100, 105, 106, 194, 195, 200, 201],
        range_min: [100, 200],
        range_max: [200, 100],
        reason: [
          '',
          '十九个字十九个字十九个字十九个字十九个',
          ' 二十个字二十个字二十个字二十个字二十个字 ',
          '𠮷'.repeat(20),
        ],
      },
    },
    on: ['penalty.submit'],
    params: { e: 0.05 },
    holds: (c) => {
      const [amount, min, max] = ['amount', 'range_min', 'range_max'].map((id): Val => num(c.e, id));
      const reason = val(c.e, 'reason');
      const short: T = reason === U ? undefined : reason === E || [...String(reason)].length < 20;
      const isRange = gt(max ?? U, min ?? U);
      const outside = or(lt(amount ?? U, min ?? U), gt(amount ?? U, max ?? U));
      const span = typeof max === 'number' && typeof min === 'number' ? max - min : undefined;
      const up: Val = typeof amount === 'number' && typeof min === 'number' ? amount - min : U;
      const edge =
        span === undefined ? undefined : or(le(up, times(span, N(c, 'e'))), ge(up, times(span, minus(1, N(c, 'e')))));
      return and(isRange, or(outside, and(edge, short)));
    },
  },
  {
    ...here,
    id: 'recon-same',
    acts: {
      'reconsider.assign': { handler_id: ['a', 'b'], original_ids: [['a', 'c'], ['c'], []] },
      'hearing.assign': { handler_id: ['a', 'b'], chair_id: ['c', 'd'], original_ids: [['a', 'c'], ['x']] },
    },
    on: ['reconsider.assign', 'hearing.assign'],
    holds: (c) => {
      const [handler, chair] = ['handler_id', 'chair_id'].map((id): Val => opt(val(c.e, id)));
      const staff = list(c.e, 'original_ids');
      const one = (id: Val = E): T => (id === E ? false : overlapping([String(id)], staff));
      return handler === E && chair === E ? undefined : or(one(handler), one(chair));
    },
  },
  {
    ...here,
    id: 'publicity-short',
    acts: Object.fromEntries(
      ['appoint.submit', 'quota.execute'].map((action) => [
        action,
        {
          publish_from: ['2024-02-28', '2024-02-29', '2024-02-27', '2023-02-29'],
          publish_to: ['2024-03-03', '2024-03-04', '2024-03-05'],
          supervisor_present: [true, true, false, 'yes'],
        },
      ]),
    ),
    on: ['appoint.submit', 'quota.execute'],
    params: { n: 5 },
    holds: (c) => {
      const from = date(c.e, 'publish_from');
      const to = date(c.e, 'publish_to');
      const between = days(from, to);
      return or(
        empty(from),
        empty(to),
        typeof between === 'number' ? between + 1 < N(c, 'n') : undefined,
        le(today(c), to),
        c.e.action === 'appoint.submit' ? not(bool(c.e, 'supervisor_present')) : false,
      );
    },
  },
  {
    ...here,
    id: 'progress-lag',
    acts: { 'progress.report': { lag_days: [-1, 0, 1, 10, 'x'], float_days: [0, 10] } },
    on: ['progress.report'],
    holds: (c) => gt(num(c.e, 'lag_days'), 0),
  },
  {
    ...here,
    id: 'licence-site-check',
    acts: Object.fromEntries(
      ['licence.approve', 'registration.approve', 'suspend.approve'].map((action) => [
        action,
        {
          site_check_required: [true, true, false, 1],
          site_visit_no: paper,
          visitor_ids: [['a'], ['a', 'a'], ['a', 'b'], [], ['a', '']],
        },
      ]),
    ),
    on: ['licence.approve', 'registration.approve', 'suspend.approve'],
    holds: (c) =>
      and(bool(c.e, 'site_check_required'), or(empty(val(c.e, 'site_visit_no')), fewer(list(c.e, 'visitor_ids'), 2))),
  },
  {
    ...here,
    id: 'fine-channel',
    acts: { 'fine.collect': { channel: ['bank', 'online', 'officer_cash', 'cash'], onspot_ground: paper } },
    on: ['fine.collect'],
    holds: (c) =>
      and(eq(pick(c.e, 'channel', 'bank', 'online', 'officer_cash'), 'officer_cash'), empty(val(c.e, 'onspot_ground'))),
  },
  {
    ...here,
    id: 'card-missing',
    acts: {
      'case.stage': {
        from_stage: ['file', 'trial', 'appeal'],
        to_stage: ['trial', 'execute', 'appeal'],
        card_id: paper,
      },
    },
    on: ['case.stage'],
    holds: (c) => {
      const [from, to] = ['from_stage', 'to_stage'].map(
        (id): Val => pick(c.e, id, 'file', 'trial', 'execute', 'close'),
      );
      return and(opt(from ?? U) === E ? true : not(eq(from ?? U, to ?? U)), empty(val(c.e, 'card_id')));
    },
  },
];
