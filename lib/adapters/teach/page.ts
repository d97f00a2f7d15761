// Document → what could tell this page from the others: its address, its title, headings, forms, labels that only it has.
import type { Locator, PageMatch } from '@/lib/model';
import { all, attr, isVisible, readText } from '../dom';
import { CONTROLS, locate, namesOf } from '../locate';
import { mayStand } from '../place';
import { titleOf } from '../recognise';
import { bare, fold, glob } from '../text';
import { generalised, isMadeUp, isPersonal } from './scrub';
import type { Strength } from './strength';

/** `has`: an anchor that must stand in the page; all other kinds go into the page's address. */
export interface PageChoice {
  kind: 'path' | 'query' | 'hash' | 'frame' | 'title' | 'heading' | 'form' | 'label';
  when: Omit<PageMatch, 'has' | 'not'> & { has?: Locator[] };
  said: string;
  strength: Strength;
  hits: { found: number; of: number };
  /** Other pages of this system, by their snapshots, that it would fit as well. */
  others: { found: number; of: number };
}
export interface Snapshot {
  doc: Document;
  url: URL;
  page: string;
}
export interface PagePlace {
  doc: Document;
  url: URL;
  frame: string;
  page: string;
  snapshots?: readonly Snapshot[];
}

const MAX_LABELS = 12;

export function pageChoices(place: PagePlace): PageChoice[] {
  return [...rawOf(place)].map(({ kind, when, said, base }) => {
    const [own, other] = [place.snapshots ?? [], place.snapshots ?? []].map((list, i) =>
      list.filter(({ page }) => (page === place.page) === (i === 0)),
    );
    const fitting = (list: readonly Snapshot[] = []) => ({
      found: list.filter((one) => fitsPage(when, { ...one, frame: place.frame })).length,
      of: list.length,
    });
    const hits = fitting(own);
    return { kind, when, said, hits, others: fitting(other), strength: hits.found < hits.of ? 'frail' : base };
  });
}

type Raw = Pick<PageChoice, 'kind' | 'when' | 'said'> & { base: Strength };

function* rawOf({ doc, url, frame }: PagePlace): Generator<Raw> {
  const path = generalised(url.pathname);
  if (path !== '/') yield { kind: 'path', when: { url: { path } }, said: path, base: 'firm' };
  for (const [key, value] of url.searchParams)
    if (/^[A-Za-z_.-]{2,40}$/.test(value))
      yield { kind: 'query', when: { url: { query: { [key]: value } } }, said: `${key}=${value}`, base: 'usable' };
  const hash = hashOf(url);
  if (hash) yield { kind: 'hash', when: { url: { hash } }, said: `#${hash}`, base: 'firm' };
  if (frame && !isMadeUp(frame)) yield { kind: 'frame', when: { frame }, said: frame, base: 'usable' };
  const title = fold(titleOf(doc));
  if (title && title.length <= 60 && !isPersonal(title))
    yield { kind: 'title', when: { title }, said: title, base: 'usable' };
  yield* anchors(doc);
}

/** A route of a single page: what names one matter as `*`, what a client adds by itself left open. */
function hashOf(url: URL): string {
  const route = url.hash.replace(/^#/, '');
  if (!/[/.?]/.test(route)) return '';
  const [path = '', ...rest] = route.split(/(?=[;?&])/);
  const words = rest.filter((part) => /^[?&;]\w+=[a-z_.-]{2,40}$/i.test(part) && !isPersonal(part)).slice(0, 2);
  const pattern =
    generalised(path) + words.map((word) => (word.startsWith('?') || word.startsWith('&') ? word : '')).join('*');
  return (rest.length && !pattern.endsWith('*') ? `${pattern}*` : pattern).slice(0, 200);
}

function* anchors(doc: Document): Generator<Raw> {
  const only = (locator: Locator): boolean => locate(locator, { doc }).length === 1;
  for (const heading of all(doc, 'h1,h2,h3,h4,[role=heading],legend,caption').filter(isVisible).slice(0, 6)) {
    const text = bare(readText(heading, 80));
    const has: Locator = { text };
    if (text && text.length <= 40 && !isPersonal(text) && locate(has, { doc }).length)
      yield { kind: 'heading', when: { has: [has] }, said: text, base: 'usable' };
  }
  for (const form of all(doc, 'form').slice(0, 8)) {
    const [id, name] = [attr(form, 'id'), attr(form, 'name')];
    if (id && !isMadeUp(id)) yield { kind: 'form', when: { has: [{ id, hidden: true }] }, said: id, base: 'firm' };
    else if (name && !isMadeUp(name))
      yield { kind: 'form', when: { has: [{ name, hidden: true }] }, said: name, base: 'firm' };
  }
  const labels = new Set<string>();
  for (const el of all(doc, CONTROLS).filter(isVisible))
    for (const name of namesOf(el).map(bare))
      if (name && name.length <= 30 && !isPersonal(name) && labels.size < MAX_LABELS) labels.add(name);
  for (const label of labels)
    if (only({ label })) yield { kind: 'label', when: { has: [{ label }] }, said: label, base: 'firm' };
  const cells = new Set<string>();
  for (const cell of all(doc, 'td,th,dt').filter(isVisible).slice(0, 400)) {
    const text = bare(readText(cell, 60));
    if (
      text &&
      text.length <= 16 &&
      !/\d/.test(text) &&
      cells.size < MAX_LABELS &&
      all(nextOrSelf(cell), CONTROLS).length
    )
      cells.add(text);
  }
  for (const cell of cells)
    if (only({ cell })) yield { kind: 'label', when: { has: [{ cell }] }, said: cell, base: 'firm' };
}
const nextOrSelf = (cell: Element): Element => cell.nextElementSibling ?? cell;

function fitsPage(when: PageChoice['when'], { doc, url, frame }: { doc: Document; url: URL; frame: string }): boolean {
  const { has = [], ...rest } = when;
  if (!mayStand({ ...rest, has: [], not: [] }, { url, frame })) return false;
  if (when.title && !glob(fold(when.title), fold(titleOf(doc)))) return false;
  return has.every((locator) => locate(locator, { doc }).length > 0);
}

/** What is taken unless a person says otherwise: the address, and two things that only this page has. */
export function chosenPage(choices: readonly PageChoice[]): PageChoice[] {
  const address = choices.filter(({ kind }) => kind === 'path' || kind === 'hash');
  const anchors = choices.filter(({ when, strength, kind }) => when.has && strength !== 'frail' && kind !== 'form');
  const telling = [...anchors].sort((a, b) => a.others.found - b.others.found || rankOf(a) - rankOf(b));
  return [...address, ...telling.slice(0, 2)];
}
const rankOf = ({ kind }: PageChoice): number => ['label', 'heading'].indexOf(kind);

export function pageMatch(choices: readonly PageChoice[]): PageMatch {
  const when: PageMatch = { has: [], not: [] };
  for (const { when: one } of choices) {
    if (one.url)
      when.url = {
        ...when.url,
        ...one.url,
        ...(one.url.query ? { query: { ...when.url?.query, ...one.url.query } } : {}),
      };
    if (one.frame) when.frame = one.frame;
    if (one.title) when.title = one.title;
    when.has.push(...(one.has ?? []));
  }
  return when;
}
