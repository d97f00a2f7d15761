// Rules that look at one page of a credit desk or the office's purse, and two that measure runs of acts, from the catalogue's text.
import {
  and,
  DAY,
  E,
  empty,
  eq,
  ge,
  gt,
  keyed,
  list,
  lt,
  MINUTE,
  not,
  num,
  of,
  or,
  order,
  over,
  pick,
  times,
  U,
  val,
  within,
} from './reading';
import type { Case, Ev, T, Val } from './reading';
import { median } from './windows';
import type { Subject } from './windows';

const N = (c: Case, id: string): number => Number(c.p[id]);
const here = { gaps: [0], params: {} };
const paper = ['', ' ', 'P-7'];
const fewerThanTwo = (v: string[] | undefined): T => (v ? new Set(v).size < 2 : undefined);

/** Nothing, only dashes, or only zeros with what stands between figures. */
function blank(e: Ev, id: string): T {
  const raw = e.f[id];
  const v = val(e, id);
  if (v === U) return undefined;
  if (v === E || v === 0) return true;
  const text = String(v);
  if (/^[-–—－_/]+$/.test(text) || /^(?=.*0)[0.,/:\s-]+$/.test(text)) return true;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isNaN(Date.parse(`${text}T00:00:00Z`))) return undefined;
  return raw === '2023-02-29' ? undefined : false;
}

/** The longest row of figures one apart that has `mine`; of a row in doubt only the greatest it can be. */
function rowWith(mine: number, sure: Set<number>): number {
  let from = mine;
  while (sure.has(from - 1)) from--;
  let to = mine;
  while (sure.has(to + 1)) to++;
  return to - from + 1;
}

