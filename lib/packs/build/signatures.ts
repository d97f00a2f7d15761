/**
 * Types of the functions a condition may call. Words: any · bool · number (num or money) · num · money · text (text, id, enum) ·
 * day (date or datetime) · date · datetime · identity · list; `?` optional, `*` any number more of the last.
 */
export interface Signature {
  args: string[];
  result: string;
  say: { zh: string; en: string };
}

const f = (args: string, result: string, zh: string, en: string): Signature => ({
  args: args ? args.split(' ') : [],
  result,
  say: { zh, en },
});

export const SIGNATURES: Record<string, Signature> = {
  empty: f('any', 'bool', '读到且为空', 'read and found empty'),
  known: f('any', 'bool', '读到且有值(只有真假)', 'read and filled; never unknown'),
  blank: f('any', 'bool', '空、只有横线、只有零', 'empty, only dashes, only zeros'),
  field: f(
    'text',
    'any',
    '按名取字段，本动作没有该字段则为空',
    'the field of this name; empty when the action has no such field',
  ),
  onAction: f('text', 'bool', '当前动作是这个', 'the act is of this action'),
  yuan: f('num', 'money', '元 → 金额', 'yuan → money'),
  floor: f('number', 'same', '舍去小数', 'rounded down'),
  abs: f('number', 'same', '绝对值', 'absolute value'),
  max: f('number number*', 'same', '最大', 'the greatest'),
  min: f('number number*', 'same', '最小', 'the least'),
  today: f('', 'date', '办理当日(上海时间)', 'local day of the act'),
  now: f('', 'datetime', '办理时刻', 'moment of the act'),
  eventAt: f('', 'datetime', '佐证中所看那次办理的时刻', 'moment of the event a fact looks at'),
  openedAt: f(
    '',
    'datetime',
    'untilWhere 中事项开始的时刻',
    'moment of the event that opened the matter, in untilWhere',
  ),
  startOfDay: f('day', 'datetime', '当日零点', 'local midnight that begins the day'),
  dateOf: f('day', 'date', '时刻所在的日期', 'local day of a moment'),
  daysBetween: f('day day', 'num', '从前者到后者的日数', 'civil days from the first to the second'),
  workdaysBetween: f(
    'day day',
    'num',
    '从前者(不含)到后者(含)的工作日数',
    'working days after the first up to and with the second',
  ),
  hoursBetween: f('datetime datetime', 'num', '小时数(精确)', 'hours, exact'),
  minutesBetween: f('datetime datetime', 'num', '分钟数(精确)', 'minutes, exact'),
  addDays: f('day num', 'date', '加日', 'plus days'),
  addWorkdays: f('day num', 'date', '加工作日', 'plus working days'),
  addMonths: f('date num', 'date', '加月，短月取月末', 'plus months; the last day of a shorter month'),
  isWorkday: f('day', 'bool', '是工作日', 'is a working day'),
  inOffice: f(
    'text? text? list? list?',
    'bool',
    '在工作时间内;可另给 起、止、假日、调休',
    'within working hours; hours, holidays and swapped days may be given',
  ),
  normalName: f('text', 'text', '名称规范写法', 'a name as normalised'),
  contains: f('text text', 'bool', '含有', 'contains'),
  startsWith: f('text text', 'bool', '以…开头', 'starts with'),
  endsWith: f('text text', 'bool', '以…结尾', 'ends with'),
  near: f('text text text num', 'bool', '前词后 n 字内有后词', 'the second word within n characters after the first'),
  tailNumber: f('text num', 'num', '末 n 位数字', 'the last n digits as a number'),
  chars: f('text', 'num', '字数(去首尾空白)', 'characters, outer white space apart'),
  valid: f('identity', 'bool', '号码校验位正确', 'check digit is right'),
  kind: f('identity', 'text', '证件种类', 'kind of the number'),
  age: f('identity', 'num', '周岁', 'completed years'),
  same: f('any any', 'bool', '两者相同', 'the two are the same'),
  size: f('list', 'num', '非空项数', 'filled entries'),
  distinct: f('list', 'num', '不重复的非空项数', 'different filled entries'),
  anyShared: f('any any any*', 'bool', '任两组有共同的人', 'two of the groups share somebody'),
};
