import { defineConfig, type ViteUserConfig } from "vitest/config";
import { plantingPlugins } from "./test/planted/plant-bug.js";

// Tests run against the sources, so that a stale build can never pass or fail one.
const config: ViteUserConfig = defineConfig({
  // None, but in the runs of test/planted.
  plugins: plantingPlugins(),
  resolve: { conditions: ["@barewire/source"] },
  ssr: { resolve: { conditions: ["@barewire/source"] } },
  test: {
    include: ["codegen/src/**/*.test.ts", "packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 120_000,
    pool: "forks",
    // All cores: by default one is kept free, which on a machine of two is half of them.
    maxWorkers: "100%",
  },
});

export default config;
