import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Waiting } from '@/components/ui/Banner';

/** A page that is loaded when somebody goes there: the console's first look does not carry it. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P & { waiting: string }> {
  let known: ComponentType<P> | undefined;
  return ({ waiting, ...props }) => {
    const [Page, setPage] = useState(() => known);
    const [fault, setFault] = useState<unknown>();
    useEffect(() => {
      void load().then(
        (page) => {
          known = page;
          setPage(() => page);
        },
        (why: unknown) => setFault(() => why),
      );
    }, []);
    if (fault) throw fault;
    return Page ? <Page {...(props as unknown as P)} /> : <Waiting word={waiting} rows={8} />;
  };
}
