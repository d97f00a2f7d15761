import type { Language, LETTER_PLACES, LetterTemplate, LetterText } from '@/lib/model';

/** What a letter says: each placeholder filled from the record. `n` is the running number of a template in a year. */
export type LetterFacts = Record<Exclude<(typeof LETTER_PLACES)[number], 'year' | 'n'>, string> & {
  year: number;
  n: number;
};

export type Letter = LetterText;

const PLACE = /\{([a-z]+)\}/g;
const fill = (text: string, facts: LetterFacts): string =>
  text
    .replace(PLACE, (whole, name: string) => {
      const value: unknown = Object.hasOwn(facts, name) ? Reflect.get(facts, name) : undefined;
      return value === undefined ? whole : String(value);
    })
    .replace(/。。+/g, '。');

/** Next free number of a template in a year; numbers of withdrawn letters are never used again. */
export function nextNumber(
  template: LetterTemplate,
  year: number,
  issued: readonly { template: string; at: number }[],
): number {
  const yearOf = (at: number): number => new Date(at + 8 * 3_600_000).getUTCFullYear();
  return issued.filter((l) => l.template === template.id && yearOf(l.at) === year).length + 1;
}

/** A paragraph ends as a sentence does, whatever words of a record or an officer ended it. */
const ended = (text: string, language: Language): string =>
  /[。：；！？.:;!?”"]$/.test(text) ? text : `${text}${language === 'zh' ? '。' : '.'}`;

export function writeLetter(
  template: LetterTemplate,
  facts: LetterFacts,
  language: Language,
  postName: (id: string) => string,
): Letter {
  return {
    template: template.id,
    number: fill(template.number, facts),
    title: fill(template.title[language], facts),
    to: template.to === 'clerk' ? facts.clerk : facts.unit,
    copies: template.copyTo.map(postName),
    paragraphs: template.paragraphs.map((p) => ended(fill(p[language], facts), language)),
    signed: facts.issuer,
    date: facts.date,
  };
}
