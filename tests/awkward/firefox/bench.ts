// The bench of the awkward pages in Firefox: the same pages, server, watcher and stand-in worker.
import { expect } from '@playwright/test';
import type { ActionEvent } from '@/lib/model';
import { openFirefox } from '../../support/marionette';
import type { Heard } from '../bench';
import { briefing } from '../briefing';
import { HEAD } from '../ear';
import { buildExtension, FIREFOX_ID } from '../extension/build';
import { startServer } from '../server';
import type { Construct } from '../zoo/constructs';
import type { Player, Watched } from '../zoo/play';
import { handOf } from './hand';

const QUIET_MS = 400;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** What Marionette changes for tests would hide: pop-ups are blocked, as they are for a clerk. */
const AS_A_CLERK_HAS = {
  'remote.prefs.recommended': false,
  'dom.disable_open_during_load': true,
  'extensions.background.idle.timeout': 600_000,
};

async function start(executable: string, extension: string | null) {
  const server = await startServer();
  const firefox = await openFirefox(executable, extension, { id: FIREFOX_ID, preferences: AS_A_CLERK_HAS });
  const { value } = firefox;
  const handles = async (): Promise<string[]> => (await value('WebDriver:GetWindowHandles', {})) as string[];
  /** Stays open all the time; our own page stands in it. */
  const [desk = ''] = await handles();
  let tab = '';
  /** The page's own window, then what it opened. */
  const windows = async (): Promise<string[]> => [
    tab,
    ...(await handles()).filter((one) => one !== tab && one !== desk),
  ];
  const top = handOf(firefox, { window: async () => tab, frames: [] });
  const at = ({ frame, window, html }: Construct) =>
    handOf(firefox, {
      window: async () => (window ? ((await windows())[1] ?? tab) : tab),
      frames: frame ? [...(html.includes('name="o"') ? ['o'] : []), frame] : [],
    });
  const said = async (): Promise<string[]> => {
    const text = await top.script('const was = localStorage.said ?? ""; localStorage.said = ""; return was');
    return String(text).split('\n').filter(Boolean);
  };
  return {
    firefox,
    origin: server.origin,
    at,
    async toDesk(): Promise<void> {
      await value('WebDriver:SwitchToWindow', { handle: desk });
    },
    /** Another tab in place of all that the last page opened. */
    async show({ html, leads, window }: Construct): Promise<void> {
      server.serve('/p', HEAD + html);
      const old = (await handles()).filter((one) => one !== desk);
      await value('WebDriver:SwitchToWindow', { handle: desk });
      await value('WebDriver:NewWindow', { type: 'tab', focus: true });
      tab = (await handles()).find((one) => one !== desk && !old.includes(one)) ?? '';
      for (const handle of old) {
        await value('WebDriver:SwitchToWindow', { handle }).catch(() => undefined);
        await value('WebDriver:CloseWindow', {}).catch(() => undefined);
      }
      await value('WebDriver:SwitchToWindow', { handle: tab });
      await firefox.go(`${server.origin}/empty`);
      await said();
      server.posted.length = 0;
      await firefox.go(`${server.origin}/p`);
      for (const css of leads ?? []) await top.click(css);
      if (window) await expect.poll(async () => (await windows()).length).toBe(2);
      await said();
    },
    player: {
      posted: server.posted,
      serve: server.serve,
      async act(each: Construct) {
        const place = at(each);
        await (each.act ? each.act(place, place) : place.locator('#go').click());
      },
      /** Says yes to the page's own confirm(). */
      agree: () =>
        expect
          .poll(() =>
            value('WebDriver:AcceptAlert', {}).then(
              () => true,
              () => false,
            ),
          )
          .toBe(true),
      after: async (each: Construct) => void (await each.after?.(top)),
      rest: () => wait(QUIET_MS),
      said,
      windows: async () => (await windows()).length,
    },
    async close(): Promise<void> {
      await firefox.close();
      server.close();
    },
  };
}

export async function startFirefoxBare(executable: string): Promise<Player & { close(): Promise<void> }> {
  const { player, show, close } = await start(executable, null);
  return {
    ...player,
    open: show,
    async act(each) {
      await player.act(each);
      if (each.confirms) await player.agree();
    },
    close,
  };
}

/** In the desk's own page: `worker` is the stand-in worker's window. */
const ASK = (body: string): string => `const [given, done] = [arguments[0], arguments[arguments.length - 1]];
  browser.runtime.getBackgroundPage().then(async (worker) => { ${body} }).then((said) => done(JSON.stringify(said ?? null)), (error) => done(JSON.stringify({ fault: String(error) })));`;

export async function startFirefoxBench(executable: string) {
  const { firefox, origin, player, show, at, toDesk, close } = await start(executable, await buildExtension('firefox'));
  await toDesk();
  await firefox.go(firefox.ownUrl('desk.html'));
  const ask = async (body: string, ...given: unknown[]): Promise<unknown> => {
    await toDesk();
    const said: unknown = JSON.parse(String(await firefox.runAsync(ASK(body), given)));
    const fault = typeof said === 'object' && said !== null ? Reflect.get(said, 'fault') : undefined;
    if (fault) throw new Error(String(fault));
    return said;
  };
  const heard = async (name: string): Promise<Heard[]> =>
    ((await ask('return worker.heard')) as Heard[]).filter((one) => one.name === name);
  /** As in Chromium: the readers stand where they were called; a page without any is given half a second. */
  async function ready(): Promise<void> {
    let before = '';
    const since = Date.now();
    await expect
      .poll(
        async () => {
          const now = (await ask('return worker.readers')) as { called: number; here: number };
          const isSame = JSON.stringify(now) === before && now.called === now.here;
          before = JSON.stringify(now);
          return isSame && (now.called > 0 || Date.now() - since > 500);
        },
        { intervals: [60] },
      )
      .toBe(true);
  }
  return {
    ...player,
    async open(each: Construct) {
      const { index, brief } = briefing(new URL(origin).host, each.action ?? {}, each.page ?? {});
      await ask('await worker.begin(...worker.JSON.parse(given))', JSON.stringify([index, brief]));
      if (each.history) await ask('worker.setHistory(true)');
      await show(each);
      await ready();
    },
    isHeld: (each: Construct) => at(each).isHeld(),
    async answer(which: 'back' | 'on', each: Construct) {
      await at(each).ours(`.${which}`).click();
      if (which === 'on' && each.confirms) await player.agree();
    },
    events: async () => (await heard('act.decide')).map((one) => one.body.event as ActionEvent),
    heard,
    close,
  } satisfies Watched & { close(): Promise<void> };
}
