/** Starts the process of the actors, from bundles, so that no loader of sources is measured. */

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bundleEntry } from "../../../test/vfs/worker-bundle.js";
import type { SessionReport, SessionRequest } from "../strategy.js";
import type { SessionOutcome } from "./actor-process.js";

export type Actors = {
  /** Lets an actor live once. Throws what went wrong in its process. */
  readonly run: (request: SessionRequest) => Promise<SessionReport>;
  readonly stop: () => Promise<void>;
};

const ENTRIES = {
  process: new URL("actor-process.ts", import.meta.url),
  original: new URL("original-worker.ts", import.meta.url),
  product: new URL("../../../packages/sqlite/src/worker/sqlite-worker.ts", import.meta.url),
};

export async function startActors(): Promise<Actors> {
  const [main, original, product] = await Promise.all(
    [ENTRIES.process, ENTRIES.original, ENTRIES.product].map((entry) => bundleEntry(entry)),
  );
  if (main === undefined || original === undefined || product === undefined) {
    throw new Error("expected three bundles");
  }
  const child = fork(fileURLToPath(main), [original.href, product.href], {
    serialization: "advanced",
    execArgv: [],
  });
  return {
    run: (request) => runOnce(child, request),
    stop: async () => {
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function runOnce(child: ChildProcess, request: SessionRequest): Promise<SessionReport> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      reject(new Error(`the process of the actors ended with ${code}`));
    };
    child.once("exit", ended);
    // The process answers each request with one message of this type.
    child.once("message", (outcome: SessionOutcome) => {
      child.off("exit", ended);
      if (outcome.kind === "done") resolve(outcome.report);
      else reject(new Error(outcome.message));
    });
    child.send(request);
  });
}
