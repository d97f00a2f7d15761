// Runs in a gallery page: a real lesson over an old-style bureau page, taken to the state named in the address.
import { createTeachSurface, type TeachSurface } from '@/components/teach/teach-surface';
import atoms from '@/components/styles/atoms.css?inline';
import teach from '@/components/styles/teach.css?inline';
import tokens from '@/components/styles/tokens.css?inline';
import { createTeaching, framesOf } from '@/lib/teach';

const [name = 'page', language = 'zh'] = location.hash.slice(1).split('/');
let surface: TeachSurface | undefined;
const label = (zh: string) => ({ zh, en: zh });
const spec = {
  key: 'deferral.approve',
  title: { zh: '延期缴纳审批', en: 'Approve a deferral' },
  effect: { what: label('批准文书'), done: label('上报') },
  subject: 'case_id',
  fields: {
    client_id: { type: 'identity' as const, label: { zh: '纳税人识别号', en: 'Taxpayer number' } },
    client_name: { type: 'text' as const, label: { zh: '纳税人名称', en: 'Taxpayer' } },
    amount: { type: 'money' as const, label: { zh: '申请金额', en: 'Amount' } },
    deferred_to: { type: 'date' as const, label: { zh: '申请延期至', en: 'Until' } },
    note: { type: 'text' as const, label: { zh: '备注', en: 'Note' }, optional: true },
  },
};
const lesson = createTeaching({
  win: window,
  desk: {
    language: language === 'en' ? 'en' : 'zh',
    actions: [{ spec, pack: 'tax', needed: { amount: ['tax-deferral-limit'], deferred_to: ['tax-deferral-term'] } }],
    snapshots: [],
  },
  parse: (html) => new DOMParser().parseFromString(html, 'text/html'),
  now: () => Date.UTC(2026, 10, 27),
  keep: async () => undefined,
  calls: async () => [],
  save: () => undefined,
  changed: () => surface?.draw(),
  left: () => surface?.close(),
});
surface = createTeachSurface(tokens + atoms + teach, {
  ...lesson,
  frames: () => framesOf(window).frames.map(({ win }) => win),
});
const { acts } = lesson;
if (name !== 'page') {
  acts.set({ action: name === 'own' ? '' : spec.key, system: 'old-tax', page: 'deferral', ownTitle: '延期缴纳审批' });
  acts.go('fields');
}
declare global {
  interface Window {
    lesson: typeof lesson;
  }
}
window.lesson = lesson;
