// Which folder may import what: arrows point inwards (docs/STYLE.md). Run by test/_util/gate/arrows.ts, which fails when it looked at nothing.
/** Packages resolve to `node_modules/<name>/…`; their types to `node_modules/@types/<name>/…`. */
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;

/** A folder may import its list and nothing else: folders, single files and packages. Node's own modules only where `core` says so. */
const mayImport = (folder, { folders = [], files = [], npm, core = '^$' }) => [
  {
    name: `${folder}-imports`,
    comment: `${folder}/ imports ${[...folders, ...files].join(', ') || 'nothing of ours'} besides itself`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^(src|test|bench|manifest|cards)/', pathNot: [`^src/(${[folder, ...folders].join('|')})/`, ...files] },
  },
  {
    name: `${folder}-packages`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      ...(npm ? { pathNot: packages(...npm) } : { path: '^$' }),
    },
  },
  {
    name: `${folder}-core`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { dependencyTypes: ['core'], pathNot: core },
  },
];

const onlyIn = (folder, ...names) => ({
  name: `only-${folder}`,
  comment: `only ${folder}/ imports ${names.join(', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${folder}/` },
  to: { path: packages(...names) },
});

const inner = ['app', 'domain', 'programmes', 'consents', 'locales'];

module.exports = {
  forbidden: [
    ...mayImport('domain', { npm: ['zod', 'temporal-polyfill'] }),
    ...mayImport('programmes', {
      folders: ['domain'],
      npm: ['zod', 'temporal-polyfill'],
      core: '^(node:)?(fs|url|path)',
    }),
    ...mayImport('consents', {
      folders: ['domain'],
      npm: ['zod', 'temporal-polyfill'],
      core: '^(node:)?(fs|url|path|crypto)',
    }),
    ...mayImport('locales', { npm: ['i18next', 'zod'] }),
    ...mayImport('app', {
      folders: inner,
      npm: ['zod', 'temporal-polyfill', 'date-holidays', 'date-holidays-parser', 'i18next'],
      core: '^(node:)?crypto$',
    }),
    ...mayImport('store', { folders: inner, files: ['^src/config\\.ts$'], core: '.' }),
    ...mayImport('scheduler', { folders: inner, files: ['^src/config\\.ts$'], core: '.' }),
    ...mayImport('teams', { folders: inner, files: ['^src/config\\.ts$', '^cards/'], core: '.' }),
    ...mayImport('demo', {
      folders: [...inner, 'store', 'scheduler', 'teams'],
      files: ['^src/(main|config)\\.ts$', '^cards/'],
      core: '.',
    }),
    ...mayImport('admin', {
      folders: [...inner, 'store'],
      files: ['^src/(config|parts)\\.ts$'],
      npm: ['zod', 'csv-parse', 'csv-stringify'],
      core: '.',
    }),
    onlyIn('admin', 'csv-parse', 'csv-stringify'),
    onlyIn(
      'teams',
      'botbuilder[^/]*',
      'botframework[^/]*',
      'restify[^/]*',
      'adaptivecards[^/]*',
      'adaptive-expressions',
    ),
    onlyIn('store', 'kysely', 'better-sqlite3', 'pg'),
    {
      name: 'production-knows-no-demo',
      severity: 'error',
      from: { pathNot: '^src/demo/' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'main-is-the-root',
      comment: 'only the demo, a composition root of its own, starts from main.ts',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/demo/' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'checker-shares-nothing',
      comment: 'what checks the simulation reads its record and the naive calendar, and nothing of what it checks',
      severity: 'error',
      from: { path: '^test/(simulation/(checker/|record\\.ts$)|_util/naive-)' },
      to: { pathNot: '^test/(simulation/(checker/|record\\.ts$)|_util/naive-)' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-package-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/demo/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/@types/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
