/** The log: one line for each event, as JSON or as text for people, on the standard output. */

import { BACKGROUND_CLOCK, type Clock } from "@barewire/clock";
import type { HandlerEvent } from "@barewire/server-handlers";
import { databaseHash, type EngineEvent, failureCodeOf } from "@barewire/sqlite-storage";
import { type Logger, pino } from "pino";
import { LogLimit } from "./log-limit.js";
import { type Colors, textOfLine } from "./log-text.js";
import type { Refusal, RefusalEvent, RefusalFacts } from "./refusals.js";

/** The events of the server itself. */
export type ServerEvent = "listening" | "told to stop" | "stopping" | "stopped";

export type FailureEvent = "starting failed" | "accepting failed" | "stopping failed";

/** Every event of the log, which is the `msg` of its lines. */
export type LogEvent =
  | ServerEvent
  | FailureEvent
  | RefusalEvent
  | Exclude<HandlerEvent["kind"], "malformed-frame" | "outcome-unknown">
  | Exclude<EngineEvent["kind"], "fence-mismatch">
  | "lines-suppressed";

export type Log = {
  readonly handler: (event: HandlerEvent) => void;
  readonly engine: (event: EngineEvent) => void;
  readonly refusal: (refusal: Refusal) => void;
  /** Logs what the server does. `facts` are constants, counts and times, never data of clients. */
  readonly server: (event: ServerEvent, facts?: RefusalFacts) => void;
  readonly failure: (event: FailureEvent, kind: string) => void;
  /** Logs how many lines were suppressed since the last report. It is called at the end. */
  readonly flush: () => void;
};

export type LogOptions = {
  /** `text` is for people; `json`, the default, for programs. */
  readonly format?: "json" | "text";
  /** The colors of the text; none by default. */
  readonly colors?: Colors;
  /** Takes lines; by default they are written to the standard output. */
  readonly write?: (line: string) => void;
  readonly clock?: Clock;
};

/** `level` is the lowest one that is logged. */
export function createLog(level: string, options: LogOptions = {}): Log {
  const { clock = BACKGROUND_CLOCK } = options;
  const logger = createLogger(level, options);
  const limit = new LogLimit(clock, (kind, count) => {
    logger.warn({ kind, count }, "lines-suppressed");
  });
  return {
    handler: (event) => logHandler(logger, limit, event),
    engine: (event) => logEngine(logger, limit, event),
    refusal: ({ event, kind, level, facts }) => {
      if (limit.admits(`${event} ${kind}`)) logger[level]({ kind, ...facts }, event);
    },
    server: (event, facts = {}) => logger.info(facts, event),
    failure: (event, kind) => logger.error({ kind }, event),
    flush: () => limit.flush(),
  };
}

function createLogger(level: string, { format, colors, write }: LogOptions): Logger {
  const settings = { level, base: null };
  if (format !== "text") {
    return write === undefined ? pino(settings) : pino(settings, { write });
  }
  const writeText = write ?? ((line: string) => void process.stdout.write(line));
  return pino(settings, { write: (line) => writeText(textOfLine(line, colors)) });
}

/** Logs kinds, counts and request ids. Whatever is a refusal is logged as one, and not here. */
function logHandler(logger: Logger, limit: LogLimit, event: HandlerEvent): void {
  switch (event.kind) {
    case "request":
      logger.debug(
        { tag: event.tag, requestId: event.requestId, outcome: event.outcome },
        "request",
      );
      break;
    case "opened":
      if (!limit.admits(event.kind)) break;
      logger.info({ version: event.version, actorCount: event.actorCount }, "opened");
      break;
    case "evicted":
    case "idle-timeout":
    case "drained":
    case "closed":
      if (limit.admits(event.kind)) logger.info(event.kind);
      break;
    case "tunnel-message-dropped":
      logger.debug(event.kind);
      break;
    case "malformed-frame":
    case "open-failed":
    case "close-failed":
    case "outcome-unknown":
      break;
    default:
      event satisfies never;
  }
}

function logEngine(logger: Logger, limit: LogLimit, event: EngineEvent): void {
  // The request that met a fence has failed, and is logged.
  if (event.kind === "fence-mismatch" || !limit.admits(event.kind)) return;
  const database = databaseHash(event.database);
  switch (event.kind) {
    case "recovered":
      logger.info({ database, rowCount: event.rowCount, size: event.size }, event.kind);
      break;
    case "stage-expired":
      logger.info({ database, txid: String(event.txid) }, event.kind);
      break;
    case "hints-ignored":
      logger.warn({ database, fault: event.fault }, event.kind);
      break;
    case "compaction-failed": {
      const code = failureCodeOf(event.cause);
      const facts = {
        database,
        kind: kindOfCause(event.cause),
        ...(code !== undefined && { code }),
      };
      logger.warn(facts, event.kind);
      break;
    }
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