export const DESKS: Subject[] = [
  {
    id: 'g-batch-speed',
    acts: Object.fromEntries(
      ['relief.approve', 'loan.approve'].map((action) => [
        action,
        {
          operator_id: ['u', 'u', 'u', 'w'],
          dwell_ms: [4000, 7999, 8000, 23_999, 24_000],
          page_chars: [100, 1000, 1000, 2000],
        },
      ]),
    ),
    on: ['relief.approve'],
    gaps: [0, MINUTE, 10 * MINUTE],
    params: { n: 3, win_min: 10, min_ms: 8000, cpm: 500, share: 0.2 },
    holds: (c) => {
      const others = keyed(c, ['operator_id'], of(within(c, N(c, 'win_min') * MINUTE), c.e.action));
      if (!others) return undefined;
      const group = [...others, c.e];
      const dwell = group.map((e) => num(e, 'dwell_ms'));
      const chars = group.map((e) => num(e, 'page_chars'));
      // Every way the unread figures may be: nothing, or more than any page.
      const told = both(dwell).flatMap((d) =>
        both(chars).map((ch) => {
          const m = median(d.map((x) => over(x, 1)));
          const read = times(times(over(median(ch.map((x) => over(x, 1))), N(c, 'cpm')), 60_000), N(c, 'share'));
          return order(m, N(c, 'min_ms')) < 0 || order(m, read) < 0;
        }),
      );
      return and(group.length >= N(c, 'n'), told.every((t) => t === told[0]) ? told[0] : undefined);
    },
  },
  {
    id: 'county-serial',
    acts: {
      'discount.submit': {
        bill_no: ['GA01000000000701', 'GA01000000000702', 'GA01000000000703', 'GA01000000000705', 'no digits'],
        acceptor_id: ['k', 'k', 'k', 'm'],
        acceptor_level: ['county', 'county', 'county', 'county', 'city', 'odd'],
        drawer_type: ['ordinary', 'ordinary', 'ordinary', 'key'],
        amount: [100, 100, 100, 99],
      },
    },
    on: ['discount.submit'],
    gaps: [0, DAY, 30 * DAY],
    params: { n: 2, a: 100 },
    holds: (c) => {
      const serial = (e: Ev): number | undefined => {
        const bill = val(e, 'bill_no');
        return typeof bill === 'string' && /\d{8}$/.test(bill) ? Number(bill.slice(-8)) : undefined;
      };
      const large = (e: Ev): T => ge(num(e, 'amount'), N(c, 'a'));
      const group = keyed(c, ['acceptor_id'], of(within(c, 30 * DAY), 'discount.submit'));
      const run = (): T => {
        if (!group) return undefined;
        if (large(c.e) === false) return false;
        const mine = serial(c.e);
        const sure = group.filter((e) => large(e) === true).flatMap((e) => serial(e) ?? []);
        const maybe = group.filter((e) => large(e) !== false);
        const known = maybe.flatMap((e) => serial(e) ?? []);
        const blind = maybe.filter((e) => serial(e) === undefined).length;
        // A bill whose number was not read may lie anywhere: it lengthens the run by itself and may join it to the next.
        const places = mine === undefined ? [0, ...known.flatMap((n) => around(n, blind + 1))] : [mine];
        const longest = Math.max(...places.map((place) => longestWith(place, new Set(known), blind)));
        if (longest < N(c, 'n')) return false;
        return mine !== undefined && large(c.e) && rowWith(mine, new Set(sure)) >= N(c, 'n') ? true : undefined;
      };
      return and(
        eq(pick(c.e, 'acceptor_level', 'county', 'city', 'province', 'head'), 'county'),
        eq(pick(c.e, 'drawer_type', 'ordinary', 'key'), 'ordinary'),
        run(),
      );
    },
  },
  {
    ...here,
    id: 'auth-same-device',
    acts: {
      authorise: {
        handler_device: ['d1', 'd2'],
        auth_device: ['d1', 'd2'],
        delay_ms: [2999, 3000, 60_000],
        method: ['password', 'fingerprint', 'token'],
      },
    },
    on: ['authorise'],
    params: { d: 3000 },
    holds: (c) =>
      or(
        and(
          eq(pick(c.e, 'method', 'password', 'fingerprint'), 'password'),
          eq(val(c.e, 'auth_device'), val(c.e, 'handler_device')),
        ),
        lt(num(c.e, 'delay_ms'), N(c, 'd')),
      ),
  },
  {
    ...here,
    id: 'contract-blank',
    acts: {
      'loan.disburse': {
        amount: [100, 0, '0.00', '10', '——'],
        rate: [4.35, 4.35, 0, '0.0', '4.35'],
        term_to: ['2025-03-01', '2025-03-01', '0000-00-00', '----', '2023-02-29'],
        purpose: ['周转', '周转', '0', '/', '0 0'],
        sign_date: ['2024-03-01', '2024-03-01', '0', '_', ' '],
        guarantor: ['', '张', '—'],
      },
    },
    on: ['loan.disburse'],
    params: { req: ['amount', 'rate', 'term_to', 'purpose', 'sign_date'] },
    holds: (c) => or(...(c.p.req as string[]).map((id) => blank(c.e, id))),
  },
  {
    ...here,
    id: 'payee-mismatch',
    acts: {
      'loan.disburse': {
        borrower_hash: ['h1', 'h2'],
        payee_hash: ['h1', 'h2'],
        entrusted_payment: [false, false, true, 'no'],
      },
    },
    on: ['loan.disburse'],
    holds: (c) => {
      const entrusted = val(c.e, 'entrusted_payment');
      return and(
        not(eq(val(c.e, 'payee_hash'), val(c.e, 'borrower_hash'))),
        typeof entrusted === 'boolean' ? !entrusted : undefined,
      );
    },
  },
  {
    ...here,
    id: 'inquiry-other-bank',
    acts: {
      'discount.submit': {
        reply_text: [
          '真实',
          '他行查',
          '他行一二三四查',
          '他行一二三四五查',
          '他行\n查',
          '本行，他行一二三四五，他行查',
          '查他行',
        ],
        reply_source: ['own', 'own', 'client', 'odd'],
        followup_no: ['', '', 'T-8'],
      },
    },
    on: ['discount.submit'],
    holds: (c) => {
      const text = val(c.e, 'reply_text');
      const source = pick(c.e, 'reply_source', 'own', 'client');
      return and(
        or(
          text === U ? undefined : text !== E && /他行.{0,4}查/.test(String(c.e.f.reply_text)),
          source === E ? false : eq(source, 'client'),
        ),
        empty(val(c.e, 'followup_no')),
      );
    },
  },
  {
    ...here,
    id: 'one-examiner',
    acts: {
      'discount.submit': {
        examiner_ids: [['a', 'b'], ['a', 'b'], ['a', ' a '], ['a', ''], []],
        device_result: ['pass', 'pass', 'fail', '', 'empty', 'odd'],
      },
    },
    on: ['discount.submit'],
    holds: (c) => {
      const device = pick(c.e, 'device_result', 'pass', 'fail', 'empty');
      return or(fewerThanTwo(list(c.e, 'examiner_ids')), device === E ? true : not(eq(device, 'pass')));
    },
  },
  {
    ...here,
    id: 'rate-floor',
    acts: {
      'discount.submit': { quote_rate: [1.8, 1.95, 1.9499, 1.9501, 'n/a'], floor_rate: [1.95], exception_no: paper },
    },
    on: ['discount.submit'],
    holds: (c) => and(lt(num(c.e, 'quote_rate'), num(c.e, 'floor_rate')), empty(val(c.e, 'exception_no'))),
  },
  {
    ...here,
    id: 'two-carriers',
    acts: { 'resale.trip': { carrier_ids: [[], ['a'], ['a', 'a'], ['a', ' a'], ['a', 'b'], ['a', ''], ['A', 'a']] } },
    on: ['resale.trip'],
    holds: (c) => fewerThanTwo(list(c.e, 'carrier_ids')),
  },
  {
    ...here,
    id: 'ordinary-mail',
    acts: {
      'collect.send': {
        mail_type: ['express', 'express', 'ordinary', 'pigeon'],
        payer_address: ['x', '', 'x'],
        contact_phone: ['1', ' ', '1'],
      },
    },
    on: ['collect.send'],
    holds: (c) => {
      const mail = pick(c.e, 'mail_type', 'express', 'ordinary');
      return or(
        mail === E ? true : not(eq(mail, 'express')),
        empty(val(c.e, 'payer_address')),
        empty(val(c.e, 'contact_phone')),
      );
    },
  },
  {
    ...here,
    id: 'spend-5000',
    acts: { 'expense.submit': { amount: [499_999, 500_000, 500_001, 'many'], minutes_no: paper } },
    on: ['expense.submit'],
    params: { a: 500_000 },
    holds: (c) => and(ge(num(c.e, 'amount'), N(c, 'a')), empty(val(c.e, 'minutes_no'))),
  },
  {
    ...here,
    id: 'vehicle-vendor',
    acts: {
      'vehicle.expense': {
        vendor_id: ['v1', ' v2 ', 'v9', 'V1'],
        exception_no: ['', 'X1'],
        litres: [62, 63, 63.1, 64],
        tank_litres: [60],
      },
    },
    on: ['vehicle.expense'],
    params: { d: ['v1', 'v2'] },
    holds: (c) => {
      const vendor = val(c.e, 'vendor_id');
      const listed: T = typeof vendor === 'string' ? (c.p.d as string[]).includes(vendor) : undefined;
      const litres = num(c.e, 'litres');
      const tank = num(c.e, 'tank_litres');
      const tooMuch = litres === E ? false : typeof tank === 'number' ? gt(litres, times(tank, 1.05)) : undefined;
      return or(and(not(listed), empty(val(c.e, 'exception_no'))), tooMuch);
    },
  },
];

/** Unread figures once as nothing and once as more than any other. */
function both(figures: Val[]): number[][] {
  const read = (stand: number): number[] => figures.map((v) => (typeof v === 'number' ? v : stand));
  return figures.every((v) => typeof v === 'number') ? [read(0)] : [read(0), read(1e12)];
}

const around = (n: number, reach: number): number[] => Array.from({ length: 2 * reach + 1 }, (_, i) => n - reach + i);

/** How long the run of `mine` can be at most when `blind` bills may have any number. */
function longestWith(mine: number, known: Set<number>, blind: number): number {
  let best = 0;
  for (let low = mine - known.size - blind - 1; low <= mine; low++)
    for (let high = mine; high <= mine + known.size + blind + 1; high++) {
      let missing = 0;
      for (let n = low; n <= high; n++) if (n !== mine && !known.has(n)) missing++;
      if (missing <= blind) best = Math.max(best, high - low + 1);
    }
  return best;
}
