import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { options, USED_WRONGLY } from './command';
import type { Command } from './command';
import { PACKS } from './sources';

const KINDS: Record<string, (id: string) => Record<string, string>> = {
  rule: ruleParts,
  adapter: adapterParts,
  'risk-point': riskPointParts,
};

export const scaffold: Command = {
  usage: 'new rule|adapter|risk-point NAME [--pack PACK]',
  summary: '新建一条规则、一个适配或一个风险点的全部文件 / start all parts of a rule, adapter or risk point',
  more: 'NAME: lower case, digits, hyphens. --pack: folder under packs/, default own; made when it is not there. Nothing is overwritten.',
  run(args) {
    const {
      rest: [kind, name],
      values,
    } = options(args, ['--pack']);
    const parts = kind && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (!parts || !name || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
      console.error(`npm run hulan -- ${scaffold.usage}`);
      return USED_WRONGLY;
    }
    const pack = values['--pack'] ?? 'own';
    const files = { 'pack.yaml': packHead(pack), ...parts(name) };
    for (const [path, text] of Object.entries(files)) {
      const file = join(PACKS, pack, path);
      if (existsSync(file)) {
        if (path !== 'pack.yaml') console.log(`已有，未动 / kept: packs/${pack}/${path}`);
        continue;
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(`packs/${pack}/${path}`);
    }
    console.log(`npm run hulan -- test ${pack} && npm run hulan -- build ${pack}`);
    return 0;
  },
};

const packHead = (id: string): string => `id: ${id}\nversion: 1\ntitle: { zh: 本单位规则包, en: Our own pack }\n`;

function ruleParts(id: string): Record<string, string> {
  return {
    [`rules/${id}.yaml`]: `# yaml-language-server: $schema=../../../docs/pack-schema.json#/$defs/rule
id: ${id}
version: 1
title: { zh: 大额支出未经会议, en: Large spending without a meeting }
on: [expense.submit]
level: caution
ask: checklist
params:
  least: { value: 500000, label: { zh: 起点金额, en: least amount } }
condition: amount >= params.least && empty(minutes_no)
sentence:
  zh: 支出 {amount} 元，未填会议纪要编号
  en: 'Spending of {amount} yuan, no minutes number'
shows:
  - { label: { zh: 金额, en: Amount }, actual: '{amount}', expected: { zh: '低于 {params.least:money}', en: 'below {params.least:money}' }, field: amount }
checks:
  - { id: minutes-seen, text: { zh: 已看过会议纪要原件, en: The minutes were seen } }
sources:
  - { title: { zh: 本单位财务制度, en: Our financial rules }, origin: derived }
`,
    [`rules/${id}.cases.yaml`]: `- say: { zh: 正好等于数额即触发, en: fires at the figure itself }
  fires: true
  events:
    - { action: expense.submit, ts: 2024-03-05 10:00, fields: { amount: 500000, minutes_no: '' } }
- say: { zh: 远超数额, en: far above it }
  fires: true
  events:
    - { action: expense.submit, ts: 2024-03-05 10:00, fields: { amount: 8000000, minutes_no: '' } }
- say: { zh: 全是空格不算编号, en: white space is no number }
  fires: true
  events:
    - { action: expense.submit, ts: 2024-03-05 10:00, fields: { amount: 500000, minutes_no: '  ' } }
- say: { zh: 差一分, en: one fen below }
  fires: false
  events:
    - { action: expense.submit, ts: 2024-03-05 10:00, fields: { amount: 499999, minutes_no: '' } }
- say: { zh: 写明会议纪要, en: with its minutes }
  fires: false
  events:
    - { action: expense.submit, ts: 2024-03-05 10:00, fields: { amount: 500000, minutes_no: JY-1 } }
- say: { zh: 没有支出, en: nothing spent }
  fires: false
  events:
    - { action: expense.submit, ts: 2024-03-05 10:00, fields: { amount: 0, minutes_no: '' } }
- say: { zh: 金额未读到, en: the amount could not be read }
  fires: undetermined
  events:
    - { action: expense.submit, ts: 2024-03-05 10:00, fields: { minutes_no: '' } }
`,
  };
}

function adapterParts(id: string): Record<string, string> {
  return {
    [`adapters/${id}.yaml`]: `# yaml-language-server: $schema=../../../docs/pack-schema.json#/$defs/adapter
id: ${id}
version: 1
title: { zh: 某报销系统, en: An expense system }
system: ${id}
hosts: ['127.0.0.1:8080']
clerk: { from: [{ css: '#user-name' }] }
pages:
  - id: expense-form
    title: { zh: 报销单, en: Expense form }
    when:
      url: { path: /expense/* }
      has: [{ label: 金额 }]
    fields:
      amount: { from: [{ label: 金额 }, { name: amount }], unit: yuan }
      minutes_no: { from: [{ label: 会议纪要编号 }] }
    actions:
      - action: expense.submit
        triggers:
          - submit: { form: { css: form } }
`,
  };
}

function riskPointParts(id: string): Record<string, string> {
  return {
    [`risk-points/${id}.yaml`]: `id: ${id}
domain: internal
power: finance
tree: administrative
posts: [finance]
title: { zh: 风险点名称, en: Name of the risk point }
behaviour: { zh: 可能发生的行为, en: What may happen }
measures:
  - { zh: 防控措施, en: What is done against it }
scores: { discretion: 3, transparency: 3, reviewability: 3, constraint: 3 }
impact: 1
frequency: 1
severity: 1
source: { title: { zh: 本单位, en: Our own }, origin: derived }
`,
  };
}
