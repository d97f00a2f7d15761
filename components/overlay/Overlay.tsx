// The desktop overlay: what waits for the clerk, what is due, what was said today. Values in, clicks out; it takes no focus.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import type { OverlayView } from '@/lib/messages/views';
import { langTag, sayer } from '@/components/texts';
import { overlay as en } from '@/components/texts/en/overlay';
import { overlay as zh } from '@/components/texts/zh/overlay';
import { Waiting } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { markAt } from '@/components/ui/Deadline';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { Level } from '@/components/ui/Level';
import type { LevelMark } from '@/components/ui/marks';
import { Said } from '@/components/ui/Said';
import { clockTime, mmss, shortTime } from '@/components/ui/time';
import type { OverlayApi } from './api';
import { type Acts, Due, Know, type S, Second, Today, Todo } from './OverlayParts';
import { useOverlay } from './useOverlay';

const RANK = ['green', 'blue', 'yellow', 'orange', 'red'] as const;
const OK_MARK: LevelMark = { mark: 'green', word: '' };

interface OverlayProps {
  api: OverlayApi;
  /** The language before the worker has answered. */
  first: Language;
  /** What the small window shows already: it stands here at once. */
  known?: OverlayView | undefined;
}

export const Overlay = ({ api, first, known }: OverlayProps) => {
  const { view, away, again } = useOverlay(api, known);
  const [gone, setGone] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const language = view?.language ?? first;
  const say = sayer(language, { zh, en });
  useEffect(() => {
    // In a window of its own; the small window keeps its own title.
    const doc = root.current?.ownerDocument;
    if (doc && doc !== document) doc.title = say('overlay.title');
  }, [language]);
  const told = (work: Promise<{ ok: boolean }>): void => {
    setGone(false);
    void work.then(
      ({ ok }) => setGone(!ok),
      () => setGone(true),
    );
  };
  const acts: Acts = {
    open: (what, id) => told(api.open(what, id)),
    answer: (event, kind) => told(api.answer(event, kind)),
    check: () => void api.check().then(again, again),
  };
  return (
    <div class="ov" ref={root} lang={langTag(language)}>
      <Head view={view} away={away} say={say} acts={acts} again={again} />
      <main class="ovbody">
        {gone && (
          <p class="ovnote m2 f12" role="status">
            {say('overlay.gone')}
          </p>
        )}
        {view ? (
          <Body view={view} away={away !== undefined} say={say} acts={acts} />
        ) : (
          !away && <Waiting word={say('overlay.loading')} rows={5} />
        )}
      </main>
      <Foot view={view} say={say} />
    </div>
  );
};

interface HeadProps {
  view: OverlayView | undefined;
  away: number | undefined;
  say: S;
  acts: Acts;
  again: () => void;
}
const Head = ({ view, away, say, acts, again }: HeadProps) => {
  if (away !== undefined)
    return (
      <header class="ovhead">
        <Icon paths={ICONS.unplug} size={22} />
        <div class="grow" role="status">
          <h1>{say('overlay.away')}</h1>
          <p class="m2 f12">{view ? say('overlay.away.more', { at: clockTime(away) }) : say('overlay.away.none')}</p>
        </div>
        <Button size="small" onPress={again}>
          {say('overlay.retry')}
        </Button>
      </header>
    );
  if (view?.second)
    return (
      <header class="ovhead">
        <Level level={view.second.level} size={28} quiet />
        <div class="grow" role="alert">
          <h1>{say('second.title')}</h1>
          <p class="m2 f12">
            {view.second.from && (
              <>
                <Said text={say('second.from', { name: view.second.from })} max={30} /> ·{' '}
              </>
            )}
            <Left until={view.second.until} say={say} />
          </p>
        </div>
      </header>
    );
  const todo = view?.todo ?? [];
  const [strongest] = [...todo].sort((a, b) => RANK.indexOf(b.level.mark) - RANK.indexOf(a.level.mark));
  const opens = todo.find((item) => item.canOpen);
  // What waits comes first; the line to the packs' source is then told among the lines below.
  if (view?.line.state === 'away' && !strongest)
    return (
      <header class="ovhead">
        <Icon paths={ICONS.unplug} size={22} />
        <div class="grow" role="status">
          <h1>{say('overlay.offline')}</h1>
          {view.line.at !== undefined && (
            <p class="m2 f12">{say('overlay.offline.at', { at: shortTime(view.line.at) })}</p>
          )}
        </div>
        <Button size="small" onPress={acts.check}>
          {say('overlay.retry')}
        </Button>
      </header>
    );
  if (!view || !strongest)
    return (
      <header class="vh">
        <h1>{say('overlay.title')}</h1>
      </header>
    );
  const [due] = view.deadlines;
  return (
    <header class="ovhead">
      <Level level={strongest.level} size={28} quiet />
      <div class="grow" role="status">
        <h1>{say('overlay.todo', { n: todo.length })}</h1>
        <p class="m2 f12">
          {due ? (
            <Said text={say('overlay.next', { what: `${shortTime(due.due - 1).slice(0, 5)} ${due.what}` })} max={50} />
          ) : (
            say('overlay.nodue')
          )}
        </p>
      </div>
      {opens && (
        <Button size="small" onPress={() => acts.open('act', opens.event)}>
          {say('overlay.show')}
        </Button>
      )}
    </header>
  );
};

