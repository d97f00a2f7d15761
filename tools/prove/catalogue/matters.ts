// Rules about the order of acts, and by timer: A and no B, from the catalogue's text.
import {
  and,
  anyOf,
  DAY,
  date,
  dayNo,
  dayOf,
  daysPast,
  E,
  earlier,
  empty,
  eq,
  filled,
  ge,
  groups,
  gt,
  HOUR,
  keyed,
  le,
  lt,
  MINUTE,
  newest,
  not,
  num,
  of,
  opt,
  or,
  pick,
  today,
  U,
  val,
  within,
} from './reading';
import type { Case, Ev, T, Val } from './reading';
import type { Subject } from './windows';

const N = (c: Case, id: string): number => Number(c.p[id]);
const past = (c: Case, e: Ev): number => c.e.at - e.at;
const first = (events: Ev[]): Ev | undefined =>
  events.reduce<Ev | undefined>((best, e) => (!best || e.at < best.at ? e : best), undefined);
const none = (events: Ev[] | undefined): T => (events ? !events.length : undefined);
const tick = { tick: {} };
/** No two events of a matter at one moment: in which order they happened is not asked. */
const apart = (ms: number[]): number[] => ms.flatMap((m) => [m, m + HOUR, m + 3 * HOUR]);

export const matters: Subject[] = [
  {
    id: 'g-time-limit',
    acts: {
      'case.accept': { case_id: ['A', 'B'], case_type: ['relief', 'refund', 'other'] },
      'case.close': { case_id: ['A', 'B'] },
      ...tick,
    },
    on: ['tick'],
    gaps: [0, DAY, 7 * DAY, 8 * DAY],
    params: { limit: { relief: 7, register: 3 }, exempt: ['refund', 'upper'] },
    holds: (c) =>
      anyOf(
        groups(c.past, 'case_id').map((g) => {
          const begun = first(of(g, 'case.accept'));
          if (!begun || of(g, 'case.close').some((e) => e.at >= begun.at)) return false;
          const type = val(begun, 'case_type');
          if (type === U || type === E) return undefined;
          const limit = (c.p.limit as Record<string, number>)[String(type)];
          return (
            !(c.p.exempt as string[]).includes(String(type)) && limit !== undefined && past(c, begun) > limit * DAY
          );
        }),
      ),
  },
  {
    id: 'disposition-overdue',
    acts: {
      'flag.dispatch': {
        flag_id: ['f', 'g'],
        due: [Date.parse('2024-03-05T10:00:00+08:00'), Date.parse('2024-03-05T09:59:59.999+08:00')],
      },
      'flag.report': { flag_id: ['f'] },
      ...tick,
    },
    on: ['tick'],
    gaps: apart([DAY, 2 * DAY]),
    params: {},
    holds: (c) =>
      anyOf(
        groups(c.past, 'flag_id').map((g) => {
          const sent = newest(of(g, 'flag.dispatch'));
          return sent && !of(g, 'flag.report').length ? lt(num(sent, 'due'), c.e.at) : false;
        }),
      ),
  },
  {
    id: 'issue-unclosed',
    acts: {
      'issue.open': { issue_id: ['i', 'k'], due_date: ['2024-03-04', '2024-03-05', '2023-02-29'] },
      'issue.close': { issue_id: ['i'] },
      ...tick,
    },
    on: ['tick'],
    gaps: apart([DAY, 2 * DAY]),
    params: {},
    holds: (c) =>
      anyOf(
        groups(c.past, 'issue_id').map((g) => {
          const opened = newest(of(g, 'issue.open'));
          return opened && !of(g, 'issue.close').length ? lt(date(opened, 'due_date'), today(c)) : false;
        }),
      ),
  },
  {
    id: 'dun-absent',
    acts: {
      'tax.due': {
        client_id: ['a'],
        tax_period: ['p', 'q'],
        due_date: ['2024-02-24', '2024-02-23'],
        owed_amount: [0, 100],
      },
      'tax.dun': { client_id: ['a'], tax_period: ['p'] },
      ...tick,
    },
    on: ['tick'],
    gaps: apart([DAY, 10 * DAY, 11 * DAY, 12 * DAY]),
    params: { n: 10 },
    holds: (c) =>
      anyOf(
        groups(c.past, 'client_id', 'tax_period').map((g) => {
          const due = newest(of(g, 'tax.due'));
          if (!due) return false;
          const day = dayNo(date(due, 'due_date'));
          const dunned = of(g, 'tax.dun').map((e): T => (day === undefined ? undefined : dayOf(e.at) >= day));
          return and(
            gt(daysPast(c, date(due, 'due_date')), N(c, 'n')),
            gt(num(due, 'owed_amount'), 0),
            not(or(false, ...dunned)),
          );
        }),
      ),
  },
  {
    id: 'exec-absent',
    acts: {
      'decision.effective': { case_id: ['A', 'B'], effective_date: ['2024-02-19', '2024-02-18'] },
      'case.pay_or_enforce': { case_id: ['A'] },
      ...tick,
    },
    on: ['tick'],
    gaps: apart([DAY, 20 * DAY]),
    params: { n: 15 },
    holds: (c) =>
      anyOf(
        groups(c.past, 'case_id').map((g) => {
          const begun = newest(of(g, 'decision.effective'));
          return begun && !of(g, 'case.pay_or_enforce').length
            ? gt(daysPast(c, date(begun, 'effective_date')), N(c, 'n'))
            : false;
        }),
      ),
  },
  {
    id: 'cash-remit-absent',
    acts: {
      'cash.receive': { operator_id: ['u', 'w'], amount: [0, 10, 50, 51] },
      'cash.remit': { operator_id: ['u', 'w'] },
      ...tick,
    },
    on: ['tick'],
    gaps: [0, HOUR, 24 * HOUR, 30 * HOUR],
    params: { h: 24, s: 50 },
    holds: (c) =>
      anyOf(
        groups(c.past, 'operator_id').map((g) => {
          const ends = of(g, 'cash.remit');
          const left = of(g, 'cash.receive').filter((e) => !ends.some((r) => r.at >= e.at));
          const oldest = first(left);
          if (!oldest) return false;
          const read = left.map((e) => num(e, 'amount'));
          const lo = read.reduce<number>((sum, v) => sum + (typeof v === 'number' ? v : 0), 0);
          const hi = read.every((v) => typeof v === 'number') ? lo : Number.POSITIVE_INFINITY;
          const over = (n: number): T => (lo > n ? true : hi > n ? undefined : false);
          return or(and(over(0), past(c, oldest) > N(c, 'h') * HOUR), over(N(c, 's')));
        }),
      ),
  },
  {
    id: 'pen-hearing',
    acts: {
      'penalty.decide': { case_id: ['A'], amount: [200_000, 199_999, 1_000_000], party_type: ['person', 'entity'] },
      'hearing.notice': { case_id: ['A', 'B'] },
      'hearing.waive': { case_id: ['A', 'B'] },
    },
    on: ['penalty.decide'],
    gaps: [0, DAY, 5 * DAY, 6 * DAY],
    params: { th: { person: 200_000, entity: 1_000_000 }, wait: 5 },
    holds: (c) => {
      const type = pick(c.e, 'party_type', 'person', 'entity');
      const limit: Val = typeof type === 'string' ? ((c.p.th as Record<string, number>)[type] ?? U) : type;
      const mine = keyed(c, ['case_id'], c.past);
      const served = mine && of(mine, 'hearing.notice').filter((e) => dayOf(c.e.at) - dayOf(e.at) > N(c, 'wait'));
      return and(ge(num(c.e, 'amount'), limit), none(served), none(mine && earlier(c, of(mine, 'hearing.waive'))));
    },
  },
  {
    id: 'teller-two-devices',
    acts: {
      'session.start': { teller_id: ['t', 't', 's'], device_id: ['d', 'e'] },
      heartbeat: { teller_id: ['t'], device_id: ['d', 'e'] },
      'session.end': { teller_id: ['t'], device_id: ['d', 'e'] },
    },
    on: ['session.start', 'heartbeat'],
    gaps: [0, MINUTE, 5 * MINUTE, 10 * MINUTE],
    params: { g: 10 },
    holds: (c) => {
      const mine = keyed(c, ['teller_id'], c.past);
      if (!mine) return undefined;
      const ends = of(mine, 'session.end');
      return or(
        false,
        ...of(mine, 'session.start', 'heartbeat')
          .filter((e) => e.at > c.e.at - N(c, 'g') * MINUTE)
          .map((e) => {
            const ended = ends.filter((x) => x.at >= e.at).map((x) => eq(val(x, 'device_id'), val(e, 'device_id')));
            return and(not(eq(val(e, 'device_id'), val(c.e, 'device_id'))), not(or(false, ...ended)));
          }),
      );
    },
  },
  {
    id: 'inquiry-unauth',
    acts: {
      'creditreport.query': {
        client_hash: ['a'],
        consent_no: ['', 'c', 'c'],
        query_reason: ['loan_application', 'loan_application', 'postloan', 'odd'],
      },
      'loan.apply': { client_hash: ['a', 'b'] },
    },
    on: ['creditreport.query'],
    gaps: [0, DAY, 30 * DAY],
    params: {},
    holds: (c) => {
      const mine = keyed(c, ['client_hash'], of(within(c, 30 * DAY), 'loan.apply'));
      return or(
        empty(val(c.e, 'consent_no')),
        and(eq(pick(c.e, 'query_reason', 'loan_application', 'postloan', 'other'), 'loan_application'), none(mine)),
      );
    },
  },
  {
    id: 'contract-after',
    acts: {
      'contract.change': { loan_id: ['l'], changed_field: ['rate', 'colour'] },
      'loan.disburse': { loan_id: ['l', 'k'] },
    },
    on: ['contract.change'],
    gaps: [0, DAY],
    params: { core: ['amount', 'rate'] },
    holds: (c) => {
      const field = val(c.e, 'changed_field');
      const isCore: T = field === U || field === E ? undefined : (c.p.core as string[]).includes(String(field));
      return and(isCore, not(none(keyed(c, ['loan_id'], earlier(c, of(c.past, 'loan.disburse'))))));
    },
  },
  {
    id: 'postloan-absent',
    acts: {
      'loan.disburse': { loan_id: ['l', 'k'] },
      'loan.inspect': { loan_id: ['l'] },
      'loan.settle': { loan_id: ['k'] },
      ...tick,
    },
    on: ['tick'],
    gaps: [DAY, 15 * DAY, 20 * DAY, 40 * DAY],
    params: { n: 15, interval: 20 },
    holds: (c) =>
      anyOf(
        groups(c.past, 'loan_id').map((g) => {
          const paid = first(of(g, 'loan.disburse'));
          if (!paid || of(g, 'loan.settle').length) return false;
          const last = newest(of(g, 'loan.inspect').filter((e) => e.at >= paid.at));
          return last ? past(c, last) > N(c, 'interval') * DAY : past(c, paid) > N(c, 'n') * DAY;
        }),
      ),
  },
  {
    id: 'title-unsync',
    acts: {
      'credit.release': { cert_no: ['z', 'y'] },
      'core.release': { cert_no: ['z'] },
      'credit.entry': { cert_no: ['z'] },
      'core.entry': { cert_no: ['z'] },
      'vault.count': { book_qty: [1], real_qty: [1, 2] },
      ...tick,
    },
    on: ['tick', 'vault.count'],
    gaps: apart([10 * HOUR, 34 * HOUR, 30 * HOUR, 60 * HOUR]),
    params: { h: 24 },
    holds: (c) => {
      if (c.e.action === 'vault.count') return not(eq(num(c.e, 'book_qty'), num(c.e, 'real_qty')));
      return anyOf(
        ['release', 'entry'].flatMap((kind) =>
          groups(of(c.past, `credit.${kind}`, `core.${kind}`), 'cert_no').map((g) => {
            const begun = newest(of(g, `credit.${kind}`));
            if (!begun || of(g, `core.${kind}`).some((e) => dayOf(e.at) >= dayOf(begun.at))) return false;
            return c.e.at > (dayOf(begun.at) + 1) * DAY - 8 * HOUR + N(c, 'h') * HOUR;
          }),
        ),
      );
    },
  },
  {
    id: 'archive-overdue',
    acts: {
      'loan.disburse': { loan_id: ['l', 'k'] },
      'file.handover': { loan_id: ['l'] },
      'file.borrow': { file_id: ['x', 'y'] },
      'file.return': { file_id: ['x'] },
      ...tick,
    },
    on: ['tick'],
    gaps: [DAY, 10 * DAY, 30 * DAY],
    params: { n: 10, m: 30 },
    holds: (c) =>
      or(
        anyOf(
          groups(of(c.past, 'loan.disburse', 'file.handover'), 'loan_id').map((g) => {
            const paid = first(of(g, 'loan.disburse'));
            return paid !== undefined && !of(g, 'file.handover').length && past(c, paid) > N(c, 'n') * DAY;
          }),
        ),
        anyOf(
          groups(of(c.past, 'file.borrow', 'file.return'), 'file_id').map((g) => {
            const lent = newest(of(g, 'file.borrow'));
            return (
              lent !== undefined &&
              !of(g, 'file.return').some((e) => e.at >= lent.at) &&
              past(c, lent) > N(c, 'm') * DAY
            );
          }),
        ),
      ),
  },
  {
    id: 'discount-before-inquiry',
    acts: {
      'discount.submit': { bill_no: ['b'], reply_date: ['2024-03-05', '2024-03-06'], reply_result: ['ok', 'stop'] },
      'inquiry.reply': { bill_no: ['b', 'c'], result: ['ok', 'ok', 'stop'] },
      'inquiry.send': { bill_no: ['b'] },
    },
    on: ['discount.submit'],
    gaps: apart([1, DAY]),
    params: {},
    holds: (c) => {
      const replies = keyed(c, ['bill_no'], earlier(c, of(c.past, 'inquiry.reply')));
      if (!replies) return undefined;
      const last = newest(replies);
      if (last) return not(eq(pick(last, 'result', 'ok', 'stop', 'other'), 'ok'));
      const onPage =
        opt(pick(c.e, 'reply_result', 'ok', 'stop', 'other')) === 'ok' &&
        le(opt(date(c.e, 'reply_date')), today(c)) === true;
      return !onPage;
    },
  },
  {
    id: 'summons-check',
    acts: {
      'discount.submit': { bill_no: ['b'] },
      'summons.check': { bill_no: ['b', 'c'], result: ['clear', 'hit'] },
      'summons.claim': { bill_no: ['b'] },
      ...tick,
    },
    on: ['discount.submit', 'tick'],
    gaps: apart([1, 10 * HOUR, DAY]),
    params: {},
    holds: (c) => {
      const hit = (e: Ev): T => eq(pick(e, 'result', 'hit', 'clear'), 'hit');
      if (c.e.action === 'tick')
        return anyOf(
          groups(of(c.past, 'summons.check', 'summons.claim'), 'bill_no').map((g) => {
            const check = newest(of(g, 'summons.check'));
            return check && !of(g, 'summons.claim').some((e) => e.at >= check.at) ? hit(check) : false;
          }),
        );
      const checks = keyed(
        c,
        ['bill_no'],
        earlier(c, of(c.past, 'summons.check')).filter((e) => dayOf(e.at) === dayOf(c.e.at)),
      );
      const last = checks && newest(checks);
      return !checks ? undefined : last ? hit(last) : true;
    },
  },
  {
    id: 'collect-confirm',
    acts: {
      'collect.send': {
        bill_no: ['b', 'd'],
        amount: [100, 99],
        maturity_date: ['2024-03-06', '2024-03-07', '2024-03-01'],
      },
      'collect.confirm': { bill_no: ['b'] },
      ...tick,
    },
    on: ['tick'],
    gaps: apart([DAY]),
    params: { a: 100 },
    holds: (c) =>
      anyOf(
        groups(c.past, 'bill_no').map((g) => {
          const sent = newest(of(g, 'collect.send'));
          return sent && !of(g, 'collect.confirm').length
            ? and(ge(num(sent, 'amount'), N(c, 'a')), ge(daysPast(c, date(sent, 'maturity_date')), -1))
            : false;
        }),
      ),
  },
  {
    id: 'vault-check',
    acts: { 'vault.count': { store_id: ['s', 'r'], book_qty: [1, 2], real_qty: [1] }, ...tick },
    on: ['tick', 'vault.count'],
    gaps: apart([DAY, 30 * DAY]),
    params: { n: 30 },
    holds: (c) => {
      const differs = (e: Ev): T => not(eq(num(e, 'book_qty'), num(e, 'real_qty')));
      if (c.e.action === 'vault.count') return differs(c.e);
      return anyOf(
        groups(of(c.past, 'vault.count'), 'store_id').map((g) => {
          const last = newest(g);
          return last ? or(past(c, last) > N(c, 'n') * DAY, differs(last)) : false;
        }),
      );
    },
  },
  {
    id: 'proc-order',
    acts: {
      'purchase.approve': { purchase_id: ['p'], operator_id: ['u', 'v', 'w'] },
      'purchase.apply': { purchase_id: ['p', 'q'], operator_id: ['u', 'v'] },
      'purchase.supervise': { purchase_id: ['p'], operator_id: ['v', 'w'] },
    },
    on: ['purchase.approve'],
    gaps: apart([1, HOUR, DAY]),
    params: {},
    holds: (c) => {
      const mine = keyed(c, ['purchase_id'], earlier(c));
      if (!mine) return undefined;
      const applied = newest(of(mine, 'purchase.apply'));
      const checked = applied && newest(of(mine, 'purchase.supervise').filter((e) => e.at > applied.at));
      if (!applied || !checked) return true;
      const [a, s, t] = [applied, checked, c.e].map((e) => val(e, 'operator_id'));
      return or(eq(a ?? U, s ?? U), eq(a ?? U, t ?? U), eq(s ?? U, t ?? U));
    },
  },
  {
    id: 'loan-card-agent',
    acts: {
      'loan.disburse': { card_hash: ['k'], opened_by_agent: [true, false] },
      'card.open': { card_hash: ['k', 'j'], agent_hash: ['g', 'c', ''], client_hash: ['c'] },
      'card.confirm': { card_hash: ['k'] },
    },
    on: ['loan.disburse'],
    gaps: apart([1, DAY]),
    params: {},
    holds: (c) => {
      const mine = keyed(c, ['card_hash'], c.past);
      const said = val(c.e, 'opened_by_agent');
      const opened = mine && newest(of(mine, 'card.open'));
      const agent = opened && val(opened, 'agent_hash');
      const byRecord: T = opened ? and(filled(agent ?? U), not(eq(agent ?? U, val(opened, 'client_hash')))) : undefined;
      const by: T = typeof said === 'boolean' ? or(said, !mine ? undefined : opened ? byRecord : false) : byRecord;
      return and(by, none(mine && earlier(c, of(mine, 'card.confirm'))));
    },
  },
];
