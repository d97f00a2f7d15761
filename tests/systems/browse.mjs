// One page of a plain browser, without the extension: for looking at a system, not for testing it.
import { chromium } from '@playwright/test';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function browse(look) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 820 }, locale: 'en-US' });
    await look(page);
  } finally {
    await browser.close();
  }
}
