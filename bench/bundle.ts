/**
 * Bundles code for the benches, all of it in one way: as an application would ship it. Each bundle
 * has its own copy of every module, so that no codec runs on what V8 learned from another.
 */

import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "@bare-ts/tools";
import { build, type Plugin } from "esbuild";

const GENERATED = new URL("./.generated/", import.meta.url);
const SCHEMA = new URL("../schemas/envoy-protocol/v2.bare", import.meta.url);

/**
 * Bundles the module at `entry` and returns its exports. Each `copy` is bundled anew, so that the
 * copies of one module do not share what V8 learned either.
 */
export async function importBundled(entry: URL, copy = "only"): Promise<unknown> {
  await mkdir(GENERATED, { recursive: true });
  const source = fileURLToPath(entry);
  const name = `${source.replace(/\.ts$/, "").split("/").slice(-2).join("-")}.mjs`;
  const bundle = new URL(name, GENERATED);
  await build({
    entryPoints: [source],
    outfile: fileURLToPath(bundle),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["@barewire/source"],
    loader: { ".avsc": "json" },
    plugins: [generatedCode],
    // CommonJS inside the bundle asks for Node's modules with `require`.
    banner: {
      js: 'import { createRequire as bundled } from "node:module"; const require = bundled(import.meta.url);',
    },
    logLevel: "error",
  });
  return import(`${bundle.href}?copy=${encodeURIComponent(copy)}`);
}

/** Code that the other BARE compiler emits for our schema. */
const generatedCode: Plugin = {
  name: "generated-code",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^generated:/ }, ({ path }) => ({ path, namespace: "generated" }));
    onLoad({ filter: /^generated:bare-ts$/, namespace: "generated" }, async () => ({
      contents: transform(await readFile(SCHEMA, "utf8"), { generator: "js" }),
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    }));
  },
};
