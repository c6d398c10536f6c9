/**
 * The demonstration of `npm start`: a database whose pages are at a server, and then the bytes of a
 * page on the wire.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tellPageExchange } from "../get-pages/page-exchange.js";
import { tellDatabase } from "./database-story.js";
import { startServerProcess } from "./server-process.js";
import { bundleWorker } from "./worker-bundle.js";

const folder = mkdtempSync(join(tmpdir(), "barewire-example-"));
try {
  const starting = startServerProcess(join(folder, "data"));
  const workerUrl = await bundleWorker(folder);
  const server = await starting;
  try {
    await tellDatabase(server.url, workerUrl);
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
tellPageExchange();
