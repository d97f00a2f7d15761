import type {
  ActionEvent,
  ActionSpec,
  FieldSpec,
  FieldValue,
  Identity,
  ParamValue,
  Reading,
  Readings,
  Rule,
  RuleCase,
  Text,
} from '@/lib/model';
import { dayNumber, midnight } from '@/lib/rules/days';
import type { HistoryEvent } from '@/lib/rules';

/** Cases and examples: fields as written → readings as a page's reader would give them. */

const UNFIT: Reading = { kind: 'unread', reason: 'not_parsed' };
const read = (value: FieldValue): Reading => ({ kind: 'read', value });

/**
 * Wall time in Asia/Shanghai, `YYYY-MM-DD[ HH:MM[:SS[.mmm]]]`, or of the zone written behind it (`Z`, `+08:00`) → epoch ms;
 * undefined when there is no such time.
 */
export function wallTime(text: string): number | undefined {
  const m =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?( ?(?:Z|[+-]\d{2}:?\d{2}))?)?$/.exec(
      text.trim(),
    );
  const day = m ? dayNumber(m[1] ?? '') : undefined;
  if (!m || day === undefined) return undefined;
  const [h, min, s, ms] = [m[2] ?? '0', m[3] ?? '0', m[4] ?? '0', (m[5] ?? '0').padEnd(3, '0')].map(Number);
  if (h === undefined || min === undefined || s === undefined || ms === undefined || h > 23 || min > 59 || s > 59)
    return undefined;
  return midnight(day) + ((h * 60 + min) * 60 + s) * 1000 + ms + westOfShanghai(m[6]);
}

/** How much later than in Shanghai the same wall time comes in this zone, ms. */
function westOfShanghai(zone: string | undefined): number {
  const m = /^([+-])(\d{2}):?(\d{2})$/.exec(zone?.trim() ?? '');
  if (!zone) return 0;
  const minutes = m ? (Number(m[2]) * 60 + Number(m[3])) * (m[1] === '-' ? -1 : 1) : 0;
  return (8 * 60 - minutes) * 60_000;
}

const isEmptyJson = (v: ParamValue): boolean =>
  v === null || (typeof v === 'string' && v.trim() === '') || (Array.isArray(v) && v.every(isEmptyJson));

function identityOf(value: string): Identity {
  return { kind: 'unknown', masked: value, valid: true, same: [], token: value };
}

export function readingOf(value: ParamValue, spec: FieldSpec): Reading {
  if (isEmptyJson(value)) return read(Array.isArray(value) ? [] : null);
  switch (spec.type) {
    case 'money':
    case 'int':
    case 'number':
      return isBlank(value, spec) ? read(null) : numberReading(value, spec.type !== 'number');
    case 'bool':
      return typeof value === 'boolean' ? read(value) : UNFIT;
    case 'date':
      return isBlank(value, spec) ? read(null) : dateReading(value);
    case 'datetime': {
      const at =
        typeof value === 'string'
          ? wallTime(value)
          : typeof value === 'number' && Number.isSafeInteger(value)
            ? value
            : undefined;
      return at === undefined ? UNFIT : read(at);
    }
    case 'enum':
      return isBlank(value, spec) ? read(null) : choiceReading(value, spec);
    case 'text':
    case 'id': {
      const id = idOf(value);
      return id === undefined ? UNFIT : read(id);
    }
    case 'ids': {
      const ids = idsOf(value);
      return ids ? read(ids) : UNFIT;
    }
    case 'identity': {
      const id = idOf(value);
      return id === undefined ? UNFIT : read(identityOf(id.trim()));
    }
    case 'identities': {
      const ids = idsOf(value);
      return ids ? read(ids.flatMap((id) => (id.trim() ? [identityOf(id.trim())] : []))) : UNFIT;
    }
  }
}

