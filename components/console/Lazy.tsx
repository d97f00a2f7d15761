// A room of the console that is loaded when it is entered, so that the first look does not wait for it.
import type { ComponentType } from 'preact';
import { useLoaded } from '@/components/ui/useLoaded';
import { Ready, type S } from './shell';

export const Lazy = <P extends object>({
  load,
  say,
  props,
}: {
  load: () => Promise<ComponentType<P>>;
  say: S;
  props: P;
}) => {
  const [loaded, again] = useLoaded(async () => ({ Room: await load() }), [load], 30_000);
  return (
    <Ready loaded={loaded} again={again} say={say}>
      {({ Room }) => <Room {...props} />}
    </Ready>
  );
};
