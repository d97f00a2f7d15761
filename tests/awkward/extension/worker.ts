// A worker that stands in for the guard: it hands out the briefing, judges with the same rules, and remembers what it heard.
import type { ActionEvent, BriefingIndex, PageBriefing } from '@/lib/model';
import { foldIndex } from '@/lib/guard/fold';
import { judge } from '@/lib/rules/judge';

interface Heard {
  name: string;
  body: Record<string, unknown>;
  tab?: number;
  frame?: number;
  at: number;
}
const heard: Heard[] = [];
let brief: PageBriefing | undefined,
  delayMs = 0,
  readerMs = 0,
  deaf = false,
  history = false,
  real = false;
/** Readers that were called for, and those that are where they were called, or whose frame is another by now. */
const readers = { called: 0, here: 0 };

Object.assign(globalThis, {
  heard,
  readers,
  setDelay: (ms: number) => {
    delayMs = ms;
  },
  /** How long the reader takes to come. */
  setReader: (ms: number) => {
    readerMs = ms;
  },
  setDeaf: (value: boolean) => {
    deaf = value;
  },
  /** The product's own reminder in place of the bare one. */
  setReal: (value: boolean) => {
    real = value;
  },
  setHistory: (value: boolean) => {
    history = value;
  },
  /** Another page: its briefing lies ready, the switches stand as at first, nothing has been heard. */
  async begin(index: BriefingIndex, page: PageBriefing) {
    brief = page;
    delayMs = readerMs = 0;
    deaf = history = real = false;
    readers.called = readers.here = 0;
    const scripts = [
      {
        id: 'hook',
        js: ['hook.js'],
        world: 'MAIN' as const,
        matches: ['http://127.0.0.1/*'],
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: 'document_start' as const,
      },
      {
        id: 'lookout',
        js: ['lookout.js'],
        matches: ['http://127.0.0.1/*'],
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: 'document_end' as const,
      },
      {
        id: 'watcher',
        js: ['watcher.js'],
        matches: ['http://127.0.0.1/*'],
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: 'document_start' as const,
      },
    ];
    const folded = foldIndex(index);
    await chrome.storage.local.set({
      'briefing:index': folded.index,
      'briefing:requests': folded.requests,
      [`briefing:page:${page.adapter.id}/${page.page.id}`]: page,
    });
    if (!(await chrome.scripting.getRegisteredContentScripts()).length)
      await chrome.scripting.registerContentScripts(scripts);
    heard.length = 0;
  },
});

chrome.runtime.onMessage.addListener((message: { name: string; body: Record<string, unknown> }, sender, reply) => {
  heard.push({
    name: message.name,
    body: message.body,
    at: Date.now(),
    ...(sender.tab?.id === undefined ? {} : { tab: sender.tab.id }),
    ...(sender.frameId === undefined ? {} : { frame: sender.frameId }),
  });
  if (message.name === 'reader.call') readers.called++;
  if (deaf) return true;
  setTimeout(
    () => void answer(message, sender).then(reply),
    /^act\.(decide|preview)$/.test(message.name) ? delayMs : message.name === 'reader.call' ? readerMs : 0,
  );
  return true;
});

async function answer(
  { name, body }: { name: string; body: Record<string, unknown> },
  sender: chrome.runtime.MessageSender,
): Promise<unknown> {
  const tab = sender.tab?.id;
  const put = async (file: string, frame = sender.frameId ?? 0): Promise<unknown> => {
    if (tab !== undefined)
      await chrome.scripting.executeScript({
        target: { tabId: tab, frameIds: [frame] },
        files: [file],
        injectImmediately: true,
      });
    return { ok: true };
  };
  if (name === 'reader.call')
    try {
      return await put('reader.js');
    } finally {
      readers.here++;
    }
  if (name === 'desk.wake' && body.inject) return put(real ? 'real.js' : 'reminder.js');
  if (name.startsWith('hold.elsewhere') && tab !== undefined) {
    const options = name === 'hold.elsewhere.outcome' ? {} : { frameId: 0 };
    const tell = (): Promise<unknown> =>
      chrome.tabs.sendMessage(tab, { hulan: 1, name, body }, options).catch(() => undefined);
    const drawn = await tell();
    if (drawn !== undefined || name !== 'hold.elsewhere') return drawn;
    await put('reader.js', 0);
    return tell();
  }
  if (name !== 'act.decide' && name !== 'act.preview') return { ok: true };
  const event = body.event as ActionEvent;
  const verdict = brief
    ? judge({
        event,
        rules: brief.rules,
        scheme: brief.scheme,
        calendar: brief.calendar,
        actions: brief.actions,
        facts: () => ({ n: { value: history ? 5 : 0, evidence: [] } }) as never,
      })
    : { flags: [], undetermined: [], judged: 0 };
  return {
    seq: heard.length,
    verdict,
    remind: [...verdict.flags, ...verdict.undetermined.flatMap((u) => u.flag ?? [])],
    deskOnly: false,
    candidates: [],
    postNames: {},
  };
}
