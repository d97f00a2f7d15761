import type { LaneLine } from '@/lib/messages/office-views';
import { Said } from '@/components/ui/Said';
import { fullTime } from '@/components/ui/time';
import type { Words } from './words';

/** Two lanes around the flag: what the operator did, and what happened to the subject at other desks. */
export const Lanes = ({
  lanes,
  at,
  subject,
  mark,
  words: { q },
}: {
  lanes: readonly LaneLine[];
  /** When the flagged act was done. */
  at: number;
  subject: string | undefined;
  mark: string;
  words: Words;
}) => (
  <table class={`lanes m-${mark}`}>
    <caption class="vh">{q('lanes')}</caption>
    <thead>
      <tr>
        <th scope="col" class="a">
          {q('lane.operator')}
        </th>
        <th scope="col" class="d">
          {q('lane.time')}
        </th>
        <th scope="col">
          {q('lane.subject')} {subject && <Said text={subject} max={24} />}
        </th>
      </tr>
    </thead>
    <tbody>
      {lanes.map((line, i) => {
        const what = line.matter ? (
          <a href={`#/matter/${line.matter}`}>
            <Said text={line.text} max={60} />
          </a>
        ) : (
          <Said text={line.text} max={60} />
        );
        return (
          <tr key={i} class={`${line.isThis ? 'this' : ''} ${line.isThis && line.tone === 'flag' ? 'now' : ''}`}>
            <td class="a">{line.lane === 'operator' && what}</td>
            <td class="d">
              <time dateTime={new Date(line.at).toISOString()}>{timeOf(line.at, at)}</time>
            </td>
            <td>{line.lane === 'subject' && what}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

/** As much of a time as tells it apart: the clock on the day itself, else the date, with its year if that is another. */
function timeOf(at: number, flagged: number): string {
  const [time, then] = [fullTime(at), fullTime(flagged)];
  if (time.slice(0, 10) === then.slice(0, 10)) return time.slice(11);
  return time.slice(0, 4) === then.slice(0, 4) ? time.slice(5, 16) : time.slice(0, 10);
}
