// An office in memory: matters of an invented county, filtered by the real queue. Names and numbers are invented.
import type { OfficeApi } from '@/components/console/queue/api';
import type { MatterView, OfficeView, QueueLine } from '@/lib/messages/office-views';
import type { FlagDetailView } from '@/lib/messages/views';
import { Queue } from '@/lib/review';
import { PAPERS, reportView, samplesView } from './office-report';
import type { QueueRow } from '@/lib/review';
import { passes } from './learning-views';

const AT = Date.UTC(2026, 10, 20, 6, 31, 8);
const HOUR = 3_600_000;
const LEVELS: OfficeView['levels'] = [
  { severity: 1, key: 'note', mark: { mark: 'blue', word: '提示' } },
  { severity: 2, key: 'caution', mark: { mark: 'yellow', word: '关注' } },
  { severity: 3, key: 'warning', mark: { mark: 'red', word: '警示' } },
];
const SENTENCES = [
  '减免税 48.6 万元，受理与审核为同一人',
  '听证告知后第 2 日即作出处罚决定',
  '一年内再次缓缴，未附银行账户对账单',
  '单一来源采购 4,980 元，紧贴 5,000 元会办线',
  '双定税额下调 22%，同行业中位数为 -3%',
  '同一代办人 7 日内代开发票 6 次',
];
const SUBJECTS = ['德润食品厂', '宏远运输公司', '恒泰建材有限公司', '永丰商贸', '鑫隆贸易公司', '佳和超市'];
const CLERKS = ['吴海', '马立新', '陈思远', '王丽娜', '孙倩'];
const ANSWERS = ['continue', 'back', 'acknowledge', 'unanswered', 'none'];
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

export const OFFICE = (language: 'zh' | 'en', isOfficer = true): OfficeView => ({
  language,
  isOfficer,
  stamp: 'one',
  ownDesk: 'desk-own',
  reader: { id: 'hejing', name: '何静', posts: ['discipline'], unit: '纪检组', postNames: ['纪检监察岗'] },
  profile: { id: 'hulan-default', title: '通用处置办法', source: '本单位确认' },
  profiles: [{ id: 'hulan-default', title: '通用处置办法' }],
  words: {
    rule: Object.fromEntries(SENTENCES.map((s, i) => [`r${i}`, s])),
    risk: { p0: '减免税审批', p1: '税务处罚裁量', p2: '缓缴审核', p3: '大宗采购' },
    post: { hall: '办税服务厅岗', taxmgr: '税收管理员' },
    action: {},
  },
  levels: LEVELS,
});

interface Kept extends QueueRow {
  closedAs?: string;
}

