// The clerk's glance: this page, today, and what works or does not. Values in, clicks out.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Language, LevelMark } from '@/lib/model';
import type { PopupPage, PopupView } from '@/lib/messages/views';
import { langTag, sayer, type Say } from '@/components/texts';
import { popup as en } from '@/components/texts/en/popup';
import { popup as zh, type PopupKey } from '@/components/texts/zh/popup';
import { Banner, Waiting } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { TimeLeft } from '@/components/ui/Deadline';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { clockTime } from '@/components/ui/time';
import { cut } from '@/components/ui/cut';
import { useLoaded } from '@/components/ui/useLoaded';
import type { PopupApi } from '@/components/console/api';

type S = Say<PopupKey>;

interface Status {
  title: string;
  more: string;
  level?: LevelMark;
  icon?: keyof typeof PAGE_ICONS;
}

/** An operational fault that somebody must act on carries a mark; everything else is ink. */
const statusOf = (view: PopupView, say: S): Status => {
  const fault: LevelMark = { mark: 'orange', word: say('fault') };
  const unreachable = view.know.find(({ kind }) => kind === 'unreachable');
  if (unreachable) return { title: unreachable.sentence, more: unreachable.more, level: fault };
  if (view.journal.state === 'failing')
    return { title: say('popup.journal'), more: say('popup.journal.more'), level: fault };
  if (view.journal.unlike) return { title: say('popup.journal.unlike'), more: view.journal.unlike, level: fault };
  const refused = view.know.find(({ kind }) => kind === 'source_refused');
  if (refused) return { title: refused.sentence, more: refused.more, level: fault };
  if (view.refused.length > 0) return { title: say('popup.refused'), more: say('popup.refused.more'), level: fault };
  return pageStatus(view.page, say);
};

const pageStatus = (page: PopupPage, say: S): Status => {
  switch (page.kind) {
    case 'out':
      return { title: say('popup.out'), more: say('popup.out.more'), icon: 'eyeOff' };
    case 'not_allowed':
      return {
        title: say('popup.not_allowed'),
        more: say('popup.not_allowed.more', { host: cut(page.host, 60) }),
        icon: 'unplug',
      };
    case 'degraded':
      return {
        title: cut(page.page ?? page.system, 60),
        more: say('popup.degraded', { fieldsRead: page.fieldsRead, fieldsNamed: page.fieldsNamed }),
        level: { mark: 'yellow', word: say('fault') },
      };
    case 'unrecognised':
      return { title: cut(page.system, 60), more: say('popup.unrecognised'), icon: 'unplug' };
    case 'recognised':
      return {
        title: cut(page.page ?? page.system, 60),
        more: say('popup.recognised', {
          page: cut(page.system, 40),
          fieldsRead: page.fieldsRead,
          fieldsNamed: page.fieldsNamed,
        }),
        icon: 'seal',
      };
  }
};

const Line = ({ children }: { children: ComponentChildren }) => <li class="ln">{children}</li>;

