/** A script as a browser would load it: one file, with the packages that it imports. */

import { build } from "esbuild";
import { ROOT } from "../repo/repository.js";

/** Throws what the bundler warns of. */
export async function bundleScript(script: string): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: script, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    conditions: ["@barewire/source"],
  });
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  return outputFiles[0]?.text ?? "";
}
