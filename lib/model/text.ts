import * as z from 'zod';

/** A text people read: zh-CN is required, English stands beside it. Placeholders are `{name}`. */
export const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof Text>;

export type Language = 'zh' | 'en';

/** Ids in packs: kebab-case, kept for ever, referred to by the journal. */
export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, '小写字母、数字、连字符 / lower case, digits, hyphens')
  .max(64);
/** Field, param and fact ids: usable as identifiers in conditions. */
export const FieldId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, '小写字母、数字、下划线 / lower case, digits, underscores')
  .max(48);
export type FieldId = string;

/** `noun.verb`, e.g. `relief.approve`; a bare word where a system has no verb for it (`heartbeat`, `authorise`). */
export const ActionKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/)
  .max(64);
export type ActionKey = string;
/** An action key, or one side replaced by `*`: `*.approve`, `loan.*`, `*`. */
export const ActionPattern = z
  .string()
  .regex(/^(\*|[a-z][a-z0-9_]*|([a-z][a-z0-9_]*|\*)\.([a-z][a-z0-9_]*|\*))$/)
  .max(64);

/** No table that comes from outside has such a key: it could reach a prototype. */
export const FOREIGN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Civil date `YYYY-MM-DD`. */
export const CivilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
