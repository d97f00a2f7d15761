// Dates as pages write them → civil date YYYY-MM-DD, or epoch ms of Asia/Shanghai (no summer time since 1991: always +8 h).

export type DateOrder = 'ymd' | 'mdy' | 'dmy';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = /[ T]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})|分)?(?:\.\d+)?\s*秒?(Z|[+-]\d{2}:?\d{2})?$/;

/** null: not a date. 11/22/2026 without an order is read only where one reading is possible. */
export function dateOf(text: string, order?: DateOrder): string | null {
  const day = text.replace(TIME, '').trim();
  const chinese =
    /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/.exec(day) ??
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (chinese) return civil(chinese[1], chinese[2], chinese[3]);
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})$/.exec(day);
  if (named) return civil(named[3], monthOf(named[2]), named[1]);
  const american = /^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(day);
  if (american) return civil(american[3], monthOf(american[1]), american[2]);
  const figures = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(day);
  if (!figures) return null;
  const [, a, b, year] = figures;
  const mdy = civil(year, a, b),
    dmy = civil(year, b, a);
  if (order === 'mdy') return mdy;
  if (order === 'dmy') return dmy;
  return mdy && dmy && mdy !== dmy ? null : (mdy ?? dmy);
}

export function datetimeOf(text: string, order?: DateOrder): number | null {
  const day = dateOf(text, order);
  if (!day) return null;
  const time = TIME.exec(text);
  const [, h = '0', m = '0', s = '0', zone] = time ?? [];
  const clock = `${h.padStart(2, '0')}:${m.padStart(2, '0')}:${s.padStart(2, '0')}`;
  const ms = Date.parse(`${day}T${clock}${zone ? zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') : '+08:00'}`);
  return Number.isNaN(ms) ? null : ms;
}

const monthOf = (name = ''): string => String(MONTHS.findIndex((m) => name.toLowerCase().startsWith(m)) + 1);
function civil(y = '', m = '', d = ''): string | null {
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) ? day : null;
}
