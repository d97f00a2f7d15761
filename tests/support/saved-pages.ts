// Saved pages beside their adapters, as a reader would meet them: recognised, then read at the press that the expectation names.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import type { DOMWindow } from 'jsdom';
import { parse } from 'yaml';
import * as z from 'zod';
import { createMemory, recalling, recognise, snapshot } from '@/lib/adapters';
import type { Recognised, Snapshot } from '@/lib/adapters';
import type { ActionSpec, Adapter, BriefingIndex, FieldValue, PageAction, PageBriefing, PageSpec } from '@/lib/model';
import { buildFolder } from '@/tools/hulan/sources';

const Value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
/** `fields`: identity numbers in their masked form; `unread: reason` for what cannot be read here. `pressed`: css of the control. */
const Expectation = z.strictObject({
  url: z.string(),
  page: z.string(),
  action: z.string(),
  pressed: z.string().optional(),
  degraded: z.boolean().default(false),
  same: z.array(z.tuple([z.string(), z.string()])).default([]),
  fields: z.record(z.string(), z.union([Value, z.strictObject({ unread: z.string() })])),
  items: z.array(z.record(z.string(), z.union([Value, z.strictObject({ unread: z.string() })]))).optional(),
});

export interface SavedPage {
  name: string;
  html: string;
  url: URL;
  expected: z.infer<typeof Expectation>;
  adapter: Adapter;
  page: PageSpec;
  action: PageAction;
  spec: ActionSpec;
  /** As the page's own briefing would say it, without rules. */
  briefing: PageBriefing;
}

const PACKS = fileURLToPath(new URL('../../packs/', import.meta.url));

const packs = new Map<string, NonNullable<ReturnType<typeof buildFolder>['pack']>>();

export function savedPages(): SavedPage[] {
  return readdirSync(PACKS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.expect.yaml'))
    .map((file) => {
      const [pack = '', , , name = ''] = file.replaceAll('\\', '/').split('/');
      return savedPage(pack, name, join(PACKS, file));
    });
}

function savedPage(pack: string, name: string, file: string): SavedPage {
  const id = name.split('.')[0] ?? '';
  const expected = Expectation.parse(parse(readFileSync(file, 'utf8')));
  const built = packs.get(pack) ?? buildFolder(pack).pack;
  if (built) packs.set(pack, built);
  const adapter = built?.adapters.find((a) => a.id === id);
  const spec = built?.actions.find((a) => a.key === expected.action);
  if (!built || !adapter || !spec) throw new Error(`no adapter ${id} or action ${expected.action} in ${pack}`);
  const page = adapter.pages.find((p) => p.id === expected.page);
  const action = page?.actions.find((a) => a.action === expected.action);
  if (!page || !action) throw new Error(`${id} has no page ${expected.page} with ${expected.action}`);
  return {
    name,
    html: readFileSync(file.replace('.expect.yaml', '.page.html'), 'utf8'),
    url: new URL(expected.url, `http://${adapter.hosts[0]}`),
    expected,
    adapter,
    page,
    action,
    spec,
    briefing: {
      stamp: 's',
      page,
      adapter,
      actions: [spec],
      rules: [],
      scheme: built.scheme,
      calendar: built.calendar,
    },
  };
}

/** jsdom parses no declarative shadow roots: their templates are opened by hand. */
function openShadows(doc: Document): void {
  for (const template of doc.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
    template.parentElement?.attachShadow({ mode: 'open' }).append(template.content);
    template.remove();
  }
}

type Stub = (name: string, value: unknown) => void;
function stand(window: DOMWindow, stub: Stub): void {
  for (const name of ['Node', 'Element', 'Document', 'DocumentFragment', 'ShadowRoot', 'HTMLFormElement'] as const)
    stub(name, window[name]);
}

/** The page in a window of its own, whose classes stand where a browser has them. */
export function openPage({ html, url }: SavedPage, stub: Stub): Document {
  const { window } = new JSDOM(html, { url: url.href });
  stand(window, stub);
  openShadows(window.document);
  return window.document;
}

/** Many documents in one window: cheap, but without frames. */
export function openMany(stub: Stub): (html: string) => Document {
  const { window } = new JSDOM('');
  stand(window, stub);
  const parser = new window.DOMParser();
  return (html) => {
    const doc = parser.parseFromString(html, 'text/html');
    openShadows(doc);
    return doc;
  };
}

const AT = Date.UTC(2026, 10, 23, 2);

export function readSaved(
  { adapter, briefing, action, spec, expected, url }: SavedPage,
  doc: Document,
): { found: Recognised; shot: Snapshot } {
  const index: BriefingIndex = {
    stamp: 's',
    language: 'zh',
    systems: [{ adapter, pages: adapter.pages, requests: [] }],
  };
  const control = expected.pressed ? doc.querySelector(expected.pressed) : null;
  // As the watcher does it: labels are looked up once while the document stands unchanged.
  return recalling(createMemory(doc), () => ({
    found: recognise({ doc, url, frame: '' }, index),
    shot: snapshot(briefing, action, spec, { doc, url, control, at: AT }),
  }));
}

const plain = (value: FieldValue): FieldValue =>
  Array.isArray(value)
    ? value.map((v) => (typeof v === 'string' ? v : v.masked))
    : typeof value === 'object' && value !== null
      ? value.masked
      : value;
/** Readings as an expectation writes them. */
export const told = (fields: Snapshot['fields']): Record<string, FieldValue | { unread: string }> =>
  Object.fromEntries(
    Object.entries(fields).map(([id, r]) => [id, r.kind === 'read' ? plain(r.value) : { unread: r.reason }]),
  );
