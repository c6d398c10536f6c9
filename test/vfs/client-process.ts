/** The committing client in a process of its own, which is started, watched and killed. */

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { exitOf } from "../server/server-process.js";
import { type CommittingClient, commitForEver } from "./committing-client.js";

const PACKAGE = new URL("../../packages/sqlite/src/worker/platform.ts", import.meta.url);

/** The client as a program. */
export function bundleClient(folder: string): Promise<string> {
  return bundleCall(folder, "./committing-client.ts", commitForEver.name);
}

/**
 * Bundles a program that Node runs at once: a loader for TypeScript would take longer than the
 * test. It calls a function of a module with its own argument, which is JSON.
 */
export async function bundleCall(folder: string, from: string, name: string): Promise<string> {
  const outfile = join(folder, "program.mjs");
  const program = `import { ${name} as run } from ${JSON.stringify(from)};
    await run(JSON.parse(process.argv[2]));`;
  await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@barewire/source"],
    external: ["*/wa-sqlite-jspi.mjs"],
    // CommonJS packages import those of Node by a function.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire("/");',
    },
    // The code of SQLite is looked for from where the package is.
    define: { "import.meta.url": JSON.stringify(pathToFileURL(fileURLToPath(PACKAGE))) },
    logLevel: "warning",
  });
  return outfile;
}

export class ClientProcess {
  /** The newest transaction that was acknowledged, as far as has been heard; or 0. */
  acknowledged = 0;
  /** The number of commits so far. */
  count = 0;
  stderr = "";
  readonly exited: Promise<NodeJS.Signals | null>;
  readonly #child: ChildProcess;
  #hear: () => void = () => undefined;

  constructor(program: string, client: CommittingClient) {
    this.#child = spawn(process.execPath, [program, JSON.stringify(client)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let rest = "";
    this.#child.stdout?.on("data", (data: Buffer) => {
      const lines = (rest + data.toString()).split("\n");
      rest = lines.pop() ?? "";
      this.count += lines.length;
      this.acknowledged = Number(lines.at(-1) ?? this.acknowledged);
      this.#hear();
    });
    this.#child.stderr?.on("data", (data: Buffer) => {
      this.stderr += data.toString();
    });
    this.exited = exitOf(this.#child).then(({ signal }) => signal);
    void this.exited.then(() => this.#hear());
  }

  /** Waits until so many transactions have been acknowledged, or the process has ended. */
  async heard(count: number): Promise<void> {
    let hasEnded = false;
    void this.exited.then(() => {
      hasEnded = true;
    });
    while (this.count < count && !hasEnded) {
      await new Promise<void>((resolve) => {
        this.#hear = resolve;
      });
    }
  }

  /** Returns when it is gone and all that it said has been heard. */
  async kill(): Promise<NodeJS.Signals | null> {
    this.#child.kill("SIGKILL");
    return this.exited;
  }
}
