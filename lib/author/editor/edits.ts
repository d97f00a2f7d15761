import { removeIn, setIn } from '@/lib/packs/build/edit';
import { parseCel } from '@/lib/packs/build/cel';
import type { Expr, ParamValue, RuleSource } from '@/lib/model';
import { fieldsIn } from '@/lib/rules/fields';
import type { RowKind, Spot, TokenInput } from '@/lib/messages/admin-views';
import type { Context } from './context';
import { joinRows, rowsOf } from './rows';

export interface Draft {
  text: string;
  cases: string;
}
export type Edit =
  | { kind: 'token'; spot: Spot; as: TokenInput['as']; value: string }
  | { kind: 'move'; row: number; by: -1 | 1 }
  | { kind: 'remove'; row: number }
  | { kind: 'add'; row: Exclude<RowKind, 'other'> }
  | { kind: 'join'; joined: 'all' | 'any' }
  | { kind: 'text'; file: 'rule' | 'cases'; text: string }
  | { kind: 'sentence'; language: 'zh' | 'en'; text: string }
  | { kind: 'fix'; spot: Spot; text: string };

/** Every edit is a change of the sources; what it does not name stays byte for byte. */
export function applyEdit(draft: Draft, source: RuleSource | undefined, edit: Edit, context: Context): Draft {
  switch (edit.kind) {
    case 'text':
      return edit.file === 'rule' ? { ...draft, text: edit.text } : { ...draft, cases: edit.text };
    case 'sentence':
      return { ...draft, text: setIn(draft.text, ['sentence', edit.language], edit.text) };
    case 'fix':
      return put(draft, source, edit.spot, edit.text);
    case 'token':
      return put(draft, source, edit.spot, edit.as === 'words' ? quoted(edit.value) : valueFor(edit, source));
    default:
      return source ? changeRows(draft, source, edit, context) : draft;
  }
}

/** As the condition language writes words. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function valueFor({ spot, as, value }: Extract<Edit, { kind: 'token' }>, source: RuleSource | undefined): ParamValue {
  if ('range' in spot) return as === 'date' ? quoted(value) : value;
  if (as === 'money') return fenOf(value);
  if (as === 'number') return Number(value);
  const items = value
    .split(/[、,，\s]+/)
    .map((item) => item.trim())
    .filter(Boolean);
  if (as === 'text' && isListAt(source, spot.path)) return items;
  return value;
}
/** Yuan as typed → fen; more than two places stay a fraction and are refused by the check. */
export const fenOf = (yuan: string): number => Math.round(Number(yuan.replaceAll(',', '')) * 1e6) / 1e4;

function isListAt(source: RuleSource | undefined, path: readonly (string | number)[]): boolean {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    source,
  );
  return Array.isArray(found) || ['key', 'of', 'until'].includes(String(path.at(-1)));
}

function put(draft: Draft, source: RuleSource | undefined, spot: Spot, value: ParamValue): Draft {
  if ('path' in spot) return { ...draft, text: setIn(draft.text, spot.path, value) };
  const condition = source?.condition.trim() ?? '';
  const [start, end] = spot.range;
  return {
    ...draft,
    text: setIn(draft.text, ['condition'], condition.slice(0, start) + String(value) + condition.slice(end)),
  };
}

type RowEdit = Extract<Edit, { kind: 'move' | 'remove' | 'add' | 'join' }>;

function changeRows(draft: Draft, source: RuleSource, edit: RowEdit, context: Context): Draft {
  const text = source.condition.trim();
  const parsed = parseCel(text);
  if (!('tree' in parsed)) return draft;
  const { joined, rows } = rowsOf(text, parsed.tree);
  const trees: (Expr | undefined)[] = rows.map((row) => row.tree);
  const write = (texts: string[], own: (Expr | undefined)[], how = joined): Draft => ({
    ...draft,
    text: setIn(draft.text, ['condition'], joinRows(texts, how, own)),
  });
  const texts = rows.map((row) => row.text);
  switch (edit.kind) {
    case 'join':
      return write(texts, trees, edit.joined);
    case 'move': {
      const to = edit.row + edit.by;
      if (to < 0 || to >= rows.length) return draft;
      return write(swapped(texts, edit.row, to), swapped(trees, edit.row, to));
    }
    case 'remove': {
      if (rows.length < 2) return draft;
      const left = write(without(texts, edit.row), without(trees, edit.row));
      return { ...left, text: dropUnused(left.text, source, without(texts, edit.row).join(' ')) };
    }
    case 'add': {
      const { row, facts, params } = template(edit.row, source, context);
      const withRow = write([...texts, row], [...trees, undefined]);
      const added = Object.entries(facts).reduce((now, [id, fact]) => setIn(now, ['facts', id], fact), withRow.text);
      return {
        ...withRow,
        text: Object.entries(params).reduce((now, [id, param]) => setIn(now, ['params', id], param), added),
      };
    }
  }
}

