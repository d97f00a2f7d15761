// A lesson's first moment: the frame people work in, what is known of its page, and names to begin with.
import { pageChoices } from '@/lib/adapters/teach';
import type { Setup } from '@/lib/model';
import type { Framed } from './frames';
import { takenPages } from './lesson';
import type { State, TeachDesk } from './lesson';
import { recognisedBy } from './sources';

/** A skeleton of the page that was stored before. */
export interface Snapshot {
  page: string;
  url: URL;
  doc: Document;
}

export function firstState(frames: readonly Framed[], desk: TeachDesk, snapshots: readonly Snapshot[]): State {
  const size = ({ win }: Framed): number => win.innerWidth * win.innerHeight * (win.document.body ? 1 : 0);
  const frame =
    [...frames]
      .filter(({ doc }) => doc.querySelector('body'))
      .sort((a, b) => weight(b) - weight(a) || size(b) - size(a))[0] ?? frames[0];
  if (!frame) throw new Error('the top frame is always there');
  const start: State = {
    step: 'page',
    setup: setupOf(frame, desk),
    frame,
    pages: { list: [], taken: new Set() },
    own: [],
    fields: new Map(),
    bulk: false,
  };
  return withPages(start, snapshots);
}

function setupOf(frame: Framed, { adapter, language }: TeachDesk): Setup {
  // A page that is known is taught anew under its own id: two that fit the same would be one too many.
  const was = adapter && recognisedBy(adapter, { doc: frame.doc, url: frame.url, frame: frame.name });
  const known = was?.kind === 'page' ? adapter?.pages.find(({ id }) => id === was.page) : undefined;
  const last = frame.url.pathname.split('/').filter(Boolean).pop() ?? '';
  return {
    system:
      adapter?.system ??
      slug(frame.url.hostname.replace(/^\d+\.\d+\.\d+\.\d+$/, `host-${frame.url.port || '80'}`), 'system'),
    systemTitle: adapter?.title[language] ?? frame.url.host,
    page: known?.id ?? slug(last.replace(/\.\w+$/, '').replace(/\d+/g, ''), 'page'),
    pageTitle: known?.title[language] ?? headingOf(frame.doc),
    action: '',
    ownKey: 'matter.submit',
    ownTitle: '',
    what: '',
    done: language === 'zh' ? '提交' : 'submitted',
  };
}

/** By what the page of this frame may be known. */
export function withPages(next: State, snapshots: readonly Snapshot[]): State {
  const { doc, url, name } = next.frame;
  const list = pageChoices({ doc, url, frame: name, page: next.setup.page, snapshots });
  return { ...next, pages: { list, taken: takenPages(list) } };
}

/** The frame people work in: most controls first. */
const weight = ({ doc }: Framed): number =>
  Math.min(doc.querySelectorAll('input:not([type=hidden]),select,textarea').length, 40);

const slug = (text: string, fallback: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(\d)/, 's-$1')
    .slice(0, 40) || fallback;

function headingOf(doc: Document): string {
  for (const el of doc.querySelectorAll('h1,h2,h3,h4,title')) {
    const text = el.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    if (text && text.length <= 30 && !/\d{3}/.test(text)) return text.split(' - ')[0] ?? text;
  }
  return '';
}
