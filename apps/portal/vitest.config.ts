import { defineConfig } from 'vitest/config';

// The unit-test builder does not hand the conditions of the build on; without this the libraries are looked for in their dist.
export default defineConfig({ resolve: { conditions: ['@comity/source', 'module', 'browser'] } });