/** In a field that may be left blank in print, dashes and zeros (`——`, `0000-00-00`) are what an empty line is filled with. */
function isBlank(value: ParamValue, spec: FieldSpec): boolean {
  if (!spec.blank || typeof value !== 'string') return false;
  const text = value.normalize('NFKC').replace(/\s/g, '');
  return DASHES.test(text) || ZEROS.test(text);
}
const DASHES = /^[-–—_/]+$/;
const ZEROS = /^(?=.*0)[0.,\-/:]+$/;

function choiceReading(value: ParamValue, spec: FieldSpec): Reading {
  const code = typeof value === 'string' ? value.trim() : '';
  return Object.hasOwn(spec.values ?? {}, code) ? read(code) : UNFIT;
}

function numberReading(value: ParamValue, whole: boolean): Reading {
  if (typeof value === 'number')
    return Number.isFinite(value) && (!whole || Number.isSafeInteger(value)) ? read(value) : UNFIT;
  if (typeof value !== 'string') return UNFIT;
  const text = value.normalize('NFKC').replace(/\s/g, '');
  return /^-?\d+(\.\d+)?$/.test(text) ? numberReading(Number(text), whole) : UNFIT;
}

const dateReading = (value: ParamValue): Reading =>
  typeof value === 'string' && dayNumber(value.trim()) !== undefined ? read(value.trim()) : UNFIT;

/** Numbers stand for themselves where a paper's number is asked. */
const idOf = (value: ParamValue): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : value === null ? '' : undefined;

function idsOf(value: ParamValue): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.flatMap((v) => idOf(v) ?? []);
  return ids.length === value.length ? ids : undefined;
}

/** Fields the action does not declare are no fields of it and are left out. */
export function readingsOf(fields: Record<string, ParamValue>, spec: ActionSpec | undefined): Readings {
  const readings: Readings = {};
  for (const [id, value] of Object.entries(fields)) {
    const field = spec && Object.hasOwn(spec.fields, id) ? spec.fields[id] : undefined;
    if (field) readings[id] = readingOf(value, field);
  }
  return withSame(readings);
}

/** What the page's reader says of identity fields that hold the same number. */
function withSame(readings: Readings): Readings {
  const tokens = Object.entries(readings).flatMap(([id, r]) =>
    r.kind === 'read' && isIdentity(r.value) ? [{ id, of: r.value }] : [],
  );
  for (const { id, of } of tokens)
    of.same = tokens.filter((t) => t.id !== id && t.of.token === of.token).map((t) => t.id);
  return readings;
}
const isIdentity = (v: FieldValue): v is Identity => typeof v === 'object' && v !== null && !Array.isArray(v);

/** What a case is called; written in one language, it is the same in both. */
export const titleOfCase = ({ say }: Pick<RuleCase, 'say'>): Text =>
  typeof say === 'string' ? { zh: say, en: say } : say;

export interface PlayedCase {
  event: ActionEvent;
  history: HistoryEvent[];
}

/** The last event is the act, the others are its history; undefined when a time does not exist. */
export function playCase(events: RuleCase['events'], actions: ReadonlyMap<string, ActionSpec>): PlayedCase | undefined {
  const past: HistoryEvent[] = [];
  for (const [i, e] of events.entries()) {
    const at = wallTime(e.ts);
    if (at === undefined) return undefined;
    past.push({
      seq: i,
      id: e.id ?? `case-event-${i}`,
      action: e.action,
      at,
      fields: readingsOf(e.fields, actions.get(e.action)),
    });
  }
  const trigger = past.pop();
  if (!trigger) return undefined;
  const { seq: _, ...act } = trigger;
  return {
    event: { ...act, system: 'case', adapter: { id: 'case', version: 1 }, page: 'case', signals: ['click'] },
    history: past,
  };
}

/** A case's parameters replace the rule's of the same name. */
export function withParams(rule: Rule, params: Record<string, ParamValue> | undefined): Rule {
  const replaced = Object.fromEntries(
    Object.entries(params ?? {}).map(([id, value]) => [id, { ...rule.params[id], value, dated: undefined }]),
  );
  return { ...rule, params: { ...rule.params, ...replaced } };
}
