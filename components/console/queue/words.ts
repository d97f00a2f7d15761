import type { OfficeView, QueueLine } from '@/lib/messages/office-views';
import type { Facet, Language } from '@/lib/model';
import type { Say } from '@/components/texts';
import type { S } from '../shell';
import { queue as zh, type QueueKey } from '@/components/texts/zh/queue';

export type Q = Say<QueueKey>;

const isKey = (key: string): key is QueueKey => key in zh;
/** A word of ours by its code; an unknown code stands as it is. */
export const wordOf = (say: Q, prefix: string, code: string): string => {
  const key = `${prefix}.${code}`;
  return isKey(key) ? say(key) : code;
};

const ANSWERS = ['none', 'back', 'continue', 'acknowledge', 'unanswered'] as const;
export const answerWord = (answer: string, say: S): string => {
  const known = ANSWERS.find((a) => a === answer);
  return known ? say(`answer.${known}`) : answer;
};

/** Words of both tables: the console's and the queue's. */
export interface Words {
  say: S;
  q: Q;
  language: Language;
}

export function facetWord(facet: Facet, value: string, office: OfficeView, { say, q }: Words): string {
  switch (facet) {
    case 'severity':
      return office.levels.find((l) => String(l.severity) === value)?.mark.word ?? value;
    case 'stage':
      return wordOf(q, 'stage', value);
    case 'answer':
      return answerWord(value, say);
    case 'risk':
      return office.words.risk[value] ?? value;
    case 'rule':
      return office.words.rule[value] ?? value;
    case 'post':
      return office.words.post[value] ?? value;
    case 'desk':
      return value === office.ownDesk ? q('sources.own') : value.slice(0, 8);
    case 'unit':
      return value;
  }
}

/** 新产生, or how it was closed. */
export const stageWord = (line: Pick<QueueLine, 'stage' | 'closedAs'>, q: Q): string =>
  line.closedAs ? wordOf(q, 'closed', line.closedAs) : wordOf(q, 'stage', line.stage);
