/** Bugs in the shared memory through which commands reach a worker. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/sqlite/src";

export const CHANNEL_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/worker/command-channel.ts`,
    find: "if (Atomics.load(this.#ends.cells, POSTED) === receivedCount) this.#wait(host);",
    replace: "if (receivedCount >= 0) this.#wait(host);",
    why: "a worker looks for a command while it has messages to receive",
    finder: "packages/sqlite/src/worker/command-channel.test.ts",
  },
  {
    file: `${SRC}/worker/command-channel.ts`,
    find: "if (Atomics.compareExchange(cells, HOST, WAITING, AWAY) !== READY) return null;",
    replace: "if (Atomics.compareExchange(cells, HOST, WAITING, AWAY) !== AWAY) return null;",
    why: "an output that comes as the host stops looking is lost, and its call never ends",
    finder: "packages/sqlite/src/worker/command-channel.test.ts",
  },
  {
    file: `${SRC}/worker/command-channel.ts`,
    find: "if (Atomics.compareExchange(cells, WORKER, WAITING, AWAY) !== CALLED) return null;",
    replace: "if (Atomics.exchange(cells, WORKER, AWAY) !== WAITING) return null;",
    why: "a command that comes as the worker stops waiting is lost, and its call never ends",
    finder: "packages/sqlite/src/worker/command-channel.test.ts",
  },
  {
    file: `${SRC}/worker/exact-json.ts`,
    find: "return Number.isFinite(value) && !Object.is(value, -0) ? left - 1 : -1;",
    replace: "return Number.isFinite(value) ? left - 1 : -1;",
    why: "-0 becomes 0 on its way to SQLite",
    finder: "packages/sqlite/src/worker/exact-json.test.ts",
  },
  {
    file: `${SRC}/worker/command-channel.ts`,
    find: "Atomics.store(cells, WORKER, WAITING);",
    replace: "Atomics.load(cells, WORKER);",
    why: "every command is sent by a message, whatever the worker does",
    finder: "test/vfs/command-channel.test.ts",
  },
];
