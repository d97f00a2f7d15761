// The simulated year as a desk would have written it: each act judged by the packs' own rules with all that came before it, and
// with what was shown, answered and done. Made once, kept as gzipped lines, one act each.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { splitEvent } from '@/lib/guard/split';
import type { CarriedRow } from '@/lib/store';
import type { Draft, Flag, Verdict } from '@/lib/model';
import { mergePacks } from '@/lib/packs';
import type { Library } from '@/lib/packs';
import { indexRules, judge, sift } from '@/lib/rules';
import { because } from '@/lib/rules/explain';
import { buildFolder, packNames } from '@/tools/hulan/sources';
import { simulateYear } from '@/tools/simulate';
import type { SimulatedAct } from '@/tools/simulate';
import { atThisBureau } from '@/tools/worth/bureau';
import { createPast } from '@/lib/rules/past';

/** Gives about 190,000 acts, 480,000 entries, a year. */
const DESKS = 40;
/** Entries to a file: a page reads one at a time. */
const FILE = 50_000;
const SEED = 1;

export interface YearFiles {
  /** Each holds lines of gzipped NDJSON; a line is one act's drafts, whose `re` counts from the act itself. */
  files: string[];
  library: Library;
}

/** At least so many entries of simulated years, from the cache where they are. */
export function yearOf(entries: number, cache: string): YearFiles {
  const library = mergePacks(packNames().flatMap((name) => buildFolder(name).pack ?? []));
  if (!library) throw new Error('no pack could be built');
  const of = createHash('sha256')
    .update(JSON.stringify([library.rules, library.actions, library.scheme, library.calendar]))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cache, `year-${of}`);
  mkdirSync(folder, { recursive: true });
  const files = Array.from({ length: Math.ceil(entries / FILE) }, (_, i) => join(folder, `${i}.ndjson.gz`));
  if (!files.every((file) => existsSync(file))) writeYear(files, library);
  return { files, library };
}

function writeYear(files: readonly string[], library: Library): void {
  let lines: string[] = [];
  let entries = 0;
  let written = 0;
  for (const drafts of draftsOf(library)) {
    lines.push(JSON.stringify(drafts));
    entries += drafts.length;
    if (entries < FILE) continue;
    const file = files[written++] ?? '';
    writeFileSync(`${file}.new`, gzipSync(lines.join('\n'), { level: 1 }));
    renameSync(`${file}.new`, file);
    lines = [];
    entries = 0;
    if (written === files.length) return;
  }
}

/** Years one after another, without an end. */
function* draftsOf(library: Library): Iterable<Draft[]> {
  const rules = atThisBureau(library.rules);
  const index = indexRules(rules, library.actions);
  const past = createPast(rules, library);
  const specs = new Map(library.actions.map((spec) => [spec.key, spec]));
  const packs = library.packs.map(({ id, version }) => `${id}@${version}`);
  let seq = 0;
  for (let year = 2025; ; year++)
    for (const act of simulateYear({
      ...library,
      desks: DESKS,
      days: 365,
      seed: SEED + year - 2025,
      from: `${year}-01-01`,
    })) {
      const { event } = act;
      const verdict = judge({
        ...library,
        event,
        rules: index.rulesFor(event.action),
        facts: past.facts,
        deskOnly: true,
        explain: because,
      });
      const spec = specs.get(event.action);
      const { show, kept } = sift(verdict, { at: event.at, answered: [], openedToday: 0 });
      const { id, action, at, fields, login, dwellMs, pageChars } = event;
      past.add({ seq, id, action, at, fields, login, dwellMs, pageChars, desk: act.desk });
      const carried = tokensOf(act);
      const { body, parts } = splitEvent({
        event,
        mode: show.length ? 'held' : 'passing',
        verdict,
        shown: show,
        kept,
        deskOnly: true,
        packs,
        ...(spec ? { spec } : {}),
        ...(carried ? { carried } : {}),
      });
      const drafts: Draft[] = [{ kind: 'event', body: { ...body }, parts: { ...parts } }, ...after(id, show, verdict)];
      seq += drafts.length;
      yield drafts;
    }
}

/** Identities of the act as the worker would have got them: a token each. */
function tokensOf({ event }: SimulatedAct): CarriedRow | undefined {
  const tokens: Record<string, string[]> = {};
  for (const [id, reading] of Object.entries(event.fields)) {
    if (reading.kind !== 'read' || typeof reading.value !== 'object' || reading.value === null) continue;
    const all = [reading.value]
      .flat()
      .flatMap((one) => (typeof one === 'object' && one.token ? [tokenOf(one.token)] : []));
    if (all.length) tokens[id] = all;
  }
  return Object.keys(tokens).length ? { event: event.id, at: event.at, key: 'bureau-2025', tokens } : undefined;
}
const tokenOf = (name: string): string => createHash('sha256').update(name).digest('base64url').slice(0, 43);

/** What was shown, what was answered and how it ended; of an act nothing was said about: that it went through. */
function after(event: string, show: readonly Flag[], { flags }: Verdict): Draft[] {
  const isHeld = show.length > 0;
  const ending: Draft = { kind: 'ending', re: 0, body: { event, ending: isHeld ? 'released' : 'passed' } };
  if (!isHeld) return [ending];
  const [first] = show;
  const text = show.flatMap((flag) => [flag.sentence.zh, ...flag.checks.map((check) => check.text.zh)]).join('\n');
  return [
    {
      kind: 'shown',
      re: 0,
      body: {
        event,
        surface: 'hold',
        textVersion: `1.${tokenOf(text).slice(0, 12)}`,
        visibleMs: 900 + (text.length % 5000),
        receipt: 'seen',
      },
      parts: { text: `请核对后继续\n${text}\n返回修改\n继续` },
    },
    {
      kind: 'answer',
      re: 0,
      body: { event, kind: 'continue', checks: (first?.checks ?? []).map((check) => check.id) },
      ...(flags.length % 2 ? { parts: { reason: '资料已在线下补齐' } } : {}),
    },
    ending,
  ];
}
