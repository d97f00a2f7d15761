// Amounts as pages write them → integer fen. What is not clearly one amount is refused, never guessed.

const UNIT: Record<string, number> = {
  分: 1,
  角: 10,
  元: 100,
  圆: 100,
  百元: 10_000,
  千元: 100_000,
  万: 1_000_000,
  万元: 1_000_000,
  亿: 10_000_000_000,
  亿元: 10_000_000_000,
};
const PLAIN = { yuan: 100, wan: 1_000_000, fen: 1 };
export type MoneyUnit = keyof typeof PLAIN;

const FIGURE =
  /^(?:(?:RMB|CNY|人民币)\s*)?([-+−(]?)\s*(?:¥|RMB|CNY|人民币)?\s*([-+−]?)\s*(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d{1,6}))?\s*(百元|千元|万元|亿元|万|亿|元|圆|角|分|RMB|CNY)?\s*(?:整|正)?(\)?)$/;

/** `text` is folded. null: not an amount. `hint` is a label or the text beside the field that may carry the unit. */
export function moneyOf(text: string, unit: MoneyUnit = 'yuan', hint = ''): number | null {
  const match = FIGURE.exec(text.replace(/￥/g, '¥').replace(/,\s/g, ','));
  if (!match) return capitalOf(text);
  const [, lead = '', sign = '', whole = '', fraction = '', suffix, close = ''] = match;
  if ((lead === '(') !== (close === ')')) return null;
  const worth = suffix && UNIT[suffix] ? UNIT[suffix] : (unitIn(hint) ?? PLAIN[unit]);
  const scaled = BigInt(whole.replace(/[, ]/g, '') + fraction) * BigInt(worth);
  const divisor = 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) return null;
  const fen = Number(scaled / divisor);
  if (!Number.isSafeInteger(fen)) return null;
  return /[-−(]/.test(lead + sign) ? -fen || 0 : fen;
}

/** The unit a label names: 金额(万元), 单位:万元. */
export function unitIn(hint: string): number | undefined {
  const match = /(百元|千元|万元|亿元)|[(:]\s*(元|圆|分|角|万|亿)\s*(?:\)|$)|^\s*(元|圆|分|角)\s*$/.exec(hint);
  const word = match?.[1] ?? match?.[2] ?? match?.[3];
  return word ? UNIT[word] : undefined;
}

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  壹: 1,
  一: 1,
  贰: 2,
  貳: 2,
  二: 2,
  两: 2,
  叁: 3,
  三: 3,
  肆: 4,
  四: 4,
  伍: 5,
  五: 5,
  陆: 6,
  六: 6,
  柒: 7,
  七: 7,
  捌: 8,
  八: 8,
  玖: 9,
  九: 9,
};
const PLACES: Record<string, number> = { 拾: 10, 十: 10, 佰: 100, 百: 100, 仟: 1000, 千: 1000 };

/** 贰万元整, 人民币壹拾伍万叁仟元伍角 → fen. */
function capitalOf(text: string): number | null {
  const match =
    /^(?:人民币)?:?\s*(负?)([零〇一二三四五六七八九十百千万亿两壹贰貳叁肆伍陆柒捌玖拾佰仟]+)[元圆](?:[整正]|零?(?:(.)角)?零?(?:(.)分)?[整正]?)$/.exec(
      text,
    );
  if (!match) return null;
  const whole = wholeOf(match[2] ?? '');
  const jiao = match[3] ? DIGITS[match[3]] : 0,
    fen = match[4] ? DIGITS[match[4]] : 0;
  if (whole === null || jiao === undefined || fen === undefined) return null;
  const total = whole * 100 + jiao * 10 + fen;
  return match[1] ? -total || 0 : total;
}
function wholeOf(text: string): number | null {
  let total = 0,
    section = 0,
    digit: number | undefined,
    said = false;
  for (const c of text) {
    const place = PLACES[c];
    if (DIGITS[c] !== undefined) digit = DIGITS[c];
    else if (place) {
      // 十五 has no digit before its place; 万元 by itself is a unit, and no amount.
      if (digit === undefined && (place !== 10 || section)) return null;
      section += (digit ?? 1) * place;
      digit = undefined;
    } else {
      if (!said) return null;
      section += digit ?? 0;
      total = c === '亿' ? (total + section) * 100_000_000 : total + section * 10_000;
      section = 0;
      digit = undefined;
    }
    said = true;
  }
  return total + section + (digit ?? 0);
}
