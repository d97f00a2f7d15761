// What every console page shares: words, faults, the frame around a load that may wait or fail.
import type { ComponentChildren } from 'preact';
import type { Say } from '@/components/texts';
import type { OwnKey } from '@/components/texts/zh/own';
import { Banner, Waiting } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import type { Loaded } from '@/components/ui/useLoaded';
import type { ConsoleApi } from './api';

export type S = Say<OwnKey>;
export interface PageProps {
  api: ConsoleApi;
  say: S;
}

/** Shows the content once it is there, and keeps it while it is read again. */
export const Ready = <T,>({
  loaded,
  again,
  say,
  children,
}: {
  loaded: Loaded<T>;
  again: () => void;
  say: S;
  children: (value: T) => ComponentChildren;
}) => {
  if (loaded.kind === 'failed')
    return (
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
    );
  return 'value' in loaded && loaded.value !== undefined ? (
    children(loaded.value)
  ) : (
    <Waiting word={say('loading')} rows={8} />
  );
};

export const Panel = ({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) => (
  <section class="panelbox">
    <header class="row">
      <h2>{title}</h2>
      {aside}
    </header>
    {children}
  </section>
);
