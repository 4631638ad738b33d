import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', '_site/', '.cache/', 'bench/results/', 'tests/fixtures/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  prettier,
  {
    languageOptions: {
      // Each file takes the types of the nearest tsconfig.json: page, service worker, or the rest.
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-console': 'error',
      eqeqeq: 'error',

      // Tests need no await: their runner waits for them.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
          ],
        },
      ],
      '@typescript-eslint/no-deprecated': [
        'error',
        {
          allow: [
            // The one sign of a key that belongs to an input method in Safari.
            { from: 'lib', name: 'keyCode' },
            // Its successor is one more package; this one also parses what the tests read.
            { from: 'package', package: 'fast-xml-parser', name: 'XMLValidator' },
          ],
        },
      ],
      // What a record may lack is asked for in brackets, as its index signature says.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],

      // An empty string or 0 may stand for "none" as undefined does.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      '@typescript-eslint/prefer-string-starts-ends-with': [
        'error',
        { allowSingleElementEquality: 'always' },
      ],

      // [...text] gives code points, which is what is meant where text is spread.
      '@typescript-eslint/no-misused-spread': 'off',
      // Types know neither what a closure sets meanwhile nor what an older browser lacks, and an
      // assertion narrows what it compares: the next one could then not ask with `?.` again.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // It asks for the `!` that no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  {
    // A kept site knows of an article what its ShownArticle says: pages may show nothing else.
    files: ['src/{corpus,editions,views}/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/ingest/types.ts'],
              importNames: ['Article'],
              message: 'Pages show nothing else of an article than its ShownArticle.',
            },
          ],
        },
      ],
    },
  },
  {
    // Plain JavaScript: configuration only, in no tsconfig.json.
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // Tests take methods off a class to compare and to replace them.
    files: ['tests/**'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // Commands print through this file: what posts say must not steer a terminal.
    files: ['src/cli/terminal.ts', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
);
