// The briefing of the awkward pages: one system, one page, one action, two rules.
import type { Adapter, BriefingIndex, PageAction, PageBriefing } from '@/lib/model';

const t = (zh: string): { zh: string; en: string } => ({ zh, en: zh });
const field = (id: string): { op: 'field'; id: string } => ({ op: 'field', id });

/** One page with one action, `loan.disburse`: 500,000 yuan and more is held; from the third of a case on, by history, too. */
export function briefing(
  host: string,
  action: Partial<PageAction>,
  more: Partial<PageBriefing['page']>,
): { index: BriefingIndex; brief: PageBriefing } {
  const adapter: Pick<Adapter, 'id' | 'version' | 'system' | 'hosts'> = {
    id: 'zoo',
    version: 1,
    system: 'zoo',
    hosts: [host],
  };
  const page: PageBriefing['page'] = {
    id: 'page',
    title: t('页'),
    when: { url: { path: '/p*' }, has: [], not: [] },
    fields: { amount: { from: [{ name: 'amount' }] }, case_id: { from: [{ name: 'case_id' }] } },
    actions: [
      {
        action: 'loan.disburse',
        fields: {},
        triggers: [{ click: { id: 'go' } }, { submit: {} }, { request: { method: 'POST', path: '/do*' } }],
        ...action,
      },
    ],
    ...more,
  };
  const rule = (
    id: string,
    tree: PageBriefing['rules'][number]['condition']['tree'],
    ask: 'checklist' | 'second_person',
  ): PageBriefing['rules'][number] => ({
    pack: 'zoo',
    id,
    version: 1,
    title: t(id),
    status: 'active',
    riskPoints: [],
    on: ['loan.disburse'],
    when: 'before',
    scope: 'local',
    level: 'warn',
    ask,
    condition: { text: id, tree },
    facts: {},
    params: {},
    let: {},
    sentence: t(`${id} hit`),
    shows: [],
    checks: [{ id: `${id}-1`, text: t('核对') }],
    reasons: [],
    sources: [],
  });
  const brief: PageBriefing = {
    stamp: '1',
    page,
    adapter,
    actions: [
      {
        key: 'loan.disburse',
        title: t('放款'),
        effect: { what: t('资金'), done: t('划出') },
        subject: 'case_id',
        fields: {
          amount: { type: 'money', label: t('金额') },
          case_id: { type: 'id', label: t('编号') },
          kind: { type: 'text', label: t('种类'), optional: true },
        },
      },
    ],
    rules: [
      rule('large', { op: '>=', args: [field('amount'), { op: 'num', text: '50000000' }] }, 'checklist'),
      {
        ...rule(
          'often',
          {
            op: '&&',
            args: [
              { op: '==', args: [field('case_id'), { op: 'lit', value: 'H1' }] },
              {
                op: '>=',
                args: [
                  { op: 'fact', id: 'n' },
                  { op: 'num', text: '3' },
                ],
              },
            ],
          },
          'second_person',
        ),
        facts: { n: { kind: 'count', key: ['case_id'], window: '30d' } },
        secondPerson: { posts: ['chief'] },
      },
    ],
    scheme: {
      id: 's',
      version: 1,
      kind: 'warning',
      title: t('级'),
      ordered: true,
      levels: [{ key: 'warn', severity: 1, label: t('警示'), short: t('警'), mark: 'orange', defaultAsk: 'checklist' }],
    },
    calendar: { id: 'c', version: 1, title: t('历'), from: '08:30', to: '17:30', holidays: [], swapWork: [] },
  };
  const requests = page.actions.flatMap((a) =>
    a.triggers.flatMap((x) => ('request' in x ? [{ page: page.id, action: a.action, match: x.request }] : [])),
  );
  return {
    brief,
    index: { stamp: '1', language: 'zh', systems: [{ adapter, pages: [{ id: page.id, when: page.when }], requests }] },
  };
}
