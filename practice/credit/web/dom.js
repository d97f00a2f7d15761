// @ts-check
// Elements by hand. Class names and ids are made anew at every load, as bundlers of the time did: only labels are stable.

const salt = Math.random().toString(36).slice(2, 7);
let made = 0;

/** The generated name of a class of app.css. @param {string} names */
export const cls = (names) =>
  names
    .split(' ')
    .filter(Boolean)
    .map((n) => `_${n}_${salt}`)
    .join(' ');
export const uid = () => `el-${Math.random().toString(36).slice(2, 8)}-${++made}`;

/** app.css is written with .k-name; the page gets generated names. */
export async function loadStyles() {
  const text = await (await fetch('/web/app.css')).text();
  const style = document.createElement('style');
  style.textContent = text.replace(/\.k-([a-z-]+)/g, (_, name) => `._${name}_${salt}`);
  document.head.append(style);
}

/**
 * @param {string} tag @param {Record<string, any> | null} [props] `class` takes names of app.css, `on…` listeners
 * @param {...any} children
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'class') element.className = cls(value);
    else if (key.startsWith('on')) /** @type {any} */ (element)[key.toLowerCase()] = value;
    else if (key === 'value') /** @type {any} */ (element).value = value;
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}
