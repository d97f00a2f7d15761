// Rules that count in windows, from the catalogue's text. `fields`: values to draw from, limits among them.
import {
  and,
  atLeast,
  counting,
  DAY,
  daysPast,
  differing,
  E,
  earlier,
  empty,
  eq,
  filled,
  frac,
  ge,
  gt,
  HOUR,
  keyed,
  le,
  lt,
  MINUTE,
  moreThan,
  num,
  of,
  or,
  order,
  over,
  pick,
  plus,
  summing,
  times,
  U,
  val,
  within,
} from './reading';
import type { Case, Ev, Params, T, Val } from './reading';

export interface Subject {
  id: string;
  /** Actions that may happen, each with the values its fields may have. */
  acts: Record<string, Record<string, unknown[]>>;
  on: string[];
  /** How long before the act others may lie; a millisecond to either side is tried too. */
  gaps: number[];
  /** When the act may be, epoch ms; else one Tuesday morning. */
  at?: number[];
  params: Params;
  holds(c: Case): T;
}
const N = (c: Case, id: string): number => Number(c.p[id]);
const own = (c: Case): string => c.e.action;
const same = (c: Case, actions: string[], ms: number): Ev[] => of(within(c, ms), ...actions);
export const median = (list: ReturnType<typeof frac>[]): ReturnType<typeof frac> => {
  const s = [...list].sort((a, b) => order(a, b));
  return over(plus(s[(s.length - 1) >> 1] ?? 0, s[s.length >> 1] ?? 0), 2);
};
const ids = { client_id: ['a', 'b'], operator_id: ['u', 'w'], case_id: ['K', 'L', 'M'] };
const once = (c: Case, group: Ev[] | undefined): Ev[] | undefined => {
  if (!group) return undefined;
  const latest = new Map<string, Ev>();
  const apart: Ev[] = [];
  for (const e of [...group].sort((a, b) => a.at - b.at)) {
    const v = val(e, 'case_id');
    if (v === U || v === E) apart.push(e);
    else latest.set(String(v), e);
  }
  const mine = val(c.e, 'case_id');
  if (mine !== U && mine !== E) latest.delete(String(mine));
  return [...apart, ...latest.values()];
};

