// Imports point down (docs/architecture.md). Each rule's comment says where the code belongs: move the code, do not widen the rule.
const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: to, dependencyTypesNot: ['core'] },
});
const never = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to,
});

const MODEL = '^lib/model/';
/** Words that both worlds say, without a schema. */
const WORDS = ['^lib/model/view\\.ts$', '^lib/messages/said\\.ts$'];
const own = (room) => `^lib/${room}/`;
const PACKAGES = (...names) => names.map((name) => `^node_modules/(${name})(/|$)`);
const PREACT = PACKAGES('preact', '@preact/[^/]+');
const PURE = ['adapters', 'rules', 'packs', 'journal', 'review', 'learning', 'messages'];

/** Libraries each pure room may use besides the model. */
const PURE_LIBRARIES = {
  adapters: [],
  rules: [],
  // A pack is checked with what the rules know: operators, reach of an action, calendar days.
  packs: [own('rules'), ...PACKAGES('zod', '@marcbachmann/cel-js', 'yaml', 'fflate')],
  journal: PACKAGES('zod', 'fflate'),
  review: PACKAGES('zod'),
  // The day of a card and the quarter of a quiz are the calendar's; papers are drawn by the rules' hash.
  learning: [own('rules')],
  messages: PACKAGES('zod'),
};

