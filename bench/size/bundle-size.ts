/** The size of a bundle for a browser, as a client would make it. */

import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export type BundleSize = { readonly minified: number; readonly gzip: number };

/** Bundles `names` of the module `from`, as seen from `folder`; minified, and with gzip -9. */
export async function bundleSize(
  folder: string,
  from: string,
  names: readonly string[],
): Promise<BundleSize> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names.join(", ")} } from ${JSON.stringify(from)};`,
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    format: "esm",
    conditions: ["@barewire/source"],
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length };
}
