import { withTokens } from '@/lib/model';
import type { Entry, FlagBody, Readings, ReviewVerdict } from '@/lib/model';
import type { HistoryEvent } from '@/lib/rules';

/** A recorded act as history has it, and how it went on. */
export interface PastAct extends HistoryEvent {
  seq: number;
  desk: string;
}
/** What a journal says beside its acts: who went back, what officers decided; acts and matters by `desk/seq`. */
export interface Decided {
  verdicts: Map<string, ReviewVerdict>;
  undone: Set<string>;
  /** Acts that began what the timer of the rule in force found overdue, and the matter it was flagged as. */
  overdue: Map<string, string>;
}
export const matterOf = ({ desk, seq }: { desk: string; seq: number }): string => `${desk}/${seq}`;

type Part = Record<string, unknown>;
const partOf = (entry: Entry, name: string): Part | undefined => {
  const part = entry.parts[name];
  const value = part && 'value' in part ? part.value : undefined;
  return typeof value === 'object' && value !== null ? (value as Part) : undefined;
};

/**
 * An entry of kind `event` as an act; undefined for other kinds and for actions nobody asks about. Entries come from a journal
 * that was verified on its way in, so nothing is parsed a second time; what was erased counts as not read.
 */
export function actOfEntry(entry: Entry, wanted: (action: string) => boolean): PastAct | undefined {
  const { kind, body, desk, seq } = entry.skeleton;
  // What a timer flagged is journalled as an act of nobody: it is found anew here.
  if (kind !== 'event' || typeof body.action !== 'string' || body.action === 'tick' || !wanted(body.action))
    return undefined;
  const personal = partOf(entry, 'fields');
  const tokens = partOf(entry, 'tokens')?.tokens as Record<string, string[]> | undefined;
  const left = Object.fromEntries(Object.entries(tokens ?? {}).map(([id, list]) => [id, [...list]]));
  const join = (plain: unknown, own: unknown): Readings =>
    withTokens({ ...(plain as Readings), ...(own as Readings | undefined) }, left);
  const items = Array.isArray(body.items) ? body.items : undefined;
  const ownItems = Array.isArray(personal?.items) ? personal.items : [];
  const clerk = partOf(entry, 'clerk');
  const person = clerk?.person as { id?: string } | undefined;
  const login = typeof clerk?.login === 'string' ? clerk.login : person?.id;
  return {
    seq,
    desk,
    id: String(body.id),
    action: body.action,
    at: Number(body.at),
    fields: join(body.fields, personal?.fields),
    ...(items ? { items: items.map((item, i) => join(item, ownItems[i])) } : {}),
    ...(login ? { login } : {}),
    ...(typeof body.dwellMs === 'number' ? { dwellMs: body.dwellMs } : {}),
    ...(typeof body.pageChars === 'number' ? { pageChars: body.pageChars } : {}),
  };
}

const VERDICTS = new Set(['normal', 'false_alarm', 'ask_more', 'dispose', 'transfer']);

/** Going back; what the rule's timer flagged; verdicts: the last one of a matter stands, `undo` takes it back. */
export function noteDecided({ skeleton }: Entry, decided: Decided, rule: string): void {
  const { kind, body, desk, re } = skeleton;
  if (kind === 'answer' && body.kind === 'back' && re !== undefined) decided.undone.add(`${desk}/${re}`);
  if (kind === 'event' && body.action === 'tick') noteOverdue(skeleton, decided, rule);
  if (kind !== 'disposition' || typeof body.matter !== 'string') return;
  if (body.do === 'verdict' && typeof body.verdict === 'string' && VERDICTS.has(body.verdict))
    decided.verdicts.set(body.matter, body.verdict as ReviewVerdict);
  if (body.do === 'undo') decided.verdicts.delete(body.matter);
}

function noteOverdue(skeleton: Entry['skeleton'], { overdue }: Decided, rule: string): void {
  const flags = Array.isArray(skeleton.body.flags) ? (skeleton.body.flags as FlagBody[]) : [];
  for (const flag of flags)
    for (const seq of flag.rule === rule ? (flag.evidence ?? []) : []) {
      const begun = matterOf({ desk: skeleton.desk, seq });
      // A later flag of the clerk's names what was told before, too.
      if (!overdue.has(begun)) overdue.set(begun, matterOf(skeleton));
    }
}
