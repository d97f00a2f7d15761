// The officers' interface: the list is read from the import store in this page, deeds go to the worker. Store and queue are
// loaded when they are asked for: the first look at the console does not wait for the database.
import type { OfficeApi } from '@/components/console/queue/api';
import type { QueueDesk } from '@/lib/office';
import { send } from './api';
import { save } from './save';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const day = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

type Rooms = Awaited<ReturnType<typeof load>>;
let loading: Promise<Rooms> | undefined;
let desk: QueueDesk | undefined;

async function load() {
  const [rooms, { createOffice }] = await Promise.all([import('@/lib/office'), import('@/lib/store')]);
  const office = createOffice();
  desk = rooms.createQueueDesk({ office, send });
  return { office, desk, importExport: rooms.importExport };
}
const ready = (): Promise<Rooms> => {
  loading ??= load();
  return loading;
};

const take: OfficeApi['take'] = async (file, told) => {
  const { office, desk, importExport } = await ready();
  const { ownDesk, language } = await officeApi.office();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const done = await importExport(bytes, file.name, {
    office,
    ownDesk,
    now: Date.now(),
    progress: told,
  });
  if (!done.ok) return done;
  // What the desk erased goes here as well, as soon as it was read in.
  if (done.erased > 0) await desk.refresh();
  return { ...done, sentence: done.sentence[language] };
};

const sources: OfficeApi['sources'] = async () => {
  const { office } = await ready();
  const { ownDesk, language } = await officeApi.office();
  const asked = await office.asked();
  return (await office.sources()).map((s) => ({
    asks: asked.filter((id) => id.startsWith(`${s.desk}/`)).length,
    desk: s.desk,
    from: s.from,
    isOwn: s.desk === ownDesk,
    importedAt: s.importedAt,
    entries: s.entries,
    isWhole: s.state === 'ok',
    sentence: s.sentence[language],
  }));
};

export const officeApi: OfficeApi = {
  passes: async () => {
    await officeApi.refresh();
    return send('view.passes', {});
  },
  office: async () => (await ready()).desk.office(),
  open: async () => (await ready()).desk.open(),
  refresh: async (told) => (await ready()).desk.refresh(told),
  page: async (filter, offset, limit) => (await ready()).desk.page(filter, offset, limit),
  act: async (deed) => (await ready()).desk.act(deed),
  ids: (filter) => desk?.ids(filter) ?? [],
  count: (filter) => desk?.count(filter) ?? 0,
  group: async (id) => (await ready()).desk.group(id),
  rates: (rule) => desk?.rates(rule) ?? { fired: 0, wentOn: 0, falseAlarms: 0, judged: 0 },
  letter: async (seq) => ({ letter: await send('view.letter', { seq }) }),
  async docx(letter, copies) {
    const { docxOf } = await import('@/lib/office/docx');
    save(`${letter.title} ${letter.number}.docx`, [docxOf(letter, { copies })], DOCX);
  },
  take,
  sources,
  drop: async (id) => {
    const { office, desk } = await ready();
    await office.drop(id);
    await desk.reread();
  },
  async handOut(what, file, sheets) {
    const entries = sheets.reduce((sum, { rows }) => sum + rows.length, 0);
    const { ok, at } = await send('office.export', { what, entries });
    if (!ok) return false;
    const { xlsxOf } = await import('@/lib/journal/sheet');
    save(`${file} ${day(at)}.xlsx`, [xlsxOf(sheets)], XLSX);
    return true;
  },
  papers: () => send('view.papers', {}),
  samples: () => send('view.samples', {}),
  draw: (plan, seed) => send('sample.draw', { plan, ...(seed ? { seed } : {}) }),
  check: (one) => send('sample.check', one),
  report: (month) => send('view.report', month ? { month } : {}),
  keepRates: (month, values) => send('report.rates', { month, values }),
  async asks(id) {
    const asks = await send('asks.of', { desk: id });
    const { ok, at } = await send('office.export', { what: 'asks', entries: asks.length });
    if (!ok) return false;
    const { asksFile } = await import('@/lib/office/asks');
    save(`${id.slice(0, 8)} ${day(at)}.asks.json`, [asksFile(id, asks)], 'application/json');
    return true;
  },
  choose: (profile) => send('office.profile', { profile }),
  matter: (id) => send('view.matter', { id }),
};
