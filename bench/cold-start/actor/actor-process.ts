/**
 * The process of the actors. It gets the workers' modules as its arguments, takes a
 * `SessionRequest` as a message, and answers with `SessionOutcome`, one after another.
 */

import type { SessionReport, SessionRequest } from "../strategy.js";
import { runSession } from "./actor-session.js";

export type SessionOutcome =
  | { readonly kind: "done"; readonly report: SessionReport }
  | { readonly kind: "failed"; readonly message: string };

const [, , original = "", product = ""] = process.argv;

process.on("message", (request: SessionRequest) => {
  const outcome = runSession(request, { original, product }).then(
    (report): SessionOutcome => ({ kind: "done", report }),
    (error: unknown): SessionOutcome => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { kind: "failed", message };
    },
  );
  void outcome.then((message) => process.send?.(message));
});
process.on("disconnect", () => process.exit());
