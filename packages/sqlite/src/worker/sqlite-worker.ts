/**
 * The entry of the worker of a database, in Node and in browsers.
 */

import { runWorker } from "./run-worker.js";
import type { ToWorker } from "./worker-protocol.js";

/** The part of a browser's worker scope that is used. */
type WorkerScope = {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  addEventListener(type: "message", listen: (event: { readonly data: ToWorker }) => void): void;
  addEventListener(
    type: "unhandledrejection",
    listen: (event: { readonly reason: unknown }) => void,
  ): void;
  reportError(error: unknown): void;
};

const { parentPort } = globalThis.process?.getBuiltinModule?.("node:worker_threads") ?? {
  parentPort: null,
};

if (parentPort === null) {
  // This file runs in a worker of a browser if there is no Node.
  const scope = globalThis as unknown as WorkerScope;
  // Node ends the thread then, and its host learns of it. Here only an error is told to the host.
  scope.addEventListener("unhandledrejection", ({ reason }) => scope.reportError(reason));
  runWorker({
    post: (message, transfer = []) => scope.postMessage(message, transfer),
    listen: (receive) => scope.addEventListener("message", ({ data }) => receive(data)),
  });
} else {
  runWorker({
    post: (message, transfer = []) => parentPort.postMessage(message, [...transfer]),
    listen: (receive) => parentPort.on("message", receive),
  });
}
