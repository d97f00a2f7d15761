// Every saved page beside an adapter is recognised and read as its `.expect.yaml` says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { recognise, snapshot } from '@/lib/adapters';
import type { BriefingIndex, FieldValue, PageBriefing } from '@/lib/model';
import type { Snapshot } from '@/lib/adapters';
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

const PACKS = fileURLToPath(new URL('.', import.meta.url));
const pages = readdirSync(PACKS, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.expect.yaml'))
  .map((f) => {
    const [pack = '', , , name = ''] = f.replaceAll('\\', '/').split('/');
    return { pack, adapter: name.split('.')[0] ?? '', file: join(PACKS, f), name };
  });

/** jsdom parses no declarative shadow roots: their templates are opened by hand. */
function openShadows(doc: Document): void {
  for (const template of doc.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
    template.parentElement?.attachShadow({ mode: 'open' }).append(template.content);
    template.remove();
  }
}

const plain = (value: FieldValue): FieldValue =>
  Array.isArray(value)
    ? value.map((v) => (typeof v === 'string' ? v : v.masked))
    : typeof value === 'object' && value !== null
      ? value.masked
      : value;
const told = (fields: Snapshot['fields']) =>
  Object.fromEntries(
    Object.entries(fields).map(([id, r]) => [id, r.kind === 'read' ? plain(r.value) : { unread: r.reason }]),
  );

describe.each(pages)('$name', ({ pack, adapter: id, file }) => {
  const expected = Expectation.parse(parse(readFileSync(file, 'utf8')));
  const { pack: built } = buildFolder(pack);
  const adapter = built?.adapters.find((a) => a.id === id);
  const spec = built?.actions.find((a) => a.key === expected.action);
  if (!built || !adapter || !spec) throw new Error(`no adapter ${id} or action ${expected.action} in ${pack}`);
  const url = new URL(expected.url, `http://${adapter.hosts[0]}`);
  const { window } = new JSDOM(readFileSync(file.replace('.expect.yaml', '.page.html'), 'utf8'), { url: url.href });
  const { document } = window;
  for (const name of ['Node', 'Element', 'Document', 'DocumentFragment', 'ShadowRoot', 'HTMLFormElement'] as const)
    vi.stubGlobal(name, window[name]);
  openShadows(document);

  const index: BriefingIndex = {
    stamp: 's',
    language: 'zh',
    systems: [{ adapter, pages: adapter.pages, requests: [] }],
  };
  const found = recognise({ doc: document, url, frame: '' }, index);
  const page = adapter.pages.find((p) => p.id === expected.page);
  const act = page?.actions.find((a) => a.action === expected.action);
  if (!page || !act) throw new Error(`${id} has no page ${expected.page} with ${expected.action}`);
  const briefing: PageBriefing = {
    stamp: 's',
    page,
    adapter,
    actions: [spec],
    rules: [],
    scheme: built.scheme,
    calendar: built.calendar,
  };
  const control = expected.pressed ? document.querySelector(expected.pressed) : null;
  const shot = snapshot(briefing, act, spec, { doc: document, url, control, at: Date.UTC(2026, 10, 23, 2) });

  it('is recognised whole', () => {
    expect(found).toMatchObject({ kind: 'page', page: expected.page, missing: [] });
  });

  it('is read as expected', () => {
    expect(told(shot.fields)).toMatchObject(expected.fields);
    if (expected.items) expect(shot.items?.map(told)).toMatchObject(expected.items);
  });

  it('says how sure it is and which numbers are the same', () => {
    const reading = (field: string) => shot.fields[field];
    for (const [a, b] of expected.same) {
      const one = reading(a);
      expect(
        one?.kind === 'read' && typeof one.value === 'object' && one.value && !Array.isArray(one.value)
          ? one.value.same
          : [],
      ).toContain(b);
    }
    expect(shot.degraded).toBe(expected.degraded);
  });
});
