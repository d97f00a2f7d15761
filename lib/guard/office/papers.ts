import type { PaperLine } from '@/lib/messages/office-views';
import { ReviewBody, ReviewParts } from '@/lib/model';
import type { Language } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Office, Store } from '@/lib/store';
import { valuesOf } from '../parts';

/** The register of numbered papers, newest first: what was issued on this machine, under which number, about which matter. */
export async function papersView({
  store,
  office,
  library,
  language,
}: {
  store: Store;
  office: Office;
  library: Library;
  language: Language;
}): Promise<PaperLine[]> {
  const rows = (await office.letters()).sort((a, b) => b.seq - a.seq);
  const entries = await store.journal.entries(rows.map((row) => row.seq));
  return entries.flatMap((entry): PaperLine[] => {
    const body = entry && ReviewBody.safeParse(entry.skeleton.body).data;
    if (!entry || !body?.letter) return [];
    const parts = ReviewParts.safeParse(valuesOf(entry)).data;
    const profile = library.profiles.find((p) => p.id === body.profile.id);
    const template = profile?.letters.find((l) => l.id === body.letter?.template);
    const { seq, at } = entry.skeleton;
    return [
      {
        seq,
        at,
        number: body.letter.number,
        title: template?.title[language] ?? body.letter.template,
        matter: body.matter,
        // Whom it went to is personal, and may have been erased.
        ...(parts?.letter ? { to: parts.letter.to } : {}),
        ...(parts ? { by: parts.by.name } : {}),
      },
    ];
  });
}
