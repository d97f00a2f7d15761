import type { OverlayView, PopupPage, PopupView } from '@/lib/messages/views';
import type { Language } from '@/lib/model';
import type { Platform } from '@/lib/platform/types';
import type { Store } from '@/lib/store';
import type { InForce } from '../deps';
import { isWatched } from '../hosts';
import type { WatchedHosts } from '../hosts';
import type { Mismatch } from '../checkpoints';
import type { Recorder } from '../recorder';
import { MISMATCHES } from '../words';
import type { FrameState } from '../tabs';
import { isMine, ownerOf } from '../day/overlay';
import type { Sitting } from '../day/who';
import { dayStart } from './format';
import { actOf } from './act';
import { clerkView, gapLines, linesOf } from './lists';

export interface PopupInput {
  platform: Platform;
  store: Store;
  packs: InForce;
  hosts: WatchedHosts;
  language: Language;
  recorder: Recorder;
  mismatch?: Mismatch;
  tab?: number;
  frame?: FrameState;
  sitting: Sitting;
  /** The clerk's day: popup and overlay say the same. */
  today: OverlayView;
  reach: PopupView['reach'];
  mayTeach: boolean;
}

/** Flags of a day that are looked at, and of the clerk's own that are handed out. */
const LOOK_AT = 120;
const SHOWN = 20;

/** What the clerk sees at a glance: this page, today, packs, journal. */
export async function popupView(input: PopupInput): Promise<PopupView> {
  const { packs, language } = input;
  const { library } = packs;
  const clerk = clerkView(library, input.sitting.person, input.sitting.login, language);
  return {
    language,
    deadlines: input.today.deadlines,
    page: await pageOf(input),
    ...(clerk ? { clerk } : {}),
    today: {
      acts: input.today.counts.acts,
      flags: input.today.counts.flags,
      waiting: input.today.todo.length,
    },
    packs: library.packs.map((pack) => ({
      id: pack.id,
      version: pack.version,
      title: pack.title[language],
      rules: library.rules.filter((r) => r.pack === pack.id).length,
      adapters: library.adapters.filter((a) => a.pack === pack.id).length,
    })),
    refused: packs.refused.map(({ file, detail }) => ({ file, sentence: detail })),
    hostsMissing: input.hosts.missing,
    know: input.today.know,
    reach: input.reach,
    mayTeach: input.mayTeach,
    ...(input.today.know.some(({ kind }) => kind === 'unreachable') ? NOTHING_KEPT : await kept(input)),
  };
}

type Kept = Pick<PopupView, 'desk' | 'flags' | 'journal' | 'gaps'>;
const NOTHING_KEPT: Kept = { desk: '', flags: [], journal: { entries: 0, state: 'unreachable' }, gaps: [] };

async function kept(input: PopupInput): Promise<Kept> {
  const { platform, store, language, recorder } = input;
  const { library } = input.packs;
  const today = dayStart(platform.clock.now());
  const firstSeq = (await store.queries.firstSeqSince(today)) ?? Number.MAX_SAFE_INTEGER;
  const rows = (await store.queries.flags({ limit: LOOK_AT })).filter((row) => row.seq >= firstSeq);
  const entries = await store.journal.entries(rows.map((row) => row.seq));
  const mine = rows.filter((_, i) => {
    const entry = entries[i];
    return entry && isMine(input.sitting, ownerOf(actOf(entry)));
  });
  const { desk, frontier } = await store.journal.head(() => platform.random(9));
  const failing = recorder.state();
  return {
    desk,
    flags: await linesOf(
      { store, library, language },
      mine.slice(0, SHOWN).map((row) => row.seq),
    ),
    journal: {
      entries: frontier.size,
      state: failing.failingSince === undefined ? 'ok' : 'failing',
      ...(failing.failingSince === undefined ? {} : { since: failing.failingSince }),
      ...(input.mismatch ? { unlike: MISMATCHES[input.mismatch][language] } : {}),
    },
    gaps: (await gapLines({ store, library, language }, 10)).filter((gap) => gap.at >= today),
  };
}

async function pageOf({ platform, packs, hosts, language, tab, frame }: PopupInput): Promise<PopupPage> {
  const url = tab === undefined ? undefined : await platform.tabs.url(tab).catch(() => undefined);
  const adapter = frame && packs.library.adapters.find((a) => a.id === frame.adapter);
  if (frame && adapter && (!url || isWatched(url, hosts.hosts))) {
    const page = frame.page === null ? undefined : adapter.pages.find((p) => p.id === frame.page)?.title[language];
    return {
      kind: frame.state,
      adapter: adapter.title[language],
      system: adapter.system,
      fieldsNamed: frame.fieldsNamed,
      fieldsRead: frame.fieldsRead,
      anchorsMissing: frame.anchorsMissing,
      ...(page ? { page } : {}),
    };
  }
  const named = packs.library.adapters.find((a) => isWatched(url, a.hosts));
  if (!named) return { kind: 'out' };
  if (!isWatched(url, hosts.hosts)) return { kind: 'not_allowed', host: new URL(url ?? 'http://x').host };
  return {
    kind: 'unrecognised',
    adapter: named.title[language],
    system: named.system,
    fieldsNamed: 0,
    fieldsRead: 0,
    anchorsMissing: [],
  };
}
