import type { Mark } from './level';
import type { Person } from './person';
import type { Language } from './text';
import type { Reading } from './values';

/** What components are given; all texts are in the reader's language already. Components keep no rule logic. */
export interface LevelMark {
  mark: Mark;
  word: string;
  /** Of a draft that its author tries: the words of its badge. */
  draft?: string;
}
/** What an act is about: its action, and what the page shows in the field that tells one matter from another. */
export interface Matter {
  action: string;
  subject: Reading;
}
export interface FactLine {
  label: string;
  actual: string;
  expected?: string;
  field?: string;
  bad: boolean;
}
export interface SourceLine {
  title: string;
  article?: string;
  href?: string;
  checked: boolean;
}
export interface Hit {
  rule: string;
  ruleVersion: number;
  level: LevelMark;
  sentence: string;
  because: string;
  facts: FactLine[];
  checks: { id: string; text: string }[];
  reasons: { id: string; text: string; wrongRule?: boolean }[];
  sources: SourceLine[];
  deadline?: { at: number; from: number; label: string };
}
/** CSS px of a frame's viewport. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface HoldView {
  /** Event id; `shown` entries and answers refer to it. */
  id: string;
  language: Language;
  /** "放款已暂停,{effect}尚未{done}" */
  title: string;
  notDone: string;
  /** Rect of the pressed control in the acting frame's viewport, CSS px; absent for acts without a control. */
  anchor?: Rect;
  /** Flagged fields in the same viewport: they stay lit while the hold stands. */
  lit?: Rect[];
  /** hits[0] is the headline: strongest ask first, then level. Checks and reasons are merged and de-duplicated by id. */
  hits: Hit[];
  ask: 'checklist' | 'justification' | 'second_person' | 'stop';
  need: {
    checks: { id: string; text: string }[];
    reason: 'none' | 'pick' | 'text10';
    reasons: Hit['reasons'];
    second?: { posts: string[]; postNames: string; candidates: Person[] };
  };
  backLabel: string;
  continueLabel: string;
  /** Something could not be read or history is missing: said as a quiet line. */
  notes: string[];
  draft?: string;
  /** Its case card can be opened. */
  matter?: Matter;
}
export type HoldOutcome =
  | { kind: 'back' }
  | {
      kind: 'continue';
      checks: string[];
      reasonId?: string;
      reasonText?: string;
      second?: { person: string; post: string; way: 'local_pin' | 'none_available'; at: number; ticket?: string };
    }
  | { kind: 'unanswered'; why: 'navigated' | 'closed' | 'timeout' | 'withdrawn' | 'orphaned' };

/** `refused`: the second person said no, which ends the matter; without it (window closed, time over) one may ask again. */
export type SecondReply =
  | { ok: true; ticket: string; at: number; post: string }
  | { ok: false; sentence: string; refused?: boolean };

/** What was really on screen, for the journal. */
export interface Shown {
  text: string;
  textVersion: string;
  surface: 'hold' | 'chip' | 'hint';
  visibleMs: number;
  /** seen: in sight · rendered: drawn, in a tab nobody looked at · suppressed: drawn, but the page kept it out of sight. */
  receipt: 'seen' | 'rendered' | 'suppressed' | 'unknown';
  /** Why it was not in sight, or how that is known where the browser's observer cannot tell. */
  why?: string;
}

export interface ChipItem {
  id: string;
  level: LevelMark;
  sentence: string;
  todo?: string;
  source?: SourceLine;
  needsAck: boolean;
  field?: string;
  deadline?: Hit['deadline'];
}
export interface ChipView {
  language: Language;
  level?: LevelMark;
  items: ChipItem[];
  matter?: Matter;
  open: boolean;
  lost?: string;
}
export interface HintView {
  id: string;
  language: Language;
  field: string;
  level: LevelMark;
  text: string;
  source?: SourceLine;
  matter?: Matter;
  /** A term that ends: its mark follows the time left, at `near` and `soon`. */
  deadline?: { at: number; near: number; soon: number };
}

export interface GoOnView {
  language: Language;
  text: string;
  label: string;
}

/** The reminder's surface in a page: injected script ↔ watcher, both in our isolated world. */
export interface ReminderSurface {
  showHold(
    view: HoldView,
    on: {
      outcome(outcome: HoldOutcome, shown: Shown): void;
      draft(text: string): void;
      second(person: string): Promise<SecondReply>;
      matter(matter: Matter): void;
      opened(): void;
      /** It stands, but could not be seen for a while in a tab that could. */
      suppressed?(shown: Shown): void;
    },
  ): {
    close(): void;
    alert(text: string): void;
    /** The clerk went back elsewhere: as if the dialog's own button had been pressed. */
    back?(): void /** More is known now: drawn in place, what was ticked and written stays. */;
    update?(view: HoldView): void;
  };
  showChip(
    view: ChipView,
    anchor: Element | null,
    on: {
      ack(id: string, shown: Shown): void;
      toField(field: string): void;
      opened(shown: Shown): void;
      matter(matter: Matter): void;
    },
  ): { update(view: ChipView): void; close(): void };
  showHints(hints: { view: HintView; element: Element }[], onCase: (matter: Matter) => void): { close(): void };
  /** The dialog stood in another frame: a small button beside the control, whose press lets the act go on here. */
  showGoOn?(view: GoOnView, anchor: Element | null, pressed: () => void): { close(): void };
  /** One quiet sentence at the frame's edge: "页面已变化，请再按一次". */
  tell(text: string, language: Language): void;
  /** The one element in the page. */
  host?: Element;
  /**
   * Whoever listens on window first (the watcher, at document start) hands key, input, composition, clipboard and pointer
   * events whose target is `host` here: they are stopped for the page and repeated inside our closed root. False: not ours.
   */
  take?(event: Event): boolean;
}
/** The injected script announces itself under this name on the isolated world's global object. */
export const SURFACE = '__hulanSurface';

/**
 * Composed events that tell what is typed, picked or pointed at, stopped at the window where our surface stands. `change` and `toggle`
 * never leave a shadow root, and `wheel` must reach the dialog itself.
 */
export const SHIELDED = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'copy',
  'cut',
  'paste',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'touchstart',
  'touchend',
  'textInput',
  'beforecopy',
  'beforecut',
  'beforepaste',
  'DOMActivate',
  'pointerrawupdate',
  'pointermove',
  'pointerover',
  'pointerout',
  'pointerenter',
  'pointerleave',
  'pointercancel',
  'gotpointercapture',
  'lostpointercapture',
  'mousemove',
  'mouseover',
  'mouseout',
  'mouseenter',
  'mouseleave',
] as const;
