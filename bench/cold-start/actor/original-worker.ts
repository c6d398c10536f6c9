/**
 * The worker of an actor whose SQLite reads overflow pages past its own cache, as the original's
 * did: SQLite does so where a file says that parts of pages may be read. The product does not say
 * it, because a hot scan of the same table took 4 % longer then.
 */

import { parentPort } from "node:worker_threads";
import { WireVfs } from "../../../packages/sqlite/src/sqlite/wire-vfs.js";
import { runWorker } from "../../../packages/sqlite/src/worker/run-worker.js";

const SQLITE_IOCAP_SUBPAGE_READ = 0x8000;

const { xDeviceCharacteristics } = WireVfs.prototype;

WireVfs.prototype.xDeviceCharacteristics = function (this: WireVfs, id: number): number {
  const characteristics = xDeviceCharacteristics.call(this, id);
  // Files in memory, such as journals, have none.
  return characteristics === 0 ? 0 : characteristics | SQLITE_IOCAP_SUBPAGE_READ;
};

runWorker({
  post: (message, transfer = []) => parentPort?.postMessage(message, [...transfer]),
  listen: (receive) => parentPort?.on("message", receive),
});
