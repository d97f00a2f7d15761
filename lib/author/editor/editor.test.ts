import { beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '@/lib/model';
import { parseCel } from '@/lib/packs/build/cel';
import type { TokenView } from '@/lib/messages/admin-views';
import { allPacks, allSources } from '@/tests/support/sources';
import type { Sources } from '../sources';
import { checkRule, contextOf } from './context';
import type { Context } from './context';
import { applyEdit } from './edits';
import type { Edit } from './edits';
import { joinRows, rowsOf } from './rows';
import { editorView } from './view';
import type { Opened } from './view';

let sources: Sources;
const contexts = new Map<string, Context>();
let rules: Opened[];
beforeAll(() => {
  sources = allSources();
  const points = new Set(allPacks().flatMap((pack) => pack.riskPoints.map((p) => p.id)));
  rules = [...sources].flatMap(([pack, files]) => {
    const context = contextOf(sources, pack, points);
    if (context) contexts.set(pack, context);
    return [...files].flatMap(([rulePath, text]): Opened[] => {
      if (!rulePath.startsWith('rules/') || rulePath.endsWith('.cases.yaml')) return [];
      const casesPath = rulePath.replace('.yaml', '.cases.yaml');
      const draft = { text, cases: files.get(casesPath) ?? '' };
      return [{ pack, id: rulePath.slice(6, -5), rulePath, casesPath, draft, base: draft }];
    });
  });
}, 120_000);
const context = (opened: Opened): Context => {
  const found = contexts.get(opened.pack);
  if (!found) throw new Error('each pack has its surroundings');
  return found;
};
const rule = (id: string): Opened => {
  const found = rules.find((r) => r.id === id);
  if (!found) throw new Error(`our packs have ${id}`);
  return found;
};
const view = (opened: Opened, language: Language = 'zh') => editorView(opened, context(opened), language).view;
function edited(opened: Opened, ...edits: Edit[]): Opened {
  let now = opened;
  for (const edit of edits) {
    const { value } = checkRule(context(now), 'x', now.draft.text);
    now = { ...now, draft: applyEdit(now.draft, value, edit, context(now)) };
  }
  return now;
}
const bare = (tree: unknown): string =>
  JSON.stringify(tree, (key, value) => (key === 'at' || key === 'text' || key === 'say' ? undefined : value));
const treeOf = (text: string, opened: Opened) => bare(checkRule(context(opened), 'x', text).rule);
const said = (tokens: readonly TokenView[]): string => tokens.map((t) => t.word).join(' ');
const tokenOf = (tokens: readonly TokenView[], word: string) => {
  const token = tokens.find((t) => t.word === word);
  if (!token?.spot || !token.input) throw new Error(`no token to edit: ${word} in ${said(tokens)}`);
  return { spot: token.spot, as: token.input.as };
};

describe('every rule of our packs in the editor', () => {
  it('is sound, in rows, with all its cases as they should be', { timeout: 120_000 }, () => {
    expect(rules.length).toBeGreaterThanOrEqual(74);
    for (const opened of rules) {
      const shown = view(opened);
      expect(
        shown.problems.filter((p) => !p.isWarning),
        opened.id,
      ).toEqual([]);
      expect(shown.rows?.length, opened.id).toBeGreaterThan(0);
      expect(
        shown.tried.every((t) => t.ok),
        opened.id,
      ).toBe(true);
      expect(shown.changes, opened.id).toEqual([]);
      expect(shown.canExport, opened.id).toBe(true);
    }
  });

  it('that runs by timer alone says so, and its cases are played with the calendar', () => {
    const timers = rules.map((opened) => view(opened)).filter((shown) => shown.byTimer);

    expect(timers.map((shown) => shown.id)).toContain('dun-absent');
    expect(timers.map((shown) => shown.id)).not.toContain('summons-check');
    const later = edited(rule('dun-absent'), {
      kind: 'text',
      file: 'rule',
      text: rule('dun-absent').draft.text.replace('value: 10', 'value: 11'),
    });
    expect(
      view(later)
        .tried.filter((kase) => !kase.ok)
        .map(({ say, got }) => [say, got]),
    ).toEqual([['第 11 天', 'silent']]);
  });

  it('comes back from its rows and tokens without a loss', { timeout: 120_000 }, () => {
    for (const opened of rules) {
      const { value } = checkRule(context(opened), 'x', opened.draft.text);
      const condition = value?.condition.trim() ?? '';
      const parsed = parseCel(condition);
      if (!('tree' in parsed)) throw new Error(opened.id);
      const { rows, joined } = rowsOf(condition, parsed.tree);

      const joinedAgain = joinRows(
        rows.map((r) => r.text),
        joined,
        rows.map((r) => r.tree),
      );
      const again = parseCel(joinedAgain);

      expect('tree' in again && bare(again.tree), opened.id).toBe(bare(parsed.tree));
      const shown = view(opened);
      const tokens = (shown.rows ?? []).flatMap((row) => [...row.tokens, ...row.facts.flat()]);
      for (const { spot, input, word } of [...tokens, ...shown.when, ...shown.after.flatMap((a) => a.tokens)]) {
        if (!spot || !input) continue;
        const edit: Edit = { kind: 'token', spot, as: input.as, value: input.value };
        const same = applyEdit(opened.draft, value, edit, context(opened)).text;
        // Words may come back in the other kind of quotes; everything else stays byte for byte.
        if (same !== opened.draft.text)
          expect(treeOf(same, opened), `${opened.id} ${word}`).toBe(treeOf(opened.draft.text, opened));
      }
    }
  });

  it('is the same condition when a row is moved and moved back', { timeout: 60_000 }, () => {
    for (const opened of rules) {
      const rows = view(opened).rows ?? [];
      if (rows.length < 2) continue;
      const there = edited(opened, { kind: 'move', row: 0, by: 1 });
      const back = edited(there, { kind: 'move', row: 1, by: -1 });
      const tree = (o: Opened) => {
        const { value } = checkRule(context(o), 'x', o.draft.text);
        const parsed = parseCel(value?.condition.trim() ?? '');
        return 'tree' in parsed ? bare(parsed.tree) : '';
      };
      expect(tree(back), opened.id).toBe(tree(opened));
      expect(tree(there), opened.id).not.toBe(tree(opened));
    }
  });
});

describe('a condition as a sentence', () => {
  it('names fields by their labels, money in yuan, choices by their words', () => {
    const { rows } = view(rule('spend-5000'));

    expect(rows?.map((row) => said(row.tokens))).toEqual(['金额 ≥ 5000 元', '会议纪要编号 为空']);
    expect(rows?.map((row) => row.kind)).toEqual(['comparison', 'missing']);
    expect(view(rule('tax-defer-repeat')).rows?.[0]).toMatchObject({ kind: 'count' });
    expect(said(view(rule('tax-defer-repeat')).rows?.[0]?.facts[0] ?? [])).toMatch(/同一 .*在 365 天/);
    expect(view(rule('dun-absent')).rows?.[0]?.kind).toBe('overdue');
  });

  it('changes money in yuan and says what changed, in words and under the token', () => {
    const before = rule('spend-5000');
    const [first] = view(before).rows ?? [];

    const after = edited(before, { kind: 'token', ...tokenOf(first?.tokens ?? [], '5000 元'), value: '8000' });

    expect(after.draft.text).toBe(before.draft.text.replace('500000', '800000'));
    expect(view(after).rows?.[0]?.tokens.find((t) => t.kind === 'param')).toMatchObject({
      word: '8000 元',
      old: '5000 元',
    });
    expect(view(after).changes).toMatchObject([{ before: '5000 元', after: '8000 元' }]);
    expect(view(after).canExport).toBe(false);
    expect(view(after).tried.some((t) => !t.ok && t.wanted === 'fires')).toBe(true);
  });

  it('changes a sign, takes a row out, joins by or', () => {
    const before = rule('spend-5000');
    const sign = view(before).rows?.[0]?.tokens.find((t) => t.kind === 'operator');
    if (!sign?.spot) throw new Error('a sign');

    const after = edited(
      before,
      { kind: 'token', spot: sign.spot, as: 'choice', value: '>' },
      { kind: 'join', joined: 'any' },
    );
    expect(checkRule(context(after), 'x', after.draft.text).value?.condition).toBe(
      'amount > params.a || empty(minutes_no)',
    );
    expect(said(view(edited(after, { kind: 'remove', row: 0 })).rows?.[0]?.tokens ?? [])).toBe('会议纪要编号 为空');
  });

  it.each(['comparison', 'missing', 'count', 'sequence', 'overdue'] as const)(
    'puts in a line of kind %s that checks as it stands',
    (kind) => {
      const after = edited(rule('spend-5000'), { kind: 'add', row: kind });
      const shown = view(after);

      expect(shown.rows).toHaveLength(3);
      expect(shown.rows?.[2]?.kind).toBe(kind);
      expect(shown.problems.filter((p) => !p.isWarning)).toEqual([]);
      const gone = edited(after, { kind: 'remove', row: 2 });
      expect(view(gone).changes).toEqual([]);
    },
  );

  it('says a fault under the line it is in, and mends it by one click', () => {
    const before = rule('spend-5000');
    const broken = {
      ...before,
      draft: { ...before.draft, text: before.draft.text.replace('amount >= params.a', 'amuont >= params.a') },
    };

    const shown = view(broken);

    expect(shown.rows?.[0]?.problems).toMatchObject([{ fix: { label: 'amount' } }]);
    expect(shown.rows?.[1]?.problems).toEqual([]);
    expect(shown.canExport).toBe(false);
    const fix = shown.rows?.[0]?.problems[0]?.fix;
    if (!fix) throw new Error('a fix');
    expect(edited(broken, { kind: 'fix', spot: fix.spot, text: fix.text }).draft.text).toBe(before.draft.text);
  });

  it('keeps what cannot be read as text, with the place of the fault', () => {
    const before = rule('spend-5000');
    const shown = view({
      ...before,
      draft: { ...before.draft, text: before.draft.text.replace('condition: ', 'condition: (((') },
    });

    expect(shown.rows).toBeUndefined();
    expect(shown.loose[0]).toMatchObject({ file: 'rule', isWarning: false });
    expect(shown.loose[0]?.line).toBeGreaterThan(1);
  });
});
