import type { ActionSpec, Adapter, FieldReading, FieldSpec } from '@/lib/model';
import type { Placed } from './folder';
import { didYouMean, finding } from './problem';
import type { Finding, Problem } from './problem';
import type { Path } from './source';

/** References of an adapter: actions exist, fields are theirs, readings suit the fields' types. */
export function checkAdapter(placed: Placed<Adapter>, actions: ReadonlyMap<string, ActionSpec>): Problem[] {
  const problems: Problem[] = [];
  const say = (path: Path, ...found: Finding[]): void => {
    problems.push(...found.map((f) => placed.source.at([...placed.path, ...path], f)));
  };
  const ids = new Set<string>();
  placed.value.pages.forEach((page, p) => {
    if (ids.has(page.id))
      say(['pages', p, 'id'], finding('duplicate_id', `页面 ${page.id} 重复`, `page ${page.id} stands twice`));
    ids.add(page.id);
    if (!page.when.url && !page.when.title && !page.when.has.length && !page.when.frame)
      say(
        ['pages', p, 'when'],
        finding('recognises_all', '识别条件为空，会认成任何页面', 'recognises any page: nothing is asked for', {
          mend: { zh: '写 url.path 或 has', en: 'give url.path or has' },
        }),
      );
    const specs = page.actions.flatMap((a) => actions.get(a.action) ?? []);
    for (const [id, reading] of Object.entries(page.fields)) {
      const spec = specs.find((s) => Object.hasOwn(s.fields, id))?.fields[id];
      if (specs.length && !spec) say(['pages', p, 'fields', id], unknownField(id, specs));
      else if (spec) say(['pages', p, 'fields', id], ...checkReading(id, reading, spec));
    }
    page.actions.forEach((act, a) => {
      const spec = actions.get(act.action);
      const at: Path = ['pages', p, 'actions', a];
      if (!spec) {
        say(
          [...at, 'action'],
          finding('unknown_action', `没有动作 ${act.action}`, `there is no action ${act.action}`, {
            mend: didYouMean(act.action, actions.keys()),
          }),
        );
        return;
      }
      for (const [id, reading] of Object.entries(act.fields)) {
        const field = Object.hasOwn(spec.fields, id) ? spec.fields[id] : undefined;
        if (!field) say([...at, 'fields', id], unknownField(id, [spec]));
        else say([...at, 'fields', id], ...checkReading(id, reading, field));
      }
      const unread = Object.entries(spec.fields)
        .filter(
          ([id, f]) =>
            !f.optional && !Object.hasOwn(act.fields, id) && !Object.hasOwn(page.fields, id) && !MEASURED.has(id),
        )
        .map(([id]) => id);
      if (unread.length)
        say(
          [...at, 'action'],
          finding(
            'field_without_source',
            `未写出处，永远读不到:${unread.join('、')}`,
            `no source, so never read: ${unread.join(', ')}`,
            {
              severity: 'warning',
              mend: {
                zh: '写出处;系统没有该字段时写 absent: true',
                en: 'name a source; where the system has no such field: absent: true',
              },
            },
          ),
        );
    });
  });
  return problems;
}
const MEASURED = new Set(['dwell_ms', 'page_chars', 'operator_id']);

const unknownField = (id: string, specs: ActionSpec[]): Finding =>
  finding(
    'unknown_field',
    `${specs.map((s) => s.key).join('、')} 没有字段 ${id}`,
    `${specs.map((s) => s.key).join(', ')} has no field ${id}`,
    {
      mend: didYouMean(
        id,
        specs.flatMap((s) => Object.keys(s.fields)),
      ),
    },
  );

function checkReading(id: string, reading: FieldReading, spec: FieldSpec): Finding[] {
  const found: Finding[] = [];
  const isIdentity = spec.type === 'identity' || spec.type === 'identities';
  if (reading.identity && !isIdentity)
    found.push(finding('wrong_type', `${id} 不是证件号字段，不能写 identity`, `${id} is no identity field`));
  if (reading.unit && !['money', 'number', 'int'].includes(spec.type))
    found.push(finding('wrong_type', `${id} 不是金额，不能写 unit`, `${id} is not money: no unit`));
  if (reading.from.some((f) => f.sum) && !['money', 'int'].includes(spec.type))
    found.push(finding('wrong_type', `${id} 不是金额或整数，不能写 sum`, `${id} is neither money nor int: no sum`));
  if (reading.date && !['date', 'datetime'].includes(spec.type))
    found.push(finding('wrong_type', `${id} 不是日期`, `${id} is not a date`));
  if (spec.type === 'enum' && reading.map) {
    for (const code of Object.values(reading.map))
      if (typeof code === 'string' && code !== '' && !Object.hasOwn(spec.values ?? {}, code))
        found.push(
          finding('unknown_choice', `${id} 没有选项 ${code}`, `${id} has no choice ${code}`, {
            mend: didYouMean(code, Object.keys(spec.values ?? {})),
          }),
        );
  }
  if (spec.type === 'money' && !reading.unit && !reading.absent)
    found.push(
      finding('no_unit', `${id} 未写单位;页面上没有单位时按元计`, `${id} has no unit: bare figures are taken as yuan`, {
        severity: 'warning',
        mend: { zh: '写 unit: yuan、wan 或 fen', en: 'write unit: yuan, wan or fen' },
      }),
    );
  if (
    reading.from.every((f) => f.css && !f.id && !f.name && !f.label && /:nth|>/.test(f.css)) &&
    !reading.weak &&
    reading.from.some((f) => f.css)
  )
    found.push(
      finding('weak_source', `${id} 只靠位置定位`, `${id} is found by position only`, {
        severity: 'warning',
        mend: { zh: '加上 label、name 或 id;或写 weak: true', en: 'add label, name or id, or say weak: true' },
      }),
    );
  return found;
}
