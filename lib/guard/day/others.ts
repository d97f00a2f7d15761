import type { MineOther } from '@/lib/messages/views';
import { LearningBody } from '@/lib/model';
import type { Entry, Language, Text } from '@/lib/model';
import type { Library } from '@/lib/packs';
import type { Store } from '@/lib/store';
import { OTHERS } from './words';

const MOST = 50;

/** Everything recorded about a clerk that is no act of his: sign-ins, shifts, PINs, learning; newest first. */
export async function othersOf(
  { store, library, language }: { store: Store; library: Library; language: Language },
  keys: readonly string[],
): Promise<MineOther[]> {
  const seqs = (await Promise.all(keys.map((key) => store.queries.about(key)))).flat();
  const newest = [...new Set(seqs)].sort((a, b) => b - a).slice(0, MOST);
  return (await store.journal.entries(newest)).flatMap((entry) =>
    entry ? [{ seq: entry.skeleton.seq, at: entry.skeleton.at, text: textOf(entry, library)[language] }] : [],
  );
}

function textOf({ skeleton: { kind, body } }: Entry, library: Library): Text {
  if (kind === 'sign_in') return 'shift' in body ? OTHERS.shift : body.signedIn ? OTHERS.signedIn : OTHERS.signedOut;
  const learnt = LearningBody.safeParse(body).data;
  if (!learnt) return body.outcome === 'set' ? OTHERS.pin : OTHERS.wrongPin;
  const post = learnt.post ? library.posts[learnt.post] : undefined;
  const of = post ?? { zh: learnt.period, en: learnt.period };
  const said = OTHERS[learnt.learning](of);
  return learnt.passed ? { zh: `${said.zh}，合格`, en: `${said.en}, passed` } : said;
}
