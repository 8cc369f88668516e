import { defineConfig } from 'vitest/config';

// A property runs hundreds of assessments: a busy machine may take its time. Both lists are needed: sources of the libraries are read through the export condition, without a build.
const conditions = ['@comity/source', 'node'];
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name: 'proportionality', include: ['src/**/*.spec.ts'], testTimeout: 120_000, isolate: false },
});
