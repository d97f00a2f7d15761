// Entries as a desk writes them: an act with its readings and verdict, what was shown, what was answered, how it ended. One act in
// four is flagged, as a busy desk's is; texts are as long as the packs' own.
import type { Draft } from '@/lib/model';

const ACTIONS = ['relief.approve', 'deferral.approve', 'loan.sign', 'account.open', 'refund.pay'];
const RULES = ['papers-missing', 'same-person', 'near-limit', 'office-hours', 'repeated-relief', 'large-cash'];
const NAMES = ['恒泰建材有限公司', '德润食品厂', '云岭运输队', '永和农资经营部', '双桥机械加工厂'];
const DAY = 86_400_000;
export const FIRST = Date.UTC(2025, 0, 1);

export const wordOf = (seed: number): string => {
  const bytes = new Uint8Array(9);
  let x = seed * 2654435761 + 1;
  for (let i = 0; i < 9; i++) {
    x = Math.imul(x ^ (x >>> 15), 2246822519) >>> 0;
    bytes[i] = x & 255;
  }
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
};
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const t = (zh: string) => ({ zh, en: `${zh} (en)` });

/** The act `n` and what belongs to it, to be written from sequence number `seq` on. */
export function actDrafts(n: number, seq: number): Draft[] {
  const id = wordOf(n);
  const at = FIRST + Math.floor((n * DAY) / 120);
  const severity = (n % 3) + 1;
  const isFlagged = n % 4 === 0;
  const rule = pick(RULES, n * 7);
  const level = { scheme: 'three', version: 1, key: `l${severity}`, severity };
  const amount = 1_000_00 + ((n * 7919) % 90_000_000);
  const sentence = t(`${pick(NAMES, n)}应附资料 5 份，已附 ${n % 4} 份，金额 ${amount / 100} 元`);
  const act: Draft = {
    kind: 'event',
    body: {
      id,
      action: pick(ACTIONS, n),
      system: 'tax-old',
      adapter: { id: 'tax-old', version: 3 },
      page: 'relief',
      at,
      signals: ['pointer', 'click', 'submit'],
      mode: isFlagged ? 'held' : 'passing',
      dwellMs: 2_000 + (n % 9_000),
      pageChars: 1_800 + (n % 400),
      fields: {
        case_no: { kind: 'read', value: `JM2026${String(n).padStart(6, '0')}`, votes: [2, 2] },
        amount: { kind: 'read', value: amount, votes: [1, 1] },
        applied: { kind: 'read', value: '2026-11-03', votes: [1, 1] },
        kind: { kind: 'read', value: pick(['a', 'b', 'c'], n), votes: [1, 1] },
        papers: { kind: 'read', value: n % 6, votes: [1, 1] },
      },
      flags: isFlagged
        ? [{ rule, ruleVersion: 2, pack: 'tax', level, ask: 'checklist', when: 'before', evidence: [], shown: true }]
        : [],
      undetermined: [],
      judged: 14,
      packs: ['tax@12', 'credit@9'],
      deskOnly: true,
    },
    parts: {
      clerk: { login: pick(['chenjing', 'wanghai', 'liuyang'], n) },
      fields: {
        fields: {
          payer: { kind: 'read', value: pick(NAMES, n), votes: [2, 2] },
          owner: {
            kind: 'read',
            value: { kind: 'resident_id', masked: '410***********0012', valid: true, age: 30 + (n % 30), same: [] },
          },
        },
      },
      tokens: { key: 'desk-key-1', tokens: { owner: [`${wordOf(n * 3)}${wordOf(n * 5)}${wordOf(n * 11)}abcdefg`] } },
      ...(isFlagged
        ? {
            verdict: {
              flags: [
                {
                  rule,
                  ruleVersion: 2,
                  pack: 'tax',
                  level,
                  ask: 'checklist',
                  when: 'before',
                  sentence,
                  facts: [
                    { label: t('应附资料'), actual: t(`${n % 4} 份`), expected: t('5 份'), field: 'papers', bad: true },
                  ],
                  because: t('附件数 < 5，且 金额 ≥ 1,000 元'),
                  checks: [{ id: 'seen', text: t('已逐份核对申请资料') }],
                  reasons: [{ id: 'later', text: t('资料已在线下补齐') }],
                  sources: [],
                  dedupe: wordOf(n * 13),
                },
              ],
              undetermined: [],
              judged: 14,
            },
          }
        : {}),
    },
  };
  const ending: Draft = { kind: 'ending', re: seq, body: { event: id, ending: isFlagged ? 'released' : 'passed' } };
  if (!isFlagged) return [act, ending];
  const text = `请核对后继续\n${sentence.zh}\n减免尚未批准\n已逐份核对申请资料\n返回修改\n继续`;
  return [
    act,
    {
      kind: 'shown',
      re: seq,
      body: { event: id, surface: 'hold', textVersion: `1.${wordOf(n)}`, visibleMs: 900 + (n % 5000), receipt: 'seen' },
      parts: { text },
    },
    {
      kind: 'answer',
      re: seq,
      body: { event: id, kind: 'continue', checks: ['seen'] },
      parts: { reason: '资料已在线下补齐' },
    },
    ending,
  ];
}
