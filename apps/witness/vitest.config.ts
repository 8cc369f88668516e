import { defineConfig } from 'vitest/config';

// Both lists are needed: sources of the libraries are read through the export condition, without a build.
const conditions = ['@comity/source', 'node'];
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name: 'witness', include: ['src/**/*.spec.ts'], testTimeout: 60_000 },
});
