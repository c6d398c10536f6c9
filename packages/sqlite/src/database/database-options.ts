/** The options of `openDatabase` and `createSharedRuntime`, and the checks of each. */

import type { Transport } from "@barewire/client";
import * as check from "@barewire/client/options";
import type { Clock, Random } from "@barewire/clock";
import { PAGE_FLAGS, type PageFlags } from "../cache/page-flags.js";
import { checkArgument, invalidOption, optionsOf } from "../check-options.js";
import type { CreatePredictor } from "../prefetch/predictor.js";
import type { ConnectOptions } from "../session/connect-options.js";
import type { EngineSettings } from "../sqlite/engine.js";
import type { Platform } from "../worker/platform.js";
import { CALL_CHECKS, type CallOptions } from "./call-limit.js";
import { type BindingKind, SharedRuntime } from "./shared-runtime.js";

/** The limits of `signal` and `timeoutMs` are those of the opening, not of the calls after it. */
export interface DatabaseOptions extends ConnectOptions, CallOptions {
  /** Groups databases at the server; a token is good for some of them. */
  readonly namespace: string;
  /** Names the database. */
  readonly actor: string;
  /** Calls that may wait for their turn: 1,024. */
  readonly maxQueuedCount?: number;
  /**
   * The time for which a call waits for a transaction or a reservation that has the turn and does
   * not use it; then it fails with `turn-held`. The default is 5,000. In Node, which detects a call
   * inside a transaction that would wait for itself, it is Infinity for transactions.
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

export interface SessionOptions extends Pick<DatabaseOptions, "maxQueuedCount" | "turnTimeoutMs"> {
  /** When SQLite has to prove that it writes batches atomically: by default if it is not known. */
  readonly batchAtomicCheck?: EngineSettings["batchAtomicCheck"];
}

export interface CreateSharedRuntimeOptions {
  /** Switches; those of the environment variables `BAREWIRE_SQLITE_OPT_…` by default. */
  readonly flags?: PageFlags;
  /** Replaces the predictor of prefetching that the flags describe, for each database. */
  readonly createPredictor?: CreatePredictor;
  /** A thread where the platform can, else suspended calls. */
  readonly binding?: BindingKind;
  /** The module that a database's thread begins with, where a bundler has moved it. */
  readonly workerUrl?: URL | string;
  readonly platform?: Platform;
  readonly clock?: Clock;
  readonly random?: Random;
}

const SCOPE_CHECKS: check.OptionChecks<Pick<DatabaseOptions, "maxQueuedCount" | "turnTimeoutMs">> =
  { maxQueuedCount: check.isCount(0), turnTimeoutMs: check.isDurationOrInfinity(1) };

const DATABASE_CHECKS: check.OptionChecks<OpenDatabaseOptions> = {
  ...SCOPE_CHECKS,
  ...CALL_CHECKS,
  namespace: check.isNamespace,
  actor: check.isActor,
  url: check.isServerUrl,
  token: check.isText,
  transport: check.hasMethods("a transport", "open"),
  runtime: isRuntime,
  requestTimeoutMs: check.isDuration(1),
  connectTimeoutMs: check.isDuration(1),
  waitForServerMs: check.isDurationOrInfinity(0),
  minRetryMs: check.isDuration(0),
  maxRetryMs: check.isDuration(0),
  retryJitter: check.isNumber(0, 1),
  whenOffline: check.isOneOf("wait", "fail"),
};

/** Throws `invalid-option`. */
export function databaseOptionsOf(given: unknown): OpenDatabaseOptions {
  const options = optionsOf<OpenDatabaseOptions>(given, DATABASE_CHECKS, {
    required: ["namespace", "actor"],
  });
  const { url, token, transport } = options as {
    readonly [Name in "url" | "token" | "transport"]?: unknown;
  };
  if (transport === undefined) {
    if (url === undefined) throw invalidOption("url", "it is required, unless transport is given");
  } else if (url !== undefined || token !== undefined) {
    const name = url === undefined ? "token" : "url";
    throw invalidOption(name, "expected either url, with or without token, or transport, got both");
  }
  return options;
}

const SESSION_CHECKS: check.OptionChecks<SessionOptions> = {
  ...SCOPE_CHECKS,
  batchAtomicCheck: check.isOneOf("unknown-builds", "always"),
};

const isSession = check.hasMethods("a session", "getPages", "commit", "close");

/**
 * The options of `openDatabaseOnSession`. Throws `invalid-option` for a wrong value and for an
 * unknown option.
 */
export function sessionOptionsOf(
  session: unknown,
  runtime: unknown,
  given: unknown,
): SessionOptions {
  checkArgument("session", session, isSession);
  checkArgument("runtime", runtime, isRuntime);
  return optionsOf(given, SESSION_CHECKS);
}

function isRuntime(value: unknown): string | null {
  if (value instanceof SharedRuntime) return null;
  return `expected what createSharedRuntime returns, got ${check.nounOf(value)}`;
}

const RUNTIME_CHECKS: check.OptionChecks<CreateSharedRuntimeOptions> = {
  // Its own options are checked after these.
  flags: () => null,
  binding: check.isOneOf("worker", "suspended"),
  createPredictor: check.isFunction,
  workerUrl: isWorkerUrl,
  platform: check.hasMethods("a platform", "spawnWorker", "giveWay", "compile"),
  clock: check.hasMethods("a clock", "monotonicMs", "epochMs", "setTimer"),
  random: check.hasMethods("a source of random numbers", "number", "fill"),
};

// The keys of the table are the names of flags.
const FLAG_NAMES = Object.keys(PAGE_FLAGS) as (keyof typeof PAGE_FLAGS)[];

const FLAG_CHECKS = Object.fromEntries(
  FLAG_NAMES.map((name) => {
    const flag = PAGE_FLAGS[name];
    return [name, flag.kind === "switch" ? isSwitch : check.isCount(0, flag.max)];
  }),
  // The names of all flags are those of the table.
) as check.OptionChecks<PageFlags>;

/** Throws `invalid-option`. */
export function runtimeOptionsOf(given: unknown): CreateSharedRuntimeOptions {
  const options = optionsOf<CreateSharedRuntimeOptions>(given, RUNTIME_CHECKS);
  if (options.flags === undefined) return options;
  const flags = optionsOf<PageFlags>(options.flags, FLAG_CHECKS, {
    required: FLAG_NAMES,
    within: "flags",
  });
  return { ...options, flags };
}

function isSwitch(value: unknown): string | null {
  return typeof value === "boolean" ? null : `expected true or false, got ${check.nounOf(value)}`;
}

function isWorkerUrl(value: unknown): string | null {
  return value instanceof URL ? null : check.isText(value);
}
