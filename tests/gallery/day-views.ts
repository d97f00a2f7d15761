// What a worker would answer to the clerk's daily surfaces. Names and numbers are invented.
import type { CardPoint, CardView, OverlayView } from '@/lib/messages/views';
import type { LevelMark } from '@/lib/model';

const NOTE: LevelMark = { mark: 'blue', word: '提示' };
const CARE: LevelMark = { mark: 'yellow', word: '关注' };
const WARN: LevelMark = { mark: 'orange', word: '警示' };
const STOP: LevelMark = { mark: 'red', word: '制止' };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.now();
const at = (left: number) => ({ due: now + left, near: now + left - DAY, soon: now + left - 3 * DAY });

const QUIET: OverlayView = {
  language: 'zh',
  clerk: { id: 'qh-017', name: '陈思远', unit: '税源管理二科', posts: ['审核岗'], from: 'page' },
  shift: { since: now - 3 * HOUR },
  todo: [],
  deadlines: [{ id: 'a', what: '缓缴决定', matter: '宏远运输', ...at(6 * DAY + 3 * HOUR), canOpen: false }],
  today: [],
  know: [],
  line: { state: 'ok', at: now - HOUR },
  counts: { acts: 26, flags: 4, pages: 3 },
  pack: { title: '税务规则包', version: 11 },
};
export const ITEMS: OverlayView = {
  ...QUIET,
  todo: [
    {
      event: 'ev-00000001',
      seq: 41,
      kind: 'hold',
      at: now,
      level: WARN,
      askText: '说明理由后继续',
      sentence: '恒泰建材一年内第二次申请缓缴，未附对账单',
      actionTitle: '缓缴审核',
      subject: '恒泰建材',
      more: 1,
      deadline: at(3 * HOUR),
      canOpen: true,
    },
    {
      event: 'ev-00000002',
      seq: 38,
      kind: 'acknowledge',
      at: now,
      level: CARE,
      askText: '请知悉',
      sentence: '双定税额下调 22%，同行业中位数为 -3%',
      actionTitle: '定额核定',
      subject: '永丰商贸',
      more: 0,
      canOpen: false,
    },
  ],
  deadlines: [
    { id: 'c', what: '回告期限', matter: 'HG-2026-031', ...at(-26 * HOUR), canOpen: false },
    { id: 'b', what: '听证申请期满', matter: '宏远运输', ...at(20 * HOUR), canOpen: true },
    { id: 'd', what: '核定公示期满', matter: '永丰商贸', ...at(2 * DAY + HOUR), canOpen: false },
    { id: 'a', what: '缓缴决定', matter: '恒泰建材', ...at(6 * DAY + 3 * HOUR), canOpen: false },
  ],
  today: [
    { seq: 30, at: now - HOUR, level: NOTE, sentence: '征期末 3 日，逾期申报处理集中', answer: 'none' },
    {
      seq: 22,
      at: now - 2 * HOUR,
      level: CARE,
      sentence: '一户多次作废发票 6 份',
      subject: '德润食品厂',
      answer: 'acknowledge',
    },
  ],
};

export const OVERLAYS: Record<string, OverlayView> = {
  items: ITEMS,
  quiet: QUIET,
  nobody: {
    ...QUIET,
    clerk: undefined,
    shift: {},
    deadlines: [],
    counts: { acts: 0, flags: 0, pages: 0 },
    pack: undefined,
  },
  second: {
    ...ITEMS,
    second: {
      ticket: 't',
      until: now + 498_000,
      from: '赵一鸣',
      level: STOP,
      sentence: '贷款发放 300,000.00 元，合同金额与签订日期为空。',
      actionTitle: '贷款发放',
      subject: 'QH-2026-1183',
      posts: ['信用社主任', '科室负责人'],
    },
  },
  stale: {
    ...ITEMS,
    todo: [{ ...ITEMS.todo[0], level: STOP, sentence: '减免税 48.6 万元 待第二人', deadline: undefined }],
    know: [
      { kind: 'line', sentence: '11-20 14:02 未能连接规则包来源，提醒照常', more: '仍按现有规则提醒，会自动再试' },
      {
        kind: 'pack_old',
        mark: 'yellow',
        sentence: '规则包过期 9 天未更新',
        more: '仍按现有规则提醒',
      },
      { kind: 'page_lost', sentence: '“发票领用”页面结构已变', more: '该页提醒可能不全，已记入缺口' },
    ],
  } as OverlayView,
  offline: {
    ...QUIET,
    line: { state: 'away', at: now - 3 * HOUR },
    know: [
      {
        kind: 'source_refused',
        mark: 'orange',
        sentence: '新规则包签名未通过，未启用',
        more: '继续使用现有规则包，您无须操作',
      },
    ],
  },
  other: { ...QUIET, otherLogin: 'zhaoym' },
};

const point = (id: string, level: LevelMark, title: string, ...measures: string[]): CardPoint => ({
  id,
  level,
  title,
  measures,
  behaviour: `${title}，未按规定程序办理，事后难以说明。`,
  source: '洛阳市国税局内控机制 二(二)',
});
const POINTS = [
  point('a', STOP, '减免税审核与受理为同一人', '相同即转审', '不代签、不串用工号'),
  point('b', WARN, '一年内重复缓缴，材料不全即上报', '对账单、资金余额、支出预算三项齐全再提交'),
  point('c', CARE, '缓缴期满未催缴、未加收滞纳金', '期满次日催缴', '滞纳金由系统计算，不手工改'),
  point('d', NOTE, '超过 20 日未作出决定', '剩 3 天仍未办结的，主动报告科长'),
];
const CARD: CardView = {
  language: 'zh',
  at: Date.UTC(2026, 10, 20, 6, 26),
  clerk: { id: '0412', name: '陈思远', unit: '清河县税务局税源管理二科', posts: ['缓缴、减免审核岗'], from: 'page' },
  points: [...POINTS, ...POINTS.map((p) => ({ ...p, id: `${p.id}2` }))],
  todo: 2,
  due: { at: Date.UTC(2026, 10, 20, 9, 30), what: '听证申请期满' },
  pack: { title: '税务规则包', version: 11 },
  unit: {
    name: '清河县税务局税源管理二科',
    posts: [
      { id: 'a', name: '缓缴、减免审核岗', points: POINTS },
      { id: 'b', name: '税收管理员', points: POINTS.slice(1) },
    ],
  },
};
const wordy = (n: number): string => '受理审核复核审批分岗办理不得代签代审'.repeat(9).slice(0, n);
export const CARDS: Record<string, CardView> = {
  full: CARD,
  /** As many words as the card lets through. */
  long: {
    ...CARD,
    clerk: { id: '41032219880', name: wordy(20), unit: wordy(60), posts: [wordy(20), wordy(20)], from: 'page' },
    points: POINTS.flatMap(({ level, ...p }) =>
      [1, 2].map((n) => ({
        ...p,
        level,
        id: `${p.id}${n}`,
        title: wordy(40),
        measures: [wordy(70), wordy(70)],
        behaviour: wordy(150),
      })),
    ),
  },
  nobody: { language: 'zh', at: CARD.at, points: POINTS.slice(2), todo: 0 },
};
