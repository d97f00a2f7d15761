// Starts a Chromium with the built extension in a profile of its own, as a clerk's browser would be: without the two flags by
// which Playwright hides blocked popups and the back-forward cache.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_ID } from '@/lib/platform/id';
import { needBrowser } from '@/tools/browser.mjs';
import { ROOT } from '@/tools/setup.mjs';
import { ledThere } from './ports';

/** The build under test; HULAN_BUILD names another folder. */
export const PRACTICE_BUILD = process.env.HULAN_BUILD ?? join(ROOT, '.output', 'chrome-mv3-practice');

export interface LaunchOptions {
  /** Folder of the built extension; null: a bare browser. */
  extension?: string | null;
  headed?: boolean;
  /** Default: fresh, deleted at close. */
  profile?: string;
  executable?: string;
  size?: { width: number; height: number };
  args?: string[];
}

export interface Launched {
  context: BrowserContext;
  close(): Promise<void>;
}

export async function launchBrowser({
  extension = PRACTICE_BUILD,
  headed = false,
  profile,
  executable,
  size = { width: 1366, height: 820 },
  args = [],
}: LaunchOptions = {}): Promise<Launched> {
  const folder = profile ?? mkdtempSync(join(tmpdir(), 'hulan-profile-'));
  prepareProfile(folder);
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: executable ?? (await needBrowser()),
    headless: false,
    viewport: headed ? null : size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ignoreDefaultArgs: [
      '--disable-popup-blocking',
      '--disable-back-forward-cache',
      '--disable-extensions',
      '--enable-automation',
    ],
    args: [
      ...(headed ? ['--start-maximized'] : ['--headless=new']),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      // No bar about flags over the page.
      '--test-type',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-component-update',
      '--disable-sync',
      '--lang=zh-CN',
      ...ledThere(),
      ...args,
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      if (!profile) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/**
 * Without developer mode the browser starts an unpacked extension from the command line but disables it when it is reloaded.
 * Our icon stands in the toolbar; no question about saving practice passwords covers the page.
 */
function prepareProfile(profile: string): void {
  const preferences = join(profile, 'Default', 'Preferences');
  if (existsSync(preferences)) return;
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(
    preferences,
    JSON.stringify({
      extensions: { ui: { developer_mode: true }, pinned_extensions: [CHROMIUM_ID] },
      credentials_enable_service: false,
      profile: { password_manager_enabled: false },
    }),
  );
}
