/** Hides valid identity, phone and (where asked) card numbers in a text. */
export type Mask = (text: string, cards: boolean) => string;

/** Readings of an act: a business number that stands alone may well pass a card's check digit, one in ten does. */
const READINGS = new Set(['fields', 'items']);

/**
 * What a page says, once more without numbers that identify a person: the page hides them before it speaks, but a page's word
 * is a claim. Values only; keys are the message table's.
 */
export function concealed(body: unknown, mask: Mask, cards = true): unknown {
  if (typeof body === 'string') return mask(body, cards || !/^\d+$/.test(body));
  if (Array.isArray(body)) return body.map((item) => concealed(item, mask, cards));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, concealed(value, mask, cards && !READINGS.has(key))]),
  );
}
