// Turns a key into a sentence. Texts are plain strings; {x} takes a value, and nothing is ever read as markup.
import type { Language } from '@/lib/model';

export type Values = Record<string, string | number>;
export type Say<K extends string> = (key: K, values?: Values) => string;

/** `"{n} left"`, {n: 2} → `"2 left"`; an unknown placeholder stays as it is, so that a missing value is seen. */
export const fill = (text: string, values: Values = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));

/** English plural: `check(s)` becomes `check` for one and `checks` otherwise. */
const plural = (text: string, values?: Values): string => text.replaceAll('(s)', values?.n === 1 ? '' : 's');

export const sayer =
  <K extends string>(language: Language, texts: Record<Language, Record<K, string>>): Say<K> =>
  (key, values) =>
    fill(plural(texts[language][key], values), values);

/** Words one after the other; whole sentences. */
export const listed = (language: Language, words: readonly string[]): string =>
  words.join(language === 'zh' ? '、' : ', ');
export const clauses = (language: Language, sentences: readonly string[]): string =>
  sentences.join(language === 'zh' ? '；' : '; ');

export const langTag = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');
