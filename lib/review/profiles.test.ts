import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Calendar, LevelScheme, Profile } from '@/lib/model';
import type { Person, ReviewAct, Term } from '@/lib/model';
import { addWorkdays } from '@/lib/rules/calendar';
import { dateOf, dayNumber, midnight } from '@/lib/rules/days';
import { countersReached, issuerOf, matterState, refusalOf, sampleOf } from '.';
import type { FlaggedMatter, MatterState, Regulation } from '.';

const load = (path: string): unknown => parse(readFileSync(`packs/common/${path}.yaml`, 'utf8'));
const calendar = Calendar.parse(load('calendars/cn'));
const dueAt = (from: number, { n, unit }: Term): number => {
  const day = dayNumber(dateOf(from)) ?? 0;
  return midnight((unit === 'day' ? day + n : addWorkdays(day, n, calendar)) + 1) - 1;
};
const regulation = (name: string): Regulation => {
  const profile = Profile.parse(load(`profiles/${name}`));
  return { profile, levels: LevelScheme.parse(load(`levels/${profile.scheme}`)).levels, dueAt };
};
/** 10:00 in Shanghai. */
const on = (date: string): number => Date.parse(`${date}T10:00:00+08:00`);
const dayOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : dateOf(at));

const person = (id: string, ...posts: string[]): Person => ({ id, name: id, posts, unit: '一科' });
const clerk = person('clerk', 'hall');
const he = person('he', 'discipline');
const liu = person('liu', 'discipline');
const wang = person('wang', 'compliance');
const head = person('head', 'principal');

const flagged: FlaggedMatter = { id: 'desk/7', at: on('2026-11-20'), severity: 3, involved: ['clerk'], unit: '一科' };

/** Plays acts one after another; every one must be allowed, unless the row names why not. */
function play(reg: Regulation, matter = flagged) {
  const acts: ReviewAct[] = [];
  const at = { now: matter.at };
  const state = (now = at.now): MatterState => matterState(matter, acts, reg, now);
  return {
    acts,
    state,
    may: (by: Person, what: ReviewAct['do'], more: Partial<ReviewAct> = {}) =>
      refusalOf({ do: what, at: at.now, by, ...more }, state(), matter, reg),
    do(date: string, by: Person, what: ReviewAct['do'], more: Partial<ReviewAct> = {}): MatterState {
      at.now = Math.max(at.now + 1, date.length > 10 ? Date.parse(date) : on(date));
      acts.push({
        seq: acts.length,
        at: at.now,
        by,
        matter: matter.id,
        profile: { id: reg.profile.id, version: reg.profile.version },
        do: what,
        ...more,
      });
      const after = state();
      expect(after.void, `${what} by ${by.id}`).toEqual([]);
      return after;
    },
  };
}

describe('the highway bureau: three levels with their own handlers, report-back, yearly sample', () => {
  const reg = regulation('highway');

  it('routes each level to its handler, gives its term and form, and closes with a second person', () => {
    const m = play(reg);
    expect(dayOf(m.state().due)).toBe('2026-11-27'); // five working days after a Friday
    m.do('2026-11-23', he, 'verdict', { verdict: 'dispose', text: '事实成立' });

    const proposed = m.do('2026-11-23', he, 'propose', {
      disposition: 'talk-correct',
      level: 'three',
      text: '补齐材料',
    });
    expect(proposed.stage).toBe('to_approve');
    expect(m.may(he, 'approve')).toBe('same_person');
    expect(m.may(wang, 'approve')).toBe('wrong_post');
    expect(m.do('2026-11-23', head, 'approve').stage).toBe('to_issue');

    const issued = m.do('2026-11-23', head, 'issue');
    expect([issued.stage, dayOf(issued.due)]).toEqual(['to_report', '2026-11-26']); // level three: three working days
    expect(issuerOf(issued)).toEqual(head);

    expect(m.may(he, 'report_back', { text: '原因' })).toBeUndefined(); // same unit may hand it in
    expect(m.do('2026-11-25', clerk, 'report_back', { text: '原因与改正' }).stage).toBe('reported');
    expect(m.may(he, 'accept')).toBe('same_person');
    const done = m.do('2026-11-26', liu, 'accept');
    expect([done.stage, done.closedAs]).toEqual(['closed', 'done']);
  });

  it.each([
    ['one', 'written-account', '2026-12-07'], // ten working days
    ['two', 'oral-correct', '2026-11-30'], // five
  ])('level %s takes its own disposition and term', (level, disposition, due) => {
    const m = play(reg);
    m.do('2026-11-23', he, 'verdict', { verdict: 'dispose', text: '属实' });
    expect(m.may(he, 'propose', { disposition: 'talk-correct', level, text: 'x' })).toBe('unknown_disposition');
    expect(m.do('2026-11-23', he, 'propose', { disposition, level, text: '说明' }).stage).toBe('to_issue');
    expect(dayOf(m.do('2026-11-23', he, 'issue').due)).toBe(due);
  });

  it('draws the same yearly sample again from the same seed, and at least one of a small year', () => {
    const plan = reg.profile.sampling[0];
    if (!plan) throw new Error('no sampling plan');
    const closed = Array.from({ length: 30 }, (_, i) => ({ id: `d/${i}`, level: i % 3 ? 'one' : 'three' }));

    const drawn = sampleOf(plan, closed, '2026');

    expect(drawn).toHaveLength(2); // a fifth of ten
    expect(sampleOf(plan, [...closed].reverse(), '2026')).toEqual(drawn);
    expect(sampleOf(plan, closed, '2027')).not.toEqual(drawn);
    expect(sampleOf(plan, [{ id: 'd/0', level: 'three' }], '2026')).toEqual(['d/0']);
  });
});

