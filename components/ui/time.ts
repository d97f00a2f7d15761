// Times as people here write them. Civil time is Asia/Shanghai everywhere in this program.

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** `2026-11-20 14:31:08` */
export const fullTime = (at: number): string => parts.format(at).replace(',', '');
/** `11-20 14:31` */
export const shortTime = (at: number): string => fullTime(at).slice(5, 16);
/** `14:31` */
export const clockTime = (at: number): string => fullTime(at).slice(11, 16);
/** `09:42` of a span in ms; never below zero. */
export const mmss = (ms: number): string => {
  const s = Math.max(0, Math.round(ms / 1000));
  return `${String(Math.floor(s / 60)).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`;
};
