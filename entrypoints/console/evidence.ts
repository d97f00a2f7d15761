// The console reads the journal itself to verify it and to hand it out: progress is seen, it can be stopped, and the worker stays
// free for reminders. Only what must be written (that something was handed out) goes through the worker.
import type { ConsoleApi, HandOut } from '@/components/console/api';
import type { Exporting } from '@/lib/evidence';
import type { Language } from '@/lib/model';
import type { MessageBody, MessageName, Reply } from '@/lib/messages';
import { save } from './save';

type Send = <N extends MessageName>(name: N, body: MessageBody<N>) => Promise<Reply<N>>;
type How = Parameters<ConsoleApi['verify']>[0];

const PAGE = 500;

/** Loaded when it is asked for: the first look at the console does not wait for the database. */
const rooms = async () => {
  const [evidence, journal, { createStore }] = await Promise.all([
    import('@/lib/evidence'),
    import('@/lib/journal'),
    import('@/lib/store'),
  ]);
  return { evidence, journal, store: createStore() };
};

export const evidenceApi = (send: Send): Pick<ConsoleApi, 'verify' | 'handOut'> => ({
  async verify(how) {
    const started = performance.now();
    const { language } = await send('desk.settings', {});
    const { evidence, journal, store } = await rooms();
    try {
      const found = await evidence.verifyDesk(store, how);
      return {
        state: found.findings.some((finding) => finding.grave) ? 'broken' : 'ok',
        entries: found.entries,
        root: journal.hex(journal.fromBase64(found.root)),
        ms: Math.round(performance.now() - started),
        erased: found.erased.map(({ seq, part, at }) => ({ seq, part: journal.partWord(part, language), at: at ?? 0 })),
        findings: found.findings.map((finding) => ({
          grave: finding.grave,
          sentence: journal.sentenceOf(finding, language),
          ...(finding.seq === undefined ? {} : { seq: finding.seq }),
        })),
        ...(found.signed ? { signed: found.signed } : {}),
      };
    } finally {
      store.close();
    }
  },

  async handOut(what, how) {
    if (what.kind === 'verifier') {
      save('verifier.html', [await (await fetch('/verifier.html')).text()], 'text/html');
      return true;
    }
    const { language } = await send('desk.settings', {});
    const withParts = what.kind !== 'hulan' || what.withParts;
    const noted = await send('journal.export', {
      what: what.kind === 'hulan' ? 'journal' : what.kind === 'csv' || what.kind === 'xlsx' ? 'table' : what.kind,
      withParts,
      ...(what.kind === 'flag' ? { seq: what.seq } : {}),
    });
    if (!noted.ok) return false;
    const name = `hulan-${noted.desk}-${day(noted.at)}`;
    if (what.kind === 'csv' || what.kind === 'xlsx') await saveSheet(send, name, what.kind, language, how);
    else await saveJournal(name, what, { program: noted.program, at: noted.at, withParts, ...how }, noted.seqs ?? []);
    return true;
  },
});

async function saveJournal(
  name: string,
  what: Exclude<HandOut, { kind: 'csv' | 'xlsx' | 'verifier' }> | HandOut,
  how: Exporting,
  seqs: readonly number[],
): Promise<void> {
  const { evidence, store } = await rooms();
  try {
    const pieces =
      what.kind === 'flag' || what.kind === 'subject'
        ? await evidence.exportEntries(store, seqs, { ...how, kind: what.kind })
        : await evidence.exportJournal(store, how);
    save(`${name}${what.kind === 'flag' ? `-${what.seq}` : ''}.hulan`, pieces, 'application/zip');
  } finally {
    store.close();
  }
}

async function saveSheet(send: Send, name: string, kind: 'csv' | 'xlsx', language: Language, how?: How): Promise<void> {
  const { csvOf, xlsxOf } = await import('@/lib/journal/sheet');
  const rows: (string | number)[][] = [];
  let head: string[] = [];
  for (let before: number | undefined, more = true; more; ) {
    how?.signal.throwIfAborted();
    const page = await send('view.table', { limit: PAGE, ...(before === undefined ? {} : { before }) });
    head = page.head;
    rows.push(...page.rows);
    how?.progress(rows.length, 0);
    before = page.next;
    more = before !== undefined;
  }
  const sheet = { name: language === 'zh' ? '留痕' : 'Journal', head, rows };
  save(`${name}.${kind}`, [kind === 'csv' ? csvOf(sheet) : xlsxOf(sheet)], 'application/octet-stream');
}

const day = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
