// Charts of the report: ink on paper, each a picture with one sentence for readers and its figures behind a button.
import type { ComponentChildren } from 'preact';
import { Said } from '@/components/ui/Said';
import type { Sheet } from '../queue/api';

/** A picture, and the table it was drawn from. */
export const Figure = ({ sheet, button, children }: { sheet: Sheet; button: string; children: ComponentChildren }) => (
  <figure class="chart">
    {children}
    <details>
      <summary>{button}</summary>
      <div class="scrollx">
        <table class="t1">
          <thead>
            <tr>
              {sheet.head.map((h) => (
                <th key={h} scope="col">
                  {h}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, at) => (
                  <td key={at} class={typeof cell === 'number' ? 'r' : ''}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  </figure>
);

/** Months as a line; a month that cannot be said leaves a hole. */
export const Trend = ({
  points,
  label,
  ends,
}: {
  points: readonly (number | undefined)[];
  label: string;
  ends: readonly [string, string];
}) => {
  const most = Math.max(0.001, ...points.map((p) => p ?? 0));
  const x = (i: number): number => 6 + (i * 168) / Math.max(1, points.length - 1);
  const y = (value: number): number => 54 - (46 * value) / most;
  const runs: string[] = [];
  points.forEach((p, i) => {
    if (p === undefined) return;
    const starts = i === 0 || points[i - 1] === undefined;
    runs.push(`${starts ? 'M' : 'L'}${x(i).toFixed(1)} ${y(p).toFixed(1)}`);
  });
  const last = points.at(-1);
  return (
    <svg viewBox="0 0 200 76" role="img" aria-label={label}>
      <path class="line" d={runs.join('')} />
      {last !== undefined && <circle class="dot" cx={x(points.length - 1)} cy={y(last)} r="3" />}
      <text x="6" y="72">
        {ends[0]}
      </text>
      {points.length > 1 && (
        <text x="194" y="72" text-anchor="end">
          {ends[1]}
        </text>
      )}
    </svg>
  );
};

export interface BarLine {
  word: string;
  n: number;
  said: string;
}
/** At most six bars, the first in full ink. */
export const Bars = ({ lines, label }: { lines: readonly BarLine[]; label: string }) => {
  const most = Math.max(1, ...lines.map((l) => l.n));
  return (
    <ul class="bars" aria-label={label}>
      {lines.slice(0, 6).map((l, i) => (
        <li key={l.word}>
          <span class="word">
            <Said text={l.word} max={20} />
          </span>
          <span class="bar">
            <i class={i === 0 ? 'first' : ''} style={{ width: `${(100 * l.n) / most}%` }} />
          </span>
          <span class="n">{l.said}</span>
        </li>
      ))}
    </ul>
  );
};

/** Lower bounds of five ink steps for counts up to `most`: each is some, the last is much. */
export function heatSteps(most: number): number[] {
  const steps = [0.1, 0.25, 0.5, 0.8].map((share) => Math.max(2, Math.ceil(most * share)));
  return [...new Set([1, ...steps])].sort((a, b) => a - b);
}
export const heatStep = (n: number, steps: readonly number[]): number => steps.filter((s) => n >= s).length;

/** A value against its band, on a scale that holds both. */
export const Limits = ({
  value,
  lower,
  upper,
  isOut,
}: {
  value: number | undefined;
  lower: number | undefined;
  upper: number | undefined;
  isOut: boolean;
}) => {
  const from = lower ?? 0;
  const to = upper ?? 100;
  const pad = Math.max(2, (to - from) * 0.6);
  const start = Math.min(from, value ?? from) - pad;
  const end = Math.max(to, value ?? to) + pad;
  const x = (v: number): number => (200 * (v - start)) / (end - start);
  return (
    <svg viewBox="0 0 200 18" aria-hidden="true" class="limits">
      <rect class="scale" x="0" y="7" width="200" height="4" />
      <rect class="band" x={x(from)} y="4" width={Math.max(2, x(to) - x(from))} height="10" />
      {value !== undefined &&
        (isOut ? (
          <path class="out" d={`M${x(value)} 2l6.5 7-6.5 7-6.5-7z`} />
        ) : (
          <circle class="dot" cx={x(value)} cy="9" r="4" />
        ))}
    </svg>
  );
};

/** A share with the line that a reminder should stay under. */
export const Share = ({ share, line, label }: { share: number; line: number; label: string }) => (
  <svg viewBox="0 0 300 16" role="img" aria-label={label} class="share">
    <rect class="scale" y="4" width="250" height="9" />
    <rect class={share > line ? 'full' : 'half'} y="4" width={250 * share} height="9" />
    <line x1={250 * line} x2={250 * line} y1="0" y2="16" />
    <text x="256" y="13">{`${Math.round(100 * share)}%`}</text>
  </svg>
);
