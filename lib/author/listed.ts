import type { Language } from '@/lib/model';

/** Words one after the other, as they are read and typed in this language. */
export const listed = (language: Language, words: readonly (string | number)[]): string =>
  words.join(language === 'zh' ? '、' : ', ');
