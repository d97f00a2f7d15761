import type { SheetView } from '@/lib/messages/admin-views';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import { DIMENSIONS } from './dimensions';
import type { AdminProps } from './index';

/** What each scorer said, newest first; the other's is hidden until one's own is there. */
export const Sheets = ({ sheets, a }: { sheets: SheetView[]; a: AdminProps['a'] }) => (
  <details class="sheets">
    <summary>{a('sheet.history')}</summary>
    {sheets.map((sheet) => (
      <div key={`${sheet.person}${sheet.at}`} class="past">
        <p class="f12">
          {a(sheet.joint ? 'sheet.by.joint' : 'sheet.by', { name: sheet.name, at: fullTime(sheet.at).slice(0, 16) })}
        </p>
        <ul>
          {DIMENSIONS.map((d) => (
            <li key={d} class="f12">
              {a(`sheet.${d}`)} <b class="n">{sheet[d]}</b> <Said text={sheet.evidence[d] ?? ''} max={120} />
            </li>
          ))}
        </ul>
      </div>
    ))}
  </details>
);
