// What may be kept of a request that left while a person acted: method, path, and words that name verbs.
/** A request that left while a person acted; names and verbs, values left behind. */
export interface SeenCall {
  method: string;
  path: string;
  /** Form keys, or pointers into the body, whose values are words of a program. */
  words: { form?: Record<string, string>; json?: Record<string, string> };
}

const WORD = /^[A-Za-z][A-Za-z_.:-]{0,60}$/;
const VERBS = /^(action|method|op|oper|operation|cmd|command|do|act|verb|type|czlx|submit|button|event|__action)$/i;
/** What of a body says which act it is: keys that name verbs, with values that are words. Everything else stays behind. */
export function wordsOf(body: { entries?: readonly (readonly [string, string])[]; json?: unknown }): SeenCall['words'] {
  const form = Object.fromEntries((body.entries ?? []).filter(([key, value]) => VERBS.test(key) && WORD.test(value)));
  const json: Record<string, string> = {};
  if (typeof body.json === 'object' && body.json !== null)
    for (const [key, value] of Object.entries(body.json))
      if (VERBS.test(key) && typeof value === 'string' && WORD.test(value)) json[`/${key}`] = value;
  return body.json === undefined ? { form } : { json };
}
