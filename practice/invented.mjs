// @ts-check
// Everybody and everything here is invented. The region code 139981 does not exist, so no number can belong to anyone;
// the check digits are right all the same, because readers of such numbers test them.

const REGION = '139981';
const ORG_CHARS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const USCC_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码 with both check digits (GB 11714 and GB 32100). @param {number} seq */
export function uscc(seq) {
  const org = `MA${String(700000 + seq * 137)}`;
  const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2];
  const orgSum = [...org].reduce((sum, ch, i) => sum + ORG_CHARS.indexOf(ch) * orgWeights[i], 0);
  const orgCheck = ['0', 'X'][[11, 10].indexOf(11 - (orgSum % 11))] ?? String(11 - (orgSum % 11));
  const body = `91${REGION}${org}${orgCheck}`;
  const sum = [...body].reduce((total, ch, i) => total + ((USCC_CHARS.indexOf(ch) * 3 ** i) % 31), 0);
  return body + USCC_CHARS[(31 - (sum % 31)) % 31];
}

/** 居民身份证号 with its check digit (GB 11643). @param {string} birth YYYYMMDD @param {number} seq */
export function idCard(birth, seq) {
  const body = `${REGION}${birth}${String(seq).padStart(3, '0')}`;
  const sum = [...body].reduce((total, ch, i) => total + Number(ch) * (2 ** (17 - i) % 11), 0);
  return body + '10X98765432'[sum % 11];
}

