// The officers' interface: the list is read from the import store in this page, deeds go to the worker. Store and queue are
// loaded when they are asked for: the first look at the console does not wait for the database.
import type { OfficeApi } from '@/components/console/queue/api';
import type { QueueDesk } from '@/lib/office';
import { send } from './api';
import { save } from './save';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Rooms = Awaited<ReturnType<typeof load>>;
let loading: Promise<Rooms> | undefined;
let desk: QueueDesk | undefined;

async function load() {
  const [rooms, { createOffice }] = await Promise.all([import('@/lib/office'), import('@/lib/store')]);
  const office = createOffice();
  desk = rooms.createQueueDesk({ office, send, now: Date.now });
  return { office, desk, importExport: rooms.importExport };
}
const ready = (): Promise<Rooms> => {
  loading ??= load();
  return loading;
};

const take: OfficeApi['take'] = async (file, told) => {
  const { office, importExport } = await ready();
  const { ownDesk, language } = await officeApi.office();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const done = await importExport(bytes, file.name, {
    office,
    ownDesk,
    now: Date.now(),
    progress: told,
  });
  return done.ok ? { ...done, sentence: done.sentence[language] } : done;
};

const sources: OfficeApi['sources'] = async () => {
  const { office } = await ready();
  const { ownDesk, language } = await officeApi.office();
  return (await office.sources()).map((s) => ({
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
  refresh: async (told) => (await ready()).desk.refresh(told),
  page: async (filter, offset, limit) => (await ready()).desk.page(filter, offset, limit),
  act: async (deed) => (await ready()).desk.act(deed),
  ids: (filter) => desk?.ids(filter) ?? [],
  count: (filter) => desk?.count(filter) ?? 0,
  related: async (id) => (await ready()).desk.related(id),
  rates: (rule) => desk?.rates(rule) ?? { fired: 0, wentOn: 0, falseAlarms: 0, judged: 0 },
  letter: async (seq) => ({ letter: await send('view.letter', { seq }) }),
  async docx(letter, copies) {
    const { docxOf } = await import('@/lib/office/docx');
    save(`${letter.title} ${letter.number}.docx`, [docxOf(letter, { copies })], DOCX);
  },
  take,
  sources,
  drop: async (id) => (await ready()).office.drop(id),
  choose: (profile) => send('office.profile', { profile }),
  matter: (id) => send('view.matter', { id }),
};
