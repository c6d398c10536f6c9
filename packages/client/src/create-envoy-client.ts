/** Makes a client that speaks every version of this build, in real time unless told otherwise. */

import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@barewire/clock";
import { CLIENT_CODEC } from "@barewire/protocol/requests";
import { type ClientOptions, LIMITS } from "./client-options.js";
import { EnvoyClient } from "./envoy-client.js";

/** Connects at once. Throws nothing: what goes wrong is an event, and fails requests. */
export function createEnvoyClient(options: ClientOptions): EnvoyClient {
  const ignore = (): void => undefined;
  const listeners = { onEvent: ignore, onTunnelMessage: ignore };
  const platform = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM };
  const defaults = { ...listeners, ...platform, codec: CLIENT_CODEC };
  return new EnvoyClient({ ...defaults, ...options, limits: { ...LIMITS, ...options.limits } });
}
