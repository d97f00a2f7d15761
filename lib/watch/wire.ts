// What the two worlds of a page say to each other, over a detached node that only they hold. The page hook asks synchronously
// by cancelable events: "not cancelled" lets the request go. Everything is text or a node; nothing else crosses worlds safely.

/** peek: worth reading the body? · ask: may it go? */
export type Question = 'peek' | 'ask';
/** `wait`: it may wait for a later answer; else refusing is all that can be done. */
export interface Asked {
  id: number;
  kind: 'fetch' | 'xhr' | 'beacon' | 'form_submit';
  wait: boolean;
  method: string;
  url: string;
  /** The body; a form's in the way of addresses, key=value&… */
  text?: string;
}
export interface Answered {
  id: number;
  ok: boolean;
}
/** What the watcher has the hook do in the page's own world, with the node handed over as related target. */
export const DO = {
  click: 'do-click',
  form: 'do-form',
  submit: 'do-submit',
  raw: 'do-raw',
  mouse: 'do-mouse',
  pointer: 'do-pointer',
  enter: 'do-enter',
  space: 'do-space',
} as const;
export type Doing = keyof typeof DO;
/** Where and how a press hit: a page may send the point, or put its menu there. */
const POINT = [
  'detail',
  'screenX',
  'screenY',
  'clientX',
  'clientY',
  'ctrlKey',
  'shiftKey',
  'altKey',
  'metaKey',
] as const;
export const pointOf = (event: Event | undefined): MouseEventInit => {
  const point: Record<string, unknown> = {};
  if (event) for (const key of POINT) point[key] = Reflect.get(event, key);
  return point;
};
export const SAY = {
  form: 'form',
  port: 'hs-ack',
  hello: 'hello',
  hs: 'hs',
  opened: 'opened',
  answer: 'answer',
} as const;
