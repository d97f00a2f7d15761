// What a person would teach by pointing at the saved pages: every field and button that the packs' own adapters find in the
// page, and the page itself. What is taught reads the same, and so does each of its anchors by itself.
import { describe, expect, it, vi } from 'vitest';
import { clickHit, createMemory, isVisible, locate, readField, recalling, recognise } from '@/lib/adapters';
import { rowOf } from '@/lib/adapters/columns';
import { byColumn } from '@/lib/adapters/locate';
import {
  anchorsOf,
  chosen,
  chosenPage,
  controlAt,
  pageChoices,
  pageMatch,
  together,
  triggersOf,
} from '@/lib/adapters/teach';
import type { FieldReading, PageBriefing, ReadFrom } from '@/lib/model';
import { openMany, savedPages, told } from '@/tests/support/saved-pages';
import type { SavedPage } from '@/tests/support/saved-pages';

const AT = Date.UTC(2026, 10, 23, 2);
const parse = openMany((name, value) => vi.stubGlobal(name, value));

const PLACELESS = ['body', 'url', 'const', 'clerk', 'frame', 'title', 'count', 'sum', 'attr'] as const;
const hasPlace = (from: ReadFrom): boolean => PLACELESS.every((word) => from[word] === undefined);

function open(saved: SavedPage) {
  const doc = parse(saved.html);
  const control = saved.expected.pressed ? doc.querySelector(saved.expected.pressed) : null;
  const list = saved.action.rows;
  const rows = list
    ? [...doc.querySelectorAll(list.css)].filter((row) => !list.selected || row.querySelector(list.selected))
    : [];
  return { doc, control, rows, row: rows[0] ?? null, url: saved.url, at: AT };
}
type Opened = ReturnType<typeof open>;

/** Where a person would point for this field. */
function pointedAt(reading: FieldReading, { doc, control, row }: Opened): { el: Element; from: ReadFrom } | undefined {
  for (const from of reading.from.filter(hasPlace)) {
    const at = row ?? rowOf(control);
    const found = from.column ? (at ? byColumn(at, from.column) : []) : locate(from, { doc, control, row });
    if (found[0] && (found.length === 1 || from.name)) return { el: found[0].el, from };
  }
  return undefined;
}
const pathOf = (el: Element): Element[] => {
  const list: Element[] = [];
  for (let at: Element | null = el; at; at = at.parentElement) list.push(at);
  return list;
};

describe.each(savedPages())('$name', (saved) => {
  const opened = open(saved);
  const { doc, control } = opened;

  it('its fields are read alike when they are pointed at, by each anchor that is offered', () => {
    const wanted: unknown[] = [],
      got: unknown[] = [];
    recalling(createMemory(doc), () => {
      for (const [id, reading] of Object.entries({ ...saved.page.fields, ...saved.action.fields })) {
        const spec = saved.spec.fields[id];
        const at = spec && !reading.absent ? pointedAt(reading, opened) : undefined;
        if (!spec || !at) continue;
        const { from: _, ...rest } = reading;
        const { after, before } = at.from;
        const cut = { ...(after ? { after } : {}), ...(before ? { before } : {}) };
        const read = (from: ReadFrom[]): unknown =>
          told({ x: readField(spec, { ...rest, from: from.map((one) => ({ ...one, ...cut })) }, opened).reading }).x;
        const anchors = anchorsOf(at.el, opened);
        const taken = chosen(anchors);
        const own = anchors.filter((a) => a.unique && hasPlace(a.from) && !a.from.after);
        const truth = read([at.from]);
        wanted.push([id, truth, 'not frail', own.map(({ from }) => [from, truth])]);
        got.push([
          id,
          read(taken.map(({ from }) => from)),
          together(taken) === 'frail' ? taken : 'not frail',
          own.map(({ from }) => [from, read([from])]),
        ]);
      }
    });

    expect(wanted.length).toBeGreaterThan(0);
    expect(got).toEqual(wanted);
  });

  it('its button is told from the others', (test) => {
    const click = saved.action.triggers.flatMap((t) =>
      'click' in t ? [t.click] : 'submit' in t && t.submit.button ? [t.submit.button] : [],
    )[0];
    const pressed = control ?? (click && locate(click, { doc })[0]?.el);
    if (!pressed) return test.skip('its button is drawn later, in a dialog');
    const button = controlAt(pressed);
    const offered = recalling(createMemory(doc), () =>
      triggersOf(pressed, opened).filter(({ unique, kind }) => unique && kind === 'click'),
    );
    const others = [...doc.querySelectorAll('button,input[type=button],input[type=submit],a')].filter(
      (el) =>
        isVisible(el) &&
        !el.contains(button) &&
        !button.contains(el) &&
        (!rowOf(button) || rowOf(el)?.parentElement !== rowOf(button)?.parentElement),
    );
    const hits = (trigger: (typeof offered)[number]['trigger'], el: Element): boolean => {
      const page = { ...saved.page, actions: [{ ...saved.action, triggers: [trigger] }] };
      const briefing: PageBriefing = { ...saved.briefing, page };
      return clickHit(briefing, pathOf(el), 'click', { doc }) !== null;
    };

    expect(offered.length).toBeGreaterThan(0);
    for (const { trigger } of offered)
      expect([trigger, hits(trigger, button), others.filter((el) => hits(trigger, el)).length]).toEqual([
        trigger,
        true,
        0,
      ]);
  });

  it('is recognised by what is offered for it', () => {
    const when = pageMatch(chosenPage(pageChoices({ doc, url: saved.url, frame: '', page: saved.page.id })));
    const found = recognise(
      { doc, url: saved.url, frame: '' },
      {
        stamp: 's',
        language: 'zh',
        systems: [{ adapter: saved.adapter, pages: [{ id: 'taught', when }], requests: [] }],
      },
    );

    expect(when.has.length).toBeGreaterThan(0);
    expect(found).toMatchObject({ kind: 'page', page: 'taught', missing: [] });
  });
});
