// The officer's morning: views above, facets at the side, the list, a preview with five verdicts. All of it by keyboard.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { QueueLine } from '@/lib/messages/office-views';
import type { QueueFilter, ReviewVerdict } from '@/lib/model';
import { Banner, Empty, Waiting } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Kbd } from '@/components/ui/Kbd';
import { goTo } from '../route';
import type { OfficeApi } from './api';
import { Bulk, Keys, KeySheet, KEYS } from './Dialogs';
import { Facets } from './Facets';
import { useKeys } from '../keys';
import { queueSheet } from './lists';
import { Preview } from './Preview';
import { Table } from './Table';
import { Tabs } from './Tabs';
import { dayEnd, dayStart, dateOf, Tokens } from './Tokens';
import { UndoBar, type Undoable } from './UndoBar';
import { useQueue } from './useQueue';
import { needsWords, VERDICTS } from './Verdict';
import { ownViews, systemViews, type SavedView } from './views';
import { wordOf, type Words } from './words';

const UNDO_MS = 10_000;
const BULK = 20;

export const QueuePage = ({ api, words }: { api: OfficeApi; words: Words }) => {
  const { q, say } = words;
  const [filter, setFilter] = useState<QueueFilter>({ facets: { stage: ['new', 'asked'] }, own: false });
  const [viewId, setViewId] = useState('mine');
  const [mine, setMine] = useState<SavedView[]>(ownViews);
  const [current, setCurrent] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<ReviewVerdict>();
  const [picked, setPicked] = useState<ReadonlyMap<string, QueueLine>>(new Map());
  const [bulk, setBulk] = useState<ReviewVerdict>();
  const [undoable, setUndoable] = useState<Undoable>();
  const [said, setSaid] = useState('');
  const [sheet, setSheet] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const facets = useRef<HTMLDivElement>(null);
  const list = useQueue(api, filter);
  const { office, view, lines } = list;
  const line = lines.get(current);
  const gravest = Math.max(0, ...(office?.levels.map((l) => l.severity) ?? []));
  const views = useMemo(() => [...systemViews(Date.now(), gravest), ...mine], [gravest, mine]);
  // Each is a pass over all matters: counted when the list or the views change, not at every key.
  const counts = useMemo(() => views.map((v) => api.count(v.filter)), [views, list.turn]);

  const show = (next: QueueFilter): void => {
    setFilter(next);
    setCurrent(0);
    setPicked(new Map());
    setChosen(undefined);
  };
  const choose = (chosenView: SavedView): void => {
    setViewId(chosenView.id);
    show(chosenView.filter);
  };
  const isMoved = useRef(false);
  const go = (step: number): void => {
    isMoved.current = true;
    setCurrent((at) => Math.max(0, Math.min((view?.total ?? 1) - 1, at + step)));
    setChosen(undefined);
  };
  useEffect(() => {
    // A list that changes under the search line, a filter or a sentence does not take the focus from there.
    const at = document.activeElement;
    const isFree = !at || at === document.body || at.matches('.queue th a');
    if (isMoved.current || isFree)
      document.querySelector<HTMLElement>('.queue tr[aria-selected="true"] th a')?.focus({ preventScroll: true });
    isMoved.current = false;
  }, [current, view]);

  async function give(matters: QueueLine[], verdict: ReviewVerdict, text?: string): Promise<void> {
    const done: Undoable['matters'] = [];
    for (const { id } of matters) {
      const result = await api.act({ do: 'verdict', matter: id, verdict, ...(text ? { text } : {}) });
      if (result.ok) done.push({ id, seq: result.seq });
      else setSaid(q('failed', { why: wordOf(q, 'why', result.why) }));
    }
    if (done.length) setUndoable({ matters: done, verdict, until: Date.now() + UNDO_MS });
    setChosen(undefined);
    setPicked(new Map());
    list.again();
  }
  async function undo(): Promise<void> {
    if (!undoable) return;
    setUndoable(undefined);
    for (const { id, seq } of undoable.matters) {
      const result = await api.act({ do: 'undo', matter: id, of: seq });
      setSaid(result.ok ? q('undone') : q('failed', { why: wordOf(q, 'why', result.why) }));
    }
    list.again();
  }
  const pick = (one: QueueLine): void => {
    if (one.own) return;
    const next = new Map(picked);
    if (!next.delete(one.id)) next.set(one.id, one);
    setPicked(next);
  };
  const extend = (step: number): void => {
    const both = [line, lines.get(current + step)].flatMap((one) => (one && !one.own ? [one] : []));
    setPicked(new Map([...picked, ...both.map((one): [string, QueueLine] => [one.id, one])]));
    go(step);
  };
  const judge = (verdict: ReviewVerdict): void => {
    if (picked.size > 0) {
      const all = [...picked.values()];
      const fits = all.length <= BULK && !needsWords(verdict) && all.every((l) => l.severity < gravest && !l.own);
      if (fits) setBulk(verdict);
      else setSaid(q('bulk.no'));
      return;
    }
    if (!line) return;
    if (line.own) setSaid(q('why.own_matter'));
    else if (needsWords(verdict)) {
      setOpen(true);
      setChosen(verdict);
    } else void give([line], verdict);
  };
  const takeNext = async (): Promise<void> => {
    for (const id of api.ids({ facets: { stage: ['new'] }, own: false }).slice(0, 20)) {
      const taken = await api.act({ do: 'take', matter: id });
      if (taken.ok) return goTo(`#/matter/${id}`);
    }
    setSaid(q('next.none'));
  };

  const handOut = async (): Promise<void> => {
    const ok = await api.handOut('queue', say('nav.queue'), [await queueSheet(api, filter, words)]).catch(() => false);
    if (!ok) setSaid(q('export.failed'));
  };

  useKeys({
    j: () => go(1),
    ArrowDown: () => go(1),
    k: () => go(-1),
    ArrowUp: () => go(-1),
    ' ': () => setOpen(!isOpen),
    Enter: () => line && goTo(`#/matter/${line.id}`),
    x: () => line && pick(line),
    'Shift+j': () => extend(1),
    'Shift+k': () => extend(-1),
    z: () => void undo(),
    f: () => facets.current?.querySelector<HTMLElement>('input')?.focus(),
    '/': () => search.current?.focus(),
    v: () => {
      const next = views[(views.findIndex((w) => w.id === viewId) + 1) % views.length];
      if (next) choose(next);
    },
    '?': () => setSheet(true),
    Escape: () => (isOpen ? setOpen(false) : setPicked(new Map())),
    ...Object.fromEntries(VERDICTS.map((verdict, i) => [String(i + 1), () => judge(verdict)])),
  });

  const title = <h1 class="vh">{say('nav.queue')}</h1>;
  if (list.failed)
    return (
      <>
        {title}
        <Banner
          level={{ mark: 'orange', word: say('fault') }}
          action={
            <Button size="small" onPress={list.reread}>
              {say('retry')}
            </Button>
          }
        >
          <p class="w">{say('failed')}</p>
          <p class="m2">{say('failed.more')}</p>
        </Banner>
      </>
    );
  if (office && !office.isOfficer)
    return (
      <div class="panelbox">
        {title}
        <Empty title={q('notofficer')}>
          {q('notofficer.more')} <a href="#/people">{q('signin')}</a>
        </Empty>
      </div>
    );
  if (!office || !view)
    return (
      <>
        {title}
        {list.reading && <p role="status">{q('reading', list.reading)}</p>}
        <Waiting word={say('loading')} rows={12} />
      </>
    );
  return (
    <div class="queuepage">
      {title}
      <Tabs
        views={views}
        counts={counts}
        chosen={viewId}
        own={mine}
        filter={filter}
        words={words}
        onChoose={choose}
        onOwn={setMine}
      />
      <div ref={facets}>
        <Facets view={view} office={office} filter={filter} words={words} onFilter={show} />
      </div>
      <div class="queuemain">
        <div class="filters">
          <label class="search">
            <Icon paths={PAGE_ICONS.search} size={14} />
            <input
              class="in"
              type="search"
              ref={search}
              value={filter.words ?? ''}
              placeholder={q('search')}
              aria-label={q('search')}
              maxLength={60}
              onInput={(e) => !e.isComposing && show({ ...filter, words: e.currentTarget.value })}
              onCompositionEnd={(e) => show({ ...filter, words: e.currentTarget.value })}
              onKeyDown={(e) => e.key === 'Escape' && e.currentTarget.blur()}
            />
          </label>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {q(`date.${end}`)}
              <input
                class="in"
                type="date"
                value={filter[end] === undefined ? '' : dateOf(filter[end])}
                onChange={(e) => {
                  const { [end]: _, ...rest } = filter;
                  const day = e.currentTarget.value;
                  show(day ? { ...rest, [end]: end === 'from' ? dayStart(day) : dayEnd(day) } : rest);
                }}
              />
            </label>
          ))}
          <span class="row ends">
            <span class="m" role="status">
              {picked.size > 0 ? q('pick.n', { n: picked.size }) : q('count', { n: view.total })}
            </span>
            <Button size="small" disabled={view.total === 0} onPress={() => void handOut()}>
              {q('export')}
            </Button>
            <Button size="small" onPress={() => void takeNext()}>
              {q('next')}
            </Button>
          </span>
          <Tokens filter={filter} office={office} words={words} onFilter={show} />
        </div>
        {view.total === 0 ? (
          <div class="panelbox">
            <Empty title={view.all === 0 ? q('empty') : q('nohit')}>
              {view.all === 0 ? (
                q('empty.more')
              ) : (
                <Button size="small" onPress={() => show({})}>
                  {q('tokens.clear')}
                </Button>
              )}
            </Empty>
          </div>
        ) : (
          <Table
            total={view.total}
            lines={lines}
            current={current}
            picked={new Set(picked.keys())}
            open={isOpen}
            words={words}
            onSee={list.see}
            onCurrent={(row) => {
              setOpen(row === current ? !isOpen : isOpen);
              setCurrent(row);
            }}
            onOpen={(one) => goTo(`#/matter/${one.id}`)}
            onPick={pick}
            preview={
              isOpen &&
              line && (
                <Preview
                  key={line.id}
                  line={line}
                  rates={api.rates(line.rule)}
                  read={api.matter}
                  words={words}
                  chosen={chosen}
                  barred={
                    line.own
                      ? q('why.own_matter')
                      : line.stage === 'new' || line.stage === 'asked'
                        ? undefined
                        : q('why.not_this_stage')
                  }
                  onChoose={setChosen}
                  onGive={(verdict, text) => void give([line], verdict, text)}
                />
              )
            }
          />
        )}
        <footer class="keys m f12">
          {KEYS.slice(0, 5).map(([keys, word]) => (
            <span key={word}>
              <Keys keys={keys} /> {q(word)}
            </span>
          ))}
          <button type="button" class="link" onClick={() => setSheet(true)}>
            <Kbd>?</Kbd> {q('keys.sheet')}
          </button>
          <span class="sp" />
          {q('keys.note')}
        </footer>
      </div>
      <div class="toast" role="status">
        {undoable ? (
          <UndoBar
            key={undoable.until}
            undoable={undoable}
            words={words}
            onUndo={() => void undo()}
            onGone={() => setUndoable(undefined)}
          />
        ) : (
          said && <span class="row">{said}</span>
        )}
      </div>
      {bulk && (
        <Bulk
          lines={[...picked.values()]}
          verdict={bulk}
          q={q}
          onClose={() => setBulk(undefined)}
          onGo={() => {
            setBulk(undefined);
            void give([...picked.values()], bulk);
          }}
        />
      )}
      {sheet && <KeySheet q={q} onClose={() => setSheet(false)} />}
    </div>
  );
};
