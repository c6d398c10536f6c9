/** Makes a client that speaks every version of this build, in real time unless told otherwise. */

import * as protocol from "@barewire/protocol/envoy-protocol";
import type { ClientCodec } from "@barewire/protocol/requests";
import { REAL_WORLD } from "@barewire/transport";
import { type ClientOptions, LIMITS } from "./client-options.js";
import { EnvoyClient } from "./envoy-client.js";

/** Connects at once. Throws nothing: what goes wrong is an event, and fails requests. */
export function createEnvoyClient(options: ClientOptions): EnvoyClient {
  const ignore = (): void => undefined;
  const listeners = { onEvent: ignore, onTunnelMessage: ignore };
  const limits = { ...LIMITS, ...options.limits };
  return new EnvoyClient({ ...listeners, world: REAL_WORLD, codec: CODEC, ...options, limits });
}

const CODEC: ClientCodec = {
  VERSIONS: protocol.VERSIONS,
  supports: protocol.supports,
  encodeToRivet: protocol.encodeToRivet,
  decodeToEnvoy: protocol.decodeToEnvoy,
};
