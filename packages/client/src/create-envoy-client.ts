/** Creates a client with defaults: the clock of the platform, every version of this build. */

import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import { CLIENT_CODEC } from "./client-codec.js";
import { ClientError } from "./client-error.js";
import { type ClientLimits, type ClientOptions, LIMITS } from "./client-options.js";
import { EnvoyClient } from "./envoy-client.js";
import * as check from "./options.js";

/**
 * Creates a client that connects at once. Throws a `ClientError` of the kind `invalid-option`;
 * later failures are events and fail requests.
 */
export function createEnvoyClient(options: ClientOptions): EnvoyClient {
  const given = optionsOf<ClientOptions>(options, CHECKS, { required: REQUIRED });
  const limits =
    given.limits === undefined
      ? {}
      : optionsOf<Partial<ClientLimits>>(given.limits, LIMIT_CHECKS, { within: "limits" });
  const ignore = (): void => undefined;
  const listeners = { onEvent: ignore, onTunnelMessage: ignore };
  const platform = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM };
  const defaults = { ...listeners, ...platform, codec: CLIENT_CODEC, whenOffline: "wait" as const };
  return new EnvoyClient({ ...defaults, ...given, limits: { ...LIMITS, ...limits } });
}

const REQUIRED = ["transport", "namespace", "actors"] as const;

const CHECKS: check.OptionChecks<ClientOptions> = {
  transport: check.hasMethods("a transport", "open"),
  namespace: check.isNamespace,
  actors: actorsFault,
  onEvent: check.isFunction,
  onTunnelMessage: check.isFunction,
  clock: check.hasMethods("a clock", "monotonicMs", "epochMs", "setTimer"),
  random: check.hasMethods("a source of random numbers", "number"),
  codec: check.hasMethods("a codec", "supports"),
  // Its own options are checked after these.
  limits: () => null,
  whenOffline: check.isOneOf("wait", "fail"),
};

const LIMIT_CHECKS: check.OptionChecks<ClientLimits> = {
  maxQueuedCount: check.isCount(0),
  maxQueuedSize: check.isCount(0),
  maxInFlightCount: check.isCount(1),
  maxRequestId: check.isCount(1, LIMITS.maxRequestId),
  maxBufferedSize: check.isCount(0),
  requestTimeoutMs: check.isDuration(0),
  connectTimeoutMs: check.isDuration(0),
  startTimeoutMs: check.isDuration(0),
  waitForServerMs: check.isDurationOrInfinity(0),
  idleTimeoutMs: check.isDuration(0),
  minRetryMs: check.isDuration(0),
  maxRetryMs: check.isDuration(0),
  retryJitter: check.isNumber(0, 1),
  maxFailureCount: check.isCount(0),
};

/** Throws a `ClientError`. */
function optionsOf<Options extends object>(
  ...given: Parameters<typeof check.readOptions<Options>>
): Options {
  const read = check.readOptions(...given);
  if (read.kind === "valid") return read.options;
  throw new ClientError({ kind: "invalid-option", ...read.fault }, read.cause);
}

/** More names do not fit into any URL; a list may claim any length. */
const MAX_ACTORS = 10_000;

function actorsFault(value: unknown): string | null {
  if (!Array.isArray(value)) return `expected a list of names, got ${check.nounOf(value)}`;
  const actors: readonly unknown[] = value;
  if (actors.length === 0) return "expected at least one name, got an empty list";
  if (actors.length > MAX_ACTORS) {
    return `expected at most ${MAX_ACTORS} names, got ${actors.length}`;
  }
  if (new Set(actors).size < actors.length) return "expected different names, got one twice";
  return actors.map(check.isActor).find((reason) => reason !== null) ?? null;
}
