/** Creates a client with defaults: the clock of the platform, every version of this build. */

import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import { CLIENT_CODEC } from "./client-codec.js";
import { type ClientOptions, LIMITS } from "./client-options.js";
import { EnvoyClient } from "./envoy-client.js";

/** Creates a client that connects at once. Never throws: failures are events and fail requests. */
export function createEnvoyClient(options: ClientOptions): EnvoyClient {
  const ignore = (): void => undefined;
  const listeners = { onEvent: ignore, onTunnelMessage: ignore };
  const platform = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM };
  const defaults = { ...listeners, ...platform, codec: CLIENT_CODEC, whenOffline: "wait" as const };
  return new EnvoyClient({ ...defaults, ...options, limits: { ...LIMITS, ...options.limits } });
}
