import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import ts from 'typescript-eslint';

const server = ['@nestjs/*', 'typeorm', 'pg', 'bullmq'];
const boundaries = [
  { sourceTag: 'runs:anywhere', onlyDependOnLibsWithTags: ['runs:anywhere'], bannedExternalImports: [...server, '@angular/*', 'rxjs'] },
  { sourceTag: 'runs:browser', onlyDependOnLibsWithTags: ['runs:anywhere', 'runs:browser'], bannedExternalImports: server },
  { sourceTag: 'runs:outside', onlyDependOnLibsWithTags: ['runs:anywhere'], bannedExternalImports: [...server, '@angular/*'] },
  { sourceTag: 'runs:server', onlyDependOnLibsWithTags: ['runs:anywhere', 'runs:server'], bannedExternalImports: ['@angular/*'] },
  { sourceTag: 'layer:rules', onlyDependOnLibsWithTags: ['layer:rules'] },
  { sourceTag: 'layer:wire', onlyDependOnLibsWithTags: ['layer:rules', 'layer:wire'] },
  { sourceTag: 'layer:store', onlyDependOnLibsWithTags: ['layer:rules', 'layer:wire', 'layer:store'] },
  { sourceTag: 'layer:app', onlyDependOnLibsWithTags: ['layer:rules', 'layer:wire', 'layer:store'] },
];

// A room may look back in the walk of a request, never ahead.
const rooms = ['shared', 'units', 'training', 'referrals', 'requests', 'screening', 'review', 'disclosure', 'oversight', 'work', 'find'];
// Module files wire what stands above the rooms.
const only = (folder, open) => ({
  files: [`${folder}/**/*.ts`],
  ignores: ['**/*.spec.ts', '**/*.module.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: ['../*/**', ...open.map((name) => `!../${name}/**`)], message: `From here only: ${open.join(', ') || 'nothing'}.` }] },
    ],
  },
});

// Areas of the portal stand side by side; each sees only `shared`.
const areas = ['work', 'referrals', 'requests', 'review', 'answers', 'oversight', 'training', 'law', 'terms', 'me', 'kit', 'shell'];
const markup = [
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]', message: 'Text is bound, never written as markup.' },
  { selector: 'CallExpression[callee.property.name=/^bypassSecurityTrust/]', message: 'Nothing is trusted by hand.' },
];

const clockMessage = 'Business time is comity.now().';
const syntax = [
  { selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier", message: "Write import * as z from 'zod'." },
  {
    selector: "Decorator > CallExpression[callee.name='Column']:not(:has(ObjectExpression > Property[key.name='type'])):not([arguments.0.type='Literal'])",
    message: 'Give @Column a type.',
  },
  { selector: "CallExpression[callee.name='InjectRepository']", message: 'Queries go through tx.' },
  { selector: "CallExpression[callee.property.name='orderBy'] > Literal:first-child", message: 'orderBy takes an allow-listed map, never a text.' },
  { selector: 'TemplateElement[value.raw=/set_config\\([^)]*false/i], Literal[value=/set_config\\([^)]*false/i]', message: 'Local settings only.' },
];
const wire = [
  {
    selector: "VariableDeclarator:not([id.name=/View$/]) CallExpression[callee.object.name='z'][callee.property.name=/^(object|looseObject|any)$/]",
    message: 'z.strictObject for what comes in; z.object only in a …View.',
  },
  { selector: "MemberExpression[object.name='z'][property.name='coerce']", message: 'z.coerce only in config.ts: it turns an empty text and [] into 0.' },
];
const time = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
    message: clockMessage,
  },
  {
    selector:
      'TemplateElement[value.raw=/(?<!comity\\.)\\bnow\\(\\)|current_timestamp|clock_timestamp/i], Literal[value=/(?<!comity\\.)\\bnow\\(\\)|current_timestamp|clock_timestamp/i]',
    message: clockMessage,
  },
];
const restrict = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] });

export default ts.config(
  { ignores: ['**/dist', '**/out-tsc', '**/out-rolldown', '**/.angular', '**/*.mjs', 'tools', '.comity', '.nx'] },
  ...ts.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, depConstraints: boundaries }],
      ...restrict(syntax),
    },
  },
  { files: ['apps/**/*.ts', 'libs/**/*.ts'], ignores: ['**/config.ts', '**/*.spec.ts'], rules: restrict(syntax, wire) },
  {
    files: ['apps/api/**/*.ts', 'libs/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      '**/config.ts',
      'apps/api/src/database/**',
      'apps/api/src/testing/**',
      'apps/api/src/shared/{transactions,acts,outbox,clock-guard,refusals}.ts',
      'libs/audit/**',
    ],
    rules: restrict(syntax, wire, time),
  },
  // Tests and the clock's own keepers may name the real clock.
  {
    files: ['**/*.spec.ts', 'apps/api/src/testing/**/*.ts'],
    rules: {
      ...restrict(syntax),
      // Answers of every shape are looked into; what is wrong there fails the test.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  ...rooms.map((room, index) => only(`apps/api/src/${room}`, rooms.slice(0, index))),
  ...areas.map((area) => only(`apps/portal/src/app/${area}`, ['shared'])),
  only('apps/portal/src/app/shared', []),
  {
    files: ['apps/portal/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      ...restrict(syntax, wire, markup),
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'cm', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'cm', style: 'camelCase' }],
    },
  },
  {
    files: ['apps/portal/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      // The content policy makes a static style void; a binding goes through the object model and holds.
      '@angular-eslint/template/no-inline-styles': ['error', { allowNgStyle: false, allowBindToStyle: true }],
      '@angular-eslint/template/no-positive-tabindex': 'error',
      '@angular-eslint/template/button-has-type': 'error',
    },
  },
);
