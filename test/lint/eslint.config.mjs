import path from 'node:path';
import svelte from 'eslint-plugin-svelte';
import svelteParser from 'svelte-eslint-parser';
import ts from 'typescript-eslint';
import svelteConfig from '../../src-renderer/svelte.config.js';

const root = path.resolve(import.meta.dirname, '../..');

/** Sizes and shape, from the style guide: they are held here so that nobody has to remember them. */
const sizes = {
  'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 10],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
};

/** Where time, chance and the outside world are handed in: see the import table for who may reach outside. */
const pureRooms = [
  'base',
  'lab',
  'importers',
  'exporters',
  'parsers',
  'sa',
  'grading',
  'report',
  'classroom',
  'devices/channel',
  'devices/platform',
  'simulator',
  'api/contract',
].map((room) => `src-main/${room}/**/*.ts`);
const outside = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'process',
  'Buffer',
  'Date',
  'performance',
];

export default ts.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/release/**', '**/test-results/**'] },
  ...svelte.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: ts.configs.strictTypeChecked,
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], tsconfigRootDir: root },
    },
    rules: {
      ...sizes,
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parser: svelteParser, parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      // Knows that a component's properties are declared together, also where one of them is bound and assigned to.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
    },
  },
  {
    files: pureRooms,
    rules: {
      'no-restricted-globals': ['error', ...outside],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the Random handed in.' },
      ],
    },
  },
  {
    // A test file is a list of sentences inside one `describe`: its length says how much is tested.
    files: ['test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off' },
  },
);