const swapped = <T>(list: readonly T[], a: number, b: number): T[] =>
  list.map((item, i) => (i === a ? (list[b] as T) : i === b ? (list[a] as T) : item));
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);

/** Facts and parameters that only the removed row named go with it. */
function dropUnused(text: string, source: RuleSource, left: string): string {
  const others = JSON.stringify([
    source.let,
    source.sentence,
    source.shows,
    source.checks,
    source.raise ?? [],
    source.deadline ?? '',
  ]);
  const isNamed = (word: string, more: string): boolean => `${left}\n${others}\n${more}`.includes(word);
  const facts = Object.keys(source.facts).filter((id) => !isNamed(`facts.${id}`, ''));
  const kept = JSON.stringify(Object.entries(source.facts).filter(([id]) => !facts.includes(id)));
  const params = Object.keys(source.params).filter(
    (id) => !isNamed(`params.${id}`, kept) && !(source.local?.params ?? []).includes(id),
  );
  const bare = facts.reduce((now, id) => removeIn(now, ['facts', id]), text);
  return params.reduce((now, id) => removeIn(now, ['params', id]), bare);
}

interface Template {
  row: string;
  facts: Record<string, ParamValue>;
  params: Record<string, ParamValue>;
}

/** A new line of each kind, already checked as written: the author changes its tokens. */
function template(kind: Exclude<RowKind, 'other'>, source: RuleSource, context: Context): Template {
  const fields = fieldsOfRule(source, context);
  const find = (...types: string[]): string | undefined =>
    Object.entries(fields).find(([, spec]) => types.includes(spec.type))?.[0];
  const param = freeName('n', Object.keys(source.params));
  const fact = freeName('f', Object.keys(source.facts));
  const own = context.actions.get(source.on[0] ?? '');
  const key = own?.subject ?? find('id', 'identity', 'text');
  const others = [...context.actions.keys()].filter((action) => !source.on.includes(action));
  const first = own?.key ?? others[0] ?? 'tick';
  const limit = { [param]: { label: { zh: '界限', en: 'Limit' }, value: 1 } };
  const label = (zh: string, en: string): ParamValue => ({ zh, en });
  switch (kind) {
    case 'missing':
      return {
        row: `empty(${find('text', 'id', 'date') ?? Object.keys(fields)[0] ?? 'operator_id'})`,
        facts: {},
        params: {},
      };
    case 'count':
      return {
        row: `facts.${fact} > params.${param}`,
        facts: {
          [fact]: { label: label('次数', 'times'), kind: 'count', ...(key ? { key: [key] } : {}), window: '30d' },
        },
        params: limit,
      };
    case 'sequence':
      return {
        row: `facts.${fact}`,
        facts: {
          [fact]: {
            label: label('之前没有', 'not before'),
            kind: 'absence',
            of: [others[0] ?? first],
            ...(key ? { key: [key] } : {}),
            window: '365d',
          },
        },
        params: {},
      };
    case 'overdue':
      return {
        row: `facts.${fact} > 0`,
        facts: {
          [fact]: {
            label: label('逾期未办', 'overdue'),
            kind: 'open',
            of: [first],
            until: [others[0] ?? first],
            ...(key ? { key: [key] } : {}),
            where: `hoursBetween(eventAt(), now()) > params.${param} * 24`,
          },
        },
        params: { [param]: { label: { zh: '天数', en: 'Days' }, value: 10 } },
      };
    case 'comparison': {
      const money = find('money');
      const number = find('int', 'number');
      if (money) return { row: `${money} > yuan(1000)`, facts: {}, params: {} };
      if (number) return { row: `${number} > params.${param}`, facts: {}, params: limit };
      return { row: `known(${Object.keys(fields)[0] ?? 'operator_id'})`, facts: {}, params: {} };
    }
  }
}
const freeName = (base: string, taken: readonly string[]): string => {
  for (let i = 1; ; i++) {
    const name = i === 1 && !taken.includes(base) ? base : `${base}${i}`;
    if (!taken.includes(name)) return name;
  }
};

/** Fields the rule's condition may name: those all its actions have. */
export function fieldsOfRule(source: Pick<RuleSource, 'on' | 'condition'>, context: Context) {
  const parsed = parseCel(source.condition.trim());
  const named = 'tree' in parsed ? fieldsIn(parsed.tree) : [];
  const reached = [...context.actions.values()].filter((action) =>
    source.on.some(
      (on) => on === action.key || (on.includes('*') && named.every((id) => Object.hasOwn(action.fields, id))),
    ),
  );
  const [first, ...rest] = reached;
  return Object.fromEntries(
    Object.entries(first?.fields ?? {}).filter(
      ([id]) => rest.length > 8 || rest.every((a) => Object.hasOwn(a.fields, id)),
    ),
  );
}
