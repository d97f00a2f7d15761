// The author's room on our own packs, built in the page from their sources; scores and figures are invented.
import shipped from 'virtual:pack-sources';
import type { AdminApi } from '@/components/console/admin/api';
import { createAuthor, sourcesFrom } from '@/lib/author';
import type { Reply } from '@/lib/messages';
import type { Entry, FieldValue, Pack, Reading, ScoreSheet } from '@/lib/model';
import { PACKS, SYSTEMS } from './pack-views';
import type { HistoryEvent } from '@/lib/rules';
import type { DraftRow } from '@/lib/store';
import { buildPack } from '@/lib/packs/build';

const NOW = Date.UTC(2026, 10, 20, 6, 31, 8);
const DAY = 86_400_000;
const EVIDENCE = {
  discretion: '“特殊困难”由审核人判断，无量化标准',
  transparency: '结果不公开',
  reviewability: '系统留痕，但线下核验无记录',
  constraint: '一人审核即可上报，无会签',
};
const sheet = (seq: number, person: string, point: string, discretion: number): ScoreSheet => ({
  point,
  person,
  scores: { discretion, transparency: 4, reviewability: 3, constraint: 4 },
  impact: 1.3,
  frequency: 1,
  evidence: EVIDENCE,
  at: NOW - seq * DAY,
  seq: 100 - seq,
});
const SHEETS = [
  sheet(1, 'hejing', 'tax-defer-repeat', 4),
  sheet(2, 'liugd', 'tax-defer-repeat', 4),
  sheet(3, 'hejing', 'tax-quota-low', 5),
  sheet(4, 'liugd', 'tax-quota-low', 2),
  sheet(5, 'liugd', 'tax-pen-disparity', 4),
];

const read = (value: FieldValue): Reading => ({ kind: 'read', value });
const client = (token: string): Reading =>
  read({ kind: 'uscc', masked: '9141**********00', valid: true, same: [], token });
const PAST: HistoryEvent[] = Array.from({ length: 4 }, (_, i) => ({
  seq: i,
  id: `past-${i}`,
  action: i % 2 ? 'deferral.approve' : 'expense.submit',
  at: NOW - (4 - i) * 20 * DAY,
  fields: {
    client_id: client('0'),
    case_id: read(`HJ-2026-${i}`),
    amount: read(680_000 + i),
    minutes_no: read(null),
  },
}));

/** A year of deferrals, some clients again and again; two were judged by officers. */
async function* journalOf(state: URLSearchParams): AsyncGenerator<{ entries: Entry[]; done: number; of: number }> {
  const make = (seq: number, kind: 'event' | 'disposition', body: Record<string, unknown>): Entry => ({
    skeleton: { v: 1, desk: 'desk-own', seq, at: NOW, mono: 0, boot: 'b', kind, body, parts: {} },
    leaf: '',
    parts: { clerk: { salt: '', value: { login: `clerk-${seq % 3}` } } },
  });
  const events = Array.from({ length: 240 }, (_, i) =>
    make(i, 'event', {
      id: `act-${i}`,
      action: 'deferral.approve',
      at: NOW - (240 - i) * 1.5 * DAY,
      fields: { client_id: client(`${i % 70}`), case_id: read(`HJ-2026-${i}`) },
    }),
  );
  const verdicts = [150, 160, 220].map((seq, i) =>
    make(1000 + i, 'disposition', { matter: `desk-own/${seq}`, do: 'verdict', verdict: i ? 'dispose' : 'false_alarm' }),
  );
  if (state.has('slow')) {
    yield { entries: [], done: 90, of: 243 };
    await new Promise(() => undefined);
  }
  yield { entries: [...events, ...verdicts], done: 243, of: 243 };
}

export async function anAuthor(state: URLSearchParams): Promise<AdminApi> {
  const sources = sourcesFrom(shipped);
  const packs = [...sources.keys()].flatMap((name): Pack[] => {
    const { pack } = buildPack(name, (wanted) => sources.get(wanted));
    return pack ? [pack] : [];
  });
  const drafts = new Map<string, DraftRow>();
  const tried = new Map<string, number>();
  const acts = PAST;
  const scores: Reply<'view.scores'> = {
    sheets: state.has('fresh') ? [] : [...SHEETS],
    names: { hejing: '何静', liugd: '刘国栋' },
    ...(state.has('nobody') ? {} : { reader: { id: 'hejing', name: '何静' } }),
  };
  return createAuthor({
    packs: async () => (state.has('nopacks') ? [] : packs),
    sources: async () => sources,
    drafts: {
      all: async () => [...drafts.values()],
      keep: async (row) => {
        drafts.set(row.id, row);
      },
      drop: async (id) => {
        drafts.delete(id);
      },
    },
    tries: {
      all: async () =>
        [...tried].map(([id, at]) => ({ pack: id.split('/')[0] ?? '', rule: id.split('/')[1] ?? '', at })),
      run: async (pack, { id }) => {
        tried.set(`${pack}/${id}`, NOW);
        return true;
      },
      stop: async (pack, rule) => {
        tried.delete(`${pack}/${rule}`);
      },
    },
    acts: async () => acts,
    entries: () => journalOf(state),
    state: async () => (state.has('nosource') ? { ...PACKS, sources: [], revoked: [], changes: [] } : PACKS),
    check: async () => ({ checks: [{ source: 'province', at: NOW, by: 'person', outcome: 'unchanged' }], view: PACKS }),
    bring: async () => ({
      check: { at: NOW, by: 'file', outcome: 'refused', refused: { why: 'offices', of: 'targets' } },
      view: PACKS,
    }),
    coverage: async () => SYSTEMS,
    teach: async () => ({ ok: false, why: 'closed' }),
    scores: async () => scores,
    keepScore: async ({ evidence, ...body }) => {
      scores.sheets.push({ ...body, evidence, person: 'hejing', at: NOW, seq: 200 + scores.sheets.length });
      return { ok: true, seq: 1 };
    },
    flags: async (rules) => Object.fromEntries(rules.map((rule, i) => [rule, (i * 7) % 23])),
    exercises: async () =>
      Array.from({ length: 214 }, (_, i) => ({ at: NOW - 30 * DAY - i * 1.5 * DAY, operator: `c${i % 3}` })),
    now: () => NOW,
    save: () => undefined,
  });
}
