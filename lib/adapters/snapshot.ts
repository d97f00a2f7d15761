// Page + pressed control → what the event says: field readings, rows of a bulk act, identity numbers apart.
import type {
  ActionSpec,
  FieldReading,
  FieldValue,
  Identity,
  PageAction,
  PageBriefing,
  ReadFrom,
  Readings,
} from '@/lib/model';
import { all, fits, isVisible } from './dom';
import { isDoubtful, readField } from './read';
import type { ReadScope } from './read';

export interface Snapshot {
  fields: Readings;
  items?: Readings[];
  login?: string;
  degraded: boolean;
  /** Fields whose sources disagree, or that rest on one weak source. */
  doubtful: string[];
  /** Identity numbers by field, in reading order; for the worker, once. */
  raw: Record<string, string[]>;
}

type Readers = Record<string, FieldReading>;
const ITEMS_MAX = 2000;

/** Reads everything the action's rules may speak of, and no more. */
export function snapshot(page: PageBriefing, action: PageAction, spec: ActionSpec, scope: ReadScope): Snapshot {
  const readers: Readers = { ...page.page.fields, ...action.fields };
  const rows = action.rows ? rowsOf(action.rows, scope.doc) : [];
  const unseen = action.rows?.told ? unseenOf(action.rows.told, rows.length, scope) : 0;
  const login = readLogin(page, scope);
  const inner: ReadScope = {
    ...scope,
    clerk: () => login,
    rows,
    labels: Object.values(readers).flatMap(({ from }) => from.flatMap(({ cell }) => cell ?? [])),
    ...(unseen ? { hasUnseenRows: true } : {}),
    ...(rows.length === 1 && !unseen ? { row: rows[0] ?? null } : {}),
  };
  const out: Snapshot = { fields: {}, degraded: unseen !== 0, doubtful: [], raw: {}, ...(login ? { login } : {}) };
  const bulk = rows.length > 1 || unseen > 0;
  out.fields = readAll(spec, readers, inner, out, (reader) => !bulk || !isOfRow(reader));
  if (bulk)
    out.items = [...rows, ...Array<null>(Math.max(unseen, 0)).fill(null)]
      .slice(0, ITEMS_MAX)
      .map((row) =>
        row ? readAll(spec, readers, { ...inner, row, control: null }, out, isOfRow) : unreadRow(spec, readers),
      );
  markSame(out);
  return out;
}

/** A field's source stands in the row: only there are several subjects told apart. */
const isOfRow = (reader: FieldReading): boolean =>
  reader.from.some((f) => !f.sum && !f.count && (!!f.column || !!f.within?.startsWith('$row')));

function rowsOf(rows: NonNullable<PageAction['rows']>, doc: Document): Element[] {
  const chosen = rows.selected;
  return all(doc, rows.css).filter(
    (row) => (!chosen || fits(row, chosen) || all(row, chosen).length > 0) && isVisible(row),
  );
}

/** Chosen rows that are not drawn, as the page counts them; below zero where its figure says nothing of use. */
function unseenOf(told: ReadFrom, found: number, scope: ReadScope): number {
  const { reading } = readField(
    { type: 'int', label: { zh: '已选行数', en: 'rows chosen' } },
    { from: [told], weak: true },
    scope,
  );
  const count = reading.kind === 'read' && typeof reading.value === 'number' ? reading.value : 0;
  return count < found ? -1 : Math.min(count - found, ITEMS_MAX);
}
/** A subject of the act of which nothing can be read: the rules cannot tell, and say so. */
const unreadRow = (spec: ActionSpec, readers: Readers): Readings =>
  Object.fromEntries(
    Object.keys(spec.fields).flatMap((id) => {
      const reader = readers[id];
      return reader && isOfRow(reader) ? [[id, { kind: 'unread' as const, reason: 'no_element' as const }]] : [];
    }),
  );

function readAll(
  spec: ActionSpec,
  readers: Readers,
  scope: ReadScope,
  out: Snapshot,
  wanted: (reader: FieldReading) => boolean,
): Readings {
  const fields: Readings = {};
  for (const [id, field] of Object.entries(spec.fields)) {
    const reader = readers[id];
    if (!reader) {
      if (wanted({ from: [] })) fields[id] = { kind: 'unread', reason: 'no_source' };
      continue;
    }
    if (!wanted(reader)) continue;
    const read = readField(field, reader, scope);
    const { reading, raw, weak } = read;
    fields[id] = reading;
    if (isDoubtful(read)) out.doubtful.push(id);
    if (raw) out.raw[id] = [...(out.raw[id] ?? []), ...raw];
    if (
      weak &&
      !(field.optional && reading.kind === 'unread') &&
      !(reading.kind === 'unread' && reading.reason === 'no_source')
    )
      out.degraded = true;
  }
  return fields;
}

/** Log-in name by the adapter's own reader, from any reachable frame of the tab. */
export function readLogin(page: Pick<PageBriefing, 'adapter'>, scope: ReadScope): string | undefined {
  if (!page.adapter.clerk) return undefined;
  const { reading } = readField({ type: 'id', label: { zh: '登录名', en: 'log-in name' } }, page.adapter.clerk, scope);
  return reading.kind === 'read' && typeof reading.value === 'string' ? reading.value.slice(0, 64) : undefined;
}

/** Which fields of this act hold the same number. */
function markSame(out: Snapshot): void {
  const ids = Object.keys(out.raw);
  const visit = (fields: Readings): void => {
    for (const [id, reading] of Object.entries(fields)) {
      if (reading.kind !== 'read') continue;
      identitiesIn(reading.value).forEach((identity, i) => {
        const number = out.raw[id]?.[i];
        identity.same = ids.filter((other) => other !== id && !!number && out.raw[other]?.includes(number));
      });
    }
  };
  visit(out.fields);
  if (!out.items) return;
  // In a bulk act the numbers of a field stand in row order.
  const taken: Record<string, number> = {};
  for (const fields of out.items)
    for (const [id, reading] of Object.entries(fields)) {
      if (reading.kind !== 'read') continue;
      for (const identity of identitiesIn(reading.value)) {
        const place = taken[id] ?? 0;
        taken[id] = place + 1;
        const number = out.raw[id]?.[place];
        identity.same = ids.filter((other) => other !== id && !!number && out.raw[other]?.includes(number));
      }
    }
}
const isIdentity = (v: string | Identity): v is Identity => typeof v === 'object';
const identitiesIn = (value: FieldValue): Identity[] =>
  Array.isArray(value) ? value.filter(isIdentity) : typeof value === 'object' && value !== null ? [value] : [];
