import type { Text } from '@/lib/model';
import { didYouMean, finding } from './problem';
import type { Finding } from './problem';
import type { Ty } from './types';

/** Names a text may hold in braces. */
export interface TextNames {
  fields: readonly string[];
  params: readonly string[];
  facts: Record<string, Ty>;
  lets: Record<string, Ty>;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;
const FORMATS = ['money', 'percent', 'date', 'datetime', 'number'];
/** A placeholder counts as what it will be filled with, roughly. */
const lengthOf = (text: string, each: number): number => [...text.replace(PLACEHOLDER, '#'.repeat(each))].length;

export function checkLength(text: Text, max: { zh: number; en: number }): Finding[] {
  const found: Finding[] = [];
  const zh = lengthOf(text.zh, 4);
  const en = lengthOf(text.en, 8);
  if (zh > max.zh)
    found.push(
      finding('text_too_long', `中文 ${zh} 字，上限 ${max.zh}`, `${zh} Chinese characters, at most ${max.zh}`),
    );
  if (en > max.en)
    found.push(
      finding('text_too_long', `英文 ${en} 字符，上限 ${max.en}`, `${en} English characters, at most ${max.en}`),
    );
  return found;
}

/** Words that accuse; a reminder states facts. */
const ACCUSING = /违规|违法|违纪|舞弊|作弊|贪|嫌疑|您|[!!]/;
export function checkTone(text: Text): Finding[] {
  const word = ACCUSING.exec(text.zh)?.[0];
  return word
    ? [
        finding(
          'accusing_word',
          `提醒只说事实，不用“${word}”`,
          `a reminder states facts: “${word}” accuses or shouts`,
          {
            severity: 'warning',
          },
        ),
      ]
    : [];
}

export function checkPlaceholders(text: string, names: TextNames): Finding[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap((match) => {
    const [path = '', format, ...rest] = (match[1] ?? '').split(':');
    if (rest.length || (format !== undefined && !FORMATS.includes(format)))
      return [
        finding('unknown_format', `没有格式 ${format}`, `there is no format ${format}`, {
          mend: didYouMean(format ?? '', FORMATS),
        }),
      ];
    const [room, name] = path.includes('.') ? path.split('.', 2) : ['', path];
    const rooms: Record<string, readonly string[]> = {
      '': names.fields,
      params: names.params,
      facts: Object.keys(names.facts),
      let: Object.keys(names.lets),
    };
    const known = Object.hasOwn(rooms, room ?? '') ? rooms[room ?? ''] : undefined;
    if (!known)
      return [
        finding('unknown_placeholder', `占位符 {${path}} 写法不对`, `placeholder {${path}} is not of a known kind`, {
          mend: { zh: '{字段}、{params.x}、{facts.x}、{let.x}', en: '{field}, {params.x}, {facts.x}, {let.x}' },
        }),
      ];
    return known.includes(name ?? '')
      ? []
      : [
          finding('unknown_placeholder', `没有 {${path}}`, `there is no {${path}}`, {
            mend: didYouMean(name ?? '', known),
          }),
        ];
  });
}

/** `{let.a}` and `{facts.a}` that are money or moments say so in the built pack, since only the builder knows their types. */
export function withFormats(text: string, names: TextNames): string {
  return text.replace(/\{(let|facts)\.([a-z][a-z0-9_]*)\}/g, (whole, room: string, name: string) => {
    const ty = (room === 'let' ? names.lets : names.facts)[name];
    return ty && (ty.t === 'money' || ty.t === 'datetime') ? `{${room}.${name}:${ty.t}}` : whole;
  });
}
