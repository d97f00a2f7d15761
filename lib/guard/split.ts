import { withTokens } from '@/lib/model';
import type {
  ActionEvent,
  ActionSpec,
  EventBody,
  EventParts,
  FieldSpec,
  Flag,
  Person,
  Readings,
  Reading,
  Verdict,
} from '@/lib/model';
import type { CarriedRow } from '@/lib/store';

/** Values that name nobody: these stay in the skeleton. Free text may hold a name and goes into a part, as do undeclared fields. */
const PUBLIC: ReadonlySet<FieldSpec['type']> = new Set([
  'money',
  'int',
  'number',
  'bool',
  'date',
  'datetime',
  'enum',
  'id',
  'ids',
]);
const MAX_TEXT = 4_000;

const isPublic = (reading: Reading, spec: FieldSpec | undefined): boolean =>
  reading.kind === 'unread' || reading.value === null || (!!spec && !spec.personal && PUBLIC.has(spec.type));

export interface Recorded {
  event: ActionEvent;
  mode: EventBody['mode'];
  spec?: ActionSpec;
  carried?: CarriedRow;
  person?: Person;
  verdict: Verdict;
  shown: readonly Flag[] /** not shown, with what eased them */;
  kept: readonly Flag[];
  deskOnly: boolean;
  /** `id@version` of the packs in force. */
  packs?: readonly string[];
  /** Rules of an author's drafts that were shown at it. */
  drafts?: readonly string[];
}

/** One act as its entry: a public body, and parts that can be erased one by one. */
export function splitEvent(input: Recorded): { body: EventBody; parts: EventParts } {
  const { event, verdict } = input;
  const open = apart(event.fields, input.spec);
  const rows = event.items?.map((item) => apart(item, input.spec));
  const hasPersonal = [open, ...(rows ?? [])].some((set) => Object.keys(set.personal).length > 0);
  const said = verdict.flags.length > 0 || verdict.undetermined.length > 0;
  const body: EventBody = {
    id: event.id,
    action: event.action,
    system: event.system,
    adapter: event.adapter,
    page: event.page,
    at: event.at,
    signals: event.signals,
    mode: input.mode,
    ...(event.degraded ? { degraded: true } : {}),
    ...(event.dwellMs === undefined ? {} : { dwellMs: event.dwellMs }),
    ...(event.pageChars === undefined ? {} : { pageChars: event.pageChars }),
    fields: open.public,
    ...(rows ? { items: rows.map((row) => row.public) } : {}),
    flags: verdict.flags.map((flag) => flagBody(flag, input)),
    undetermined: verdict.undetermined.map(({ flag, ...rest }) => ({
      ...rest,
      ...(flag ? { level: flag.level, shown: input.shown.some((s) => s.rule === flag.rule) } : {}),
    })),
    judged: verdict.judged,
    ...(input.packs ? { packs: [...input.packs] } : {}),
    deskOnly: input.deskOnly,
    ...(input.drafts?.length ? { drafts: [...input.drafts] } : {}),
  };
  const parts: EventParts = {
    ...(event.login || input.person
      ? { clerk: { ...(event.login ? { login: event.login } : {}), ...(input.person ? { person: input.person } : {}) } }
      : {}),
    ...(hasPersonal
      ? { fields: { fields: open.personal, ...(rows ? { items: rows.map((row) => row.personal) } : {}) } }
      : {}),
    ...(input.carried && Object.keys(input.carried.tokens).length
      ? { tokens: { key: input.carried.key, tokens: input.carried.tokens } }
      : {}),
    ...(said ? { verdict } : {}),
  };
  return { body, parts };
}

function flagBody(flag: Flag, input: Recorded): EventBody['flags'][number] {
  const eased = input.kept.find((k) => k.rule === flag.rule)?.eased ?? flag.eased;
  return {
    rule: flag.rule,
    ruleVersion: flag.ruleVersion,
    pack: flag.pack,
    level: flag.level,
    ask: flag.ask,
    when: flag.when,
    ...(eased ? { eased } : {}),
    ...(flag.items ? { items: flag.items } : {}),
    ...(flag.evidence ? { evidence: flag.evidence } : {}),
    ...(flag.deadline ? { deadlineAt: flag.deadline.at } : {}),
    shown: input.shown.some((s) => s.rule === flag.rule),
  };
}

function apart(readings: Readings, spec: ActionSpec | undefined): { public: Readings; personal: Readings } {
  const out: { public: Readings; personal: Readings } = { public: {}, personal: {} };
  for (const [id, reading] of Object.entries(readings)) {
    const side = isPublic(reading, spec && Object.hasOwn(spec.fields, id) ? spec.fields[id] : undefined)
      ? out.public
      : out.personal;
    side[id] = bare(reading);
  }
  return out;
}

/** Tokens have a part of their own. */
function bare(reading: Reading): Reading {
  if (reading.kind !== 'read' || typeof reading.value !== 'object' || reading.value === null) return reading;
  const { value } = reading;
  if (!Array.isArray(value)) {
    const { token: _, ...rest } = value;
    return { ...reading, value: rest };
  }
  const identities = value.filter((item) => typeof item === 'object');
  return identities.length ? { ...reading, value: identities.map(({ token: _, ...rest }) => rest) } : reading;
}

/** A page may send anything: texts longer than a field can be were not read. Tokens come from the worker only. */
export function clamped(event: ActionEvent): ActionEvent {
  const clamp = (readings: Readings): Readings =>
    Object.fromEntries(
      Object.entries(readings).map(([id, reading]): [string, Reading] => [
        id,
        tooLong(reading) ? { kind: 'unread', reason: 'too_long' } : bare(reading),
      ]),
    );
  return { ...event, fields: clamp(event.fields), ...(event.items ? { items: event.items.map(clamp) } : {}) };
}
function tooLong(reading: Reading): boolean {
  if (reading.kind !== 'read') return false;
  const { value } = reading;
  return typeof value === 'string'
    ? value.length > MAX_TEXT
    : Array.isArray(value) &&
        (value.length > 2_000 || value.some((item) => typeof item === 'string' && item.length > MAX_TEXT));
}

/** The act with its tokens, as history and rules read it. */
export function withTokensOf(event: ActionEvent, carried: CarriedRow | undefined): ActionEvent {
  const left = Object.fromEntries(Object.entries(carried?.tokens ?? {}).map(([id, list]) => [id, [...list]]));
  const fields = withTokens(event.fields, left);
  return { ...event, fields, ...(event.items ? { items: event.items.map((item) => withTokens(item, left)) } : {}) };
}
