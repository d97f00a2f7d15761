// A simulated year as a desk's journal has it: every act judged by the packs' rules with its history, and what belongs to it.
import { splitEvent } from '@/lib/guard/split';
import type { Draft, Person } from '@/lib/model';
import { indexRules, judge } from '@/lib/rules';
import { simulateYear } from '@/tools/simulate';
import type { SimulatedAct } from '@/tools/simulate';
import { atThisBureau } from '@/tools/worth/bureau';
import { createPast } from '@/lib/rules/past';
import type { Rulebook } from '@/tools/worth/year';

const personOf = ({ clerk, post, house, desk }: SimulatedAct): Person => ({
  id: clerk,
  name: clerk,
  posts: post ? [post] : [],
  unit: `${house} ${desk.replace(/\d$/, '')}`.slice(0, 80),
});

/** Drafts of one act each; `seq` is asked for the number the act will get. */
export function* simulatedDrafts({ rules, actions, scheme, calendar }: Rulebook, seq: () => number): Iterable<Draft[]> {
  const own = atThisBureau(rules);
  const office = { rules: own, actions, scheme, calendar };
  const past = createPast(own, office);
  const index = indexRules(own, actions);
  const specs = new Map(actions.map((a) => [a.key, a]));
  let n = 0;
  for (const act of simulateYear({ desks: 40, days: 365, seed: 1, actions, calendar })) {
    const { event } = act;
    const verdict = judge({
      ...office,
      event,
      rules: index.rulesFor(event.action),
      facts: past.facts,
      deskOnly: false,
    });
    past.add({ ...event, seq: n++, desk: act.desk });
    yield draftsOf(act, seq(), {
      event,
      mode: verdict.flags.length ? 'held' : 'passing',
      person: personOf(act),
      verdict,
      shown: verdict.flags,
      kept: [],
      deskOnly: false,
      ...(specs.has(event.action) ? { spec: specs.get(event.action) } : {}),
    } as Parameters<typeof splitEvent>[0]);
  }
}

function draftsOf({ event }: SimulatedAct, seq: number, recorded: Parameters<typeof splitEvent>[0]): Draft[] {
  const { body, parts } = splitEvent(recorded);
  const ending: Draft = { kind: 'ending', re: seq, body: { event: event.id, ending: 'released' } };
  const act: Draft = { kind: 'event', body: { ...body }, parts: { ...parts } };
  const [lead] = recorded.shown;
  if (!lead) return [act, ending];
  return [
    act,
    {
      kind: 'shown',
      re: seq,
      body: { event: event.id, surface: 'hold', textVersion: '1.bench', visibleMs: 2_000, receipt: 'seen' },
      parts: { text: lead.sentence.zh },
    },
    { kind: 'answer', re: seq, body: { event: event.id, kind: seq % 3 ? 'continue' : 'back', checks: [] } },
    ending,
  ];
}
