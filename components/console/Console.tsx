// The console's frame: brand, language and appearance above, rooms at the side, one page.
import { useEffect, useState } from 'preact/hooks';
import type { Language } from '@/lib/model';
import { langTag, sayer } from '@/components/texts';
import { own as en } from '@/components/texts/en/own';
import { learning as learningEn } from '@/components/texts/en/learning';
import { queue as queueEn } from '@/components/texts/en/queue';
import { own as zh, type OwnKey } from '@/components/texts/zh/own';
import { learning as learningZh, type LearningKey } from '@/components/texts/zh/learning';
import { queue as queueZh } from '@/components/texts/zh/queue';
import { Icon } from '@/components/ui/Icon';
import { PAGE_ICONS } from '@/components/ui/page-icons';
import { Segmented } from '@/components/ui/Segmented';
import { LearningPage } from '@/components/learning/Learning';
import { PassesPage } from '@/components/learning/Passes';
import type { L } from '@/components/learning/Question';
import type { AdminApi } from './admin/api';
import type { ConsoleApi } from './api';
import { Case } from './Case';
import { FlagDetail } from './FlagDetail';
import { FlagList } from './FlagList';
import { Hosts } from './Hosts';
import { Lazy } from './Lazy';
import { Mine } from './Mine';
import { People } from './People';
import { ProofPage } from './ProofPage';
import type { OfficeApi } from './queue/api';
import { QueuePage } from './queue/Queue';
import type { Q } from './queue/words';
import { useRoute, type Route } from './route';
import type { PageProps } from './shell';

const reportRoom = () => import('./report/Report').then((room) => room.Report);
const samplesRoom = () => import('./report/Samples').then((room) => room.Samples);
const papersRoom = () => import('./queue/Papers').then((room) => room.Papers);
const sourcesRoom = () => import('./queue/Sources').then((room) => room.Sources);
const letterRoom = () => import('./queue/LetterPage').then((room) => room.LetterPage);
const matterRoom = () => import('./queue/MatterPage').then((room) => room.MatterPage);

type Theme = 'auto' | 'light' | 'dark';
const THEMES: Theme[] = ['auto', 'light', 'dark'];
const THEME_KEY = 'hulan:theme';

const ROOMS: {
  title: OwnKey;
  pages: {
    hash: string;
    title: OwnKey | Extract<LearningKey, `nav.${string}`>;
    names: Route['name'][];
    icon: keyof typeof PAGE_ICONS;
  }[];
}[] = [
  {
    title: 'nav.review',
    pages: [
      { hash: '#/queue', title: 'nav.queue', names: ['queue', 'matter'], icon: 'inbox' },
      { hash: '#/papers', title: 'nav.papers', names: ['papers', 'letter'], icon: 'note' },
      { hash: '#/samples', title: 'nav.samples', names: ['samples'], icon: 'check' },
      { hash: '#/sources', title: 'nav.sources', names: ['sources'], icon: 'upload' },
      { hash: '#/passes', title: 'nav.passes', names: ['passes'], icon: 'check' },
      { hash: '#/flags', title: 'nav.flags', names: ['flags', 'flag'], icon: 'list' },
      { hash: '#/mine', title: 'nav.mine', names: ['mine', 'case'], icon: 'file' },
      { hash: '#/learning', title: 'nav.learning', names: ['learning'], icon: 'book' },
    ],
  },
  {
    title: 'nav.rules',
    pages: [
      { hash: '#/packs', title: 'nav.packs', names: ['packs'], icon: 'box' },
      { hash: '#/rules', title: 'nav.editor', names: ['rules'], icon: 'checklist' },
      { hash: '#/library', title: 'nav.library', names: ['library'], icon: 'library' },
    ],
  },
  {
    title: 'nav.analysis',
    pages: [{ hash: '#/report', title: 'nav.report', names: ['report'], icon: 'chart' }],
  },
  {
    title: 'nav.settings',
    pages: [
      { hash: '#/people', title: 'nav.people', names: ['people'], icon: 'user' },
      { hash: '#/hosts', title: 'nav.hosts', names: ['hosts'], icon: 'globe' },
      { hash: '#/proof', title: 'nav.proof', names: ['proof'], icon: 'seal' },
    ],
  },
];

