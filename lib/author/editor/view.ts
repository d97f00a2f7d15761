import type { ActionSpec, Language, Rule, RuleSource } from '@/lib/model';
import { parseCel } from '@/lib/packs/build/cel';
import type { Problem } from '@/lib/packs/build/problem';
import { nodes } from '@/lib/rules/fields';
import { metAt } from '@/lib/rules/reach';
import type { CaseView, EditorView, ProblemView, RowView, TokenView } from '@/lib/messages/admin-views';
import { tried } from './cases';
import { changesOf } from './changes';
import { checkRule, readCases } from './context';
import type { Checked, Context } from './context';
import { fieldsOfRule } from './edits';
import type { Draft } from './edits';
import { factTokens, rowKind } from './facts';
import { placeInCondition, problemView } from './fixes';
import { afterTokens, whenTokens } from './heads';
import { rowsOf } from './rows';
import { paramView, tokensOf } from './tokens';
import type { Naming } from './tokens';

export interface Opened {
  pack: string;
  id: string;
  rulePath: string;
  casesPath: string;
  draft: Draft;
  /** The pack's own source; absent: a new rule. */
  base?: Draft;
  keptAt?: number;
}
export type Preview = EditorView['preview'];

/** Everything the editor shows of a draft; `preview`: the sentence on a real act, where there is one. */
export function editorView(
  opened: Opened,
  context: Context,
  language: Language,
  preview?: (rule: Rule) => Preview,
): { view: EditorView; rule?: Rule } {
  const file = `packs/${opened.pack}/${opened.rulePath}`;
  const now = checkRule(context, file, opened.draft.text);
  const before = opened.base && checkRule(context, file, opened.base.text);
  const cases = readCases(`packs/${opened.pack}/${opened.casesPath}`, opened.draft.cases);
  const trials = tried(now.rule, cases.cases, context, language);
  const rows = rowsIn(now, before, context, language);
  const caseProblems = cases.problems.map((p) => problemView(p, 'cases', language));
  const problems = [...rows.problems, ...caseProblems];
  const source = now.value;
  const shown = now.rule && preview?.(now.rule);
  const level = context.scheme.levels.find((l) => l.key === source?.level);
  const sentence = source?.sentence ?? { zh: '', en: '' };
  return {
    ...(now.rule ? { rule: now.rule } : {}),
    view: {
      id: opened.id,
      pack: opened.pack,
      title: source?.title[language] ?? opened.id,
      version: source?.version ?? 1,
      level: { mark: level?.mark ?? 'blue', word: level?.label[language] ?? '' },
      ...(opened.keptAt === undefined ? {} : { draft: { at: opened.keptAt } }),
      text: opened.draft.text,
      cases: opened.draft.cases,
      when: source ? whenTokens(source, context, language, before?.value) : [],
      joined: rows.joined,
      ...(rows.rows ? { rows: rows.rows } : {}),
      after: source ? afterTokens(source, context, language, before?.value) : [],
      params: source ? paramsIn(source, before?.value, language) : [],
      sentence: { ...sentence, zhCount: countOf(sentence.zh, 4), enCount: countOf(sentence.en, 8) },
      ...(shown ? { preview: shown } : {}),
      problems,
      loose: [...rows.loose, ...caseProblems],
      tried: trials,
      changes: now.rule ? changesOf(before?.rule, now.rule, { ...context, language }) : [],
      byTimer: source !== undefined && metAt(source).length === 0,
      canExport: now.rule !== undefined && !problems.some((p) => !p.isWarning) && covered(trials),
    },
  };
}

/** A rule goes out only with a case that fires and a near miss, and with every case as it should be. */
const covered = (trials: readonly CaseView[]): boolean =>
  trials.every((t) => t.ok) && trials.some((t) => t.wanted === 'fires') && trials.some((t) => t.wanted === 'silent');

/** A placeholder counts as what it will be filled with, roughly. */
const countOf = (text: string, each: number): number => [...text.replace(/\{[^{}]*\}/g, '#'.repeat(each))].length;

interface RowsSeen {
  joined: 'all' | 'any';
  rows?: RowView[];
  problems: ProblemView[];
  loose: ProblemView[];
}

