// node tests/gallery/behave.mjs: the surface against a hostile page, in a real browser, with the root closed as in the product.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from './bundle.mjs';

const executablePath = [process.env.HULAN_BROWSER, '/usr/lib/chromium/chromium', '/usr/bin/chromium'].find(
  (p) => p && existsSync(p),
);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
let failed = 0;

const open = async (hash) => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
  page.on('pageerror', (why) => {
    failed++;
    console.log('  page error', String(why));
  });
  await page.goto(`file://${resolve(ROOT, 'out/gallery')}/reminder.html?closed#${hash}`);
  await page.waitForTimeout(700);
  return page;
};
const fact = async (title, hash, run) => {
  const page = await open(hash);
  const said = async (kind) => (await page.evaluate(() => window.said)).filter((s) => s[0] === kind);
  let ok = false;
  try {
    ok = await run(page, said);
  } catch (why) {
    console.log('  ', String(why).split('\n')[0]);
  }
  if (!ok) failed++;
  console.log(`${ok ? '✓' : '✗'} ${title}`);
  await page.close();
};
/** Presses Tab until `n` times, then types. */
const tabs = async (page, n) => {
  for (let i = 0; i < n; i++) await page.keyboard.press('Tab');
};

await fact('Esc answers "back", once, with a receipt of what was seen', 'hold/justification', async (page, said) => {
  await page.keyboard.press('Escape');
  const [outcome, ...more] = await said('outcome');
  return (
    outcome?.[1].kind === 'back' &&
    more.length === 0 &&
    outcome[2].receipt === 'seen' &&
    outcome[2].visibleMs > 300 &&
    outcome[2].text.includes('恒泰建材')
  );
});
await fact(
  'keys typed into the reason are not seen by listeners the page added later',
  'hold/justification',
  async (page, said) => {
    await page.evaluate(() => {
      window.spied = [];
      for (const t of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'click', 'pointerdown'])
        for (const where of [window, document])
          where.addEventListener(t, (e) => window.spied.push([t, e.key, e.data]), true);
    });
    for (const k of ['1', '2', '3']) await page.keyboard.press(k);
    await tabs(page, 2);
    await page.keyboard.type('abc');
    await page.waitForTimeout(500);
    return (await page.evaluate(() => window.spied.length)) === 0 && (await said('draft'))[0]?.[1].includes('abc');
  },
);
await fact(
  'ticks by key, picks a reason, writes and continues by Ctrl+Enter through the shield',
  'hold/justification',
  async (page, said) => {
    for (const k of ['1', '2', '3']) await page.keyboard.press(k);
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await page.keyboard.press('Tab');
    await page.keyboard.type(' extra');
    await page.keyboard.press('Control+Enter');
    const [outcome] = await said('outcome');
    return (
      outcome?.[1].kind === 'continue' &&
      outcome[1].checks.length === 3 &&
      outcome[1].reasonId === 'offline' &&
      outcome[1].reasonText.endsWith('extra')
    );
  },
);
await fact('a pointer ticks a box and presses a button through the shield', 'hold/checklist', async (page, said) => {
  const box = await page.evaluate(() => {
    const r = document.getElementById('submit').getBoundingClientRect();
    return { x: r.x, y: r.y };
  });
  // The dialog stands left of the control; its back button is at the lower left.
  for (let y = box.y + 160; y > 300; y -= 14) {
    await page.mouse.click(box.x - 470, Math.min(750, y));
    if ((await said('outcome')).length > 0) break;
  }
  return (await said('outcome'))[0]?.[1].kind === 'back';
});
await fact('events that a script makes answer nothing', 'hold/checklist', async (page, said) => {
  await page.evaluate(() => {
    const host = document.querySelector('hulan-surface');
    for (const key of ['Escape', '1', 'Enter'])
      host.dispatchEvent(
        new KeyboardEvent('keydown', { key, ctrlKey: key === 'Enter', bubbles: true, composed: true }),
      );
    host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  });
  return (await said('outcome')).length === 0;
});
const usable = async (page, said) => {
  await page.waitForTimeout(800);
  await page.keyboard.press('Escape');
  return (await said('outcome'))[0]?.[1].kind === 'back';
};
await fact('comes back on top when the page opens a modal dialog', 'hold/checklist', async (page, said) => {
  await page.evaluate(() => {
    const d = document.createElement('dialog');
    d.textContent = 'x';
    Object.assign(d.style, { width: '100vw', height: '100vh', maxWidth: 'none', maxHeight: 'none' });
    document.body.append(d);
    d.showModal();
  });
  return usable(page, said);
});
await fact('comes back when the page takes our host out', 'hold/checklist', async (page, said) => {
  await page.evaluate(() => document.querySelector('hulan-surface').remove());
  return usable(page, said);
});
await fact('comes back after document.open()', 'hold/checklist', async (page, said) => {
  await page.evaluate(() => {
    const said = window.said;
    document.open();
    document.write('<p>new</p>');
    document.close();
    window.said = said;
  });
  return usable(page, said);
});
await fact('stays visible under *{display:none!important}', 'hold/checklist', async (page, said) => {
  await page.addStyleTag({
    content:
      '*{display:none!important;opacity:0!important;pointer-events:none!important;transform:scale(0)!important} html,body{display:block!important;opacity:1!important;transform:none!important}',
  });
  await page.waitForTimeout(200);
  const shot = await page.evaluate(() => {
    const e = document.elementFromPoint(400, 600);
    return e?.localName;
  });
  await page.keyboard.press('Escape');
  return shot === 'hulan-surface' && (await said('outcome'))[0]?.[2].receipt === 'seen';
});
await fact('the page cannot set our colours', 'hold/checklist', async (page) => {
  const at = { clip: { x: 420, y: 330, width: 60, height: 40 } };
  const before = await page.screenshot(at);
  await page.addStyleTag({
    content: 'html,*{--ink-1:rgb(255,0,0)!important;--paper-1:rgb(255,0,0)!important;--font:monospace!important}',
  });
  await page.waitForTimeout(150);
  return before.equals(await page.screenshot(at));
});
await fact('what was ticked and written survives document.open()', 'hold/justification', async (page, said) => {
  for (const k of ['1', '2', '3']) await page.keyboard.press(k);
  await page.evaluate(() => {
    document.open();
    document.write('<p>new</p>');
    document.close();
  });
  await page.waitForTimeout(900);
  await page.keyboard.press('Control+Enter');
  return (await said('outcome'))[0]?.[1].checks?.length === 3;
});
await fact(
  'the chip tells once that it was seen, acknowledges by pointer and closes on Esc',
  'chip/open',
  async (page, said) => {
    for (let y = 190; y < 300 && (await said('ack')).length === 0; y += 8) await page.mouse.click(603, y);
    await page.keyboard.press('Escape');
    return (await said('opened')).length === 1 && (await said('ack'))[0]?.[1] === 'a';
  },
);
await browser.close();
console.log(failed ? `${failed} failed` : 'all hold');
process.exitCode = failed ? 1 : 0;
