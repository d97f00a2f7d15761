import { strToU8, zipSync } from 'fflate';
import { VERDICTS } from '@/lib/model';
import type { Entry, Language, Pack, Rule } from '@/lib/model';
import type { BacktestView, EditorView, RuleLine } from '@/lib/messages/admin-views';
import type { HistoryEvent } from '@/lib/rules';
import { createBacktest } from '../backtest';
import type { BacktestResult, Difference } from '../backtest';
import type { Sources } from '../sources';
import { checkRule, contextOf } from './context';
import type { Context } from './context';
import { applyEdit } from './edits';
import type { Draft, Edit } from './edits';
import { previewOf } from './preview';
import { editorView } from './view';
import type { Opened } from './view';

export type { Edit } from './edits';

export interface KeptDraft extends Draft {
  /** `PACK/RULE`. */
  id: string;
  at: number;
}
export interface EditorDeps {
  packs(): Promise<Pack[]>;
  sources(): Promise<Sources>;
  drafts: { all(): Promise<KeptDraft[]>; keep(row: KeptDraft): Promise<void>; drop(id: string): Promise<void> };
  /** Drafts as the worker tries them in this browser. */
  tries: {
    all(): Promise<{ pack: string; rule: string; at: number }[]>;
    /** False: its rule runs by timer alone and judges no act. */
    run(pack: string, rule: Rule): Promise<boolean>;
    stop(pack: string, rule: string): Promise<void>;
  };
  /** The latest acts of these actions at this machine, oldest first. */
  acts(actions: readonly string[], limit: number): Promise<HistoryEvent[]>;
  /** Every entry this machine holds, its own and imported ones, slice by slice. */
  entries(): AsyncIterable<{ entries: Entry[]; done: number; of: number }>;
  now(): number;
  save(name: string, bytes: Uint8Array, type: string): void;
}
export interface RuleRef {
  pack: string;
  id: string;
}
const key = ({ pack, id }: RuleRef): string => `${pack}/${id}`;
const MOST_ACTS = 2_000;

