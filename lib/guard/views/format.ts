import type {
  FieldSpec,
  FieldValue,
  Flag,
  Identity,
  Language,
  LevelMark,
  LevelRef,
  LevelScheme,
  Reading,
  FactLine,
  SourceLine,
} from '@/lib/model';
import { EMPTY_VALUE, UNREAD, YES_NO } from '../words';

/** The mark and word of a level, by the scheme in force; a level of a scheme that is gone shows its key. */
export function markOf(scheme: LevelScheme, ref: LevelRef, language: Language): LevelMark {
  const level = scheme.levels.find((l) => l.key === ref.key) ?? scheme.levels.find((l) => l.severity === ref.severity);
  return { mark: level?.mark ?? 'yellow', word: level?.label[language] ?? ref.key };
}

/** A reading as people read it; undefined where it was not read. */
export const valueText = (reading: Reading, spec: FieldSpec | undefined, language: Language): string | undefined =>
  reading.kind === 'read' ? text(reading.value, spec, language) : undefined;

export const unreadText = (reading: Reading, language: Language): string | undefined =>
  reading.kind === 'unread' ? (UNREAD[reading.reason]?.[language] ?? reading.reason) : undefined;

function text(value: FieldValue, spec: FieldSpec | undefined, language: Language): string {
  if (value === null || value === '') return EMPTY_VALUE[language];
  if (typeof value === 'boolean') return (value ? YES_NO.yes : YES_NO.no)[language];
  if (typeof value === 'number') return withUnit(numberText(value, spec, language), spec, language);
  if (typeof value === 'string') return withUnit(spec?.values?.[value]?.[language] ?? value, spec, language);
  if (Array.isArray(value))
    return value.length
      ? value.map((item) => (typeof item === 'string' ? item : item.masked)).join(language === 'zh' ? '、' : ', ')
      : EMPTY_VALUE[language];
  return identityText(value);
}
const identityText = (identity: Identity): string => identity.masked;

function numberText(value: number, spec: FieldSpec | undefined, language: Language): string {
  if (spec?.type === 'money') return moneyText(value, language);
  if (spec?.type === 'datetime') return timeText(value);
  return new Intl.NumberFormat('en').format(value);
}
const withUnit = (shown: string, spec: FieldSpec | undefined, language: Language): string =>
  spec?.unit ? `${shown} ${spec.unit[language]}` : shown;

/** Integer fen → 486,200.00 元. */
export function moneyText(fen: number, language: Language): string {
  const yuan = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(fen / 100);
  return language === 'zh' ? `${yuan} 元` : `${yuan} yuan`;
}
/** Wall time in Asia/Shanghai, `2026-11-20 14:31:08`. */
export const timeText = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
/** First moment of that day in Asia/Shanghai. */
export const dayStart = (at: number): number =>
  Math.floor((at + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000;

export const factLines = (facts: Flag['facts'], language: Language): FactLine[] =>
  facts.map((fact) => ({
    label: fact.label[language],
    actual: fact.actual[language],
    bad: fact.bad,
    ...(fact.expected ? { expected: fact.expected[language] } : {}),
    ...(fact.field ? { field: fact.field } : {}),
  }));

export const sourceLines = (sources: Flag['sources'], language: Language): SourceLine[] =>
  sources.map((source) => ({
    title: source.title[language],
    checked: source.checked ?? false,
    ...(source.article ? { article: source.article } : {}),
    ...(source.href ? { href: source.href } : {}),
  }));
