// The admin's room: one chunk of its own, with its words and styles.
import type { Language } from '@/lib/model';
import { sayer } from '@/components/texts';
import { admin as en } from '@/components/texts/en/admin';
import { admin as zh, type AdminKey } from '@/components/texts/zh/admin';
import '@/components/styles/admin.css';
import type { Route } from '../route';
import { Ready, type S } from '../shell';
import { useLoaded } from '@/components/ui/useLoaded';
import type { AdminApi } from './api';
import { Library } from './Library';
import { Packs } from './Packs';
import { RuleEditor } from './RuleEditor';
import type { A } from './words';

export type AdminRoute = Extract<Route, { name: 'library' | 'rules' | 'packs' }>;
export interface AdminProps {
  api: AdminApi;
  language: Language;
  say: S;
  a: A;
}

const TITLES = { library: 'lib.title', rules: 'ed.title', packs: 'pk.title' } as const satisfies Record<
  AdminRoute['name'],
  AdminKey
>;

export const AdminRoom = ({
  route,
  load,
  language,
  say,
}: {
  route: AdminRoute;
  load: () => Promise<AdminApi>;
  language: Language;
  say: S;
}) => {
  const [loaded, again] = useLoaded(async () => ({ api: await load() }), [load], 30_000);
  const a = sayer(language, { zh, en });
  return (
    <>
      {loaded.kind === 'failed' && <h1>{a(TITLES[route.name])}</h1>}
      <Ready loaded={loaded} again={again} say={say}>
        {({ api }) => {
          const props = { api, language, say, a };
          switch (route.name) {
            case 'library':
              return <Library {...props} {...(route.id ? { chosen: route.id } : {})} />;
            case 'packs':
              return <Packs {...props} />;
            case 'rules':
              return (
                <RuleEditor
                  {...props}
                  {...(route.pack && route.id ? { chosen: { pack: route.pack, id: route.id } } : {})}
                />
              );
          }
        }}
      </Ready>
    </>
  );
};
