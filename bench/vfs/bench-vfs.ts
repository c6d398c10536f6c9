/**
 * `pnpm bench vfs`: SQL databases over a WebSocket, from LMDB in another process. The filter is
 * scan, workloads or memory.
 */

import { closeLinks } from "../network/link.js";
import { circumstances, circumstancesText, writeResult } from "../results.js";
import { startBarewire } from "../wire/peers.js";
import { benchMemory, memoryTable } from "./memory.js";
import { benchScans, scanTable } from "./scan.js";
import { benchWorkloads, workloadTable } from "./workloads.js";

export async function benchVfs(filter: string): Promise<void> {
  const server = await startBarewire();
  const facts = circumstances();
  try {
    if ("memory".includes(filter)) {
      const memory = await benchMemory(server.url);
      await report("vfs-memory", { ...facts, memory }, memoryTable(memory));
    }
    if ("workloads".includes(filter)) {
      const rows = await benchWorkloads(server.url);
      await report("vfs-workloads", { ...facts, rows }, workloadTable(rows));
    }
    if ("scan".includes(filter)) {
      const rows = await benchScans(server.url);
      await report("vfs-scan", { ...facts, rows }, scanTable(rows));
    }
  } finally {
    await closeLinks();
    await server.stop();
  }
}

async function report(name: string, facts: object, text: string): Promise<void> {
  await writeResult(`${name}.json`, `${JSON.stringify(facts, null, 2)}\n`);
  const where = circumstancesText(circumstances());
  await writeResult(`${name}.md`, `# SQL over the wire\n\n${where}.\n\n${text}`);
}
