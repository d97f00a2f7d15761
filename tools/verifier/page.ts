// The offline verifier: one page without network, extension or installation. It says what is whole and what is not, in plain words.
import type { Language } from '@/lib/model';
import { checkExport, checkpointsIn, readCheckpoint, sentenceOf, summaryOf, verdictOf } from '@/lib/journal';
import type { Report } from '@/lib/journal';
import { WORDS } from './words';

let language: Language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
let last: { report: Report; held: number } | undefined;
let running: AbortController | undefined;

const say = (key: keyof typeof WORDS, values: Record<string, string | number> = {}): string =>
  WORDS[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
const time = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

function part<K extends keyof HTMLElementTagNameMap>(id: string, tag: K): HTMLElementTagNameMap[K] {
  const found = document.querySelector<HTMLElementTagNameMap[K]>(`${tag}#${id}`);
  if (!found) throw new Error(`the page has no ${tag}#${id}`);
  return found;
}
function made<K extends keyof HTMLElementTagNameMap>(tag: K, text = '', className = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function label(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title');
  part('title', 'h1').textContent = say('title');
  part('language', 'button').textContent = say('language');
  part('lead', 'p').textContent = say('lead');
  part('pick', 'label').textContent = say('pick');
  part('against-label', 'label').textContent = say('against');
  part('cancel', 'button').textContent = say('cancel');
  if (last) show(last.report, last.held);
}

function show(report: Report, held: number): void {
  last = { report, held };
  const list = made('ul');
  for (const line of summaryOf(report, time, language)) list.append(made('li', line));
  list.append(made('li', held ? say('held', { n: held }) : say('alone')));
  const findings = made('ul');
  for (const finding of report.findings)
    findings.append(made('li', `${finding.grave ? '✗' : '·'} ${sentenceOf(finding, language)}`));
  const ends = report.desk ? [made('p', `${say('root')} `), made('p', `${say('keys')} `)] : [];
  ends[0]?.append(made('code', report.root));
  ends[1]?.append(made('code', report.keys.join(' ')));
  part('result', 'section').replaceChildren(
    made('h2', verdictOf(report, language), report.whole ? 'whole' : 'broken'),
    ...(report.findings.length ? [findings] : []),
    list,
    ...ends,
  );
  part('result', 'section').focus();
}

async function verify(): Promise<void> {
  const [file] = part('file', 'input').files ?? [];
  if (!file) return;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  last = undefined;
  part('result', 'section').replaceChildren();
  part('busy', 'p').hidden = false;
  try {
    const others = [...(part('against', 'input').files ?? [])];
    const outside = (await Promise.all(others.map(checkpointsOf))).flat();
    const report = await checkExport(new Uint8Array(await file.arrayBuffer()), {
      outside,
      progress: async (done, of) => {
        mine.signal.throwIfAborted();
        part('bar', 'progress').value = of ? done / of : 0;
        part('bar', 'progress').title = say('busy', { done, of });
        // The page draws and takes a press on “stop” between two slices.
        await new Promise((resolve) => setTimeout(resolve));
      },
    });
    show(report, outside.length);
  } catch {
    if (running === mine)
      part('result', 'section').replaceChildren(made('h2', say(mine.signal.aborted ? 'cancelled' : 'failed')));
  } finally {
    if (running === mine) part('busy', 'p').hidden = true;
  }
}

async function checkpointsOf(file: File): Promise<string[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  return readCheckpoint(text) ? [text] : checkpointsIn(bytes);
}

label();
part('file', 'input').addEventListener('change', () => void verify());
part('against', 'input').addEventListener('change', () => void verify());
part('cancel', 'button').addEventListener('click', () => running?.abort());
part('language', 'button').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  label();
});