describe('the township: three letters, two overdue steps', () => {
  const reg = regulation('township');

  it('brings the letter of each disposition and closes a guidance letter with its issue', () => {
    const m = play(reg);
    m.do('2026-11-23', wang, 'verdict', { verdict: 'dispose', text: '易发时段' });
    m.do('2026-11-23', wang, 'propose', { disposition: 'guidance', level: 'note', text: '节前注意' });
    const issued = m.do('2026-11-23', wang, 'issue', {
      letter: { template: 'guidance-letter', number: '一科廉导〔2026〕1号', sha256: 'x' },
    });
    expect([issued.stage, issued.closedAs, issued.letters.length]).toEqual(['closed', 'done', 1]);
  });

  it('names the rung that is due, one after the other, and lets only its posts take it', () => {
    const m = play(reg);
    m.do('2026-11-23', he, 'verdict', { verdict: 'dispose', text: '属实' });
    m.do('2026-11-23', he, 'propose', { disposition: 'admonish-correct', level: 'warning', text: '改正' });
    m.do('2026-11-23', head, 'approve');
    const issued = m.do('2026-11-23', he, 'issue');
    expect(dayOf(issued.due)).toBe('2026-11-30');

    expect(m.state(on('2026-11-30')).nextStep).toBeUndefined();
    expect(m.may(he, 'supervise', { step: 'rectify' })).toBe('not_due');
    expect(m.state(on('2026-12-01')).nextStep).toBe('rectify');
    m.do('2026-12-01', he, 'supervise', { step: 'rectify' });
    expect(m.state(on('2026-12-04')).nextStep).toBeUndefined();
    expect(m.state(on('2026-12-07')).nextStep).toBe('talk');
    expect(
      refusalOf(
        { do: 'supervise', step: 'talk', by: he, at: on('2026-12-07') },
        m.state(on('2026-12-07')),
        flagged,
        reg,
      ),
    ).toBe('wrong_post');
    m.do('2026-12-07', head, 'supervise', { step: 'talk' });
    m.do('2026-12-07', head, 'circular');
    m.do('2026-12-08', clerk, 'report_back', { text: '原因、计划、措施' });
    const done = m.do('2026-12-08', liu, 'accept');
    expect([done.closedAs, done.steps, done.circulated]).toEqual(['done', ['rectify', 'talk'], true]);
  });

  it('sends an insufficient report back with a new term', () => {
    const m = play(reg);
    m.do('2026-11-23', he, 'verdict', { verdict: 'dispose', text: '属实' });
    m.do('2026-11-23', he, 'propose', { disposition: 'caution', level: 'caution', text: '改正' });
    m.do('2026-11-23', he, 'issue');
    m.do('2026-11-24', clerk, 'report_back', { text: '已改' });
    const back = m.do('2026-11-25', he, 'return', { text: '请附证明' });
    expect([back.stage, dayOf(back.due)]).toEqual(['to_report', '2026-12-09']);
  });
});

describe('the construction warning: taken back in writing by its issuer', () => {
  const reg = regulation('construction');
  const site = person('site', 'works');

  it('is withdrawn by the issuer alone, with a reason', () => {
    const m = play(reg, { ...flagged, severity: 1 });
    m.do('2026-11-23', site, 'verdict', { verdict: 'dispose', text: '进度滞后' });
    m.do('2026-11-23', site, 'propose', { disposition: 'issue-warning', level: 'yellow', text: '赶工' });
    expect(dayOf(m.do('2026-11-23', site, 'issue').due)).toBe('2026-11-30'); // calendar days

    expect(m.may(he, 'withdraw', { text: '恢复' })).toBe('not_issuer');
    expect(m.may(site, 'withdraw')).toBe('sentence_missing');
    const gone = m.do('2026-11-27', site, 'withdraw', { text: '进度已恢复' });
    expect([gone.stage, gone.closedAs]).toEqual(['closed', 'withdrawn']);
  });
});

