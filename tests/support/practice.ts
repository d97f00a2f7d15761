// The practice systems as a test wants them: started once, reset before each test, and asked what really went through.
import { startPractice } from '@/practice/start.mjs';
import { PORTS, really } from './ports';

export interface Commit {
  n: number;
  action: string;
  cases: string[];
  user: string;
  accepted: boolean;
  why: string;
  request: { method: string; path: string; body: string };
}
export interface PracticeState {
  today: string;
  cases: { id: string; status: string; [field: string]: unknown }[];
  commits: Commit[];
  counts: Record<string, number>;
}
export type SystemName = 'tax' | 'credit';
export type Practice = Awaited<ReturnType<typeof openPractice>>;

/** Dates on the pages are counted from today, as the desk's clock is: rules compare the two. */
export async function openPractice() {
  const running = await startPractice({ taxPort: really(PORTS.tax), creditPort: really(PORTS.credit) });
  const state = async (system: SystemName, module = 'none'): Promise<PracticeState> =>
    (await fetch(`${running[system].url}/__practice/state?module=${module}`)).json() as Promise<PracticeState>;
  const named = (port: number): { url: string } => ({ url: `http://127.0.0.1:${port}` });
  return {
    tax: named(PORTS.tax),
    credit: named(PORTS.credit),
    state,
    async reset(): Promise<void> {
      await Promise.all(
        [running.tax, running.credit].map(({ url }) => fetch(`${url}/__practice/reset`, { method: 'POST' })),
      );
    },
    /** How often a case was committed: 0 declined or held, 1 released once. */
    async timesDone(system: SystemName, id: string): Promise<number> {
      return (await state(system)).counts[id] ?? 0;
    },
    /** Every attempt that reached the server, refused ones included. */
    async attempts(system: SystemName, id: string): Promise<Commit[]> {
      return (await state(system)).commits.filter((commit) => commit.cases.includes(id));
    },
    close: () => running.close(),
  };
}
