import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPack } from '@/lib/packs/build';
import type { Built } from '@/lib/packs/build';

const COMMON = fileURLToPath(new URL('../../packs/common/', import.meta.url));

/** The common pack's scheme, calendar and posts only, so that tests do not lean on its rules. */
function commonFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of ['pack.yaml', 'posts.yaml']) files.set(path, readFileSync(join(COMMON, path), 'utf8'));
  for (const room of ['levels', 'calendars'])
    for (const name of readdirSync(join(COMMON, room)))
      files.set(`${room}/${name}`, readFileSync(join(COMMON, room, name), 'utf8'));
  return files;
}

/** Builds a pack from texts in memory. */
export function buildTexts(
  name: string,
  files: Record<string, string>,
  others: Record<string, Record<string, string>> = {},
): Built {
  return buildPack(name, (wanted) =>
    wanted === name
      ? new Map(Object.entries(files))
      : wanted === 'common'
        ? commonFiles()
        : others[wanted]
          ? new Map(Object.entries(others[wanted]))
          : undefined,
  );
}

export const HEAD = (id: string): string => `id: ${id}\nversion: 1\ntitle: { zh: 试, en: trial }\n`;
export const ACTION = `key: expense.submit
title: { zh: 报销, en: expense }
effect: { what: { zh: 单据, en: it }, done: { zh: 提交, en: submitted } }
subject: no
fields:
  no: { type: id, label: { zh: 单号, en: number } }
  amount: { type: money, label: { zh: 金额, en: amount } }
  people: { type: int, label: { zh: 人数, en: people } }
  due: { type: date, label: { zh: 期限, en: due } }
  kind: { type: enum, label: { zh: 种类, en: kind }, values: { meal: { zh: 餐费, en: meal }, fuel: { zh: 油费, en: fuel } } }
  minutes_no: { type: text, label: { zh: 纪要, en: minutes } }
  payee: { type: identity, label: { zh: 收款人, en: payee } }
  officers: { type: ids, label: { zh: 人员, en: officers } }
`;
export const RULE = (condition: string, more = ''): string => `id: trial-rule
version: 1
title: { zh: 试, en: trial }
on: [expense.submit]
level: caution
condition: ${condition}
sentence: { zh: '金额 {amount}', en: 'amount {amount}' }
${more}`;
