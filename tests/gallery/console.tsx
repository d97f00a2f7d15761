import { render } from 'preact';
import { Console } from '@/components/console/Console';
import '@/components/styles/console.css';
import type { ConsoleApi } from '@/components/console/api';
import { aLearning } from './learning-views';
import { anAuthor } from './admin-api';
import { anOffice } from './office-api';
import { CASE, FLAG, FLAGS, HOSTS, MINE, PEOPLE } from './own-views';

document.body.className = 'hu';
const state = new URLSearchParams(location.search);
const language = state.get('language') === 'en' ? 'en' : 'zh';
const give = <T,>(value: T): Promise<T> =>
  state.has('failed')
    ? Promise.reject(new Error('no worker'))
    : state.has('waiting')
      ? new Promise<T>(() => undefined)
      : Promise.resolve(value);
const api: ConsoleApi = {
  flags: (q) => give(state.has('empty') || q.level === 1 ? { ...FLAGS, lines: [], next: undefined, total: 0 } : FLAGS),
  flag: (seq) =>
    give(
      seq === 404
        ? { kind: 'none' }
        : state.has('broken') && FLAG.kind === 'flag'
          ? {
              ...FLAG,
              proof: { ...FLAG.proof, state: 'broken', sentence: '自第 41 条起与写入时不一致。' },
              shown: [],
              answers: [],
            }
          : FLAG,
    ),
  matterOf: () => give(CASE),
  note: async () => ({ ok: true }),
  takeAsks: async () => ({ ok: true, taken: 1 }),
  mine: () => give(state.has('empty') ? { ...MINE, lines: [], next: undefined, total: 0 } : MINE),
  people: () => give(PEOPLE),
  hosts: () => give(HOSTS),
  learning: aLearning(language, state.get('learning') ?? 'full', give),
  importKey: () => give({ ok: true, id: 'county-1' } as const),
  setPin: async () => ({ ok: false, why: 'weak_pin', sentence: '口令过于简单。' }),
  signIn: async () => ({ ok: false, why: 'wrong_pin', sentence: '口令不符。' }),
  settings: async () => ({ language }),
  verify: async () => ({
    state: 'ok',
    entries: 18_204,
    root: '9f3a0b7c4d5e6f708192a3b4',
    erased: [],
    findings: [],
    ms: 812,
  }),
  handOut: async () => true,
  hold: async () => undefined,
  erase: async () => true,
  allowHosts: async () => false,
  teachable: () => give([{ tab: 1, title: '贷款发放 - 农户贷款管理系统', host: '10.1.2.3:8080' }]),
  teach: async () => ({ ok: false, why: 'post' }),
};
const office = anOffice({
  language,
  size: state.has('empty') ? 0 : Number(state.get('size') ?? 500),
  isOfficer: !state.has('clerk'),
  failed: state.has('failed'),
  isSparse: state.has('empty'),
  isLong: state.has('long'),
  flag: FLAG,
  ...(state.get('stage') ? { stage: state.get('stage') ?? 'new' } : {}),
});
const admin = () => (state.has('failed') ? Promise.reject(new Error('no packs')) : anAuthor(state));
const app = document.getElementById('app');
if (app) render(<Console api={api} office={office} admin={admin} first={language} />, app);
