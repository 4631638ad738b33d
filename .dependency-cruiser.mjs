/**
 * The folders of `src/`, from those that tell a story to those that only help. A folder imports
 * from folders below it in this list, and from itself. CONTRIBUTING.md says what each holds.
 */
const layers = [
  ['cli'],
  ['dev', 'check', 'deploy'],
  ['authoring'],
  ['build'],
  ['eleventy', 'output'],
  ['client'],
  ['views'],
  ['editions'],
  ['corpus'],
  ['ingest'],
  ['images'],
  ['i18n'],
  ['markdown'],
  ['report', 'search'],
  ['content', 'serve'],
  ['workers'],
  ['store'],
  ['config', 'shared'],
];

const upwards = layers.map((layer, depth) => ({
  name: `${layer.join('-')}-imports-downwards`,
  comment: 'A folder imports only from folders below it (.dependency-cruiser.mjs).',
  severity: 'error',
  from: { path: `^src/(${layer.join('|')})/` },
  to: {
    path: `^src/`,
    // Its own folder, and the layers below.
    pathNot: [`^src/$1/`, ...layers.slice(depth + 1).map((below) => `^src/(${below.join('|')})/`)],
  },
}));

/** Where modules may lie. */
const known = [`^src/(${layers.flat().join('|')})/`, '^src/index\\.ts$'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    {
      name: 'known-folder',
      comment: 'Each folder of src/ has its place among the layers; only index.ts lies loose.',
      severity: 'error',
      from: { path: '^src/', pathNot: known },
      to: {},
    },
    {
      name: 'known-folder-of-a-leaf',
      comment: 'The same for a module that neither imports nor is imported.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: known },
      to: {},
    },
    {
      name: 'no-cycle',
      comment: 'Modules that import each other, types included, can only be read together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'search-is-a-package',
      comment: 'Search knows nothing of posts: it could be used by another site.',
      severity: 'error',
      from: { path: '^src/search/' },
      to: { path: '^src/', pathNot: '^src/(search|workers|store|shared)/' },
    },
    {
      name: 'eleventy-edge',
      comment: 'Only src/eleventy knows Eleventy.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/eleventy/' },
      to: { path: 'node_modules/(@11ty|nunjucks)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
