/** The plugin, with what each family of bundlers needs of it. */

import { createUnplugin, type UnpluginInstance } from "unplugin";
import { setUpEsbuild } from "./esbuild-hooks.js";
import { ProjectBuild } from "./project-build.js";
import { rollupHooks } from "./rollup-hooks.js";
import { viteHooks } from "./vite-hooks.js";
import { tapWebpack } from "./webpack-hooks.js";

export type BarewireOptions = {
  /** The folder of `barewire.config.json`, or one below it. The working folder by default. */
  readonly folder?: string;
};

const plugin: UnpluginInstance<BarewireOptions | undefined, false> = createUnplugin(
  ({ folder = process.cwd() }: BarewireOptions | undefined = {}) => {
    const project = new ProjectBuild(folder);
    return {
      name: "barewire",
      rollup: rollupHooks(project),
      vite: viteHooks(project),
      webpack: (compiler) => tapWebpack(compiler, project),
      esbuild: { setup: (build) => setUpEsbuild(build, project) },
    };
  },
);

/** The plugin for each bundler that it has hooks for; in others it would do nothing. */
export type BarewirePlugin = Pick<typeof plugin, "esbuild" | "rollup" | "vite" | "webpack">;

/**
 * Generates the protocols of `barewire.config.json` before each build, and again when a schema, a
 * decision or the configuration changes. Findings are errors of the build, with file, line and
 * column.
 *
 * @example plugins: [barewire.vite()]
 */
export const barewire: BarewirePlugin = {
  esbuild: plugin.esbuild,
  rollup: plugin.rollup,
  vite: plugin.vite,
  webpack: plugin.webpack,
};
