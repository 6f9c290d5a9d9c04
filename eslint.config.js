import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const only = (name, where) => ({ name, message: `${name} may be imported only in ${where}.` });
const roads = {
  sqlite3: only('sqlite3', 'main/storage'),
  electron: only('electron', 'main/host/electron and preload/electron.ts'),
  pkcs11js: only('pkcs11js', 'main/lib/signing/pkcs11'),
  'puppeteer-core': only('puppeteer-core', 'main/host/chromium'),
};
const climbing = { group: ['../../*'], message: 'Use #common/…, #main/…, #renderer/… instead of climbing folders.' };
const restrict = (...names) => [
  'error',
  {
    paths: Object.entries(roads)
      .filter(([key]) => !names.includes(key))
      .map(([, value]) => value),
    patterns: [climbing],
  },
];

export default tseslint.config(
  {
    ignores: [
      'out/',
      'dist/',
      'node_modules/',
      'demo-out/',
      'coverage/',
      'resources/',
      'common/formats/assessment-server-types.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-imports': restrict(),
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      // Services are objects of closures, none uses `this`; passing their functions around is how they are wired.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['main/storage/**/*.ts'], rules: { 'no-restricted-imports': restrict('sqlite3') } },
  {
    files: ['main/host/electron/**/*.ts', 'preload/electron.ts'],
    rules: { 'no-restricted-imports': restrict('electron') },
  },
  { files: ['main/lib/signing/pkcs11/**/*.ts'], rules: { 'no-restricted-imports': restrict('pkcs11js') } },
  { files: ['main/host/chromium/**/*.ts'], rules: { 'no-restricted-imports': restrict('puppeteer-core') } },
  {
    files: ['tests/**/*.ts', 'tests/**/*.tsx', '**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-imports': restrict('sqlite3', 'electron', 'puppeteer-core'),
      'max-lines': ['error', { max: 600 }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['renderer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.configs.strict.rules,
      // Our components pass it on to React Aria, which sets the focus after a dialog or step opened, not on page load.
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
    },
  },
  { files: ['*.js', '*.cjs', 'main/**/*.cjs'], languageOptions: { globals: globals.node } },
);
