// What on a page can be pointed at, in its order, and what a person would call it.
import { rowOf } from '../columns';
import { all, around, fits, isControl, isVisible, previousOf, readText, tagOf } from '../dom';
import { CONTROLS, namesOf, ownTexts, roleCss } from '../locate';
import { bare } from '../text';
import { cellsNear, columnsNear, labelsNear } from './anchors';
import { isPersonal } from './scrub';

const PRESS = 'button,input[type=submit],input[type=button],input[type=image],[role=button],a[href],[onclick]';
const LEAVES = 'td,dd,[role=cell],[role=gridcell],span,div,b,strong,p,font,a,output';
const MAX_LEAVES = 400;

/** Fields and words that stand beside a label, or (`presses`) what can be pressed; visible, outermost first. */
export function placesToPoint(doc: Document, presses: boolean): Element[] {
  if (presses) return all(doc, `${PRESS},${roleCss('button')}`).filter((el) => isVisible(el) && !wraps(el));
  const fields = new Set(all(doc, CONTROLS).filter((el) => isVisible(el) && !fits(el, `button,${PRESS}`)));
  const leaves = all(doc, LEAVES)
    .filter((el) => el.children.length < 3 && !around(el, `label,legend,h1,h2,h3,h4,nav,button,select,th`))
    .filter((el) => !all(el, `${CONTROLS},${LEAVES}`).length && isVisible(el) && readText(el, 200).trim() !== '')
    .slice(0, MAX_LEAVES)
    .filter((el) => isBesideLabel(el) && calledOf(el) !== '');
  const both = new Set([...fields, ...leaves]);
  return all(doc, '*').filter((el) => both.has(el));
}
const wraps = (el: Element): boolean => all(el, PRESS).length > 0;
const isBesideLabel = (el: Element): boolean => {
  const row = rowOf(el);
  const before = previousOf(el) ?? (tagOf(el) === 'td' ? null : previousOf(el.parentElement ?? el));
  return !!row || (!!before && bare(readText(before, 60)).length > 0);
};

/** A control by its label, a button by its text, a cell by what stands before it or above it. '' : nothing says what it is. */
export function calledOf(el: Element): string {
  if (fits(el, `${PRESS},button`)) return firstOf(ownTexts(el));
  if (isControl(el) || fits(el, CONTROLS)) {
    const own = firstOf(namesOf(el).map(bare));
    if (own) return own;
  }
  return firstOf([...cellsNear(el, el), ...columnsNear(el), ...labelsNear(el, el)]);
}
const firstOf = (texts: readonly string[]): string =>
  texts
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .find((text) => text && text.length <= 40 && !isPersonal(text)) ?? '';