const adminRoom = () => import('./admin').then((room) => room.AdminRoom);
interface Rooms extends PageProps {
  route: Route;
  office: OfficeApi;
  admin: () => Promise<AdminApi>;
  language: Language;
  q: Q;
  l: L;
}
const Page = ({ route, office, admin, language, q, l, ...p }: Rooms) => {
  const words = { say: p.say, q, language };
  switch (route.name) {
    case 'queue':
      return <QueuePage api={office} words={words} />;
    case 'sources':
      return <Lazy load={sourcesRoom} say={p.say} props={{ api: office, words }} />;
    case 'papers':
      return <Lazy load={papersRoom} say={p.say} props={{ api: office, words }} />;
    case 'samples':
      return <Lazy load={samplesRoom} say={p.say} props={{ api: office, say: p.say, q, language }} />;
    case 'report':
      return <Lazy load={reportRoom} say={p.say} props={{ api: office, say: p.say, language, month: route.month }} />;
    case 'letter':
      return <Lazy load={letterRoom} say={p.say} props={{ api: office, words, seq: route.seq }} />;
    case 'matter':
      return <Lazy load={matterRoom} say={p.say} props={{ api: office, words, id: route.id }} />;
    case 'flags':
      return <FlagList {...p} />;
    case 'flag':
      return <FlagDetail {...p} seq={route.seq} />;
    case 'case':
      return <Case {...p} seq={route.seq} />;
    case 'mine':
      return <Mine {...p} />;
    case 'learning':
      return <LearningPage api={p.api.learning} frame={p.say} say={l} />;
    case 'passes':
      return <PassesPage api={office} words={words} say={l} />;
    case 'people':
      return <People {...p} />;
    case 'hosts':
      return <Hosts {...p} />;
    case 'proof':
      return <ProofPage {...p} />;
    case 'library':
    case 'packs':
    case 'rules':
      return <Lazy load={adminRoom} say={p.say} props={{ route, load: admin, language, say: p.say }} />;
  }
};

const keptTheme = (): Theme => THEMES.find((t) => t === localStorage.getItem(THEME_KEY)) ?? 'auto';

/** `first`: the language before the worker has answered. */
export const Console = ({
  api,
  office,
  admin,
  first,
}: {
  api: ConsoleApi;
  office: OfficeApi;
  /** Loaded when one of the admin's pages is opened. */
  admin: () => Promise<AdminApi>;
  first: Language;
}) => {
  const [language, setLanguage] = useState(first);
  const [theme, setTheme] = useState<Theme>(keptTheme);
  const route = useRoute();
  const say = sayer(language, { zh, en });
  const q = sayer(language, { zh: queueZh, en: queueEn });
  const l = sayer(language, { zh: learningZh, en: learningEn });
  const titleOf = (title: (typeof ROOMS)[number]['pages'][number]['title']): string =>
    title === 'nav.learning' || title === 'nav.passes' ? l(title) : say(title);

  useEffect(() => {
    void api.settings({}).then(
      (s) => setLanguage(s.language),
      () => undefined,
    );
  }, [api]);
  useEffect(() => {
    document.documentElement.lang = langTag(language);
    document.title = say('brand');
  }, [language]);
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    localStorage.setItem(THEME_KEY, theme);
  }, [theme]);
  const speak = (next: Language): void => {
    setLanguage(next);
    void api.settings({ language: next }).catch(() => undefined);
  };

  return (
    <div class="app" lang={langTag(language)}>
      <header class="top">
        <span class="brand">
          <Icon paths={PAGE_ICONS.rail} size={22} />
          {say('brand')}
        </span>
        <span class="sp" />
        <Segmented
          name="theme"
          label={say('theme')}
          value={theme}
          options={THEMES.map((t) => ({ value: t, word: say(`theme.${t}`) }))}
          onPick={setTheme}
        />
        <Segmented
          name="language"
          label="语言 / Language"
          value={language}
          options={[
            { value: 'zh', word: '中文' },
            { value: 'en', word: 'English' },
          ]}
          onPick={speak}
        />
      </header>
      <nav class="nav" aria-label={say('nav.main')}>
        {ROOMS.map((room) => (
          <div key={room.title}>
            <h2 class="navhead">{say(room.title)}</h2>
            <ul>
              {room.pages.map((page) => (
                <li key={page.hash}>
                  <a
                    href={page.hash}
                    aria-current={page.names.includes(route.name) ? 'page' : undefined}
                    title={titleOf(page.title)}
                  >
                    <Icon paths={PAGE_ICONS[page.icon]} />
                    <span>{titleOf(page.title)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main class="main">
        <Page
          key={`${route.name}${language}`}
          route={route}
          api={api}
          office={office}
          admin={admin}
          language={language}
          say={say}
          q={q}
          l={l}
        />
      </main>
    </div>
  );
};