export function anOffice(input: {
  language: 'zh' | 'en';
  size: number;
  isOfficer?: boolean;
  failed?: boolean;
  isSparse?: boolean;
  /** A letter of more than one page. */
  isLong?: boolean;
  flag: FlagDetailView;
  /** Stage of every matter opened alone. */
  stage?: string;
}): OfficeApi {
  let seq = 0;
  const rows: Kept[] = Array.from({ length: input.size }, (_, i) => ({
    id: `${i % 9 ? `desk${i % 40}` : 'desk-own'}/${i}`,
    at: AT - i * 1.7 * HOUR,
    severity: i % 11 === 0 ? 3 : i % 3 === 0 ? 2 : 1,
    stage: i % 13 === 5 ? 'asked' : i % 29 === 7 ? 'to_report' : i % 17 === 3 ? 'closed' : 'new',
    due: AT + ((i * 7) % 200) * HOUR - 10 * HOUR,
    answer: pick(ANSWERS, i),
    rule: `r${i % SENTENCES.length}`,
    risk: `p${i % 4}`,
    unit: pick(['税源管理一科', '税源管理二科', '办税服务厅', '稽查局'], i),
    post: pick(['hall', 'taxmgr'], i),
    subject: pick(SUBJECTS, i * 7),
    operator: pick(CLERKS, i * 3),
    involved: i % 31 === 4 ? ['hejing'] : [],
  }));
  const byId = new Map(rows.map((r) => [r.id, r]));
  const queue = (): Queue => {
    const made = new Queue(rows);
    made.readBy('hejing');
    return made;
  };
  const line = (id: string): QueueLine[] => {
    const row = byId.get(id);
    if (!row) return [];
    const level = LEVELS.find((l) => l.severity === row.severity)?.mark ?? { mark: 'blue', word: '提示' };
    return [
      {
        ...row,
        own: row.involved.length > 0,
        level,
        sentence: SENTENCES[Number(row.rule.slice(1))] ?? '',
        more: row.at % 5 === 0 ? 1 : 0,
      },
    ];
  };
  const office = OFFICE(input.language, input.isOfficer ?? true);
  return {
    office: async () => {
      if (input.failed) throw new Error('no worker');
      return office;
    },
    open: async () => true,
    refresh: async () => false,
    page: async (filter, offset, limit) => {
      const { total, ids, counts } = queue().page(filter, offset, limit);
      return { total, all: rows.length, counts, lines: ids.flatMap(line) };
    },
    ids: (filter) => queue().all(filter),
    count: (filter) => queue().count(filter),
    letter: async () => ({
      letter: {
        template: 'reminder-notice',
        number: '云岭县税务局廉提〔2026〕31号',
        title: '廉政风险提醒书',
        to: '陈思远',
        copies: ['科室负责人'],
        paragraphs: [
          '陈思远：',
          '2026年11月20日复核“缓缴审核”（恒泰建材有限公司）时发现：一年内再次缓缴，未附银行账户对账单。',
          ...Array.from(
            { length: input.isLong ? 14 : 1 },
            () => '经云岭县税务局纪检组确认，现予提醒。请说明：线下核验经过，并补传对账单核验记录。',
          ),
          '请于2026年11月27日前书面回告。对本提醒有不同意见的，可在回告中一并陈述。',
        ],
        signed: '云岭县税务局纪检组',
        date: '2026年11月20日',
      },
    }),
    docx: async () => undefined,
    passes: async () => passes(input.language, input.size, input.isOfficer ?? true),
    sources: async () => [
      {
        desk: 'desk-own',
        from: 'own',
        isOwn: true,
        importedAt: AT,
        entries: 312,
        isWhole: true,
        asks: 0,
        sentence: '本机留痕',
      },
      {
        desk: 'QH0217abcd',
        from: '办税服务厅3号窗-2026-11.hulan',
        isOwn: false,
        importedAt: AT,
        entries: 18_204,
        isWhole: true,
        asks: 0,
        sentence: '完整：与签名时一致',
      },
      {
        desk: 'QH0391zzzz',
        from: '稽查局-2026-11.hulan',
        isOwn: false,
        importedAt: AT,
        entries: 921,
        isWhole: false,
        asks: 0,
        sentence: '第 41 条的内容与写入时的指纹不符',
      },
    ],
    take: async () => ({ ok: false, why: 'not_export' }),
    drop: async () => undefined,
    choose: async () => office,
    group: async (id) => ({
      subject: '恒泰建材有限公司',
      family: '缓缴审核',
      from: AT - 12 * 24 * HOUR,
      to: AT,
      days: 30,
      members: rows.slice(1, 3).flatMap((r) => (r.id === id ? [] : line(r.id))),
      others: rows.slice(4, 6).flatMap((r) => line(r.id)),
      isSplit: false,
      isJoined: false,
    }),
    handOut: async () => true,
    papers: async () => (input.isSparse ? [] : PAPERS),
    samples: async () => samplesView(input.isSparse ?? false),
    draw: async () => ({ ok: true }),
    check: async () => ({ ok: true }),
    report: async () => {
      if (input.failed) throw new Error('no worker');
      return reportView(input.language, input.isSparse ?? false);
    },
    keepRates: async () => ({ ok: true }),
    asks: async () => true,
    rates: () => ({ fired: 11, wentOn: 7, judged: 6, falseAlarms: 1 }),
    matter: async (id) => aMatter(id, input.flag, input.stage ?? byId.get(id)?.stage ?? 'new', input.language),
    act: async ({ matter, do: what, verdict }) => {
      const row = byId.get(matter);
      if (!row) return { ok: false, why: 'not_this_stage' };
      if (what === 'undo') {
        row.stage = 'new';
        delete row.closedAs;
      }
      if (what === 'verdict') {
        row.stage =
          verdict === 'ask_more' ? 'asked' : verdict === 'dispose' || verdict === 'transfer' ? 'to_dispose' : 'closed';
        if (row.stage === 'closed') row.closedAs = verdict;
      }
      return { ok: true, seq: ++seq, stage: row.stage };
    },
  };
}