export const WINDOWS: Subject[] = [
  {
    id: 'g-resubmit',
    acts: {
      'quota.submit': { case_id: ['P', 'Q'], operator_id: ['u', 'w'], amount: [1, 2] },
      'penalty.submit': { case_id: ['P'], operator_id: ['u'], amount: [1, 2] },
    },
    on: ['quota.submit', 'penalty.submit'],
    gaps: [0, HOUR, 24 * HOUR],
    params: { n: 3 },
    holds: (c) => {
      const group = keyed(
        c,
        ['case_id', 'operator_id'],
        c.past.filter((e) => e.action.endsWith('.submit') && e.at > c.e.at - DAY),
      );
      return and(atLeast(counting(c, group), N(c, 'n')), atLeast(differing(c, group, 'amount'), 2));
    },
  },
  {
    id: 'repeat-flag',
    acts: { 'flag.confirm': { org_id: ['o', 'o', 'q'], person_id: ['p'], sev: [1, 3, 3] } },
    on: ['flag.confirm'],
    gaps: [0, DAY, 365 * DAY],
    params: { n: 2, top: 3 },
    holds: (c) => {
      const top = (e: Ev): T => ge(num(e, 'sev'), N(c, 'top'));
      const has = (id: string): boolean => ![U, E].includes(val(c.e, id) as symbol);
      if (!has('org_id') && !has('person_id')) return and(top(c.e), undefined);
      if (!has('org_id')) return top(c.e);
      return and(
        top(c.e),
        atLeast(counting(c, keyed(c, ['org_id'], same(c, ['flag.confirm'], 365 * DAY)), top), N(c, 'n')),
      );
    },
  },
  {
    id: 'tax-defer-repeat',
    acts: {
      'deferral.approve': { client_id: ['a', 'a', 'b'], case_id: ['K', 'L', 'M'] },
      'extension.approve': { client_id: ['a'], case_id: ['K'] },
    },
    on: ['deferral.approve'],
    gaps: [0, DAY, 365 * DAY],
    params: { n: 3 },
    holds: (c) => atLeast(counting(c, once(c, keyed(c, ['client_id'], same(c, [own(c)], 365 * DAY)))), N(c, 'n')),
  },
  {
    id: 'relief-repeat',
    acts: { 'relief.approve': { ...ids, amount: [100, 25_000_000, 50_000_000] } },
    on: ['relief.approve'],
    gaps: [1, DAY, 365 * DAY],
    params: { n: 3, s: 50_000_000 },
    holds: (c) => {
      const group = once(c, keyed(c, ['client_id'], same(c, ['relief.approve'], 365 * DAY)));
      return or(atLeast(counting(c, group), N(c, 'n')), atLeast(summing(c, group, 'amount'), N(c, 's')));
    },
  },
  {
    id: 'relief-overlap',
    acts: {
      'relief.approve': {
        client_id: ['a', 'b'],
        tax_item: ['vat', 'vat', 'cit'],
        case_id: ['K', 'L'],
        period_from: ['2024-01-01', '2024-02-01'],
        period_to: ['2024-02-01', '2024-02-29'],
        policy_to: ['2024-02-01', '2024-12-31'],
      },
    },
    on: ['relief.approve'],
    gaps: [0, DAY, 400 * DAY],
    params: {},
    holds: (c) => {
      const group = keyed(c, ['client_id', 'tax_item'], earlier(c));
      const hits = group?.map((e) => {
        const [k1, k2] = [val(c.e, 'case_id'), val(e, 'case_id')];
        if (typeof k1 === 'string' && k1 === k2) return false;
        return and(le(val(c.e, 'period_from'), val(e, 'period_to')), le(val(e, 'period_from'), val(c.e, 'period_to')));
      });
      const policy = val(c.e, 'policy_to');
      return or(hits ? or(false, ...hits) : undefined, policy === E ? false : gt(val(c.e, 'period_to'), policy));
    },
  },
  {
    id: 'quota-cluster',
    acts: {
      'quota.submit': {
        operator_id: ['u', 'u', 'w'],
        client_id: ['a', 'b', 'c'],
        quota_amount: [95, 94, 99, 100],
        threshold: [100],
      },
    },
    on: ['quota.submit'],
    gaps: [0, DAY, 30 * DAY],
    params: { b: 0.05, n: 3 },
    holds: (c) => {
      const band = (e: Ev): T => {
        const limit = num(e, 'threshold');
        const low =
          typeof limit === 'number'
            ? times(limit, over([frac(1)[0] * frac(N(c, 'b'))[1] - frac(N(c, 'b'))[0], frac(N(c, 'b'))[1]], 1))
            : limit;
        return and(lt(num(e, 'quota_amount'), limit), ge(num(e, 'quota_amount'), low));
      };
      return atLeast(
        differing(c, keyed(c, ['operator_id'], same(c, ['quota.submit'], 30 * DAY)), 'client_id', band),
        N(c, 'n'),
      );
    },
  },
  {
    id: 'invoice-spike',
    acts: {
      'invoice.allot': {
        client_id: ['a', 'a', 'b'],
        reg_date: ['2024-01-01', '2023-12-06', '2023-12-07'],
        invoice_qty: [10, 25, 50],
        avg: [0, 10, 17],
      },
    },
    on: ['invoice.allot'],
    gaps: [0, DAY, 30 * DAY],
    params: { q: 50, k: 3 },
    holds: (c) => {
      const sum = summing(c, keyed(c, ['client_id'], same(c, ['invoice.allot'], 30 * DAY)), 'invoice_qty');
      const avg = num(c.e, 'avg');
      const usual =
        avg === E || avg === 0 ? false : typeof avg === 'number' ? moreThan(sum, N(c, 'k') * avg) : undefined;
      return or(and(lt(daysPast(c, val(c.e, 'reg_date')), 90), moreThan(sum, N(c, 'q'))), usual);
    },
  },
  {
    id: 'insp-noproblem',
    acts: {
      'inspection.conclude': { operator_id: ['u', 'u', 'w'], conclusion: ['clean', 'clean', 'problem', 'odd'] },
      'assess.conclude': { operator_id: ['u'], conclusion: ['clean'] },
    },
    on: ['inspection.conclude', 'assess.conclude'],
    gaps: [0, DAY, 90 * DAY],
    params: { n: 3, r: 0.8 },
    holds: (c) => {
      const group = keyed(c, ['operator_id'], same(c, ['inspection.conclude', 'assess.conclude'], 90 * DAY));
      if (!group) return undefined;
      const all = [...group, c.e].map((e) => eq(pick(e, 'conclusion', 'clean', 'problem'), 'clean'));
      const yes = all.filter((t) => t === true).length;
      const open = all.filter((t) => t === undefined).length;
      const share = ge(over(yes, all.length), N(c, 'r'))
        ? true
        : ge(over(yes + open, all.length), N(c, 'r'))
          ? undefined
          : false;
      return and(all.length >= N(c, 'n'), share);
    },
  },
  {
    id: 'insp-team',
    acts: {
      'inspection.start': {
        client_id: ['a', 'a', 'b'],
        officers: [['x', 'y'], ['y', 'x', 'x'], ['x', 'y', 'z'], ['x'], []],
      },
    },
    on: ['inspection.start'],
    gaps: [0, DAY, 1095 * DAY],
    params: { k: 2 },
    holds: (c) => {
      const team = val(c.e, 'officers');
      const few: T = team === U ? undefined : team === E ? true : new Set(team as string[]).size < 2;
      return or(
        few,
        atLeast(counting(c, keyed(c, ['client_id', 'officers'], same(c, ['inspection.start'], 1095 * DAY))), N(c, 'k')),
      );
    },
  },
  {
    id: 'pen-disparity',
    acts: {
      'penalty.submit': {
        violation_code: ['v', 'v', 'x'],
        org_id: ['o'],
        amount: [1, 2, 4, 5],
        base_amount: [2, 2, 0],
      },
    },
    on: ['penalty.submit'],
    gaps: [0, 1, DAY, 90 * DAY],
    params: { n: 2, k: 2 },
    holds: (c) => {
      const ratio = (e: Ev) => {
        const [a, b] = [num(e, 'amount'), num(e, 'base_amount')];
        return typeof a === 'number' && typeof b === 'number' && b > 0 ? over(a, b) : undefined;
      };
      const group = keyed(c, ['violation_code', 'org_id'], earlier(c, same(c, ['penalty.submit'], 90 * DAY)));
      if (!group) return undefined;
      const list = group.flatMap((e) => [ratio(e)].filter((r) => r !== undefined));
      if (list.length < N(c, 'n')) return false;
      const mine = ratio(c.e);
      const m = median(list);
      return mine ? or(gt(mine, times(m, N(c, 'k'))), lt(mine, over(m, N(c, 'k')))) : undefined;
    },
  },
  {
    id: 'pen-split',
    acts: {
      'penalty.submit': {
        party_id: ['a', 'a', 'b'],
        party_type: ['person', 'entity'],
        procedure: ['simple', 'simple', 'normal'],
        amount: [10_000, 10_001, 150_000, 300_000],
      },
    },
    on: ['penalty.submit'],
    gaps: [0, DAY, 7 * DAY],
    params: { c: { person: 20_000, entity: 300_000 } },
    holds: (c) => {
      const simple = (e: Ev): T => eq(pick(e, 'procedure', 'simple', 'normal'), 'simple');
      const group = keyed(c, ['party_id'], same(c, ['penalty.submit'], 7 * DAY));
      const type = pick(c.e, 'party_type', 'person', 'entity');
      const ceiling = typeof type === 'string' ? Number((c.p.c as Record<string, number>)[type]) : undefined;
      return and(
        simple(c.e),
        atLeast(counting(c, group, simple), 2),
        ceiling === undefined ? undefined : moreThan(summing(c, group, 'amount', simple), ceiling),
      );
    },
  },
  {
    id: 'device-many-tellers',
    acts: { 'session.start': { teller_id: ['t1', 't2', 't3'], device_id: ['d', 'd', 'x'] } },
    on: ['session.start'],
    gaps: [0, MINUTE, 10 * MINUTE],
    params: { n: 3 },
    holds: (c) =>
      atLeast(differing(c, keyed(c, ['device_id'], same(c, ['session.start'], 10 * MINUTE)), 'teller_id'), N(c, 'n')),
  },
  {
    id: 'postloan-speed',
    acts: {
      'loan.inspect': { operator_id: ['u', 'u', 'w'], loan_id: ['1', '2', '3'], note_hash: ['h', 'h', 'g'] },
      'patrol.record': { operator_id: ['u'], loan_id: ['4'], note_hash: ['h'] },
    },
    on: ['loan.inspect', 'patrol.record'],
    gaps: [0, MINUTE, 10 * MINUTE, DAY],
    params: { n: 4, m: 2 },
    holds: (c) => {
      const both = ['loan.inspect', 'patrol.record'];
      const note = val(c.e, 'note_hash');
      const alike = (e: Ev): T => (empty(val(e, 'note_hash')) ? false : eq(val(e, 'note_hash'), note));
      const second =
        note === E
          ? false
          : atLeast(differing(c, keyed(c, ['operator_id'], same(c, both, DAY)), 'loan_id', alike), N(c, 'm'));
      return or(atLeast(counting(c, keyed(c, ['operator_id'], same(c, both, 10 * MINUTE))), N(c, 'n')), second);
    },
  },
  {
    id: 'payee-many',
    acts: {
      'loan.disburse': { borrower_hash: ['x', 'y', 'z'], payee_hash: ['p', 'p', 'seller'] },
      'transfer.out': { borrower_hash: ['w'], payee_hash: ['p'] },
    },
    on: ['loan.disburse', 'transfer.out'],
    gaps: [0, DAY, 30 * DAY],
    params: { n: 3, exempt: ['seller'] },
    holds: (c) => {
      const payee = val(c.e, 'payee_hash');
      const isExempt: T = payee === U || payee === E ? undefined : (c.p.exempt as string[]).includes(String(payee));
      return and(
        isExempt === undefined ? undefined : !isExempt,
        atLeast(
          differing(c, keyed(c, ['payee_hash'], same(c, ['loan.disburse', 'transfer.out'], 30 * DAY)), 'borrower_hash'),
          N(c, 'n'),
        ),
      );
    },
  },
  {
    id: 'agent-fourth-card',
    acts: { 'card.open': { agent_hash: ['g', 'g', 'a'], client_hash: ['a', 'b', 'g'] } },
    on: ['card.open'],
    gaps: [0, DAY, 900 * DAY],
    params: { limit: 2 },
    holds: (c) => {
      const isAgent = (e: Ev): T => {
        const t = eq(val(e, 'agent_hash'), val(e, 'client_hash'));
        return t === undefined ? undefined : !t;
      };
      if (val(c.e, 'agent_hash') === E) return false;
      return and(
        filled(val(c.e, 'agent_hash')),
        isAgent(c.e),
        atLeast(counting(c, keyed(c, ['agent_hash'], of(c.past, 'card.open')), isAgent), N(c, 'limit') + 1),
      );
    },
  },
  {
    id: 'limit-split',
    acts: {
      'loan.approve': { group_id: ['g', 'h'], client_id: ['a', 'b'], amount: [10, 20, 30, 31] },
      'deduction.approve': { group_id: ['g'], client_id: ['a'], amount: [10, 20] },
    },
    on: ['loan.approve', 'deduction.approve'],
    gaps: [0, DAY, 30 * DAY],
    params: { limit: 30 },
    holds: (c) => {
      const key = (e: Ev): Val => {
        const g = val(e, 'group_id');
        return g === U || g === E ? val(e, 'client_id') : `g:${String(g)}`;
      };
      const mine = key(c.e);
      const small = (e: Ev): T => le(num(e, 'amount'), N(c, 'limit'));
      const all = same(c, ['loan.approve', 'deduction.approve'], 30 * DAY);
      const group = mine === U || mine === E ? undefined : all.filter((e) => key(e) === mine);
      return and(
        small(c.e),
        atLeast(counting(c, group, small), 2),
        moreThan(summing(c, group, 'amount', small), N(c, 'limit')),
      );
    },
  },
  {
    id: 'small-capital',
    acts: { 'discount.submit': { client_id: ['a', 'a', 'b'], reg_capital: [10, 0], amount: [50, 100, 51] } },
    on: ['discount.submit'],
    gaps: [0, DAY, 90 * DAY],
    params: { k: 10 },
    holds: (c) => {
      const capital = num(c.e, 'reg_capital');
      const sum = summing(c, keyed(c, ['client_id'], same(c, ['discount.submit'], 90 * DAY)), 'amount');
      return typeof capital === 'number' ? moreThan(sum, N(c, 'k') * capital) : undefined;
    },
  },
  {
    id: 'split-5000',
    acts: {
      'expense.submit': {
        org_id: ['o'],
        vendor_id: ['v', 'v', 'x'],
        amount: [250, 499, 500, 251],
        minutes_no: ['', '', 'm'],
      },
    },
    on: ['expense.submit'],
    gaps: [0, DAY, 7 * DAY],
    params: { a: 500 },
    holds: (c) => {
      const counts = (e: Ev): T => and(lt(num(e, 'amount'), N(c, 'a')), empty(val(e, 'minutes_no')));
      const group = keyed(c, ['org_id', 'vendor_id'], same(c, ['expense.submit'], 7 * DAY));
      return and(atLeast(counting(c, group, counts), 2), atLeast(summing(c, group, 'amount', counts), N(c, 'a')));
    },
  },
  {
    id: 'tender-missing',
    acts: { 'contract.sign': { project_id: ['p', 'p', 'q'], amount: [100, 200, 400, 399], tender_no: ['', '', 't'] } },
    on: ['contract.sign'],
    gaps: [0, DAY, 90 * DAY],
    params: { l: 400 },
    holds: (c) => {
      const none = (e: Ev): T => empty(val(e, 'tender_no'));
      const sum = summing(c, keyed(c, ['project_id'], same(c, ['contract.sign'], 90 * DAY)), 'amount', none);
      return and(none(c.e), or(ge(num(c.e, 'amount'), N(c, 'l')), atLeast(sum, N(c, 'l'))));
    },
  },
  {
    id: 'recusal',
    acts: {
      'case.assign': {
        judge_id: ['j', 'j', 'i'],
        case_id: ['K', 'L', 'M'],
        party_ids: [['x'], ['y'], []],
        counsel_ids: [['k'], ['k', 'm'], []],
        declared_ids: [['x'], [], ['m']],
      },
      'case.open': { judge_id: ['j'], case_id: ['K'], counsel_ids: [['k']], party_ids: [['y']], declared_ids: [[]] },
    },
    on: ['case.assign', 'case.open'],
    gaps: [0, DAY, 180 * DAY],
    params: { n: 2 },
    holds: (c) => {
      const list = (e: Ev, id: string): string[] | undefined => {
        const v = val(e, id);
        return v === U ? undefined : v === E ? [] : (v as string[]);
      };
      const [declared, counsel] = [list(c.e, 'declared_ids'), list(c.e, 'counsel_ids')];
      const meets = (who: string[] | undefined): T =>
        declared?.length === 0 || who?.length === 0
          ? false
          : !declared || !who
            ? undefined
            : who.some((w) => declared.includes(w));
      const group = keyed(c, ['judge_id'], same(c, ['case.assign', 'case.open'], 180 * DAY));
      const pairs = counsel?.map((k): T => {
        if (!group) return undefined;
        const with_ = group.flatMap((e) => {
          const l = list(e, 'counsel_ids');
          return l === undefined ? [{ e, sure: false }] : l.includes(k) ? [{ e, sure: true }] : [];
        });
        const cases = (sure: boolean): number => {
          const names = new Set<string>();
          let apart = 0;
          const mine = val(c.e, 'case_id');
          for (const { e, sure: is } of with_) {
            const id = val(e, 'case_id');
            if (sure && !is) continue;
            if (id === U || id === E) apart++;
            else if (id !== mine) names.add(String(id));
          }
          return names.size + apart + 1;
        };
        return atLeast({ lo: cases(true), hi: cases(false) }, N(c, 'n'));
      });
      return or(meets(list(c.e, 'party_ids')), meets(counsel), pairs ? or(false, ...pairs) : undefined);
    },
  },
  {
    id: 'trade-doc-reuse',
    acts: {
      'discount.submit': { subject: ['s1', 's2'], invoice_nos: [['1'], ['1', '2'], ['3'], []] },
      'expense.submit': { subject: ['s3'], invoice_nos: [['2'], ['3']] },
    },
    on: ['discount.submit', 'expense.submit'],
    gaps: [0, 1, DAY],
    params: {},
    holds: (c) => {
      const mine = val(c.e, 'invoice_nos');
      if (mine === E) return true;
      const used = earlier(c).map((e): T => {
        const theirs = val(e, 'invoice_nos');
        const other = eq(val(e, 'subject'), val(c.e, 'subject'));
        const shared: T =
          theirs === E
            ? false
            : theirs === U || mine === U
              ? undefined
              : (mine as string[]).some((n) => (theirs as string[]).includes(n));
        return and(other === undefined ? undefined : !other, shared);
      });
      return mine === U ? undefined : or(false, ...used);
    },
  },
  {
    id: 'pen-reduced',
    acts: {
      'penalty.decide': { notice_amount: [100, 1000], amount: [70, 69, 700], minutes_no: ['', 'm'] },
      'trial.decide': { proposed_amount: [100], amount: [70, 69], minutes_no: [''] },
    },
    on: ['penalty.decide', 'trial.decide'],
    gaps: [DAY],
    params: { r: 0.3 },
    holds: (c) => {
      const notice = num(c.e, 'notice_amount');
      const base = typeof notice === 'number' ? notice : num(c.e, 'proposed_amount');
      return and(
        typeof base === 'number' ? lt(num(c.e, 'amount'), times(base, over(7, 10))) : undefined,
        empty(val(c.e, 'minutes_no')),
      );
    },
  },
];
