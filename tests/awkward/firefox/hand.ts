// A clerk's hand in Firefox, over Marionette: real pointer and keys, in a window and one of its frames.
import { expect } from '@playwright/test';
import type { Firefox } from '../../support/marionette';
import type { Hand, Place, Spot } from '../zoo/hand';

export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  F9: '\uE039',
  ArrowDown: '\uE015',
  Control: '\uE009',
};
/** Where a script finds an element of a page: css, with `>> nth=N`; or a text. `inside` our bare surface's open root. */
interface Finding {
  css: string;
  text?: string | undefined;
  exact?: boolean | undefined;
  inside?: boolean;
  other?: Finding;
}
const FIND = `const find = ({ css, text, exact, inside, other }) => {
  const [plain, nth = '0'] = css.split(' >> nth=');
  const root = inside ? document.querySelector('hulan-test')?.shadowRoot : document;
  const fits = (el) => { const said = (el.innerText ?? '').trim(); return exact ? said === text : said.includes(text); };
  const all = [...root?.querySelectorAll(plain) ?? []].filter((el) => text === undefined || (fits(el) && ![...el.children].some(fits)));
  return all[Number(nth)] ?? (other ? find(other) : undefined);
};`;

export interface Stand {
  /** Window handle; the frames within it, outermost first, by name. */
  window(): Promise<string>;
  frames: readonly string[];
}
export type FirefoxHand = ReturnType<typeof handOf>;

export function handOf(firefox: Firefox, stand: Stand) {
  const { value } = firefox;
  const run = (script: string, args: unknown[] = []): Promise<unknown> =>
    value('WebDriver:ExecuteScript', { script, args, newSandbox: false });

  /** Into the window and the frame; a frame whose name is not there is the only one. */
  async function enter(frames = stand.frames): Promise<void> {
    await value('WebDriver:SwitchToWindow', { handle: await stand.window() });
    await value('WebDriver:SwitchToFrame', { id: null });
    for (const name of frames) {
      const frame = await run(
        `return document.querySelector('[name="${name}"]') ?? document.querySelector('iframe,frame')`,
      );
      await value('WebDriver:SwitchToFrame', { element: idOf(frame) });
    }
  }
  const script = async (text: string, args: unknown[] = []): Promise<unknown> => {
    await enter();
    return run(text, args);
  };
  /** Waits until it is there, in sight and at rest. */
  async function found(what: Finding): Promise<{ id: string; width: number; height: number }> {
    let last = '';
    let at: unknown;
    await expect
      .poll(
        async () => {
          at = await script(
            `${FIND} const el = find(arguments[0]); if (!el) return null; el.scrollIntoView({ block: 'nearest' });
            const { x, y, width, height } = el.getBoundingClientRect(); return { el, at: JSON.stringify([x, y, width, height]), width, height };`,
            [what],
          ).catch(() => null);
          const place = at as { at: string; width: number } | null;
          const still = !!place && place.width > 0 && place.at === last;
          last = place?.at ?? '';
          return still;
        },
        { message: `${what.css} ${what.text ?? ''} is in sight`, intervals: [60] },
      )
      .toBe(true);
    const { el, width, height } = at as { el: unknown; width: number; height: number };
    return { id: idOf(el), width, height };
  }
  async function press(what: Finding, how: Parameters<Spot['click']>[0] = {}, times = 1): Promise<void> {
    const { id, width, height } = await found(what);
    // Else this press would be taken for the second of two, where the last was made here.
    await value('WebDriver:ReleaseActions', {});
    const { position, modifiers = [], button } = how;
    const x = position ? Math.round(position.x - width / 2) : 0;
    const y = position ? Math.round(position.y - height / 2) : 0;
    const key = button === 'right' ? 2 : 0;
    const keys = (type: string) => modifiers.map((each) => ({ type, value: KEYS[each] }));
    const rests = (n: number) => Array.from({ length: n }, () => ({ type: 'pause' }));
    const presses = Array.from({ length: times }, () => [
      { type: 'pointerDown', button: key },
      { type: 'pointerUp', button: key },
    ]).flat();
    await value('WebDriver:PerformActions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: [{ type: 'pause' }, ...keys('keyDown'), ...rests(presses.length), ...keys('keyUp')],
        },
        {
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x, y, duration: 0, origin: { [ELEMENT]: id } },
            ...rests(modifiers.length),
            ...presses,
          ],
        },
      ],
    });
  }
  const spot = (what: Finding): Spot & { what: Finding } => ({
    what,
    click: (how) => press(what, how),
    dblclick: () => press(what, {}, 2),
    async focus() {
      await found(what);
      await script(`${FIND} find(arguments[0]).focus()`, [what]);
    },
    /** As Playwright does it: told to the page by a script. */
    async selectOption(wanted) {
      await found(what);
      await firefox.asPage(
        `{ const el = document.querySelector(${JSON.stringify(what.css)}); el.value = ${JSON.stringify(wanted)};
          for (const type of ['input', 'change']) el.dispatchEvent(new Event(type, { bubbles: true })); }`,
      );
    },
    waitFor: () => expect.poll(() => script(`${FIND} return !!find(arguments[0])`, [what])).toBe(false),
    or: (other) => spot({ ...what, other: (other as ReturnType<typeof spot>).what }),
  });
  const hand: Hand & Place = {
    locator: (css) => spot({ css }),
    click: (css) => press({ css }),
    keyboard: {
      async press(key) {
        await enter();
        await firefox.keys(KEYS[key] ?? key);
      },
    },
    async evaluate(text) {
      await enter();
      return firefox.asPage(text);
    },
    getByText: (text, { exact } = {}) => spot({ css: 'body *', text, exact }),
  };
  return {
    ...hand,
    enter,
    script,
    /** A button of our bare surface. */
    ours: (css: string) => spot({ css, inside: true }),
    isHeld: async () =>
      !!(await script(`${FIND} return !!find({ css: 'dialog[open]', inside: true })`).catch(() => false)),
  };
}

const idOf = (element: unknown): string => {
  const id = element && typeof element === 'object' ? Reflect.get(element, ELEMENT) : undefined;
  if (typeof id !== 'string') throw new Error(`no element: ${JSON.stringify(element)}`);
  return id;
};
