import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

export default tseslint.config(
  { ignores: ['node_modules/', '_site/', '.cache/', 'bench/results/', 'tests/fixtures/'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  prettier,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
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
    // Commands print through this file: what posts say must not steer a terminal.
    files: ['src/cli/output.ts', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
);