describe('fair to whoever is flagged', () => {
  const reg = regulation('hulan-default');

  it('nobody reviews a matter they took part in; it goes to the level above', () => {
    const own = { ...flagged, involved: ['clerk', 'he'] };
    const m = play(reg, own);
    expect(m.may(he, 'verdict', { verdict: 'normal' })).toBe('own_matter');
    m.do('2026-11-23', he, 'recuse');
    expect(m.may(liu, 'verdict', { verdict: 'normal' })).toBe('wrong_post');
    expect(m.do('2026-11-23', head, 'verdict', { verdict: 'normal' }).closedAs).toBe('normal');
  });

  it('asking for more goes to the clerk, whose statement brings it back with a new term', () => {
    const m = play(reg);
    expect(m.may(he, 'verdict', { verdict: 'ask_more' })).toBe('sentence_missing');
    expect(m.do('2026-11-23', he, 'verdict', { verdict: 'ask_more', text: '请附对账单' }).stage).toBe('asked');
    const back = m.do('2026-11-24', clerk, 'statement', { text: '对账单见附件' });
    expect([back.stage, back.statements[0]?.text]).toEqual(['new', '对账单见附件']);
  });

  it('a verdict can be taken back for ten seconds, not later and not by another', () => {
    const m = play(reg);
    m.do('2026-11-23T02:00:00Z', he, 'verdict', { verdict: 'false_alarm' });
    expect(m.may(liu, 'undo', { of: 0 })).toBe('not_yours');
    expect(m.do('2026-11-23T02:00:09Z', he, 'undo', { of: 0 }).stage).toBe('new');
    m.do('2026-11-23T02:00:20Z', he, 'verdict', { verdict: 'normal' });
    expect(
      refusalOf({ do: 'undo', of: 2, by: he, at: Date.parse('2026-11-23T02:00:31Z') }, m.state(), flagged, reg),
    ).toBe('undo_too_late');
  });

  it('what was not allowed when it was written has no effect, and is shown', () => {
    const acts: ReviewAct[] = [
      {
        seq: 0,
        at: on('2026-11-23'),
        by: clerk,
        matter: 'desk/7',
        profile: { id: 'x', version: 1 },
        do: 'verdict',
        verdict: 'normal',
      },
    ];
    const state = matterState(flagged, acts, reg, on('2026-11-23'));
    expect([state.stage, state.void[0]?.why]).toEqual(['new', 'own_matter']);
  });

  it('a transfer needs two co-signers who are not its proposer, and seals the matter', () => {
    const m = play(reg);
    m.do('2026-11-23', he, 'verdict', { verdict: 'transfer', text: '涉嫌违纪' });
    m.do('2026-11-23', he, 'propose', { disposition: 'transfer', level: 'warning', text: '移交' });
    expect(m.may(he, 'cosign')).toBe('same_person');
    expect(m.do('2026-11-23', liu, 'cosign').stage).toBe('to_approve');
    expect(m.may(liu, 'cosign')).toBe('same_person');
    expect(m.do('2026-11-23', wang, 'cosign').stage).toBe('to_issue');
    expect(m.do('2026-11-23', he, 'issue').closedAs).toBe('transferred');
    expect(m.may(he, 'verdict', { verdict: 'normal' })).toBe('closed');
  });

  it('a taken matter is left alone by others, except for helping', () => {
    const m = play(reg);
    m.do('2026-11-23', he, 'take');
    expect(m.may(liu, 'verdict', { verdict: 'normal' })).toBe('locked');
    m.do('2026-11-23', he, 'drop');
    expect(m.may(liu, 'verdict', { verdict: 'normal' })).toBeUndefined();
  });

  it('a counter proposes in the matter that reaches it, for the same unit and year only', () => {
    const issued = (matter: string, date: string, unit = '一科') => ({ matter, level: 'warning', at: on(date), unit });
    const earlier = [issued('a', '2025-12-30'), issued('b', '2026-03-01'), issued('c', '2026-05-01', '二科')];

    expect(countersReached(reg.profile, issued('d', '2026-06-01'), earlier)).toEqual([]);
    const reached = countersReached(reg.profile, issued('e', '2026-07-01'), [...earlier, issued('d', '2026-06-01')]);
    expect(reached.map((r) => [r.n, r.matters])).toEqual([[3, ['b', 'd', 'e']]]);
  });
});
