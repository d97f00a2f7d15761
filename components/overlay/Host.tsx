// The small window that opens the overlay with one click, and stands in for it where it is not there.
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import { langTag, sayer } from '@/components/texts';
import { overlay as en } from '@/components/texts/en/overlay';
import { overlay as zh } from '@/components/texts/zh/overlay';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Said } from '@/components/ui/Said';
import { clockTime } from '@/components/ui/time';
import type { Opener, OverlayApi } from './api';
import { Overlay } from './Overlay';
import type { S } from './OverlayParts';
import { useOverlay } from './useOverlay';

/** waiting: before the click · open: it stands · closed: the browser or the clerk closed it · window: there is none here. */
type Where = 'waiting' | 'open' | 'closed' | 'window';

interface HostProps {
  api: OverlayApi;
  opener: Opener;
  first: Language;
}

export const Host = ({ api, opener, first }: HostProps) => {
  const [where, setWhere] = useState<Where>('waiting');
  const { view } = useOverlay(api);
  const language = view?.language ?? first;
  const say = sayer(language, { zh, en });
  const standsIn = where === 'closed' || where === 'window';
  const Room = standsIn ? 'aside' : 'main';

  useEffect(() => {
    document.documentElement.lang = langTag(language);
    document.title = `${say(where === 'waiting' ? 'host.title' : `host.${where}`)} · ${say('brand')}`;
  }, [where, language]);

  const start = async (): Promise<void> => {
    const room = await opener
      .open(() => {
        setWhere('closed');
        opener.stands('window', document.visibilityState === 'hidden');
      })
      .catch(() => undefined);
    if (room) {
      render(<Overlay api={api} first={language} known={view} />, room);
      setWhere('open');
    } else setWhere('window');
    opener.stands(room ? 'pip' : 'window', false);
    await api.start(room ? 'pip' : 'window').catch(() => undefined);
  };

  return (
    <div class={`host is-${where}`} lang={langTag(language)}>
      <Room class="hosthead" aria-label={say('host.title')}>
        <Standing where={where} say={say} />
        {where === 'waiting' && (
          <p class="m2">
            {view?.clerk ? (
              <Said
                text={[view.clerk.name, view.clerk.unit, ...view.clerk.posts].filter(Boolean).join(' · ')}
                max={80}
              />
            ) : (
              view && say('host.nobody')
            )}
          </p>
        )}
        <div class="hostacts">
          {where !== 'open' && where !== 'window' && (
            <Button kind="primary" size={where === 'waiting' ? 'large' : 'normal'} onPress={() => void start()}>
              {say(where === 'waiting' ? 'host.start' : 'host.again')}
            </Button>
          )}
          <button type="button" class="as-link" onClick={() => api.visit('console.html#/people')}>
            {say('host.signIn')}
          </button>
          <button type="button" class="as-link" onClick={() => api.visit('card.html')}>
            {say('host.card')}
          </button>
          <button type="button" class="as-link" onClick={() => api.visit('console.html#/mine')}>
            {say('host.mine')}
          </button>
        </div>
        {view?.shift.since !== undefined && where !== 'waiting' && (
          <p class="m f12">{say('host.since', { at: clockTime(view.shift.since) })}</p>
        )}
      </Room>
      {standsIn && <Overlay api={api} first={language} known={view} />}
    </div>
  );
};

const Standing = ({ where, say }: { where: Where; say: S }) =>
  where === 'waiting' ? (
    <>
      <h1 class="brand">
        <Icon paths={PAGE_ICONS.rail} size={22} />
        {say('host.title')}
      </h1>
      <p class="m2">{say('host.lead')}</p>
    </>
  ) : (
    <div role="status">
      <h1 class="brand">
        <Icon paths={PAGE_ICONS[where === 'open' ? 'seal' : 'unplug']} size={22} />
        {say(`host.${where}`)}
      </h1>
      <p class="m2">{say(`host.${where}.more`)}</p>
    </div>
  );