module.exports = {
  forbidden: [
    {
      name: 'unresolvable',
      severity: 'error',
      comment:
        'An import that cannot be found hides everything behind it: mend the path or the alias in tsconfig.json.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|wxt/)' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment:
        'Two files that need each other hold one concept: put it in one file, or give the shared part a file of its own.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only(
      'model-knows-nothing',
      MODEL,
      [MODEL, ...PACKAGES('zod')],
      'The vocabulary knows no room. What needs another room belongs into that room.',
    ),
    ...PURE.map((room) =>
      only(
        `${room}-is-pure`,
        own(room),
        [own(room), MODEL, ...PURE_LIBRARIES[room]],
        `lib/${room} takes values and gives values: no browser, no store, no other room. Code that joins rooms belongs in lib/watch (page) or lib/guard (worker).`,
      ),
    ),
    never(
      'page-core-without-values',
      '^lib/(adapters|rules)/',
      { path: [...PACKAGES('zod'), MODEL], dependencyTypesNot: ['type-only'] },
      'This runs in foreign pages within 15 KB: import the model as types only. Schemas parse at the doors (worker, hub, tools).',
    ),
    only(
      'watch-stays-in-the-page',
      own('watch'),
      [own('watch'), own('adapters'), own('rules'), own('messages'), own('platform'), MODEL],
      'lib/watch is the page side: adapters, rules, messages, platform. What needs the store, history or packs belongs in lib/guard, behind a message.',
    ),
    only(
      'teach-stays-in-the-page',
      own('teach'),
      [own('teach'), own('adapters'), '^lib/journal/zip\\.ts$', own('messages'), own('platform'), MODEL],
      'lib/teach is a lesson in a page: adapters, and the archive its sources leave in. What the desk knows comes by message.',
    ),
    never(
      'watch-without-schemas',
      own('watch'),
      { path: [...PACKAGES('zod'), MODEL, own('messages')], pathNot: WORDS, dependencyTypesNot: ['type-only'] },
      'The watcher imports types only: a schema here would put zod into every frame. Parse in the worker.',
    ),
    ...['guard', 'sync'].map((room) =>
      only(
        `${room}-stays-in-the-worker`,
        own(room),
        [
          own(room),
          ...['rules', 'packs', 'journal', 'evidence', 'review', 'learning', 'store', 'messages', 'platform'].map(own),
          MODEL,
          ...PACKAGES('zod'),
        ],
        `lib/${room} is the worker side: it never touches a document or a component. Page code belongs in lib/watch, screens in components.`,
      ),
    ),
    only(
      'evidence-reads-the-journal',
      own('evidence'),
      [own('evidence'), own('journal'), own('store'), MODEL],
      'lib/evidence joins journal and store for whoever reads a journal as a whole (worker or console). Deciding and answering belong in lib/guard.',
    ),
    only(
      'office-reads-for-officers',
      own('office'),
      [own('office'), ...['review', 'journal', 'evidence', 'store', 'messages'].map(own), MODEL],
      'lib/office is the officers\u2019 side in their own page: it reads and counts. Deeds go to the worker by message.',
    ),
    never(
      'parsers-stay-with-authors',
      '^(components|entrypoints/(?!console/admin[.]ts$)|lib/(?!author/|packs/build/))',
      { path: ['^lib/author/', '^lib/packs/build/'], dependencyTypesNot: ['type-only'] },
      'Sources and conditions are parsed where packs are built and on the admin\u2019s own pages, never in worker or foreign pages.',
    ),
    only(
      'author-writes-rules',
      own('author'),
      [
        own('author'),
        ...['packs', 'rules', 'review', 'messages'].map(own),
        MODEL,
        ...PACKAGES('zod', 'yaml', 'fflate'),
      ],
      'lib/author is the rule author\u2019s side: sources in, views and changed sources out. It keeps nothing and asks nobody.',
    ),
    only(
      'store-knows-dexie-only',
      own('store'),
      [own('store'), '^lib/journal/lines[.]ts$', MODEL, ...PACKAGES('dexie')],
      // A sealed segment is what an export hands out as it is: its form is the journal's.
      'lib/store keeps rows and answers declared queries. Meaning belongs in journal, review or guard.',
    ),
    never(
      'dexie-lives-in-store',
      '^(entrypoints|components|lib/(?!store/)|hub)',
      { path: PACKAGES('dexie') },
      'Only lib/store knows Dexie: declare the query there and call it.',
    ),
    only(
      'platform-touches-the-browser',
      own('platform'),
      [own('platform'), MODEL, own('messages'), ...PACKAGES('wxt', 'webextension-polyfill')],
      'lib/platform wraps the browser and speaks the message table, nothing else.',
    ),
    never(
      'browser-lives-in-platform',
      '^(components|lib/(?!platform/)|hub)',
      { path: ['^node_modules/(wxt|webextension-polyfill)(/|$)', '^wxt/browser'] },
      'Only lib/platform and the wiring in entrypoints touch browser.*: take what you need as a dependency.',
    ),
    only(
      'ui-is-atoms',
      '^components/ui/',
      ['^components/(ui|styles)/', ...PREACT, ...PACKAGES('@floating-ui/[^/]+')],
      'components/ui has no domain words: what knows a flag or a rule belongs in components/reminder or components/console.',
    ),
    only(
      'components-show-values',
      '^components/(?!ui/)',
      [
        '^components/',
        '^lib/messages/views[.]ts$',
        '^lib/messages/day-views[.]ts$',
        '^lib/messages/office-views[.]ts$',
        '^lib/messages/learning-views[.]ts$',
        '^lib/messages/admin-views[.]ts$',
        '^lib/messages/pack-words[.]ts$',
        MODEL,
        ...PREACT,
        ...PACKAGES('@floating-ui/[^/]+'),
      ],
      'Components get values and callbacks: fetching, deciding and storing belong in lib, wiring in entrypoints.',
    ),
    never(
      'entrypoints-are-roots',
      '^(components|lib|hub|tools|practice|bench)/',
      { path: '^entrypoints/' },
      'Nothing imports an entrypoint: move the shared part down into lib or components.',
    ),
    only(
      'hub-uses-the-core',
      '^hub/(?!console/)',
      ['^hub/', ...['rules', 'journal', 'packs', 'review'].map(own), MODEL, '^node_modules/'],
      'The hub shares the pure core only. Browser code stays in the extension.',
    ),
    never(
      'tools-use-the-core',
      '^tools/',
      { path: '^(entrypoints|components|hub|lib/(watch|guard|sync|store|platform))/' },
      'The command line works on the pure core (adapters, rules, packs, journal, review): move the logic there.',
    ),
    never(
      'practice-knows-nothing-of-us',
      '^practice/',
      { path: '^(entrypoints|components|lib|hub|packs)/' },
      "The practice systems are somebody else's pages: they must not know Hulan.",
    ),
    never(
      'product-without-tests',
      '^(entrypoints|components|lib|hub)/',
      { path: '^(tests|bench|practice)/' },
      'The product never imports its tests, benches or practice systems.',
    ),
    never(
      'no-development-packages',
      '^(entrypoints|components|lib/(?!packs/build/)|hub)/',
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['^node_modules/(wxt|@types)(/|$)', '^node_modules/@marcbachmann/cel-js'],
      },
      'What ships must be in "dependencies". The CEL parser is used when packs are built, never shipped.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.output|\\.wxt|out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
    },
  },
};
