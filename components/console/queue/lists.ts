// Lists as they are handed out: what the screen shows, one row a line, in the language of the screen.
import type { PaperLine, QueueLine, SourceLine } from '@/lib/messages/office-views';
import type { QueueFilter } from '@/lib/model';
import { fullTime } from '@/components/ui/time';
import type { OfficeApi, Sheet } from './api';
import { answerWord, stageWord, type Words } from './words';

const SLICE = 1_000;
/** Rows of a sheet a spreadsheet can hold, less its head. */
const MOST = 1_048_575;

/** Everything the filter lets through, in the queue's order. */
export async function queueSheet(api: OfficeApi, filter: QueueFilter, { q, say }: Words): Promise<Sheet> {
  const lines: QueueLine[] = [];
  for (let more = true; more && lines.length < MOST; ) {
    const page = await api.page(filter, lines.length, SLICE);
    lines.push(...page.lines);
    more = page.lines.length > 0 && lines.length < page.total;
  }
  return {
    name: say('nav.queue'),
    head: [
      q('col.level'),
      q('col.at'),
      q('col.sentence'),
      q('col.subject'),
      q('col.operator'),
      q('col.answer'),
      q('col.stage'),
      q('col.due'),
      q('col.id'),
    ],
    rows: lines.map((l) => [
      l.level.word,
      fullTime(l.at),
      l.sentence,
      l.subject,
      l.operator,
      answerWord(l.answer, say),
      l.own ? q('own') : stageWord(l, q),
      l.due === undefined || l.stage === 'closed' ? '' : fullTime(l.due),
      l.id,
    ]),
  };
}

export const papersSheet = (papers: readonly PaperLine[], { q, say }: Words): Sheet => ({
  name: say('nav.papers'),
  head: [q('paper.number'), q('paper.title'), q('paper.at'), q('paper.to'), q('paper.by'), q('col.id')],
  rows: papers.map((p) => [p.number, p.title, fullTime(p.at), p.to ?? '', p.by ?? '', p.matter]),
});

export const sourcesSheet = (sources: readonly SourceLine[], { q, say }: Words): Sheet => ({
  name: say('nav.sources'),
  head: [q('source.from'), q('facet.desk'), q('source.entries'), q('source.at'), q('source.state'), q('source.found')],
  rows: sources.map((s) => [
    s.isOwn ? q('sources.own') : s.from,
    s.desk,
    s.entries,
    s.isOwn ? '' : fullTime(s.importedAt),
    s.isWhole ? q('sources.whole') : q('sources.broken'),
    s.sentence,
  ]),
});
