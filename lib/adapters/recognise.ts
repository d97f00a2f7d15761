// Document + briefing → which page of which system this is, or none. Half a match is said to be half a match.
import type { BriefingIndex, Locator, PageMatch, SystemBrief } from '@/lib/model';
import { locate } from './locate';
import { mayStand, systemsAt } from './place';
import { fold, glob } from './text';

export interface Place {
  doc: Document;
  url: URL;
  frame: string;
}
export type Recognised =
  | { kind: 'page'; system: SystemBrief; page: string; missing: string[] }
  | { kind: 'none'; system?: SystemBrief };

/** A whole match is taken before half a one; among halves the one with most anchors. `missing` names what was not found. */
export function recognise(place: Place, index: BriefingIndex): Recognised {
  let best: { system: SystemBrief; page: string; missing: string[]; found: number } | undefined;
  const systems = systemsAt(index, place.url);
  for (const system of systems)
    for (const page of system.pages) {
      if (!stands(page.when, place)) continue;
      const missing = page.when.has.filter((l) => !locate(l, place).length);
      if (!missing.length) return { kind: 'page', system, page: page.id, missing: [] };
      const found = page.when.has.length - missing.length;
      if (found > (best?.found ?? 0)) best = { system, page: page.id, missing: missing.map(nameOf), found };
    }
  if (best) return { kind: 'page', system: best.system, page: best.page, missing: best.missing };
  return { kind: 'none', ...(systems[0] ? { system: systems[0] } : {}) };
}

/** Also title and what must not be there; anchors are asked apart. */
function stands(when: PageMatch, place: Place): boolean {
  const { doc } = place;
  if (!mayStand(when, place)) return false;
  if (when.title && !glob(fold(when.title), fold(titleOf(doc)))) return false;
  return !when.not.some((l) => locate(l, { doc }).length);
}
/** Read through the element, since a field named `title` hides `document.title`. */
export const titleOf = (doc: Document): string =>
  Reflect.apply(Document.prototype.querySelector, doc, ['title'])?.textContent?.slice(0, 500) ?? '';

export const nameOf = (l: Locator): string =>
  (l.id ?? l.name ?? l.label ?? l.cell ?? l.text ?? l.css ?? l.role ?? l.within ?? '?').slice(0, 120);
