/** `openDatabase`: connects, opens, and starts a SQLite for one database. */

import type { Transport } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import { type Clock, type Random, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import { type PageFlags, readPageFlags } from "../cache/page-flags.js";
import { DatabaseError } from "../database-error.js";
import type { ConnectOptions } from "../session/connect-options.js";
import type { DatabaseSession } from "../session/database-session.js";
import { openEnvoySession } from "../session/envoy-session.js";
import { startHintFlush } from "../session/hint-flush.js";
import type { EngineSettings } from "../sqlite/engine.js";
import { SQLITE_CORRUPT, SQLITE_NOTADB } from "../sqlite/result-codes.js";
import { currentPlatform, type Platform } from "../worker/platform.js";
import { type Database, OpenDatabase } from "./database.js";
import { type BindingKind, SharedRuntime } from "./shared-runtime.js";

export interface DatabaseOptions extends ConnectOptions {
  /** Groups databases at the server; a token is good for some of them. */
  readonly namespace: string;
  /** Names the database. */
  readonly actor: string;
  /** Calls that may wait for their turn: 1,024. */
  readonly maxQueuedCount?: number;
  /**
   * How long a call waits for a transaction or a reservation that has the turn and does not use it:
   * then it fails with `turn-held`. By default 5,000, and in Node, which tells when a call is made
   * inside a transaction and so would wait for itself, unlimited for transactions.
   */
  readonly turnTimeoutMs?: number;
  /** The runtime of the database. By default, all databases of the process share one. */
  readonly runtime?: SharedRuntime;
}

export type OpenDatabaseOptions = DatabaseOptions &
  (
    | {
        /** The URL of the server, such as `ws://127.0.0.1:6420` or `wss://…`. */
        readonly url: string;
        readonly token?: string;
      }
    | { readonly transport: Transport }
  );

export interface CreateSharedRuntimeOptions {
  /** Switches; those of the environment variables `BAREWIRE_SQLITE_OPT_…` by default. */
  readonly flags?: PageFlags;
  /** A thread where the platform can, else suspended calls. */
  readonly binding?: BindingKind;
  /** The module that a database's thread begins with, where a bundler has moved it. */
  readonly workerUrl?: URL | string;
  readonly platform?: Platform;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** Opens a database, and creates it if it does not exist. An owner that has it open is fenced. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const runtime = options.runtime ?? defaultRuntime();
  const { clock, random } = runtime;
  const transport = transportOf(options);
  const session = await openEnvoySession({ ...options, transport, clock, random });
  return openDatabaseOnSession(session, runtime, options);
}

/** The same over a session: what there is besides is the same for all of them. */
export async function openDatabaseOnSession(
  session: DatabaseSession,
  runtime: SharedRuntime,
  options: {
    readonly maxQueuedCount?: number;
    readonly turnTimeoutMs?: number;
    readonly batchAtomicCheck?: EngineSettings["batchAtomicCheck"];
  } = {},
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
      const isFlushed = flags.hints && flags.hintFlush;
      return new OpenDatabase({
        session,
        fetcher,
        binding,
        writes: { count: 0 },
        hints: isFlushed ? startHintFlush({ resolver, session, clock }) : null,
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

/** Databases that are to have a cache, switches or a kind of binding of their own. */
export function createSharedRuntime(options: CreateSharedRuntimeOptions = {}): SharedRuntime {
  const { flags, binding, workerUrl, platform } = options;
  return new SharedRuntime({
    platform: platform ?? currentPlatform(workerUrl === undefined ? {} : { workerUrl }),
    clock: options.clock ?? SYSTEM_CLOCK,
    random: options.random ?? SYSTEM_RANDOM,
    flags: flags ?? readPageFlags((name) => globalThis.process?.env?.[name]),
    ...(binding === undefined ? {} : { binding }),
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