/** A 19-digit account or card number that passes Luhn. @param {number} seq @param {string} [prefix] */
export function cardNumber(seq, prefix = '629998') {
  const body = prefix + String(100000000000 + seq * 7919).padStart(18 - prefix.length, '0');
  const sum = [...body].reverse().reduce((total, ch, i) => {
    const doubled = Number(ch) * (i % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** Today's date in China. */
export function todayInChina() {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** @param {string} date YYYY-MM-DD @param {number} n */
export function addDays(date, n) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

/** The day number is kept, or the last day of a shorter month is taken. @param {string} date @param {number} n */
export function addMonths(date, n) {
  const [y, m, d] = date.split('-').map(Number);
  const last = new Date(Date.UTC(y, m - 1 + n + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + n, Math.min(d, last))).toISOString().slice(0, 10);
}

/** @param {string} from @param {string} to */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** 2026年11月2日 @param {string} date */
export function chineseDate(date) {
  const [y, m, d] = date.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** Accepts 2026-11-02, 2026/11/2 and 2026年11月2日. @param {string} text */
export function isoDate(text) {
  const found = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(text.trim());
  return found ? `${found[1]}-${found[2].padStart(2, '0')}-${found[3].padStart(2, '0')}` : '';
}

/** 850,000.00 @param {number} fen */
export function yuan(fen) {
  const [whole, cents] = (fen / 100).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** 2.35 for 23,500.00 yuan @param {number} fen */
export function wan(fen) {
  return String(fen / 1_000_000);
}

/** @param {string | undefined} text Money as typed. */
export function fen(text) {
  return Math.round(Number((text ?? '').replace(/[,\s¥¥元]/g, '') || 0) * 100);
}

/** 贰万元整 @param {number} amountFen */
export function capitalYuan(amountFen) {
  const digits = '零壹贰叁肆伍陆柒捌玖';
  const section = (/** @type {number} */ n) => {
    let text = '';
    for (const [unit, size] of /** @type {const} */ ([
      ['仟', 1000],
      ['佰', 100],
      ['拾', 10],
      ['', 1],
    ])) {
      const digit = Math.floor(n / size) % 10;
      if (digit) text += digits[digit] + unit;
      else if (text && !text.endsWith('零')) text += '零';
    }
    return text.replace(/零+$/, '');
  };
  const whole = Math.floor(amountFen / 100);
  const cents = amountFen % 100;
  const high = Math.floor(whole / 10000);
  const low = whole % 10000;
  let text = (high ? `${section(high)}万` : '') + (high && low && low < 1000 ? '零' : '') + section(low);
  text = text ? `${text}元` : '零元';
  if (!cents) return `${text}整`;
  const jiao = Math.floor(cents / 10);
  return text + (jiao ? `${digits[jiao]}角` : '零') + (cents % 10 ? `${digits[cents % 10]}分` : '整');
}

const FIRMS = [
  ['云岭县青禾建材有限公司', '罗一帆', '建材批发'],
  ['云岭县白鹭湾食品有限公司', '沈知秋', '食品制造'],
  ['云岭县石榴树服饰有限公司', '顾小满', '服装零售'],
  ['云岭北斗星机械制造有限公司', '韩立冬', '通用设备制造'],
  ['云岭县听雨轩茶业商行', '叶听雨', '茶叶零售'],
  ['云岭南山竹纸业有限公司', '傅南山', '造纸'],
  ['云岭县木棉花酒店', '蓝木棉', '住宿'],
  ['云岭县小燕子运输队', '马春燕', '道路货物运输'],
  ['云岭县三颗星电器商行', '方三星', '家电零售'],
  ['云岭县九里香餐饮店', '邓九香', '餐饮'],
  ['云岭东篱菊农产品有限公司', '陶东篱', '农产品收购'],
  ['云岭县千层浪水产有限公司', '江千浪', '水产批发'],
  ['云岭县红柿子超市', '池红柿', '综合零售'],
  ['云岭万花筒文化传媒有限公司', '万华同', '广告'],
  ['云岭县蓝鲸汽车修理厂', '蒋蓝', '汽车修理'],
  ['云岭县银杏叶药业有限公司', '金杏', '医药批发'],
  ['云岭县金麦穗粮油有限公司', '麦穗', '粮油加工'],
  ['云岭县飞来石石材有限公司', '石飞来', '石材加工'],
  ['云岭县一路顺物流有限公司', '路顺', '物流'],
  ['云岭县满天星五金商行', '满星辰', '五金零售'],
];

/** @typedef {{no: number, name: string, uscc: string, legalPerson: string, legalPersonId: string, industry: string, address: string, phone: string, bank: string, account: string}} Firm */

/** @type {Firm[]} */
export const firms = FIRMS.map(([name, legalPerson, industry], i) => ({
  no: i,
  name,
  uscc: uscc(i + 1),
  legalPerson,
  legalPersonId: idCard(String(19660101 + i * 10000 + (i % 12) * 100 + i), 101 + i * 7),
  industry,
  address: `云岭县练习路${i * 3 + 8}号`,
  phone: `0399-55${String(10000 + i * 317).slice(1)}`,
  bank: '云岭县农村信用合作联社营业部',
  account: cardNumber(i + 1),
}));

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜';
const GIVEN = [
  '春生',
  '秋实',
  '小雨',
  '大川',
  '青山',
  '石头',
  '麦子',
  '晓禾',
  '长河',
  '云朵',
  '向阳',
  '初雪',
  '木兰',
  '远航',
  '立夏',
  '知了',
  '星河',
  '白露',
  '子规',
  '丰年',
  '半夏',
  '扶桑',
  '南星',
  '海棠',
  '竹青',
  '望舒',
  '听泉',
  '问渠',
  '知行',
];

/** Invented borrowers, any number of them. @param {number} i */
export function borrower(i) {
  const birth = `${1962 + ((i * 7) % 38)}${String(1 + ((i * 5) % 12)).padStart(2, '0')}${String(1 + ((i * 11) % 28)).padStart(2, '0')}`;
  return {
    name: SURNAMES[(i * 13) % SURNAMES.length] + GIVEN[(i * 7) % GIVEN.length],
    idNo: idCard(birth, 200 + ((i * 37) % 700)),
    phone: `199${String(10000000 + i * 9173).slice(0, 8)}`,
    account: cardNumber(5000 + i),
  };
}
