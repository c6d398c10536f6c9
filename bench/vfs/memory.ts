/** The memory of databases that are open in one process, measured in a process of its own. */

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bundleWorker } from "../../test/vfs/worker-bundle.js";

export type MemoryFacts = {
  readonly databases: number;
  /** The resident bytes that each database has added, without the slab and SQLite's own cache. */
  readonly bytesPerDatabase: number;
  /** The bytes of SQLite's own page cache, per database. */
  readonly pagerCacheBytes: number;
  readonly residentBefore: number;
  readonly residentAfter: number;
  /** The bytes of pages of all databases in the slab, and the most that it may hold. */
  readonly cachedBytes: number;
  readonly cacheBudgetBytes: number;
};

export async function benchMemory(url: string): Promise<MemoryFacts> {
  const path = fileURLToPath(new URL("memory-client.ts", import.meta.url));
  const workerUrl = await bundleWorker();
  const child = fork(path, [url, workerUrl.href], {
    execArgv: ["--expose-gc", "--import=tsx", "--conditions=@barewire/source"],
  });
  return await new Promise((resolve, reject) => {
    // The child sends nothing else.
    child.once("message", (facts) => resolve(facts as MemoryFacts));
    child.once("exit", (code) => reject(new Error(`the process ended with ${code}`)));
  });
}

export function memoryTable(facts: MemoryFacts): string {
  const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  const before = mib(facts.residentBefore);
  return `## Memory

${facts.databases} databases open in one process, each with a table of more pages than SQLite keeps
by itself, which has been read as a whole and written to.

- resident before the first of them: ${before} MiB, with all: ${mib(facts.residentAfter)} MiB
- pages in the slab: ${mib(facts.cachedBytes)} MiB, of ${mib(facts.cacheBudgetBytes)} MiB
- SQLite's own cache: up to ${mib(facts.pagerCacheBytes)} MiB for each
- each database besides: ${mib(facts.bytesPerDatabase)} MiB
`;
}
