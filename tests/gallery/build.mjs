// node tests/gallery/build.mjs → out/gallery/*.html: every surface in every state, to be looked at and run through axe.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, ROOT } from './bundle.mjs';

const page = (
  title,
  head,
  body,
  js,
) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>${head}</head><body>${body}
<script>/* axe cannot enter a closed root; only here is it open */const attach=Element.prototype.attachShadow;if(!location.search.includes('closed'))Element.prototype.attachShadow=function(o){return attach.call(this,{...o,mode:'open'})}</script>
<script>${js.replaceAll('</script', '<\\/script')}</script></body></html>`;

/** Writes the pages of all surfaces; answers with their folder. `pseudo`: in the pseudo-locale. @param {{pseudo?: boolean}} [how] */
export async function buildGallery({ pseudo = false } = {}) {
  const out = resolve(ROOT, pseudo ? 'out/gallery-pseudo' : 'out/gallery');
  await mkdir(out, { recursive: true });
  const bureau = await readFile(resolve(ROOT, 'tests/gallery/bureau.html'), 'utf8');
  const reminder = await bundle('tests/gallery/reminder.ts', { pseudo });
  await writeFile(resolve(out, 'reminder.html'), page('税收征收管理系统', '', bureau, reminder.js));
  const teach = await bundle('tests/gallery/teach.ts', { pseudo });
  await writeFile(resolve(out, 'teach.html'), page('税收征收管理系统', '', bureau, teach.js));
  for (const name of ['popup', 'console', 'second', 'overlay', 'card']) {
    const own = await bundle(`tests/gallery/${name}.tsx`, { pseudo });
    await writeFile(
      resolve(out, `${name}.html`),
      page(`护栏 · ${name}`, `<style>${own.css}</style>`, '<div id="app"></div>', own.js),
    );
  }
  return out;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await buildGallery());
