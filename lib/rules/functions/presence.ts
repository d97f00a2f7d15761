import { compare, isNum } from '../number';
import { isEmpty, isUnknown } from '../value';
import type { Value } from '../value';
import { read } from './kit';
import type { Fn } from './kit';

/** A contract blank: nothing, only dashes, only zeros with their punctuation. */
function isBlank(v: Value | undefined): boolean {
  if (v === undefined || isEmpty(v)) return true;
  if (isNum(v)) return compare(v, 0) === 0;
  if (typeof v !== 'string') return false;
  const text = v.normalize('NFKC').replace(/\s/g, '');
  return /^[-–—－_/]+$/.test(text) || (text.includes('0') && /^[0.,\-/:]+$/.test(text));
}

export const PRESENCE: Record<string, Fn> = {
  /** True: read and empty. False: filled. Unknown: not read. */
  empty: read(([x]) => x === undefined || isEmpty(x)),
  /** Two answers only: read and filled, or not. */
  known: ([x]) => x !== undefined && !isUnknown(x) && !isEmpty(x),
  blank: read(([x]) => isBlank(x)),
  /** The field of this name; empty when the action has no such field. */
  field: read(([name], scope) => (typeof name === 'string' && scope.declares(name) ? scope.field(name) : null)),
  onAction: read(([name], scope) => name === (scope.past ?? scope).action || name === scope.action),
};
