// The page's side of the simulated year: lines are fetched a file at a time.
import type { Draft } from '@/lib/model';

/** Acts of the year from file `file` on, each as its drafts with `re` counted from the act itself. */
export async function* actsFrom(file = 0): AsyncIterable<Draft[]> {
  for (let n = file; ; n++) {
    const reply = await fetch(`/year/${n}`);
    if (!reply.ok) return;
    for (const line of (await reply.text()).split('\n')) yield JSON.parse(line);
  }
}

/** The act and what belongs to it, to be written from sequence number `seq` on. */
export const placed = (drafts: readonly Draft[], seq: number): Draft[] =>
  drafts.map((draft) => (draft.re === undefined ? draft : { ...draft, re: draft.re + seq }));

/** The same act once more, as another one. */
export const again = (drafts: readonly Draft[], id: string): Draft[] =>
  drafts.map((draft) => ({
    ...draft,
    body: { ...draft.body, ...(draft.kind === 'event' ? { id } : { event: id }) },
  }));
