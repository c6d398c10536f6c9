/** `openDatabase`: connects, opens, and starts a SQLite for one database. */

import type { Transport } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import { readPageFlags } from "../cache/page-flags.js";
import { DatabaseError } from "../database-error.js";
import type { DatabaseSession } from "../session/database-session.js";
import { openEnvoySession } from "../session/envoy-session.js";
import { startHintFlush } from "../session/hint-flush.js";
import { SQLITE_CORRUPT, SQLITE_NOTADB } from "../sqlite/result-codes.js";
import { currentPlatform } from "../worker/platform.js";
import { CallLimit, endedBy } from "./call-limit.js";
import { type Database, OpenDatabase } from "./database.js";
import {
  type CreateSharedRuntimeOptions,
  databaseOptionsOf,
  type OpenDatabaseOptions,
  runtimeOptionsOf,
  type SessionOptions,
  sessionOptionsOf,
} from "./database-options.js";
import { SharedRuntime } from "./shared-runtime.js";

/**
 * Opens a database, and creates it if it does not exist. An owner that has it open is fenced: of
 * several openings at once, the last one that was called has the database in the end. Throws
 * `invalid-option` before anything is sent, and `aborted` when its limits are reached; what was
 * opened by then is closed.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const given = databaseOptionsOf(options);
  const runtime = given.runtime ?? defaultRuntime();
  const { clock, random } = runtime;
  const transport = transportOf(given);
  const server = "url" in given ? given.url : given.transport;
  const limit = new CallLimit(given, clock, null);
  const aborting = new AbortController();
  limit.onReached(() => aborting.abort());
  const opening = runtime.openings.run(server, [given.namespace, given.actor], async () => {
    if (limit.error !== null) throw limit.error;
    const { signal } = aborting;
    const session = await openEnvoySession({ ...given, transport, clock, random, signal });
    return openOn(session, runtime, given);
  });
  const opened = opening.then(async (database) => {
    if (limit.error === null) return database;
    await database.abandon();
    throw limit.error;
  });
  try {
    return await endedBy(limit, opened);
  } finally {
    limit.release();
  }
}

/** The same over a session: what there is besides is the same for all of them. */
export async function openDatabaseOnSession(
  session: DatabaseSession,
  runtime: SharedRuntime,
  options: SessionOptions = {},
): Promise<Database> {
  return openOn(session, runtime, sessionOptionsOf(session, runtime, options));
}

async function openOn(
  session: DatabaseSession,
  runtime: SharedRuntime,
  options: SessionOptions,
): Promise<Database> {
  const { clock, flags, cache } = runtime;
  try {
    const fetcher = runtime.createPageFetcher(session);
    try {
      const binding = await runtime.bind(
        fetcher,
        session,
        options.batchAtomicCheck ?? "unknown-builds",
      );
      const { resolver } = fetcher;
      return new OpenDatabase({
        session,
        fetcher,
        binding,
        writes: { count: 0 },
        hints: flags.hints ? startHintFlush({ resolver, session, clock }) : null,
        maxQueuedCount: options.maxQueuedCount ?? MAX_QUEUED_COUNT,
        turnTimeoutMs: options.turnTimeoutMs ?? null,
        context: runtime.callContext,
        cachedPages: () => cache.usedSlots,
        clock,
      });
    } catch (error) {
      fetcher.resolver.close();
      throw error;
    }
  } catch (error) {
    await session.close();
    throw openingFailure(error, session.url);
  }
}

/** Nothing has been asked of SQLite yet, so what it failed of is what the opening failed of. */
function openingFailure(error: unknown, url: string | null): unknown {
  if (!(error instanceof DatabaseError) || error.issue.kind !== "sqlite") return error;
  const isOfStore = error.issue.cause !== null && error.cause instanceof DatabaseError;
  if (isOfStore) return error.cause;
  const isDamaged = error.issue.code === SQLITE_CORRUPT || error.issue.code === SQLITE_NOTADB;
  return isDamaged ? corruptDatabase(url, error) : error;
}

function corruptDatabase(url: string | null, cause: DatabaseError): DatabaseError {
  const issue = { kind: "corrupt", url } as const;
  const { message } = new DatabaseError(issue);
  return new DatabaseError(issue, `${message}; SQLite says: ${cause.message}`, { cause });
}

/**
 * Databases that are to have a cache, switches or a kind of binding of their own. Throws
 * `invalid-option` or `unsupported-platform`.
 */
export function createSharedRuntime(options: CreateSharedRuntimeOptions = {}): SharedRuntime {
  const given = runtimeOptionsOf(options);
  const { flags, binding, workerUrl, platform, createPredictor } = given;
  return new SharedRuntime({
    platform: platform ?? currentPlatform(workerUrl === undefined ? {} : { workerUrl }),
    clock: given.clock ?? SYSTEM_CLOCK,
    random: given.random ?? SYSTEM_RANDOM,
    flags: flags ?? readPageFlags((name) => globalThis.process?.env?.[name]),
    ...(binding === undefined ? {} : { binding }),
    ...(createPredictor === undefined ? {} : { createPredictor }),
  });
}

const MAX_QUEUED_COUNT = 1_024;

let shared: SharedRuntime | null = null;

/** One for the process, so that all databases keep to one budget. */
function defaultRuntime(): SharedRuntime {
  shared ??= createSharedRuntime();
  return shared;
}

function transportOf(options: OpenDatabaseOptions): Transport {
  if ("transport" in options) return options.transport;
  const { url, token } = options;
  return webSocketTransport(token === undefined ? { url } : { url, token });
}
