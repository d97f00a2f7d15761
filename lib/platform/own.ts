// The browser as our own pages use it: popup, console, second-person window.
import { browser } from 'wxt/browser';

/** Asks the worker; rejects with the reason where it refuses or cannot be reached. Typed by the caller's table of messages. */
export async function ask(name: string, body: unknown): Promise<unknown> {
  const reply: unknown = await browser.runtime.sendMessage({ hulan: 1, name, body });
  if (typeof reply === 'object' && reply !== null && 'refused' in reply) throw new Error(String(reply.refused));
  return reply;
}

/** The tab in front of the window this popup belongs to. */
export const currentTab = async (): Promise<number | undefined> => (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id;

/** The browser's own prompt; call it inside a click. */
export const allowHosts = (origins: string[]): Promise<boolean> => browser.permissions.request({ origins });

export const openPage = async (path: string): Promise<void> => { await browser.tabs.create({ url: chrome.runtime.getURL(path) }); };
