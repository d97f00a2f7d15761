import type { Say } from '@/components/texts';
import { admin, type AdminKey } from '@/components/texts/zh/admin';
import { packRefusal } from '@/lib/messages/pack-words';
import type { PackRefused } from '@/lib/messages/views';
import type { Language } from '@/lib/model';

export type A = Say<AdminKey>;

/** Kinds of power are the packs' words: one we have no word for stands as it is. */
export const powerWord = (a: A, power: string): string => {
  const key = `power.${power}`;
  return isKey(key) ? a(key) : power;
};
/** Why something new was not taken, and what of it. */
export const refusalWord = (a: A, language: Language, { why, of }: PackRefused): string =>
  a('pk.refused', { why: packRefusal(why, language), of });

const isKey = (key: string): key is AdminKey => Object.hasOwn(admin, key);
