// What a post has to know, out of the library: one card a day, questions, and how answers are marked. It knows no person, no
// clock and no browser; the same library and seed always give the same paper.
export { cardOf, pointsOf } from './points';
export { EXAM, need, paperOf, quarterOf, QUIZ } from './paper';
export { questionsOf } from './questions';
export type { Known, Question } from './questions';