/** Minutes and seconds until a request lapses. */
const Left = ({ until, say }: { until: number; say: S }) => {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return <span class="nw">{say('second.left', { mmss: mmss(until - now) })}</span>;
};

const Body = ({ view, away, say, acts }: { view: OverlayView; away: boolean; say: S; acts: Acts }) => {
  if (view.second && !away) return <Second ask={view.second} say={say} acts={acts} />;
  const isQuiet = !view.todo.length && !view.know.length && !view.otherLogin && !away;
  const isCalm = isQuiet && !view.deadlines.some((one) => markAt(Date.now(), one.due, one));
  return (
    <div>
      {view.otherLogin && (
        <p class="ovnote">
          <Said text={say('overlay.other', { name: view.otherLogin })} max={160} />
        </p>
      )}
      <Rows
        title={say('overlay.sec.todo')}
        rows={view.todo.map((item) => <Todo key={item.event} item={item} say={say} acts={acts} />)}
      />
      <Rows
        title={say('overlay.sec.know')}
        rows={view.know
          .filter(({ kind }) => kind !== 'line' || view.todo.length > 0)
          .map((line) => <Know key={line.sentence} line={line} fault={say('overlay.sec.know')} />)}
      />
      {isCalm ? (
        <Quiet view={view} say={say} />
      ) : (
        <>
          <Rows
            title={say('overlay.sec.due')}
            rows={view.deadlines.map((item) => <Due key={item.id} item={item} say={say} acts={acts} />)}
          />
          <Rows
            title={say('overlay.sec.today')}
            rows={view.today.map((line) => <Today key={line.seq} line={line} />)}
          />
        </>
      )}
    </div>
  );
};

const Rows = ({ title, rows }: { title: string; rows: preact.ComponentChild[] }) =>
  rows.length > 0 ? (
    <section class="ovsec">
      <h2>{title}</h2>
      <ul>{rows}</ul>
    </section>
  ) : null;

/** A calm page, not an advert. */
const Quiet = ({ view, say }: { view: OverlayView; say: S }) => {
  const [due] = view.deadlines;
  return (
    <div class="ovquiet">
      <Level level={OK_MARK} size={42} quiet />
      <p class="w f16" role="status">
        {say('overlay.quiet')}
      </p>
      <p class="m2">{say('overlay.quiet.counts', { acts: view.counts.acts, flags: view.counts.flags })}</p>
      {due && (
        <p class="m2">
          <Said
            text={say('overlay.quiet.due', { date: shortTime(due.due - 1).slice(0, 5), what: due.matter ?? due.what })}
            max={60}
          />
        </p>
      )}
    </div>
  );
};

const Foot = ({ view, say }: { view: OverlayView | undefined; say: S }) =>
  view?.second ? (
    <footer class="ovfoot">{say('second.duty')}</footer>
  ) : (
    <footer class="ovfoot row">
      <i class="ovdot" data-on={(view?.counts.pages ?? 0) > 0} aria-hidden="true" />
      <span class="grow">{say('overlay.pages', { n: view?.counts.pages ?? 0 })}</span>
      <span>
        {view?.pack ? <Said text={say('overlay.pack', view.pack)} max={40} /> : view && say('overlay.nopack')}
      </span>
    </footer>
  );
