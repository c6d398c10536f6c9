/** Bugs in batches of statements, and in the ends that callers set to their calls. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/sqlite/src";

export const BATCH_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/sqlite/batch.ts`,
    find: "if (connection.isInTransaction && !isInDoubt()) {",
    replace: "if (!connection.isInTransaction && !isInDoubt()) {",
    why: "a batch that fails in the middle of a transaction is stored up to there",
    finder: "test/vfs/batches.test.ts",
  },
  {
    file: `${SRC}/sqlite/crash-recovery.ts`,
    find: 'if (!("place" in input)) return input;',
    replace: 'if (!("place" in input) || !("sql" in input)) return input;',
    why: "a batch in a transaction that SQLite has rolled back is stored alone",
    finder: "test/vfs/batches.test.ts",
  },
  {
    file: `${SRC}/worker/page-waits.ts`,
    find: "this.#end?.();",
    replace: "",
    why: "a call that waits for a page waits on, whatever its signal says",
    finder: "test/vfs/cancel.test.ts",
  },
  {
    file: `${SRC}/sqlite/sqlite-error.ts`,
    find: 'if (primary === SQLITE_INTERRUPT || cause?.kind === "aborted") {',
    replace: 'if (primary === SQLITE_INTERRUPT && cause?.kind === "aborted") {',
    why: "a call that its caller has ended fails as a fault of SQLite",
    finder: "test/vfs/cancel.test.ts",
  },
  {
    file: `${SRC}/database/turns.ts`,
    find: "this.#waiting.splice(index, 1);",
    replace: "",
    why: "the turn goes to a call that has left the queue, and the one behind it waits for ever",
    finder: "test/vfs/cancel.test.ts",
  },
];
