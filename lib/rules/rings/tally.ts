import type { FactSpec, Figure, Tally } from '@/lib/model';
import { bounds, UNTOLD } from '../facts/figures';
import type { Asked, Counted } from '../facts/gather';
import { valueIn } from '../facts/gather';
import { medianOf } from '../facts/totals';
import { add, fraction, isNum } from '../number';
import type { FactValue } from '../scope';
import { entries, isEmpty, isUnknown, keyOf } from '../value';
import { slotOf } from './plan';

export const NOTHING: Tally = { sure: 0, open: 0, seqs: [], figures: {} };

/** One act's tally under the facts that share its population. */
export function tallyOf(counted: Counted, asked: readonly Asked[]): Tally {
  const figures: Tally['figures'] = {};
  for (const one of asked) {
    const figure = figureOf(counted, one);
    if (figure) figures[slotOf(one.spec)] = figure;
  }
  const seq = counted.isTrigger ? undefined : counted.event.seq;
  return {
    sure: counted.certain ? 1 : 0,
    open: counted.certain ? 0 : 1,
    seqs: seq === undefined ? [] : [seq],
    figures,
  };
}

function figureOf({ scope, certain, event, isTrigger }: Counted, asked: Asked): Figure | undefined {
  const { kind } = asked.spec;
  if (kind === 'count') return undefined;
  const value = asked.spec.value ? valueIn(asked, scope) : (scope.past?.action ?? null);
  switch (kind) {
    case 'sum':
      return isNum(value) ? { k: 'sum', lo: certain ? value : 0, hi: value } : { k: 'sum', lo: 0, hi: null };
    case 'distinct': {
      if (isUnknown(value) || (!Array.isArray(value) && isEmpty(value)))
        return { k: 'set', sure: [], all: [], unread: 1 };
      const all = [...new Set(entries(value).map(keyOf))];
      return { k: 'set', sure: certain ? all : [], all, unread: 0 };
    }
    case 'share':
      return {
        k: 'share',
        yes: value === true ? 1 : 0,
        no: value === false ? 1 : 0,
        unread: typeof value === 'boolean' ? 0 : 1,
      };
    default:
      return isNum(value)
        ? {
            k: 'numbers',
            list: [value],
            unread: 0,
            doubtful: certain ? 0 : 1,
            seqs: isTrigger ? [] : [event.seq ?? -1],
          }
        : { k: 'numbers', list: [], unread: 1, doubtful: 0, seqs: [] };
  }
}

/** `b` is the later of the two. */
export function merged(a: Tally, b: Tally): Tally {
  const figures = { ...a.figures };
  for (const [slot, figure] of Object.entries(b.figures)) {
    const before = figures[slot];
    figures[slot] = before ? mergedFigure(before, figure) : figure;
  }
  return { sure: a.sure + b.sure, open: a.open + b.open, seqs: [...a.seqs, ...b.seqs].slice(-100), figures };
}

function mergedFigure(a: Figure, b: Figure): Figure {
  if (a.k === 'sum' && b.k === 'sum')
    return { k: 'sum', lo: add(a.lo, b.lo), hi: a.hi === null || b.hi === null ? null : add(a.hi, b.hi) };
  if (a.k === 'set' && b.k === 'set')
    return {
      k: 'set',
      sure: [...new Set([...a.sure, ...b.sure])],
      all: [...new Set([...a.all, ...b.all])],
      unread: a.unread + b.unread,
    };
  if (a.k === 'share' && b.k === 'share')
    return { k: 'share', yes: a.yes + b.yes, no: a.no + b.no, unread: a.unread + b.unread };
  if (a.k === 'numbers' && b.k === 'numbers')
    return {
      k: 'numbers',
      list: [...a.list, ...b.list],
      unread: a.unread + b.unread,
      doubtful: a.doubtful + b.doubtful,
      seqs: [...a.seqs, ...b.seqs].slice(-100),
    };
  throw new Error('a slot keeps one kind of figure');
}

/** The fact itself. `inDoubt`: whether the act counts is not known, so perhaps nothing does. */
export function factOf(tally: Tally, spec: FactSpec, inDoubt: boolean): FactValue {
  const figure = tally.figures[slotOf(spec)];
  const told = (value: FactValue['value']): FactValue => ({ value, evidence: tally.seqs });
  switch (spec.kind) {
    case 'count':
      return told(bounds(inDoubt ? 0 : tally.sure, tally.sure + tally.open));
    case 'sum':
      return told(figure?.k === 'sum' ? bounds(inDoubt ? 0 : figure.lo, figure.hi) : 0);
    case 'distinct':
      return told(
        figure?.k === 'set' ? bounds(inDoubt ? 0 : figure.sure.length, figure.all.length + figure.unread) : 0,
      );
    case 'share': {
      if (tally.open) return { value: UNTOLD };
      if (figure?.k !== 'share') return { value: null };
      const of = BigInt(figure.yes + figure.no + figure.unread);
      return told(bounds(fraction(BigInt(figure.yes), of), fraction(BigInt(figure.yes + figure.unread), of)));
    }
    default: {
      if (figure?.k !== 'numbers') return { value: tally.open ? UNTOLD : null };
      const isRatio = spec.kind === 'ratio_median';
      if (isRatio ? figure.doubtful : tally.open) return { value: UNTOLD };
      const value = medianOf(figure.list, isRatio ? 0 : figure.unread);
      return value === null ? { value } : { value, evidence: isRatio ? figure.seqs : tally.seqs };
    }
  }
}
