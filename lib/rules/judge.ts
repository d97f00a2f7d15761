import type { Flag, Undetermined, UnreadReason, Verdict } from '@/lib/model';
import { askRank } from './ask';
import { fieldsOfRule } from './fields';
import { find } from './find';
import type { Finding, Found } from './find';
import { flagOf } from './flag';
import { COST, ERROR, HISTORY } from './value';
import { isGrave, weigh } from './weigh';
import type { JudgeInput, RuleInput } from './weigh';

/** Judges one act by every rule that reaches it. Pure: the same input gives the same verdict, in the page and in the worker. */
export function judge(input: JudgeInput): Verdict {
  const { judged, found } = find(input);
  const verdict: Verdict = { flags: [], undetermined: [], judged };
  for (const one of found) judgeRule(one, verdict);
  verdict.flags.sort((a, b) => askRank(b.ask) - askRank(a.ask) || b.level.severity - a.level.severity);
  return verdict;
}

function judgeRule({ input, findings }: Found, verdict: Verdict): void {
  const hits = findings.filter((f) => f.result === true);
  const open = findings.filter((f) => typeof f.result !== 'boolean');
  if (hits.length) verdict.flags.push(flagOfHits(input, hits));
  if (open.length) verdict.undetermined.push(undeterminedOf(input, open, hits.length > 0));
}

function flagOfHits(input: RuleInput, hits: Finding[]): Flag {
  const weighed = hits.map((hit) => ({ hit, weight: weigh(input, hit.scope, hit.answer) }));
  const [first, ...rest] = weighed;
  if (!first) throw new Error('a flag is made of hits');
  const lead = rest.reduce((best, next) => (askRank(next.weight.ask) > askRank(best.weight.ask) ? next : best), first);
  return flagOf({
    ...input,
    ...lead.weight,
    scope: lead.hit.scope,
    answer: lead.hit.answer,
    items: hits.flatMap((h) => h.item ?? []),
    held: true,
  });
}

function whyOf(bits: number): Undetermined['why'] {
  if (bits & HISTORY) return 'history';
  if (bits & COST) return 'cost';
  return bits & ERROR ? 'error' : 'field';
}

/** A rule left open. Where it would ask for a second person or a stop, it carries the checklist hold that says so. */
function undeterminedOf(input: RuleInput, open: Finding[], flagged: boolean): Undetermined {
  const { rule } = input;
  const lead = open.reduce((best, next) =>
    askRank(weigh(input, next.scope, {}).ask) > askRank(weigh(input, best.scope, {}).ask) ? next : best,
  );
  const bits = open.reduce((all, f) => all | (typeof f.result === 'boolean' ? 0 : f.result.why), 0);
  const fields: Record<string, UnreadReason> = {};
  for (const id of fieldsOfRule(rule))
    for (const finding of open) {
      const reading = finding.fields[id];
      if (reading?.kind === 'unread') fields[id] ??= reading.reason;
      else if (!reading && !input.action?.fields[id]?.optional) fields[id] ??= 'no_source';
    }
  const { ask, level } = weigh(input, lead.scope, {});
  const grave = isGrave(ask) && rule.when === 'before';
  const flag =
    grave && !flagged
      ? flagOf({
          ...input,
          ask: 'checklist',
          level,
          scope: lead.scope,
          answer: lead.answer,
          items: open.flatMap((f) => f.item ?? []),
          held: false,
        })
      : undefined;
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    pack: rule.pack,
    ask,
    why: whyOf(bits),
    fields,
    ...(flag ? { flag } : {}),
  };
}
