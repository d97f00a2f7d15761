// Identity numbers: kinds by their check digits, masked form, age. The raw number leaves this room only in `raw` lists.
import type { Identity } from '@/lib/model';
import { fold } from './text';

export type IdentityKind = Identity['kind'];

/** As compared: without blanks and dashes, letters upper case. */
export const plainNumber = (text: string): string => fold(text).replace(/[\s-]/g, '').toUpperCase();

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const USCC_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const realDay = (y: number, m: number, d: number): boolean => {
  const day = new Date(Date.UTC(y, m - 1, d));
  return y >= 1850 && day.getUTCFullYear() === y && day.getUTCMonth() === m - 1 && day.getUTCDate() === d;
};
/** Resident identity number: 18 characters (GB 11643) or the old 15 digits. */
export function residentIdOk(n: string): boolean {
  if (/^[1-9]\d{14}$/.test(n))
    return realDay(1900 + Number(n.slice(6, 8)), Number(n.slice(8, 10)), Number(n.slice(10, 12)));
  if (
    !/^[1-9]\d{16}[\dX]$/.test(n) ||
    !realDay(Number(n.slice(6, 10)), Number(n.slice(10, 12)), Number(n.slice(12, 14)))
  )
    return false;
  return n[17] === '10X98765432'[ID_WEIGHTS.reduce((sum, w, i) => sum + w * Number(n[i]), 0) % 11];
}
/** Unified social credit code (GB 32100). */
export function usccOk(n: string): boolean {
  if (!/^[1-9A-NY][1-9A]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(n)) return false;
  let sum = 0,
    weight = 1;
  for (const c of n.slice(0, 17)) {
    sum += USCC_SIGNS.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_SIGNS[(31 - (sum % 31)) % 31] === n[17];
}
/** Bank card: 12 to 19 digits with Luhn's check. */
export function bankCardOk(n: string): boolean {
  if (!/^\d{12,19}$/.test(n) || /^(\d)\1+$/.test(n)) return false;
  let sum = 0;
  for (let i = 0; i < n.length; i++) {
    const d = Number(n[n.length - 1 - i]) * (i % 2 ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 === 0;
}
export const phoneOk = (n: string): boolean => /^(?:\+?86)?1[3-9]\d{9}$/.test(n) || /^0\d{9,11}$/.test(n);

const CHECKS: Record<Exclude<IdentityKind, 'unknown'>, (n: string) => boolean> = {
  resident_id: residentIdOk,
  uscc: usccOk,
  bank_card: bankCardOk,
  phone: phoneOk,
  passport: (n) => /^[A-Z]{1,2}\d{7,8}$/.test(n),
  permit: (n) => /^[A-Z]\d{8,10}$/.test(n),
  account: (n) => /^[0-9A-Z]{5,40}$/.test(n),
};

export function kindOf(n: string): IdentityKind {
  if (residentIdOk(n)) return 'resident_id';
  if (usccOk(n)) return 'uscc';
  if (phoneOk(n) && n.length <= 14) return 'phone';
  if (bankCardOk(n)) return 'bank_card';
  return 'unknown';
}

/** First and last few, the middle hidden; nothing of short ones. */
export function maskedForm(n: string, kind: IdentityKind): string {
  const [head, tail] =
    kind === 'resident_id'
      ? [3, 4]
      : kind === 'phone'
        ? [3, 4]
        : kind === 'uscc'
          ? [4, 4]
          : kind === 'bank_card' || n.length >= 12
            ? [4, 4]
            : n.length >= 8
              ? [2, 2]
              : [1, 1];
  if (n.length <= head + tail) return '*'.repeat(n.length);
  return (n.slice(0, head) + '*'.repeat(n.length - head - tail) + n.slice(-tail)).slice(0, 64);
}

/** Completed years on the civil day of Asia/Shanghai. */
export function ageAt(n: string, at: number): number | undefined {
  if (!residentIdOk(n)) return undefined;
  const birth = n.length === 18 ? n.slice(6, 14) : `19${n.slice(6, 12)}`;
  const today = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10).replace(/-/g, '');
  return Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(4) < birth.slice(4) ? 1 : 0);
}

/** One number as it travels; `same` is filled when the whole event has been read. */
export function identityOf(
  text: string,
  kind: IdentityKind | undefined,
  at: number,
): { identity: Identity; raw: string } {
  const raw = plainNumber(text).slice(0, 64);
  // A page that shows the number masked itself can neither be checked nor matched.
  const of = kind ?? kindOf(raw);
  const valid = of !== 'unknown' && CHECKS[of](raw);
  const age = of === 'resident_id' && valid ? ageAt(raw, at) : undefined;
  return {
    identity: {
      kind: of,
      masked: raw.includes('*') ? raw : maskedForm(raw, of),
      valid,
      ...(age === undefined ? {} : { age }),
      same: [],
    },
    raw,
  };
}
