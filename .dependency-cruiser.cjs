// Who may import whom (README, "How the pieces fit"). `npm run check` runs it over the whole tree.
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
// Tests may use Node and the builders in tests/support.
const test = '\\.test\\.tsx?$';
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }, 'A cycle means two files are one thing.'),
    rule(
      'domain-is-pure',
      { path: '^common/domain/', pathNot: test },
      { pathNot: '^common/domain/' },
      'domain/ uses nothing at all.',
    ),
    rule(
      'formats-know-domain-and-zod',
      { path: '^common/formats/', pathNot: test },
      { pathNot: '^common/(formats|domain)/|node_modules/zod' },
    ),
    rule(
      'contract-knows-formats',
      { path: '^common/contract/', pathNot: test },
      { pathNot: '^common/|node_modules/zod' },
    ),
    rule('common-knows-no-side', { path: '^common/' }, { path: '^(main|renderer|preload)/' }),
    rule('main-knows-no-page', { path: '^main/' }, { path: '^(renderer|preload)/' }),
    rule('page-knows-no-main', { path: '^renderer/' }, { path: '^(main|preload)/' }),
    rule(
      'verify-page-only-verifies',
      { path: '^verify-page/' },
      { path: '^(renderer|preload|tests)/|^main/(?!verify/|lib/(?:zip|signing)/)' },
      'The page inside a package holds the verification and nothing else of the app.',
    ),
    rule(
      'nobody-knows-the-verify-page',
      { pathNot: '^verify-page/' },
      { path: '^verify-page/' },
      'It is built as a whole.',
    ),
    rule('preload-knows-contract', { path: '^preload/' }, { path: '^(main|renderer)/|^common/(domain|formats)/' }),
    rule(
      'features-are-strangers',
      { path: '^(main|renderer)/features/([^/]+)/' },
      { path: '^(main|renderer)/features/', pathNot: '^$1/features/$2/' },
      'A feature never imports another one; application.ts passes what it needs.',
    ),
    rule(
      'only-entries-know-hosts',
      { path: '^main/', pathNot: '^main/(electron|chromium|start|start/.*|cli/.*)\\.ts$|^main/host/' },
      { path: '^main/host/(electron|chromium)/' },
    ),
    rule('hosts-know-no-features', { path: '^main/host/' }, { path: '^main/(features|storage|cli)/' }),
    rule(
      'lib-knows-no-feature',
      { path: '^main/(lib|storage)/' },
      { path: '^main/(features|host|cli)/', pathNot: '^main/host/host\\.ts$' },
      'host.ts is the port: lib answers requests in its words, and no host is known to it.',
    ),
    rule('components-know-no-feature', { path: '^renderer/(components|lib)/' }, { path: '^renderer/features/' }),
    rule(
      'product-knows-no-tests',
      { path: '^(common|main|renderer|preload)/', pathNot: '\\.test\\.tsx?$' },
      { path: '^tests/' },
    ),
    rule('no-unresolved', {}, { couldNotResolve: true, pathNot: '^(electron|node:)' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|node_modules|demo-out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
