import type { Language, Rule, RuleCase } from '@/lib/model';
import { titleOfCase } from '@/lib/packs/example';
import { tryCase } from '@/lib/packs/trial';
import type { CaseView } from '@/lib/messages/admin-views';
import type { Context } from './context';

/** Every case beside a rule, run through the judge with its history counted exactly. */
export function tried(
  rule: Rule | undefined,
  cases: readonly RuleCase[],
  context: Context,
  language: Language,
): CaseView[] {
  return cases.map((kase): CaseView => {
    const wanted = kase.fires === 'undetermined' ? 'undetermined' : kase.fires ? 'fires' : 'silent';
    const base = { say: titleOfCase(kase)[language], wanted } as const;
    if (!rule) return { ...base, got: 'not_run', ok: false, why: '' };
    const trial = tryCase({ ...rule, pack: context.pack }, kase, context);
    if (!trial) return { ...base, got: 'no_time', ok: false, why: '' };
    return { ...base, got: trial.outcome, ok: trial.outcome === wanted, why: trial.why[language] };
  });
}
