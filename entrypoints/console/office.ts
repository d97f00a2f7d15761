// The officers' interface: the list is read from the import store in this page, deeds go to the worker. Store and queue are
// loaded when they are asked for: the first look at the console does not wait for the database.
import type { OfficeApi } from '@/components/console/queue/api';
import type { QueueDesk } from '@/lib/office';
import { send } from './api';

let loading: Promise<QueueDesk> | undefined;
let desk: QueueDesk | undefined;

const ready = (): Promise<QueueDesk> => {
  loading ??= Promise.all([import('@/lib/office'), import('@/lib/store')]).then(([{ createQueueDesk }, store]) => {
    desk = createQueueDesk({ office: store.createOffice(), send, now: Date.now });
    return desk;
  });
  return loading;
};

/** Hands bytes to the browser's own download, as any page would. */
function save(name: string, bytes: Uint8Array): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(
    new Blob([new Uint8Array(bytes)], {
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    }),
  );
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const take: OfficeApi['take'] = async (file, told) => {
  const [{ importExport }, { createOffice }] = await Promise.all([import('@/lib/office'), import('@/lib/store')]);
  const { ownDesk, language } = await officeApi.office();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const done = await importExport(bytes, file.name, {
    office: createOffice(),
    ownDesk,
    now: Date.now(),
    progress: told,
  });
  return done.ok ? { ...done, sentence: done.sentence[language] } : done;
};

const sources: OfficeApi['sources'] = async () => {
  const { createOffice } = await import('@/lib/store');
  const { ownDesk, language } = await officeApi.office();
  return (await createOffice().sources()).map((s) => ({
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
  office: async () => (await ready()).office(),
  refresh: async (told) => (await ready()).refresh(told),
  page: async (filter, offset, limit) => (await ready()).page(filter, offset, limit),
  act: async (deed) => (await ready()).act(deed),
  ids: (filter) => desk?.ids(filter) ?? [],
  related: async (id) => (await ready()).related(id),
  rates: (rule) => desk?.rates(rule) ?? { fired: 0, wentOn: 0, falseAlarms: 0, judged: 0 },
  letter: async (seq) => ({ letter: await send('view.letter', { seq }) }),
  async docx(letter, copies) {
    const { docxOf } = await import('@/lib/office/docx');
    save(`${letter.title} ${letter.number}.docx`, docxOf(letter, { copies }));
  },
  take,
  sources,
  drop: async (desk) => (await import('@/lib/store')).createOffice().drop(desk),
  choose: (profile) => send('office.profile', { profile }),
  matter: (id) => send('view.matter', { id }),
};
