// What is asked of a state once it stands: axe's rules, and whether a text is cut off.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ROOT } from './bundle.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
let source = '';

/**
 * @typedef {{name: string, page: string, hash?: string, query?: string, size?: number[], full?: boolean, dark?: boolean,
 * forced?: boolean, wait?: string, act?: (page: import('playwright-core').Page) => Promise<unknown>}} State
 * a row of states.mjs; size in CSS px, `wait` for what is slow to come
 */
/** @typedef {{dark?: boolean, forced?: boolean, zoom?: number}} Seen how a state is looked at, where not as its row says */

/** The page of a state, with its media and size; a fresh document each time. @param {import('playwright-core').Page} page @param {string} folder @param {State} state @param {Seen} [seen] */
export async function openState(page, folder, state, { dark = state.dark, forced = state.forced, zoom = 1 } = {}) {
  const [width, height] = state.size ?? [1366, 768];
  await page.emulateMedia({
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    forcedColors: forced ? 'active' : 'none',
  });
  // Zoomed by two, a page has half the room.
  await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(height / zoom) });
  await page.goto('about:blank');
  await page.goto(`file://${folder}/${state.page}.html${state.query ?? ''}#${state.hash ?? ''}`);
  await page.waitForTimeout(80);
  if (state.wait) await page.waitForSelector(state.wait, { timeout: 60_000 });
}

/** @param {import('playwright-core').Page} page @param {{page: string}} state @returns {Promise<string[]>} one line for each violation */
export async function axeSays(page, state) {
  source ||= await readFile(resolve(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    ([surface, tags]) => globalThis.axe.run(surface ? { include: [[surface]] } : document, { runOnly: tags }),
    [['reminder', 'teach'].includes(state.page) ? 'hulan-surface' : null, TAGS],
  );
  return violations.map(
    (v) =>
      `${v.id} (${v.impact}) ${v.nodes
        .slice(0, 3)
        .map((n) => `${n.target.flat().join(' ')} ${n.any[0]?.message ?? ''}`)
        .join(' | ')}`,
  );
}

/**
 * Texts of ours that do not fit their box and cannot be scrolled to: cut off, or written over what stands beside them. A text that
 * ends in dots on purpose is whole in its title.
 * @param {import('playwright-core').Page} page @returns {Promise<string[]>}
 */
export const cutOff = (page) =>
  page.evaluate(() => {
    const found = [];
    const roots = [
      document,
      ...[...document.querySelectorAll('hulan-surface')].flatMap((host) => host.shadowRoot ?? []),
    ];
    const all = roots.flatMap((root) => (root === document && roots.length > 1 ? [] : [...root.querySelectorAll('*')]));
    for (const el of all) {
      const words = [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== '');
      const style = getComputedStyle(el);
      const { width, height } = el.getBoundingClientRect();
      // Two px and less, or clipped away: said to screen readers only.
      const isSilent = width <= 2 || height <= 2 || style.clipPath !== 'none';
      if (!words || isSilent || style.display === 'inline' || el instanceof SVGElement) continue;
      const wide = el.scrollWidth - el.clientWidth > 1 && !/auto|scroll/.test(style.overflowX);
      const high = el.scrollHeight - el.clientHeight > 3 && /hidden|clip/.test(style.overflowY);
      const told = style.textOverflow === 'ellipsis' && !!el.closest('[title],[aria-label]');
      if ((wide || high) && !told) found.push(`${el.localName}.${el.className}: ${el.textContent.trim().slice(0, 60)}`);
    }
    if (roots.length === 1 && document.documentElement.scrollWidth > innerWidth + 1)
      found.push(`the page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`);
    return [...new Set(found)];
  });

/**
 * All that is wrong with a state, a line each. What a person does there first may not find its words in the pseudo-locale; there the
 * state is looked at as it opens.
 * @param {import('playwright-core').Page} page @param {State} state @param {{folder: string, seen?: Seen, isPseudo?: boolean}} how
 */
export async function faultsOf(page, state, { folder, seen = {}, isPseudo = false }) {
  await openState(page, folder, state, seen);
  const acted = state.act?.(page);
  await (isPseudo ? acted?.catch(() => undefined) : acted);
  await page.waitForTimeout(60);
  return [...(isPseudo ? [] : await axeSays(page, state)), ...(await cutOff(page))];
}
