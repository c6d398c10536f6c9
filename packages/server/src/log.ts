/** The log: lines of JSON on the standard output. */

import type { HandlerEvent } from "@barewire/server-handlers";
import type { EngineEvent } from "@barewire/sqlite-storage";
import { type Logger, pino } from "pino";

export type Log = {
  readonly handler: (event: HandlerEvent) => void;
  readonly engine: (event: EngineEvent) => void;
  /** Logs what the server does. `facts` are constants, counts and times, never data of clients. */
  readonly server: (message: string, facts?: Readonly<Record<string, string | number>>) => void;
  readonly failure: (message: string, kind: string) => void;
};

export function createLog(level: string): Log {
  const logger = pino({ level, base: null });
  return {
    handler: (event) => logHandler(logger, event),
    engine: (event) => logEngine(logger, event),
    server: (message, facts = {}) => logger.info(facts, message),
    failure: (message, kind) => logger.error({ kind }, message),
  };
}

/** Logs kinds, counts and request ids, never contents of messages, namespaces or actors. */
function logHandler(logger: Logger, event: HandlerEvent): void {
  switch (event.kind) {
    case "request":
      logger.debug(
        { tag: event.tag, requestId: event.requestId, outcome: event.outcome },
        "request",
      );
      break;
    case "opened":
      logger.info({ version: event.version, actorCount: event.actorCount }, "opened");
      break;
    case "malformed-frame":
      logger.warn({ size: event.size, reason: event.reason }, "malformed frame");
      break;
    case "open-failed":
    case "close-failed":
      logger.warn({ reason: event.reason }, event.kind);
      break;
    case "outcome-unknown":
      logger.warn(event.kind);
      break;
    case "evicted":
    case "idle-timeout":
    case "drained":
    case "closed":
      logger.info(event.kind);
      break;
    case "tunnel-message-dropped":
      logger.debug(event.kind);
      break;
    default:
      event satisfies never;
  }
}

function logEngine(logger: Logger, event: EngineEvent): void {
  switch (event.kind) {
    case "fence-mismatch":
      logger.debug(event.kind);
      break;
    case "recovered":
      logger.info({ rowCount: event.rowCount, size: event.size }, event.kind);
      break;
    case "stage-expired":
      logger.info({ txid: String(event.txid) }, event.kind);
      break;
    case "hints-ignored":
      logger.warn({ fault: event.fault }, event.kind);
      break;
    case "compaction-failed":
      logger.warn({ cause: kindOfCause(event.cause) }, event.kind);
      break;
    default:
      event satisfies never;
  }
}

/** The kind of an error, because its message may contain a path or a key. */
export function kindOfCause(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown";
  if ("issue" in cause && typeof cause.issue === "object" && cause.issue !== null) {
    if ("kind" in cause.issue && typeof cause.issue.kind === "string") return cause.issue.kind;
  }
  return cause.name;
}
