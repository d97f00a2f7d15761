import type { LaneLine } from '@/lib/messages/office-views';
import type { TimeLine } from '@/lib/messages/views';
import type { Language } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { ActRow, MatterRow, Office } from '@/lib/store';
import { titleOf } from '../views/act';

const DAY = 86_400_000;
const BEFORE = 366 * DAY;
const AFTER = 92 * DAY;
const READ = 400;
/** Acts beside the flagged one: more is a list, not a picture. */
const MOST = 16;

/**
 * Two lanes around the flag. Operator: what the flagged clerk did in this act and on this subject before and after. Subject: what
 * others did on the same subject, at whatever desk; who they are is not said here.
 */
export async function lanesOf({
  row,
  own,
  office,
  library,
  language,
}: {
  row: MatterRow;
  /** Course of the flagged act itself. */
  own: readonly TimeLine[];
  office: Office;
  library: Library;
  language: Language;
}): Promise<LaneLine[]> {
  const acts = row.subject ? await office.actsOn(row.subject, row.at - BEFORE, row.at + AFTER, READ) : [];
  const others = acts
    .filter((act) => act.desk !== row.desk || act.seq !== row.seq)
    .sort((a, b) => Math.abs(a.at - row.at) - Math.abs(b.at - row.at))
    .slice(0, MOST);
  const lane = (act: ActRow): LaneLine => ({
    at: act.at,
    lane: act.operator === row.operator ? 'operator' : 'subject',
    text: titleOf(library, act.action, language),
    tone: act.isFlagged ? 'flag' : 'plain',
    ...(act.isFlagged ? { matter: `${act.desk}/${act.seq}` } : {}),
  });
  return [
    ...own.map(({ at, text, tone }): LaneLine => ({ at, lane: 'operator', text, tone, isThis: true })),
    ...others.map(lane),
  ].sort((a, b) => a.at - b.at);
}
