import type { QueueFilter } from '@/lib/model';
import type { QueueKey } from '@/components/texts/zh/queue';

export interface SavedView {
  id: string;
  /** A text of ours, or the name its owner gave. */
  title?: QueueKey;
  name?: string;
  filter: QueueFilter;
}

const DAY = 86_400_000;

/** The fixed views; `gravest` is the scheme's highest severity. */
export const systemViews = (now: number, gravest: number): SavedView[] => [
  { id: 'mine', title: 'view.mine', filter: { facets: { stage: ['new', 'asked'] }, own: false } },
  {
    id: 'grave',
    title: 'view.grave',
    filter: { facets: { stage: ['new', 'asked'], severity: [String(gravest)] } },
  },
  {
    id: 'due',
    title: 'view.due',
    filter: {
      facets: { stage: ['new', 'asked', 'to_dispose', 'to_approve', 'to_issue', 'to_report', 'reported'] },
      dueBefore: now + DAY,
    },
  },
  { id: 'dispose', title: 'view.dispose', filter: { facets: { stage: ['to_dispose', 'to_approve', 'to_issue'] } } },
  { id: 'report', title: 'view.report', filter: { facets: { stage: ['to_report', 'reported'] } } },
  { id: 'closed', title: 'view.closed', filter: { facets: { stage: ['closed'] }, from: now - 7 * DAY } },
];

const KEY = 'hulan:queue-views';

/** Views this officer saved in this browser; what cannot be read is none. */
export function ownViews(): SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}
export const keepViews = (views: readonly SavedView[]): void => localStorage.setItem(KEY, JSON.stringify(views));

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'id') === 'string' &&
  typeof Reflect.get(value, 'name') === 'string' &&
  typeof Reflect.get(value, 'filter') === 'object';
