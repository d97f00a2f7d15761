import type { FieldReading } from './adapter';
import type { Language } from './text';
import type { FieldType } from './values';

/** What the teaching surface is given: words and places, no element and nothing of the page that is kept. */
export type TeachStep = 'page' | 'fields' | 'act' | 'try';
/** firm: what people or programs call it, and only it · usable: only together with a place · frail: by position or text alone. */
export type Strength = 'firm' | 'usable' | 'frail';

export interface Spot {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** One way to find it. `kind` names the words it is said with. */
export interface AnchorLine {
  kind: string;
  said: string;
  strength: Strength;
  unique: boolean;
  hits: { found: number; of: number };
  taken: boolean;
}
/** What is pointed at now. `text` is on the page, before the eyes of who teaches; it goes nowhere. */
export interface Aim {
  spot: Spot;
  name: string;
  what: 'text' | 'choice' | 'tick' | 'button' | 'words' | 'area';
  text: string;
  best?: Omit<AnchorLine, 'taken'>;
}
export interface FieldLine {
  id: string;
  label: string;
  type: FieldType;
  /** Added here; its name and type may be changed. */
  own: boolean;
  optional: boolean;
  /** Rules that ask for it. */
  needed: string[];
  state: 'todo' | 'taken' | 'absent';
  strength?: Strength;
  anchors: AnchorLine[];
  /** Index of the anchor that would make it hold better. */
  reinforce?: number;
  /** What would be read now, or why nothing. */
  reads?: { value: string } | { unread: string };
  options: Pick<FieldReading, 'unit' | 'date' | 'identity'> & { after: string; before: string };
  /** In a frame of its own. */
  frame?: string;
  spot?: Spot;
}
export interface PageLine {
  kind: string;
  said: string;
  strength: Strength;
  hits: { found: number; of: number };
  others: { found: number; of: number };
  taken: boolean;
}
export interface Setup {
  system: string;
  systemTitle: string;
  page: string;
  pageTitle: string;
  /** Key of a known action, or '' for one of its own. */
  action: string;
  ownKey: string;
  ownTitle: string;
  what: string;
  done: string;
}
export interface Trial {
  recognised: boolean;
  missing: string[];
  /** It was taken for another page of the same adapter. */
  as?: string;
  fields: { id: string; label: string; reads: { value: string } | { unread: string } }[];
  degraded: boolean;
  triggers: { kind: string; said: string; hit: boolean | undefined }[];
  /** Armed: the next press in the page is caught and goes nowhere. */
  press: 'idle' | 'armed' | { seen: string[] };
}
export interface TeachView {
  language: Language;
  step: TeachStep;
  host: string;
  setup: Setup;
  /** The system has an adapter already: the page is added to it. */
  known: boolean;
  actions: { key: string; title: string }[];
  /** Clicks go to the page. */
  passing: boolean;
  side: 'left' | 'right';
  frames: { at: number; name: string; chosen: boolean }[];
  /** Frames of another origin, which cannot be reached. */
  unreachable: number;
  snapshots: { here: number; all: number };
  aim?: Aim;
  page: PageLine[];
  fields: FieldLine[];
  current?: string;
  /** Things on this page that have a name, for choosing without a pointer. */
  list: { at: number; name: string }[];
  act?: { name: string; spot?: Spot; choices: AnchorLine[]; strength: Strength; bulk: boolean; mayBulk: boolean };
  trial?: Trial;
  kept: string[];
  /** What still keeps it from being a whole adapter. */
  lacks: string[];
  canUndo: boolean;
  busy: boolean;
  said?: string;
}

export interface TeachActs {
  go(step: TeachStep): void;
  aimAt(x: number, y: number): void;
  aimNext(by: 1 | -1): void;
  aimOut(): void;
  aimIn(): void;
  pick(): void;
  pickListed(at: number): void;
  unaim(): void;
  wheel(x: number, y: number, dx: number, dy: number): void;
  frame(at: number): void;
  field(id: string): void;
  addField(): void;
  shape(id: string, change: { label?: string; type?: FieldType }): void;
  dropField(id: string): void;
  absent(id: string): void;
  option(id: string, change: Partial<FieldLine['options']>): void;
  anchor(id: string, at: number): void;
  pageChoice(at: number): void;
  trigger(at: number): void;
  bulk(on: boolean): void;
  set(change: Partial<Setup>): void;
  pass(on: boolean): void;
  side(side: TeachView['side']): void;
  snapshot(): void;
  undo(): void;
  press(): void;
  download(): void;
  leave(): void;
}
