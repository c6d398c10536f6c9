/** Bugs in the client of the protocol and in what its connections are made of. */

import type { PlantedBug } from "../planted-bugs.js";

const SRC = "packages/client/src";

export const CLIENT_BUGS: readonly PlantedBug[] = [
  {
    file: `${SRC}/envoy-client.ts`,
    find: "while (this.#inFlight.has(this.#lastRequestId));",
    replace: "while (this.#lastRequestId === 0);",
    why: "after many requests two have the same id, and one gets the answer to the other",
    finder: "test/wire/client-requests.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: "if (call?.responseTag === tag) call.settle(null, val.data);",
    replace: "if (call !== undefined && tag.length > 0) call.settle(null, val.data);",
    why: "an answer of another kind is handed to the caller as what it has asked for",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: "for (const call of this.#inFlight.values()) call.settle(this.#errorOf(lost));",
    replace: "",
    why: "what was asked on a connection that is lost waits until its time-out",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: 'outcome: call.key === 0 ? "not-sent" : "unknown"',
    replace: 'outcome: call.key !== 1 ? "not-sent" : "unknown"',
    why: "a commit that may be stored is said not to have been sent, and is made twice",
    finder: "test/wire/client-requests.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: "if (this.#queue.delete(call)) this.#queuedSize -= call.size;",
    replace: "this.#queue.delete(call);",
    why: "after some megabytes the queue counts as full for ever",
    finder: "test/wire/client-requests.test.ts",
  },
  {
    file: `${SRC}/retry-delay.ts`,
    find: "minRetryMs * 2 ** (failureCount - 1)",
    replace: "minRetryMs * 0 ** (failureCount - 1)",
    why: "a server that is down is asked without any pause",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: "    this.#failureCount = 0;\n",
    replace: "",
    why: "a client gives up after the tenth lost connection of its life, however long each lasted",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/retry-delay.ts`,
    find: '  "evicted",\n',
    replace: "",
    why: "two that open the same database take it from each other for ever",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: 'if (call === undefined || call.onBorrowedResponse !== undefined) return "release";',
    replace: 'if (tag.length > 0) return "release";',
    why: "the bytes of an answer change in the caller's hands when the next one comes",
    finder: "test/wire/borrowed-responses.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: 'this.#session?.send({ tag: "ToRivetPong", val: message.val });',
    replace: "",
    why: "a client that only waits is taken for dead by its server",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: "else void this.#sendStopped({ actorId, startup, checkpoint });",
    replace: "",
    why: "an actor that was closed during a reconnect stays open at the server",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/envoy-client.ts`,
    find: "if (session.connection.bufferedSize() > maxBufferedSize) {",
    replace: "if (session.connection.bufferedSize() < 0) {",
    why: "a slow link makes the client keep all that it has to send in memory twice",
    finder: "test/wire/client-requests.test.ts",
  },
  {
    file: `${SRC}/session.ts`,
    find: "if (this.isReady) this.#idleTimeout.heard();",
    replace: "",
    why: "a connection that works is given up for its silence",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/session.ts`,
    find: "if (this.#isOver) return undefined;",
    replace: "",
    why: "a frame that arrives after the end of its connection is taken as one of the next",
    finder: "test/wire/client-connection.test.ts",
  },
  {
    file: `${SRC}/transport/connect-failure.ts`,
    find: "  const { protocol, host, pathname } = new URL(url);\n",
    replace:
      "  const { protocol, href, pathname } = new URL(url);\n  const host = href.slice(protocol.length + 2);\n",
    why: "the password of a URL is in the log of whoever logs that no server is there",
    finder: "test/failures/opening.test.ts",
  },
];