function rowsIn(now: Checked, before: Checked | undefined, context: Context, language: Language): RowsSeen {
  const condition = now.value?.condition.trim() ?? '';
  const parsed = now.value ? parseCel(condition) : undefined;
  const plain = (problem: Problem): ProblemView => problemView(problem, 'rule', language);
  if (!now.value || !parsed || !('tree' in parsed)) {
    const problems = now.problems.map(plain);
    return { joined: 'all', problems, loose: problems };
  }
  const source = now.value;
  const fields = fieldsOfRule(source, context);
  const known = { fields: Object.keys(fields), params: Object.keys(source.params), facts: Object.keys(source.facts) };
  const placed = now.problems.map((problem) => {
    const place = placeInCondition(problem, now.source, condition);
    return { place, view: problemView(problem, 'rule', language, place && { place, condition, known }) };
  });
  const { joined, rows } = rowsOf(condition, parsed.tree);
  const naming = namingOf(source, condition, fields, context, language);
  const oldRows = before?.value ? oldRowsOf(before.value, context, language) : undefined;
  const views = rows.map((row, i): RowView => {
    const ids = [...new Set([...nodes(row.tree)].flatMap((n) => (n.op === 'fact' ? [n.id] : [])))];
    const facts = ids.flatMap((id) => {
      const fact = source.facts[id];
      return fact ? [{ id, fact }] : [];
    });
    const tokens = tokensOf(row.tree, naming);
    const old = oldRows?.[i];
    const isMissing = [...nodes(row.tree)].some((n) => n.op === 'call' && (n.fn === 'empty' || n.fn === 'blank'));
    return {
      kind: rowKind(
        facts.map((f) => f.fact),
        isMissing,
      ),
      tokens: old ? withOld(tokens, old.tokens) : tokens,
      facts: facts.map(({ id, fact }) => {
        const own = factTokens(id, fact, {
          source,
          actions: context.actions,
          fields: factFields(fact, fields, context),
          language,
        });
        const was = before?.value?.facts[id];
        return was && before.value
          ? withOld(
              own,
              factTokens(id, was, {
                source: before.value,
                actions: context.actions,
                fields: factFields(was, fields, context),
                language,
              }),
            )
          : own;
      }),
      problems: placed.flatMap(({ place, view }) =>
        place && place[0] < row.range[1] && place[1] > row.range[0] ? [view] : [],
      ),
      isNew: oldRows !== undefined && i >= oldRows.length,
    };
  });
  const inRows = new Set(views.flatMap((row) => row.problems));
  return {
    joined,
    rows: views,
    problems: placed.map(({ view }) => view),
    loose: placed.flatMap(({ view }) => (inRows.has(view) ? [] : [view])),
  };
}

function oldRowsOf(source: RuleSource, context: Context, language: Language): { tokens: TokenView[] }[] | undefined {
  const condition = source.condition.trim();
  const parsed = parseCel(condition);
  if (!('tree' in parsed)) return undefined;
  const naming = namingOf(source, condition, fieldsOfRule(source, context), context, language);
  return rowsOf(condition, parsed.tree).rows.map((row) => ({ tokens: tokensOf(row.tree, naming) }));
}

const namingOf = (
  source: RuleSource,
  text: string,
  fields: Naming['fields'],
  context: Context,
  language: Language,
): Naming => ({ language, fields, action: context.actions.get(source.on[0] ?? ''), source, text });

/** A fact looks at the fields of the acts it counts. */
function factFields(
  fact: RuleSource['facts'][string],
  own: Naming['fields'],
  context: Context,
): Record<string, ActionSpec['fields'][string]> {
  const first = fact.of?.map((key) => context.actions.get(key)).find((action) => action !== undefined);
  return { ...own, ...first?.fields };
}

/** Tokens that stand at the same place of an equally long line, with what stood there before. */
function withOld(tokens: TokenView[], old: readonly TokenView[]): TokenView[] {
  if (tokens.length !== old.length) return tokens;
  return tokens.map((token, i) => {
    const was = old[i];
    return was && was.kind === token.kind && was.word !== token.word ? { ...token, old: was.word } : token;
  });
}

/** Figures of the rule that a lower unit or a later edition may set. */
function paramsIn(source: RuleSource, before: RuleSource | undefined, language: Language): EditorView['params'] {
  return Object.entries(source.params).map(([id, param]) => {
    const token = paramView(id, param, { language, isMoney: false });
    const was = before?.params[id] && paramView(id, before.params[id], { language, isMoney: false });
    return {
      id,
      label: (param.label?.[language] ?? id).replace(/\s*\((分|fen)\)/, ''),
      token: was && was.word !== token.word ? { ...token, old: was.word } : token,
    };
  });
}
