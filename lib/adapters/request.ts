// A request or form post as it leaves the page, and whether it is the one an adapter names.
import type { RequestMatch } from '@/lib/model';
import { attr, fits, formAction, formElements, formMethod, isControl, isSelect, tagOf } from './dom';
import { fold, glob } from './text';

/** `entries`: form keys in their order. `text`: any other body. `url` is absolute. */
export interface SentRequest {
  method: string;
  url: string;
  text?: string;
  entries?: [string, string][];
}

/** Characters of a value or a body that are compared. */
const BODY_READ = 20_000;

export interface ParsedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  form?: Map<string, string>;
  json?: unknown;
  /** The body as it stands, where it is no form of a page. */
  text?: string;
}

/** Decoded once per request: form keys with their last value, or JSON. A body that is neither has none. */
export function parseRequest(sent: SentRequest): ParsedRequest {
  const url = new URL(sent.url, 'http://x/');
  const parsed: ParsedRequest = { method: sent.method.toUpperCase(), path: url.pathname, query: url.searchParams };
  if (sent.text) parsed.text = sent.text;
  if (sent.entries) parsed.form = new Map(sent.entries);
  else if (sent.text && /^\s*[[{]/.test(sent.text)) {
    try {
      parsed.json = JSON.parse(sent.text);
    } catch {
      /* not JSON after all: no body to match */
    }
  } else if (sent.text?.includes('=')) parsed.form = new Map(new URLSearchParams(sent.text));
  return parsed;
}

/** What stands there by RFC 6901, `*` for every entry of a list or object. Nothing there: none. */
export function pointed(json: unknown, pointer: string): unknown[] {
  let at = [json];
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replace(/~1/g, '/').replace(/~0/g, '~');
    at = at.flatMap((value): unknown[] => {
      if (typeof value !== 'object' || value === null) return [];
      if (key === '*') return Object.values(value);
      return Object.hasOwn(value, key) ? [Reflect.get(value, key)] : [];
    });
  }
  return at;
}
export const plainText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? '');
const like = (pattern: string, value: string | null | undefined): boolean =>
  value !== null && value !== undefined && glob(fold(pattern), fold(value.slice(0, BODY_READ)));

export function requestFits(match: RequestMatch, sent: ParsedRequest): boolean {
  if (match.method && match.method.toUpperCase() !== sent.method) return false;
  if (match.path && !glob(match.path, sent.path)) return false;
  for (const [key, pattern] of Object.entries(match.query ?? {}))
    if (!like(pattern, sent.query.getAll(key).pop())) return false;
  for (const [key, pattern] of Object.entries(match.form ?? {})) if (!like(pattern, sent.form?.get(key))) return false;
  for (const [pointer, pattern] of Object.entries(match.json ?? {}))
    if (!pointed(sent.json, pointer).some((value) => like(pattern, plainText(value)))) return false;
  if (match.text && !like(match.text, sent.text)) return false;
  return true;
}
/** What can be told of it before its body is read. */
export const outerOf = ({ method, path }: RequestMatch): RequestMatch => ({
  ...(method ? { method } : {}),
  ...(path ? { path } : {}),
});

/** What a form would send. Built by hand: `new FormData(form)` would raise the page's `formdata` event. */
export function formRequest(form: Element, submitter: Element | null, base: string): SentRequest {
  const entries: [string, string][] = [];
  for (const el of formElements(form)) {
    const name = attr(el, 'name');
    if (!name || fits(el, ':disabled') || !isControl(el)) continue;
    const type = attr(el, 'type')?.toLowerCase() ?? '';
    const isButton = tagOf(el) === 'button' || /^(submit|button|reset|image)$/.test(type);
    if (isButton && el !== submitter) continue;
    if (/^(checkbox|radio)$/.test(type) && !el.checked) continue;
    if (isSelect(el)) for (const option of el.selectedOptions) entries.push([name, option.value]);
    else entries.push([name, type === 'file' ? (el.files?.[0]?.name ?? '') : el.value]);
  }
  const over = (name: string): string | null => (submitter ? attr(submitter, name) : null);
  const method = (over('formmethod') ?? formMethod(form)).toUpperCase() || 'GET';
  const url = new URL(over('formaction') ?? formAction(form), base);
  if (method === 'GET') url.search = String(new URLSearchParams(entries));
  return { method, url: String(url), entries };
}
