// Firefox without a driver: Marionette spoken directly over TCP, frames `<length>:[0,id,command,parameters]`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Firefox = Awaited<ReturnType<typeof openFirefox>>;

/** Fixed, so that the extension's own pages can be opened by address. */
const UUID = '6f1c4f0e-9d1e-4a2c-8b5b-3f0a7c2d9e11';
const GECKO_ID = 'hulan@hulan.example';

export interface FirefoxOptions {
  headed?: boolean;
  /** The extension's own id, as its manifest says. */
  id?: string;
  preferences?: Record<string, string | number | boolean>;
}

/** `extension`: a folder with its manifest; null: a bare browser. */
export async function openFirefox(
  executable: string,
  extension: string | null,
  { headed = false, id = GECKO_ID, preferences: more = {} }: FirefoxOptions = {},
) {
  const profile = mkdtempSync(join(tmpdir(), 'hulan-firefox-'));
  const port = await freePort();
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries({ ...preferences(port, id), ...more })
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
      .join('\n'),
  );
  const child = spawn(
    executable,
    [
      '--marionette',
      '--remote-allow-system-access',
      '--no-remote',
      '--profile',
      profile,
      ...(headed ? [] : ['-headless']),
    ],
    { stdio: 'ignore', env: { ...process.env, MOZ_HEADLESS_WIDTH: '1366', MOZ_HEADLESS_HEIGHT: '900' } },
  );
  const close = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5_000))]);
    if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const send = speak(await connected(port));
    // A page that draws itself by script has its fields a moment after it is loaded.
    await send('WebDriver:NewSession', { acceptInsecureCerts: true, timeouts: { implicit: 3000 } });
    if (extension) await send('Addon:Install', { path: extension, temporary: true });
    /** Some answers are the value itself. */
    const value = async (command: string, parameters: object): Promise<unknown> => {
      const said = await send(command, parameters);
      return typeof said === 'object' && said !== null && 'value' in said ? said.value : said;
    };
    return {
      close,
      /** Any command of Marionette; answers with its `value`. */
      value,
      go: (url: string) => send('WebDriver:Navigate', { url }),
      ownUrl: (path: string) => `moz-extension://${UUID}/${path}`,
      /** Runs a function body in the page of the current frame. */
      run: (script: string, args: unknown[] = []) => value('WebDriver:ExecuteScript', { script, args }),
      /** The same with the browser's own rights: sees closed shadow roots. */
      runAsBrowser: (script: string, args: unknown[] = []) =>
        value('WebDriver:ExecuteScript', { script, args, sandbox: 'system', newSandbox: false }),
      /** As a script of the page itself, in the page's own world. */
      asPage: (script: string) =>
        value('WebDriver:ExecuteScript', {
          script: `const s = document.createElement('script'); s.textContent = 'try { window.pageSays = eval(' + JSON.stringify(arguments[0]) + ') } catch (e) { window.pageSays = String(e) }'; (document.head ?? document.documentElement ?? document).append(s); s.remove(); return window.wrappedJSObject ? window.wrappedJSObject.pageSays : window.pageSays;`,
          args: [script],
        }).catch((error: unknown) => String(error)),
      runAsync: (script: string, args: unknown[] = []) =>
        value('WebDriver:ExecuteAsyncScript', { script, args, sandbox: null }),
      toTop: () => send('WebDriver:SwitchToFrame', { id: null }),
      async toFrame(name: string): Promise<void> {
        await send('WebDriver:SwitchToFrame', { id: null });
        await send('WebDriver:SwitchToFrame', {
          element: idOf(await value('WebDriver:FindElement', { using: 'css selector', value: `[name="${name}"]` })),
        });
      },
      async click(css: string): Promise<void> {
        await send('WebDriver:ElementClick', {
          id: idOf(await value('WebDriver:FindElement', { using: 'css selector', value: css })),
        });
      },
      async type(css: string, text: string): Promise<void> {
        await send('WebDriver:ElementSendKeys', {
          id: idOf(await value('WebDriver:FindElement', { using: 'css selector', value: css })),
          text,
        });
      },
      /** Presses keys where the focus is; WebDriver's own key codes. */
      async keys(...keys: string[]): Promise<void> {
        const actions = keys.flatMap((each) => [
          { type: 'keyDown', value: each },
          { type: 'keyUp', value: each },
        ]);
        await send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
      },
      screenshot: async (): Promise<Buffer> =>
        Buffer.from(String(await value('WebDriver:TakeScreenshot', { full: false })), 'base64'),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function preferences(port: number, id: string): Record<string, string | number | boolean> {
  return {
    'marionette.port': port,
    'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
    'xpinstall.signatures.required': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'intl.accept_languages': 'zh-CN, zh',
  };
}

const idOf = (element: unknown): string => {
  const id = element && typeof element === 'object' ? Object.values(element)[0] : undefined;
  if (typeof id !== 'string') throw new Error(`no element: ${JSON.stringify(element)}`);
  return id;
};

async function connected(port: number): Promise<Socket> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await new Promise<Socket>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => resolve(socket));
        socket.once('error', reject);
      });
    } catch (error) {
      if (tries > 150) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function speak(socket: Socket): (command: string, parameters: object) => Promise<unknown> {
  let received = Buffer.alloc(0);
  let last = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  socket.on('data', (data) => {
    received = Buffer.concat([received, data]);
    for (;;) {
      const colon = received.indexOf(58);
      const length = Number(received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || received.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(received.subarray(colon + 1, colon + 1 + length).toString());
      received = received.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message as [number, number, { error: string; message: string } | null, unknown];
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(new Error(`${error.error}: ${error.message}`));
      else call?.resolve(result);
    }
  });
  return (command, parameters) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const text = JSON.stringify([0, last, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
