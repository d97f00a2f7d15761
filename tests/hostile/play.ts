// One trick, played in any browser: what is asked of a browser stands here, what is expected in the spec.
import { inkOf } from '../support/png';
import type { Trick } from './tricks';

/** A clerk's browser with a paper open, whichever it is. Page scripts run with the page's own rights. */
export interface Stage {
  /** Opens a fresh paper and waits until it is recognised. */
  open(): Promise<void>;
  asPage(script: string): Promise<unknown>;
  /** Presses the act's button as a person does. */
  press(): Promise<void>;
  isHeld(): Promise<boolean>;
  escape(): Promise<void>;
  /** A picture of the window, and where the hold's sentence should stand in it. */
  picture(): Promise<{ png: Buffer; sentence: { x: number; y: number; width: number; height: number } | undefined }>;
}

/** As the page's own script: every event it can name, on window and document, in both phases. */
export const LISTEN = `window.overheard = []; {
  const names = new Set(['textInput','beforecopy','beforecut','beforepaste','DOMActivate']);
  for (let o of [window, document, document.body, HTMLElement.prototype, SVGElement.prototype])
    for (const key in o) if (/^on[a-z]+$/.test(key)) names.add(key.slice(2));
  for (const n of ['compositionstart','compositionupdate','compositionend','focusin','focusout','DOMContentLoaded']) names.add(n);
  for (const name of names) for (const at of [window, document]) for (const capture of [true, false])
    at.addEventListener(name, (e) => { const h = document.querySelector('hulan-surface');
      if (h && (e.target === h || e.composedPath().includes(h))) overheard.push({ name, said: [e.key, e.data, e.clipboardData && 'clip', e.clientX && 'at'].filter(Boolean).join() }); }, capture);
}`;

export type Overheard = { name: string; said: string }[];
export interface Played {
  held: boolean;
  /** Events of our surfaces that a listener of the page was told of, and what they told. */
  overheard: Overheard;
  /** Dark words on light paper, where the sentence should stand. */
  legible: boolean;
}
const SEEN_AFTER_MS = 1000;
const SUPPRESSED_AFTER_MS = 3200;

export async function play(stage: Stage, trick: Trick, wait: (ms: number) => Promise<void>): Promise<Played> {
  await stage.open();
  await stage.asPage(LISTEN);
  if (trick.before) await stage.asPage(trick.before);
  await stage.press();
  for (let tries = 0; tries < 100 && !(await stage.isHeld()); tries++) await wait(50);
  const held = await stage.isHeld();
  if (trick.during) await stage.asPage(trick.during);
  await wait(trick.ends === 'suppressed' ? SUPPRESSED_AFTER_MS : SEEN_AFTER_MS);
  const { png, sentence } = await stage.picture();
  const { paper, ink } = sentence ? inkOf(png, sentence) : { paper: 0, ink: 0 };
  if (trick.ends === 'seen') await stage.escape();
  const overheard = await stage.asPage('JSON.stringify(window.overheard ?? [])');
  // A page that went away, or bent its own JSON, has nothing to tell.
  const heard = String(overheard ?? '').startsWith('[') ? String(overheard) : '[]';
  return { held, overheard: JSON.parse(heard), legible: paper > 0.5 && ink > 0.01 };
}

/** Focus comes and goes where every page can see it; it tells nothing of what is typed or pressed. */
export const leaks = (overheard: Overheard): Overheard =>
  overheard.filter(({ name, said }) => said !== '' || !/^(focus|blur|focusin|focusout)$/.test(name));

/** What the journal says of the act that was played, in a few words. */
export interface Told {
  receipt?: string;
  suppressed: boolean;
  answers: string[];
}
type Entry = { seq: number; kind: string; re?: number | undefined; body: Record<string, unknown> };
/** Of the latest act. */
export function toldOf(entries: readonly Entry[]): Told {
  const act = entries.filter(({ kind }) => kind === 'event').at(-1)?.seq;
  const mine = entries.filter(({ re }) => re === act);
  const shown = mine.filter(({ kind }) => kind === 'shown').at(-1)?.body;
  return {
    ...(shown ? { receipt: String(shown.receipt) } : {}),
    suppressed: mine.some(({ kind, body }) => kind === 'gap' && body.reason === 'reminder_suppressed'),
    answers: mine.filter(({ kind }) => kind === 'answer').map(({ body }) => String(body.kind)),
  };
}
