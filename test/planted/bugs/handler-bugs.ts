/** Bugs in the handlers of a connection, on the server's side. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/server-handlers/src";

export const HANDLER_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/ownership.ts`,
    find: "previous?.evict();",
    replace: "",
    why: "an owner that was fenced off is not told, and shows its users old rows until it writes",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/ownership.ts`,
    find: "if (this.#owners.get(key) === actor) this.#owners.delete(key);",
    replace: "this.#owners.delete(key);",
    why: "the end of an old connection makes the server forget who has the database now",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: "await ownership.claim(actor)?.opened;",
    replace: "ownership.claim(actor);",
    why: "of two that open at once, the one that was turned away fences the other off",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: "if (actor.generation !== null) await store.close(database, actor.generation);",
    replace: "",
    why: "no database is ever closed in order, so every open has to recover",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: "return actor === undefined ? serve() : actor.serialQueue.run(serve);",
    replace: "return serve();",
    why: "requests of one database overtake each other",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: "void done.then(() => semaphore.release(frame.length));",
    replace: "",
    why: "after some megabytes of requests a connection is never read again",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: "return this.#pauseUntil(semaphore.available());",
    replace: "return undefined;",
    why: "a client that sends without end fills the server's memory",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: " && !this.#isPaused",
    replace: "",
    why: "a client that the server does not read for a while is closed for its silence",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: "if (actor?.runId !== generation) continue;",
    replace: "if (actor === undefined) continue;",
    why: "a late close of an earlier run closes the database of the present one",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/connection.ts`,
    find: "await Promise.all(queues.map((queue) => queue.run(async () => {})));",
    replace: "",
    why: "a server that stops does not answer the commits that it has stored",
    finder: "test/wire/handlers-checks.test.ts",
  },
  {
    file: `${SRC}/handle-request.ts`,
    find: 'errorResponse(request, "failed", "internal error")',
    replace: 'errorResponse(request, "failed", String(error))',
    why: "the text of an internal error, which may hold a password, is sent to clients",
    finder: "test/wire/handlers.test.ts",
  },
  {
    file: `${SRC}/handle-request.ts`,
    find: "if (generation !== null) await store.ensureOwner(database, generation);",
    replace: "",
    why: "an owner that was replaced goes on with the key-value store of the actor",
    finder: "test/wire/handlers.test.ts",
  },
  {
    file: `${SRC}/open-actor.ts`,
    find: "this.#tail = runAfter(this.#tail, task);",
    replace: "this.#tail = task();",
    why: "a close does not wait for the commits before it",
    finder: "test/wire/handlers-checks.test.ts",
  },
];
