// What may leave a page as part of an adapter: names of things, never of people or matters.
import { fold } from '../text';

/** From this many figures on, a text may be a number that somebody has; years and small counts stay below it. */
const FIGURES = 5;
const WITH_FIGURE = /[0-9A-Za-z]*\d[0-9A-Za-z]*/g;

const figuresIn = (text: string): number => fold(text).match(/\d/g)?.length ?? 0;

/** Every word that holds a figure becomes `#` where the text holds five or more; split or spaced numbers count as one. */
export const scrub = (text: string): string => (figuresIn(text) < FIGURES ? text : scrubAll(text));

/** All of them, however few: for a piece of a text that is personal as a whole. */
export const scrubAll = (text: string): string => fold(text).replace(WITH_FIGURE, '#');

/** Would something of it be blanked? Such a text is no anchor: it names a matter, not a place. */
export const isPersonal = (text: string): boolean => figuresIn(text) >= FIGURES;

/** Counted up while the page is drawn, or a hash: another one tomorrow. */
export const isMadeUp = (name: string): boolean =>
  isPersonal(name) ||
  /(^|[-_:.])\d+$|\d{3,}|^[:_]|:r\w*:|[-_:](gen|uid|uuid|auto)\b|^(ext-|yui|gwt-|ember|mat-|cdk-|rc[-_]|react-|radix-|headlessui-|ui-id|el-id)/i.test(
    name,
  ) ||
  /^(?=.*\d)(?=.*[a-f])[0-9a-f-]{8,}$/i.test(name);

/** An address's path or hash with everything that names one matter as `*`. */
export const generalised = (path: string): string =>
  path
    .split('/')
    .map((piece) => (isOne(piece) ? '*' : piece))
    .join('/');
/** A segment that names one matter: two figures or more, or longer than words in addresses are. */
const isOne = (piece: string): boolean =>
  (piece.match(/\d/g)?.length ?? 0) >= 2 || /^\d+$/.test(piece) || piece.length > 40;
