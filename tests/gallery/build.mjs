// node tests/gallery/build.mjs → out/gallery/*.html: every surface in every state, to be looked at and run through axe.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundle, ROOT } from './bundle.mjs';

const OUT = resolve(ROOT, 'out/gallery');
await mkdir(OUT, { recursive: true });

const page = (
  title,
  head,
  body,
  js,
) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>${head}</head><body>${body}
<script>/* axe cannot enter a closed root; only here is it open */const attach=Element.prototype.attachShadow;if(!location.search.includes('closed'))Element.prototype.attachShadow=function(o){return attach.call(this,{...o,mode:'open'})}</script>
<script>${js.replaceAll('</script', '<\\/script')}</script></body></html>`;

const bureau = await readFile(resolve(ROOT, 'tests/gallery/bureau.html'), 'utf8');
const reminder = await bundle('tests/gallery/reminder.ts');
await writeFile(resolve(OUT, 'reminder.html'), page('税收征收管理系统', '', bureau, reminder.js));
for (const name of ['popup', 'console', 'second', 'overlay', 'card']) {
  const own = await bundle(`tests/gallery/${name}.tsx`).catch((why) =>
    String(why).includes('Could not resolve') ? undefined : Promise.reject(why),
  );
  if (own)
    await writeFile(
      resolve(OUT, `${name}.html`),
      page(`护栏 · ${name}`, `<style>${own.css}</style>`, '<div id="app"></div>', own.js),
    );
}
console.log(OUT);
