// A desk's packs and systems in every condition; names and numbers are invented.
import type { PackStateView, SystemCoverage } from '@/lib/messages/views';

const NOW = Date.UTC(2026, 10, 20, 6, 31, 8);
const DAY = 86_400_000;
const HASH = 'a71d5f00c3b2e1d09a8877665544332211ffeeddccbbaa99887766554433221100'.slice(0, 64);

export const PACKS: PackStateView = {
  language: 'zh',
  desk: { id: 'QH0217abcd', unit: '清河县税务局', ring: '二科' },
  packs: [
    {
      id: 'tax',
      version: 12,
      title: '税收规则包',
      from: 'province',
      mode: 'active',
      kind: 'pack',
      rules: 28,
      adapters: 2,
      sha256: HASH,
      bytes: 418_000,
      rollout: { stage: 'rings', units: ['二科'], rings: [], posts: [], percent: 40 },
      fetchedAt: NOW - 3 * DAY,
      verifiedAt: NOW - 3 * DAY,
      activeAt: NOW - 3 * DAY,
    },
    {
      id: 'tax',
      version: 13,
      title: '税收规则包',
      from: 'province',
      mode: 'observe',
      kind: 'pack',
      rules: 30,
      adapters: 2,
      sha256: HASH,
      rollout: { stage: 'observe' },
      activeAt: NOW - DAY,
    },
    {
      id: 'common',
      version: 1,
      title: '通用规则包',
      from: 'program',
      mode: 'active',
      kind: 'pack',
      rules: 19,
      adapters: 0,
    },
    {
      id: 'qinghe',
      version: 2,
      title: '清河县本地设置',
      from: 'county',
      mode: 'active',
      kind: 'overlay',
      rules: 3,
      adapters: 0,
      activeAt: NOW - 9 * DAY,
      leftOut: [{ rule: 'pen-hearing', why: 'not_allowed' as never, detail: '该规则不允许放宽' }],
    },
  ],
  sources: [
    {
      id: 'province',
      kind: 'packs',
      urls: ['https://packs.tax.example/hulan/'],
      state: 'fresh',
      expiresAt: NOW + 5 * DAY,
      expiredDays: 0,
      signedAt: NOW - 3_600_000,
      versions: { root: 1, timestamp: 431, snapshot: 40, targets: 12 },
      signers: [
        { keyId: '3c9e77a0b1c2d3e4', name: '周启', office: '信息中心', scheme: 'ed25519' },
        { keyId: 'd10b4f2c99887766', name: '何静', office: '纪检组', scheme: 'ed25519' },
      ],
      rootExpiresAt: NOW + 300 * DAY,
      lastCheck: { at: NOW - 1_800_000, by: 'timer', outcome: 'unchanged' },
      nextCheckAt: NOW + 1_800_000,
      offered: [
        {
          id: 'tax',
          version: 12,
          kind: 'pack',
          rollout: { stage: 'rings', units: ['二科'], rings: [], posts: [], percent: 40 },
          here: 'active',
        },
        { id: 'credit', version: 4, kind: 'pack', rollout: { stage: 'all' }, here: 'not_yet' },
      ],
    },
    {
      id: 'county',
      kind: 'overlay',
      urls: ['https://10.20.1.8/hulan/'],
      state: 'expired',
      expiresAt: NOW - 26 * DAY,
      expiredDays: 26,
      signedAt: NOW - 40 * DAY,
      signers: [{ keyId: '77aa0011', name: '王玉', office: '县局', scheme: 'ecdsa-sha2-nistp256' }],
      lastCheck: { at: NOW - 7_200_000, by: 'timer', outcome: 'refused', refused: { why: 'rollback', of: 'snapshot' } },
      offered: [],
    },
  ],
  revoked: [{ kind: 'rule', id: 'quota-cluster', by: 'source' }],
  conflicts: [{ kind: 'action', id: 'relief.approve', kept: 'common', dropped: 'tax' }],
  refusedFiles: [],
  drafts: [],
  changes: [
    { at: NOW - 7_200_000, source: 'county', what: 'refused', refused: { why: 'rollback', of: 'snapshot' } },
    { at: NOW - DAY, source: 'province', what: 'observe', pack: 'tax', version: 13 },
    { at: NOW - 3 * DAY, source: 'province', what: 'active', pack: 'tax', version: 12 },
    { at: NOW - 3 * DAY, source: 'province', what: 'verified', pack: 'tax', version: 12 },
  ],
};

const looks = (good: number, bad: number, low: number): number[] => [...Array(good).fill(1), ...Array(bad).fill(low)];
const figure = (
  name: 'pages' | 'fields' | 'commits',
  list: number[],
  dropped = false,
): SystemCoverage['figures'][number] => ({
  figure: name,
  seen: list.filter((n) => n === 1).length,
  of: list.length,
  share: list.reduce((a, b) => a + b, 0) / list.length,
  before: 0.98,
  looks: list,
  dropped,
});
export const SYSTEMS: SystemCoverage[] = [
  {
    adapter: 'tax-practice',
    title: '征管系统',
    figures: [
      figure('pages', looks(14, 0, 0)),
      figure('fields', looks(9, 5, 0.34), true),
      figure('commits', looks(14, 0, 0)),
    ],
    faults: [{ page: 'quota', anchors: [], fields: ['client_id', 'case_id'], at: NOW - 3_600_000, tab: 4 }],
  },
  {
    adapter: 'credit-practice',
    title: '信贷系统',
    figures: [figure('pages', looks(11, 3, 0), true)],
    faults: [{ page: 'loan-disburse', anchors: ['放款审批'], fields: [], at: NOW - DAY }],
  },
];