function aMatter(id: string, flag: FlagDetailView, stage: string, language: 'zh' | 'en'): MatterView {
  const hasProposal = ['to_approve', 'to_issue', 'to_report', 'reported'].includes(stage);
  return {
    kind: 'matter',
    id,
    language,
    flag,
    lanes: [
      { at: AT - 251 * 24 * HOUR, lane: 'operator', text: '审核通过第一次缓缴', tone: 'plain' },
      { at: AT - 158 * 24 * HOUR, lane: 'subject', text: '缓缴期满，次日缴清 412,000 元', tone: 'plain' },
      { at: AT - 14 * 24 * HOUR, lane: 'subject', text: '提交缓缴申请，附件 2 项', tone: 'plain' },
      { at: AT - 52 * HOUR, lane: 'operator', text: '延期日 02-27 改 02-16', tone: 'flag', matter: 'desk1/41' },
      { at: AT, lane: 'operator', text: '缓缴审核', tone: 'flag', isThis: true },
      { at: AT + 46_000, lane: 'operator', text: '说明理由并继续', tone: 'plain', isThis: true },
      { at: AT + HOUR, lane: 'subject', text: '补传对账单 2 份', tone: 'plain' },
    ],
    counters: hasProposal
      ? [
          {
            id: 'unit-three',
            per: 'unit',
            within: 'year',
            n: 3,
            at: 3,
            matters: [],
            propose: '建议对该单位开展一次专项检查',
          },
        ]
      : [],
    review: {
      stage,
      profile: 'hulan-default',
      due: AT + 70 * HOUR,
      dispositions: [
        {
          id: 'reminder-talk',
          title: '提醒谈话',
          hint: '苗头性问题；书面说明，本级办理',
          levels: [{ key: 'note', word: '提示', due: AT + 14 * 24 * HOUR }],
          letter: '廉政风险提醒书',
          approval: [],
          cosigners: 0,
        },
        {
          id: 'admonition',
          title: '诫勉',
          levels: [{ key: 'caution', word: '关注', due: AT + 7 * 24 * HOUR }],
          letter: '诫勉通知书',
          approval: ['领导小组', '主要负责人'],
          cosigners: 0,
        },
        { id: 'transfer', title: '移交核查', levels: [{ key: 'warning', word: '警示' }], approval: [], cosigners: 2 },
      ],
      steps: [
        { id: 'chase', title: '催告', taken: true, isDue: false },
        { id: 'rectify', title: '发整改通知书', taken: false, isDue: true },
        { id: 'talk', title: '约谈科室负责人', taken: false, isDue: false },
      ],
      letters: hasProposal
        ? [{ template: 'reminder-notice', title: '廉政风险提醒书', number: '清河廉提〔2026〕31号', at: AT, seq: 18 }]
        : [],
      history:
        stage === 'new'
          ? []
          : [
              { seq: 1, at: AT, who: '何静', do: 'verdict', verdict: 'dispose', text: '对账单未附，线下核验须留证。' },
              { seq: 2, at: AT + HOUR, who: '刘芳', do: 'note', text: '对账单 15:10 已补传，可先看附件再定。' },
              { seq: 3, at: AT + HOUR, who: '陈思远', do: 'verdict', verdict: 'normal', void: 'own_matter' },
            ],
      barred:
        stage === 'to_approve'
          ? { approve: 'same_person', cosign: 'same_person' }
          : { withdraw: 'not_this_stage', circular: 'not_this_stage' },
      ...(hasProposal
        ? {
            proposal: {
              disposition: 'reminder-talk',
              title: '提醒谈话',
              level: '提示',
              by: '何静',
              text: '说明线下核验经过，补传对账单核验记录；今后材料齐全再上报。',
              cosigners: [],
              wants: 0,
            },
          }
        : {}),
    },
  };
}