const Body = ({ view, api, say, again }: { view: PopupView; api: PopupApi; say: S; again: () => void }) => {
  const [denied, setDenied] = useState(false);
  const [refused, setRefused] = useState<'post' | 'page'>();
  const teach = async (): Promise<void> => {
    const done = await api.teachHere().catch(() => ({ ok: false, why: 'page' }) as const);
    setRefused(done.ok ? undefined : done.why);
  };
  const status = statusOf(view, say);
  // What cannot be read is not said to be nothing.
  const isKept = view.journal.state !== 'unreachable';
  // What has a place of its own above is not said twice.
  const know = view.know.filter(({ kind }) => kind === 'line' || kind === 'pack_old');
  const allow = async (): Promise<void> => {
    const ok = await api.allowHosts(view.hostsMissing).catch(() => false);
    setDenied(!ok);
    if (!ok) return;
    await api.hosts().catch(() => undefined);
    again();
  };
  return (
    <>
      <div class="st">
        {status.level ? (
          <Level level={status.level} size={32} quiet />
        ) : (
          <Icon paths={PAGE_ICONS[status.icon ?? 'note']} size={28} />
        )}
        <div>
          <p class="w f14">
            <Said text={status.title} max={80} />
          </p>
          <p class="m2">{status.more}</p>
        </div>
      </div>
      {view.hostsMissing.length > 0 && (
        <section class="sec">
          <ul>
            {view.hostsMissing.slice(0, 5).map((h) => (
              <Line key={h}>
                <span class="n">
                  <Said text={h} max={60} />
                </span>
              </Line>
            ))}
          </ul>
          <Button kind="primary" onPress={() => void allow()}>
            {say('popup.allow')}
          </Button>
          {denied && (
            <p class="m2 f12" role="status">
              {say('hosts.denied')}
            </p>
          )}
        </section>
      )}
      {view.refused.length > 0 && (
        <section class="sec">
          <ul>
            {view.refused.slice(0, 3).map((r, i) => (
              <Line key={i}>
                <Icon paths={PAGE_ICONS.note} />
                <span>
                  <Said text={r.sentence} max={120} />
                </span>
              </Line>
            ))}
          </ul>
        </section>
      )}
      {isKept && (
        <section class="sec" aria-labelledby="flags">
          <h2 id="flags">{say('popup.flags')}</h2>
          {view.flags.length === 0 ? (
            <p class="m2">{say('popup.noflags')}</p>
          ) : (
            <ul>
              {view.flags.slice(0, 5).map((f) => (
                <Line key={f.seq}>
                  <Level level={f.level} quiet />
                  <button type="button" class="as-link grow" onClick={() => api.open(`#/flags/${f.seq}`)}>
                    <Said text={f.sentence} max={60} />
                  </button>
                  <span class="m f12">{clockTime(f.at)}</span>
                </Line>
              ))}
            </ul>
          )}
        </section>
      )}
      {view.deadlines.length > 0 && (
        <section class="sec">
          <h2>{say('popup.due')}</h2>
          <ul>
            {view.deadlines.slice(0, 4).map((d) => (
              <Line key={d.id}>
                <span class="grow">
                  <Said text={d.matter ? `${d.what} · ${d.matter}` : d.what} max={60} />
                </span>
                <TimeLeft at={d.due} turns={d} say={say} />
              </Line>
            ))}
          </ul>
        </section>
      )}
      {know.length > 0 && (
        <section class="sec">
          <h2>{say('popup.know')}</h2>
          <ul>
            {know.map((line) => (
              <Line key={line.sentence}>
                {line.mark ? (
                  <Level level={{ mark: line.mark, word: say('fault') }} quiet />
                ) : (
                  <Icon paths={PAGE_ICONS.unplug} />
                )}
                <span class="grow">
                  <Said text={line.sentence} max={80} />
                </span>
              </Line>
            ))}
          </ul>
        </section>
      )}
      {isKept && (
        <dl class="sum">
          {(
            [
              ['acts', 'popup.acts'],
              ['flags', 'popup.count'],
              ['waiting', 'popup.waiting'],
            ] as const
          ).map(([key, word]) => (
            <div key={key}>
              <dt class="m f12">{say(word)}</dt>
              <dd>{view.today[key]}</dd>
            </div>
          ))}
        </dl>
      )}
      {view.gaps.length > 0 && (
        <section class="sec">
          <h2>{say('popup.gaps')}</h2>
          <ul>
            {view.gaps.slice(0, 3).map((g) => (
              <Line key={g.seq}>
                <Icon paths={PAGE_ICONS.unplug} />
                <span class="grow">
                  <Said text={g.text} max={80} />
                </span>
                <span class="m f12">{clockTime(g.at)}</span>
              </Line>
            ))}
          </ul>
        </section>
      )}
      <div class="acts">
        <Button kind="primary" onPress={api.openOverlay}>
          {say('popup.overlay')}
        </Button>
        <Button onPress={() => api.visit('card.html')}>{say('popup.card')}</Button>
        <Button onPress={() => api.open('#/mine')}>{say('popup.mine')}</Button>
        <Button onPress={() => api.open('#/flags')}>{say('popup.review')}</Button>
        <p class="m2 f12">{say(`popup.reach.${view.reach}`)}</p>
        <div class="links">
          <button type="button" class="as-link" onClick={() => api.open('#/learning')}>
            {say('popup.learning')}
          </button>
          <button type="button" class="as-link" onClick={() => api.open('#/people')}>
            {say('popup.people')}
          </button>
          <button type="button" class="as-link" onClick={() => api.open('#/hosts')}>
            {say('popup.hosts')}
          </button>
          {view.mayTeach && (
            <button type="button" class="as-link" onClick={() => void teach()}>
              {say('popup.teach')}
            </button>
          )}
        </div>
        {refused && (
          <p class="m2 f12" role="status">
            {say(`teach.refused.${refused}`)}
          </p>
        )}
      </div>
    </>
  );
};

/** `first`: the language before the worker has answered. */
export const Popup = ({ api, first }: { api: PopupApi; first: Language }) => {
  const [loaded, again] = useLoaded(() => api.popup(), []);
  const view = 'value' in loaded ? loaded.value : undefined;
  const language = view?.language ?? first;
  const say = sayer(language, { zh, en });
  const swap = async (): Promise<void> => {
    await api.settings({ language: language === 'zh' ? 'en' : 'zh' }).catch(() => undefined);
    again();
  };
  return (
    <main class="popup" lang={langTag(language)}>
      <header>
        <h1 class="brand">
          <Icon paths={PAGE_ICONS.rail} size={22} />
          {say('brand')}
        </h1>
        <span class="m f12">
          {view?.clerk ? (
            <>
              <Said text={view.clerk.name} max={20} />
              {view.clerk.unit && (
                <>
                  {' '}
                  · <Said text={view.clerk.unit} max={20} />
                </>
              )}
            </>
          ) : (
            say('none.person')
          )}
        </span>
      </header>
      {view ? (
        <Body view={view} api={api} say={say} again={again} />
      ) : loaded.kind === 'failed' ? (
        <div class="sec">
          <Banner
            level={{ mark: 'orange', word: say('fault') }}
            action={
              <Button size="small" onPress={again}>
                {say('retry')}
              </Button>
            }
          >
            <p class="w">{say('failed')}</p>
            <p class="m2">{say('failed.more')}</p>
          </Banner>
        </div>
      ) : (
        <div class="sec">
          <Waiting word={say('loading')} rows={5} />
        </div>
      )}
      <footer>
        <span class="grow">
          {view &&
            (view.packs.length === 0
              ? say('popup.nopack')
              : view.packs.map((p) => (
                  <span key={p.id} class="blk">
                    {say('popup.pack', { title: cut(p.title, 24), version: p.version })}
                  </span>
                )))}
          {view && view.journal.state !== 'unreachable' && (
            <span class="blk">
              {say('popup.entries', { n: view.journal.entries.toLocaleString('en-US') })} ·{' '}
              {say('popup.desk', { id: cut(view.desk, 16) })}
            </span>
          )}
        </span>
        <button
          type="button"
          class="as-link"
          lang={langTag(language === 'zh' ? 'en' : 'zh')}
          onClick={() => void swap()}
        >
          {say('language.other')}
        </button>
      </footer>
    </main>
  );
};
