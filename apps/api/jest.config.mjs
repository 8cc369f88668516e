/** Jest runs Nest 12 (pure ESM) only as ESM: Node 24.9 or newer and --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@comity/source', 'node', 'node-addons'] },
  roots: ['<rootDir>/src'],
  globalSetup: '<rootDir>/jest.setup.mjs',
  globalTeardown: '<rootDir>/jest.teardown.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 60_000, // a suite makes its database first
  workerIdleMemoryLimit: '600MB',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
};