/** The rule editor behind its page: every edit is a change of the sources, kept at this machine at once. */
export function createEditor(deps: EditorDeps) {
  const open = new Map<string, Opened>();
  const past = new Map<string, HistoryEvent[]>();
  const contexts = new Map<string, Context>();
  let running: Promise<Map<string, number>> | undefined;
  const runs = (): Promise<Map<string, number>> => {
    running ??= deps.tries
      .all()
      .then((list) => new Map(list.map(({ pack, rule, at }) => [key({ pack, id: rule }), at] as const)));
    return running;
  };

  async function context(pack: string): Promise<Context> {
    const known = contexts.get(pack);
    if (known) return known;
    const [packs, sources] = await Promise.all([deps.packs(), deps.sources()]);
    const points = new Set(packs.flatMap((p) => p.riskPoints.map((point) => point.id)));
    const made = contextOf(sources, pack, points);
    if (!made) throw new Error(`no sources of ${pack}`);
    contexts.set(pack, made);
    return made;
  }

  async function opened(ref: RuleRef): Promise<Opened> {
    const known = open.get(key(ref));
    if (known) return known;
    const [sources, drafts] = await Promise.all([deps.sources(), deps.drafts.all()]);
    const rulePath = `rules/${ref.id}.yaml`;
    const casesPath = `rules/${ref.id}.cases.yaml`;
    const files = sources.get(ref.pack);
    const text = files?.get(rulePath);
    const base = text === undefined ? undefined : { text, cases: files?.get(casesPath) ?? '' };
    const kept = drafts.find((draft) => draft.id === key(ref));
    const draft = kept ?? base;
    if (!draft) throw new Error(`no source of ${key(ref)}`);
    const made: Opened = {
      ...ref,
      rulePath,
      casesPath,
      draft: { text: draft.text, cases: draft.cases },
      ...(base ? { base } : {}),
      ...(kept ? { keptAt: kept.at } : {}),
    };
    open.set(key(ref), made);
    return made;
  }

  async function shown(now: Opened, language: Language): Promise<EditorView> {
    const around = await context(now.pack);
    const { rule } = checkRule(around, 'rule', now.draft.text);
    const names = rule ? [...new Set([...rule.on, ...Object.values(rule.facts).flatMap((fact) => fact.of ?? [])])] : [];
    const id = names.sort().join();
    const acts = past.get(id) ?? (await deps.acts(names, MOST_ACTS).catch(() => []));
    past.set(id, acts);
    const { view } = editorView(now, around, language, (own) =>
      previewOf(own, around, language, { acts, cases: now.draft.cases }),
    );
    const at = (await runs()).get(key(now));
    return at === undefined ? view : { ...view, runs: { at } };
  }

  /** Tried in this browser as it stands; with faults, or where only a timer would run it, it is not. */
  async function run(now: Opened): Promise<boolean> {
    const { rule } = checkRule(await context(now.pack), 'rule', now.draft.text);
    if (!rule || !(await deps.tries.run(now.pack, rule))) {
      await stop(now);
      return false;
    }
    (await runs()).set(key(now), deps.now());
    return true;
  }
  async function stop(now: RuleRef): Promise<void> {
    if ((await runs()).delete(key(now))) await deps.tries.stop(now.pack, now.id);
  }

  async function kept(now: Opened): Promise<Opened> {
    const isBase = now.base?.text === now.draft.text && now.base.cases === now.draft.cases;
    const { keptAt: _, ...bare } = now;
    const at = deps.now();
    if (isBase) await deps.drafts.drop(key(now));
    else await deps.drafts.keep({ id: key(now), ...now.draft, at });
    const next: Opened = isBase ? bare : { ...bare, keptAt: at };
    open.set(key(now), next);
    // What is tried is what stands in the editor.
    if ((await runs()).has(key(now))) await run(next);
    return next;
  }

  return {
    async rules(language: Language): Promise<RuleLine[]> {
      const [packs, drafts, tried] = await Promise.all([deps.packs(), deps.drafts.all(), runs()]);
      const lines = packs.flatMap((pack) =>
        pack.rules.map((rule): RuleLine => {
          const level = pack.scheme.levels.find((l) => l.key === rule.level);
          return {
            id: rule.id,
            pack: pack.id,
            title: rule.title[language],
            level: { mark: level?.mark ?? 'blue', word: level?.label[language] ?? rule.level },
            status: rule.status,
            isDraft: drafts.some((draft) => draft.id === `${pack.id}/${rule.id}`),
            runs: tried.has(`${pack.id}/${rule.id}`),
          };
        }),
      );
      const known = new Set(lines.map(key));
      const fresh = drafts.flatMap((draft): RuleLine[] => {
        const [pack = '', id = ''] = draft.id.split('/');
        return known.has(draft.id)
          ? []
          : [
              {
                id,
                pack,
                title: id,
                level: { mark: 'blue', word: '' },
                status: 'draft',
                isDraft: true,
                runs: tried.has(draft.id),
              },
            ];
      });
      return [...fresh, ...lines];
    },

    open: async (ref: RuleRef, language: Language) => shown(await opened(ref), language),

    async edit(ref: RuleRef, edit: Edit, language: Language): Promise<EditorView> {
      const now = await opened(ref);
      const around = await context(ref.pack);
      const { value } = checkRule(around, 'rule', now.draft.text);
      const draft = applyEdit(now.draft, value, edit, around);
      return shown(await kept({ ...now, draft }), language);
    },

    /** Back to what stood there before; undefined: it was the first. */
    async put(ref: RuleRef, draft: Draft, language: Language): Promise<EditorView> {
      return shown(await kept({ ...(await opened(ref)), draft }), language);
    },

    /** Throws the draft away; null: it was a new rule and is gone. */
    async discard(ref: RuleRef, language: Language): Promise<EditorView | null> {
      const { base } = await opened(ref);
      await deps.drafts.drop(key(ref));
      await stop(ref);
      open.delete(key(ref));
      return base ? shown(await opened(ref), language) : null;
    },

    /** Tries the draft in this browser, or no longer. `ok` false: it has faults, or only a timer would run it. */
    async tryHere(ref: RuleRef, on: boolean, language: Language): Promise<{ ok: boolean; view: EditorView }> {
      const now = await opened(ref);
      const ok = on ? await run(now) : true;
      if (!on) await stop(now);
      return { ok, view: await shown(now, language) };
    },

    /** A new rule as a copy of another: its own id, a draft, version 1. False: the id is taken or is none. */
    async copy(from: RuleRef, id: string): Promise<boolean> {
      const [sources, drafts] = await Promise.all([deps.sources(), deps.drafts.all()]);
      const taken =
        [...sources.values()].some((files) => files.has(`rules/${id}.yaml`)) ||
        drafts.some((draft) => draft.id.endsWith(`/${id}`));
      if (taken || !/^[a-z][a-z0-9-]{1,62}$/.test(id)) return false;
      const { draft } = await opened(from);
      const text = draft.text.replace(/^id: .*$/m, `id: ${id}`).replace(/^version: .*$/m, 'version: 1');
      const status = /^status: .*$/m.test(text)
        ? text.replace(/^status: .*$/m, 'status: draft')
        : text.replace(/^version: 1$/m, 'version: 1\nstatus: draft');
      await deps.drafts.keep({ id: `${from.pack}/${id}`, text: status, cases: draft.cases, at: deps.now() });
      return true;
    },

    /** The draft over this machine's records; null: it has faults. An aborted signal ends it with an AbortError. */
    async backtest(
      ref: RuleRef,
      language: Language,
      how: { progress: (done: number, of: number) => void; signal: AbortSignal },
    ): Promise<BacktestView | null> {
      const [now, around, packs] = [await opened(ref), await context(ref.pack), await deps.packs()];
      const draft = checkRule(around, 'rule', now.draft.text).rule;
      const before = now.base && checkRule(around, 'rule', now.base.text).rule;
      if (!draft) return null;
      const actions = [...new Map(packs.flatMap((p) => p.actions).map((a) => [a.key, a])).values()];
      const { pack, scheme, calendar } = around;
      const test = createBacktest({ draft, ...(before ? { before } : {}), pack, scheme, calendar, actions });
      for await (const { entries, done, of } of deps.entries()) {
        how.signal.throwIfAborted();
        test.take(entries);
        how.progress(done, of);
      }
      const running = test.run();
      for (let step = running.next(); ; step = running.next()) {
        if (step.done) return backtestView(step.value, language);
        how.progress(step.value, test.acts());
        await new Promise((go) => setTimeout(go));
        how.signal.throwIfAborted();
      }
    },

    /** The draft's two source files in a zip, as they lie under `packs/`; false: a case fails or a check is not passed. */
    async exportDraft(ref: RuleRef): Promise<boolean> {
      const now = await opened(ref);
      const { view } = editorView(now, await context(ref.pack), 'zh');
      if (!view.canExport) return false;
      const files = {
        [`${ref.pack}/${now.rulePath}`]: strToU8(now.draft.text),
        [`${ref.pack}/${now.casesPath}`]: strToU8(now.draft.cases),
      };
      deps.save(`hulan-rule-${ref.id}-v${view.version}.zip`, zipSync(files), 'application/zip');
      return true;
    },
  };
}

function backtestView(r: BacktestResult, language: Language): BacktestView {
  const told = ({ desk, seq, at, subject, why, verdict }: Difference) => ({
    key: `${desk}/${seq}/${at}`,
    at,
    subject,
    why: why[language],
    ...(verdict ? { verdict } : {}),
  });
  const decided = (sign: '+' | '-', counts: BacktestResult['decidedAdded']): BacktestView['decided'] =>
    VERDICTS.flatMap((verdict) => (counts[verdict] ? [{ sign, verdict, n: counts[verdict] }] : []));
  return {
    acts: r.acts,
    ...(r.from === undefined ? {} : { from: r.from }),
    ...(r.to === undefined ? {} : { to: r.to }),
    before: r.before.flagged,
    draft: r.draft.flagged,
    more: r.more,
    less: r.less,
    sooner: r.sooner,
    later: r.later,
    undetermined: r.draft.undetermined,
    ...(r.holds ? { holds: r.holds } : {}),
    decided: [...decided('+', r.decidedAdded), ...decided('-', r.decidedGone)],
    added: r.added.map(told),
    gone: r.gone.map(told),
  };
}
