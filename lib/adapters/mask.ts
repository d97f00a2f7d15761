// Free text is looked through for numbers that identify a person before it leaves the page.
import { bankCardOk, maskedForm, phoneOk, residentIdOk } from './identity';

const RUN =
  /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z])/g;

/** Valid identity, phone and (`cards`) card numbers in a text are replaced by their masked form. Other digits stay. */
export function maskText(text: string, cards = true): string {
  if (!/\d{4}/.test(text)) return text;
  return text.replace(RUN, (run) => {
    const n = run.replace(/[ -]/g, '').toUpperCase();
    if (residentIdOk(n)) return maskedForm(n, 'resident_id');
    if (n.length === 11 && phoneOk(n)) return maskedForm(n, 'phone');
    return cards && n.length >= 15 && bankCardOk(n) ? maskedForm(n, 'bank_card') : run;
  });
}
