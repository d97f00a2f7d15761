import type { Say } from '@/components/texts';
import { admin, type AdminKey } from '@/components/texts/zh/admin';

export type A = Say<AdminKey>;

/** Kinds of power are the packs' words: one we have no word for stands as it is. */
export const powerWord = (a: A, power: string): string => {
  const key = `power.${power}`;
  return isKey(key) ? a(key) : power;
};
/** A reason we have no word for stands as it is. */
export const refusalWord = (a: A, why: string): string => {
  const key = `pk.why.${why}`;
  return isKey(key) ? a(key) : why;
};
const isKey = (key: string): key is AdminKey => Object.hasOwn(admin, key);
